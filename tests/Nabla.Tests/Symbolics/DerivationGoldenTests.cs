using System.Text.RegularExpressions;
using System.Xml.Linq;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>
/// Derivations as people read them, in plain files: the first line says what is explained, the rest is the text. A file
/// is changed by hand, after reading it as a teacher would.
/// </summary>
public partial class DerivationGoldenTests
{
    static readonly string s_folder = Folder();

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(s_folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory, MemberData(nameof(Names))]
    public void A_derivation_reads_as_agreed(string name)
    {
        var (derivation, expected) = Read(name);
        Assert.Equal(expected, derivation.ToText());
    }

    [Theory, MemberData(nameof(Names))]
    public void Html_is_well_formed(string name)
    {
        var html = XElement.Parse(Read(name).Derivation.ToHtml().Replace("&nbsp;", " "));
        Assert.NotEmpty(html.Descendants("li"));
    }

    [Theory, MemberData(nameof(Names))]
    public void Latex_has_balanced_braces_and_ends_its_environment(string name)
    {
        var latex = Read(name).Derivation.ToLatex();
        Assert.Equal(latex.Count(c => c == '{'), latex.Count(c => c == '}'));
        Assert.Equal(latex.Split(@"\left").Length, latex.Split(@"\right").Length);
        Assert.EndsWith("\\end{align*}\n", latex);
        Assert.DoesNotContain("_{\\mathrm{prime}}", latex);
    }

    [Theory, MemberData(nameof(Names))]
    public void Ascii_text_is_ascii(string name) =>
        Assert.DoesNotContain(Read(name).Derivation.ToText(TextStyle.Ascii), c => c > 127);

    [Fact]
    public void There_is_an_example_of_every_textbook_rule()
    {
        var used = Names.Select(row => Read(row.Data).Expected).ToList();
        Assert.True(used.Count >= 40);
        Assert.All(DerivativeRule.All.Where(rule => !rule.IsFunction), rule => Assert.Contains(used, text => text.Contains($" {rule.Name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Hints_name_the_rules_and_nothing_else() =>
        Assert.Equal(
            "1 Product rule\n  1.1 Power rule\n  1.2 Chain rule\n2 Simplification\n",
            Formula.Parse("x^2 sin(2x)").Expression.Explain("x").ToText(hints: true));

    [Fact]
    public void Latex_shows_the_letters_and_the_rules() =>
        Assert.Equal(
            """
            \begin{align*}
            \frac{d}{d x}\left[\sin\left(2x\right)\right] &= \cos u \cdot u' && \text{1 Chain rule},\ u = 2x,\ u' = 2\\
             &= 2\cos\left(2x\right)
            \end{align*}

            """,
            Formula.Parse("sin(2x)").Expression.Explain("x").ToLatex());

    static (Derivation Derivation, string Expected) Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(s_folder, name + ".txt"));
        var head = Head().Match(text);
        Assert.True(head.Success, $"{name} begins with no line of the form: explain FORMULA --var x");
        var level = head.Groups["level"].Success
            ? Enum.Parse<SimplifyLevel>(head.Groups["level"].Value, ignoreCase: true)
            : SimplifyLevel.Light;
        int? depth = head.Groups["depth"].Success ? int.Parse(head.Groups["depth"].Value) : null;
        var f = Formula.Parse(head.Groups["formula"].Value).Expression;
        return (f.Explain(head.Groups["by"].Value.Split(','), level, depth), text[head.Length..]);
    }

    static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var goldens = Path.Combine(folder.FullName, "tests", "Nabla.Tests", "Symbolics", "Goldens");
            if (Directory.Exists(goldens)) return goldens;
        }

        throw new DirectoryNotFoundException("The folder Goldens is not above the tests.");
    }

    [GeneratedRegex(@"\Aexplain (?<formula>.+?) --var (?<by>\S+)( --simplify (?<level>\w+))?( --depth (?<depth>\d+))?\n\n")]
    private static partial Regex Head();
}
