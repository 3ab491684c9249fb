using System.Text.RegularExpressions;

namespace Nabla.Tests.Generator;

/// <summary>The examples of documents compile as they stand, given the variables that they speak of.</summary>
public class DocumentTests
{
    [Theory]
    [InlineData("docs/trees-and-keys.md", "ValueAndGrad", "Network model = null!; Tensor batch = 1; static Tensor Loss(Network m, Tensor x) => x;")]
    [InlineData("docs/trees-and-keys.md", "Key.Of", "var step = 1;")]
    [InlineData("README.md", "layer -=", "Layer layer = null!; Tensor x = 1;")]
    public void Examples_compile(string file, string contains, string given)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
        var code = Regex.Matches(text, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).Single(c => c.Contains(contains));
        var usings = string.Concat(Regex.Matches(code, "^using [^=;(]+;\n", RegexOptions.Multiline).Select(m => m.Value));
        var run = GeneratorRun.OverProgram(usings + given + code[usings.Length..]);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFindings);
    }
}
