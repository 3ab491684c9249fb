using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Nabla.Drawing;
using Nabla.Symbolics;

namespace Nabla.Tests.Architecture;

/// <summary>What ARCHITECTURE.md promises of the sources, held true.</summary>
public class LayersTests
{
    // A folder of the core may use those before it and none after; the rules are formulas, so the first two are one layer.
    static readonly string[][] s_layers = [["Rules", "Symbolics"], ["Execution"], ["Checking"], ["Optimization"]];

    // Folders that only group files: a namespace named as a type that its code uses would hide the type.
    static readonly (string Folder, string Namespace)[] s_groups =
        [("Nabla.Execution.Kernels.", "Nabla.Execution.Kernels"), ("Nabla.Execution.Threads", "Nabla.Execution")];

    static readonly string[] s_libraries = ["Nabla", "Nabla.Drawing"];

    [Fact]
    public void The_libraries_depend_on_no_package_and_on_nothing_but_the_framework()
    {
        foreach (var name in s_libraries)
        {
            var project = XDocument.Load(Path.Combine(Repository.Root, "src", name, name + ".csproj"));
            Assert.DoesNotContain(project.Descendants(), e =>
                e.Name.LocalName is "PackageReference" or "FrameworkReference" or "ProjectReference" && e.Attribute("OutputItemType") is null && !IsCore(e));
            // Pictures may be of the core's things; the core knows of no picture.
            bool IsCore(XElement e) => name != "Nabla" && e.Attribute("Include")!.Value == "../Nabla/Nabla.csproj";
        }

        Assert.All(typeof(Expr).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));
        Assert.All(typeof(Svg).Assembly.GetReferencedAssemblies(), a => Assert.Matches("^(System.*|Nabla)$", a.Name));
    }

    [Fact]
    public void No_layer_uses_one_above_it()
    {
        for (var i = 0; i < s_layers.Length; i++)
        {
            var above = s_layers[(i + 1)..].SelectMany(layer => layer);
            foreach (var file in s_layers[i].SelectMany(folder => Sources("src/Nabla/" + folder)))
                Assert.All(Uses(file), used => Assert.False(above.Contains(used), $"{Path.GetFileName(file)} uses {used}, which is above it"));
        }
    }

    [Fact]
    public void Types_are_sealed_static_or_abstract()
    {
        var open = new[] { typeof(Expr).Assembly, typeof(Svg).Assembly, typeof(Nabla.Cli.Tool).Assembly }.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null)
            .Where(t => !t.Assembly.GetTypes().Any(other => other.BaseType == t) && !t.FullName!.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(open.Select(t => t.FullName));
    }

    [Fact]
    public void The_namespace_is_the_folder()
    {
        foreach (var project in Directory.GetDirectories(Path.Combine(Repository.Root, "src")))
        {
            foreach (var file in Sources(project))
            {
                var text = File.ReadAllText(file);
                if (Regex.Match(text, @"^namespace ([\w.]+);", RegexOptions.Multiline) is not { Success: true } declared) continue;
                var folder = Path.GetRelativePath(project, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
                var root = Path.GetFileName(project);
                var expected = folder == "." ? root : $"{root}.{folder}";
                expected = s_groups.FirstOrDefault(g => expected.StartsWith(g.Folder, StringComparison.Ordinal)).Namespace ?? expected;
                Assert.True(expected == declared.Groups[1].Value, $"{file}: {declared.Groups[1].Value}, not {expected}");
            }
        }
    }

    [Fact]
    public void No_source_holds_a_stub_or_a_switched_off_warning()
    {
        foreach (var file in Sources("src").Concat(Sources("tests")).Where(f => !f.EndsWith("LayersTests.cs", StringComparison.Ordinal)))
            Assert.DoesNotMatch(@"\bTODO\b|NotImplementedException|#pragma warning disable|/(work|home|root)/", File.ReadAllText(file));
    }

    static IEnumerable<string> Uses(string file) =>
        Regex.Matches(File.ReadAllText(file), @"^using (?:static )?Nabla\.(\w+)", RegexOptions.Multiline).Select(m => m.Groups[1].Value);

    static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
