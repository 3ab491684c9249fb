using System.Reflection;
using Nabla.Drawing;
using Nabla.Symbolics;
using PublicApiGenerator;

namespace Nabla.Tests.Api;

/// <summary>
/// The public API as text, a file for each namespace, so that every change of it is read. After an intended change run
/// this class with NABLA_UPDATE=1 and commit the files.
/// </summary>
public class PublicApiTests
{
    static readonly Assembly[] s_libraries = [typeof(Expr).Assembly, typeof(Svg).Assembly];

    static readonly ApiGeneratorOptions s_options = new() { IncludeAssemblyAttributes = false };

    public static TheoryData<string> Namespaces => [.. s_libraries.SelectMany(a => a.GetExportedTypes()).Select(t => t.Namespace!).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void The_public_API_is_the_one_on_file(string name)
    {
        var types = s_libraries.SelectMany(a => a.GetExportedTypes()).Where(t => t.Namespace == name).ToArray();
        var text = types.GeneratePublicApi(s_options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        Repository.Check($"tests/Nabla.Tests/Api/{name}.txt", text);
    }

    [Fact]
    public void No_file_is_left_of_a_namespace_that_is_gone()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "tests/Nabla.Tests/Api"), "*.txt").Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(files.Except(s_libraries.SelectMany(a => a.GetExportedTypes()).Select(t => t.Namespace)));
    }
}
