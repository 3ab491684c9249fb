using System.Text.RegularExpressions;
using Nabla.Tests.Generator;

namespace Nabla.Tests.Checking;

/// <summary>The page on checking is one program, and it compiles.</summary>
public class CheckingDocumentTests
{
    [Fact]
    public void The_examples_compile()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/checking.md")).ReplaceLineEndings("\n");
        var code = string.Concat(Regex.Matches(text, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value));
        var run = GeneratorRun.OverProgram("using System;\n" + code);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFindings);
    }
}
