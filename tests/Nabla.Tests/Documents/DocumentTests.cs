using System.Text.RegularExpressions;
using Nabla.Tests.Generator;

namespace Nabla.Tests.Documents;

/// <summary>
/// The examples of documents compile as they stand, and where a page shows what they print, they print it: the C# blocks of
/// a page are one program. NABLA_UPDATE=1 writes what is printed into the page.
/// </summary>
public class DocumentTests
{
    const string FromScratch = "docs/from-scratch.md";

    public static TheoryData<string> Pages => [FromScratch, "docs/checking.md", "docs/optimization.md", .. Under("docs/transforms")];

    public static TheoryData<string> All => ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", .. Under("docs")];

    [Theory]
    [InlineData("docs/trees-and-keys.md", "ValueAndGrad", "Network model = null!; Tensor batch = 1; static Tensor Loss(Network m, Tensor x) => x;")]
    [InlineData("docs/trees-and-keys.md", "Key.Of", "var step = 1;")]
    [InlineData("README.md", "CompiledFormula.Compile", "")]
    [InlineData("README.md", "Optimize.Minimize", "using Nabla.Symbolics; double[] x = [], y = [];")]
    [InlineData("README.md", "layer -=", "Layer layer = null!; Tensor x = 1;")]
    [InlineData("README.md", "Explain(x =>", "")]
    public void Examples_compile(string file, string contains, string given)
    {
        var code = new Page(file).Code.Single(c => c.Contains(contains));
        var usings = string.Concat(Regex.Matches(code, "^using [^=;(]+;\n", RegexOptions.Multiline).Select(m => m.Value));
        var run = GeneratorRun.OverProgram(DocumentRun.Implicit, usings + given + code[usings.Length..]);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFindings);
    }

    [Fact]
    public void The_readme_says_what_its_minimum_prints()
    {
        var code = new Page("README.md").Code.Single(c => c.Contains("Optimize.Minimize"));
        var part = code[..code.IndexOf("\nvar fit", StringComparison.Ordinal)];
        var said = Regex.Matches(part, @"Console\.WriteLine\(.*\); +// (.+)").Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(said);
        Assert.Equal(said, DocumentRun.Output("using Nabla.Symbolics;\n" + part).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory, MemberData(nameof(Pages))]
    public void A_page_shows_what_its_program_prints(string path)
    {
        var page = new Page(path);
        Assert.NotEmpty(page.Code);
        Assert.NotEqual(0, page.Outputs);
        Repository.Check(path, page.With(DocumentRun.Output(page.Program(page.Outputs), usesNabla: path != FromScratch)));
    }

    [Fact]
    public void Each_step_of_the_small_Nabla_compiles_with_those_before_it_and_all_are_at_most_300_lines_without_a_library()
    {
        var page = new Page(FromScratch);
        var before = "";
        for (var step = 1; step <= page.Outputs; step++)
        {
            var printed = DocumentRun.Output(page.Program(step), usesNabla: false);
            Assert.StartsWith(before, printed, StringComparison.Ordinal);
            before = printed;
        }

        Assert.InRange(page.Code.Sum(c => c.Count(letter => letter == '\n')), 200, 300);
    }

    [Theory, MemberData(nameof(All))]
    public void A_link_leads_to_a_file(string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        Assert.All(new Page(path).Links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{path} links to {link}, which is not there."));
    }

    [Fact]
    public void Every_page_of_a_transform_is_in_the_index_and_links_to_another()
    {
        var index = new Page("docs/transforms/README.md").Links.ToArray();
        foreach (var path in Under("docs/transforms").Where(p => !p.EndsWith("README.md", StringComparison.Ordinal)))
        {
            Assert.Contains(Path.GetFileName(path), index);
            Assert.Contains(new Page(path).Links, link => link.EndsWith(".md", StringComparison.Ordinal));
        }
    }

    static IEnumerable<string> Under(string folder) => Directory
        .GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal);
}
