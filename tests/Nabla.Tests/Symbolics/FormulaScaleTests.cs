using System.Diagnostics;
using System.Text;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

// Depth and length cost memory in proportion and never the call stack.
public class FormulaScaleTests
{
    static readonly int s_large = Environment.GetEnvironmentVariable("NABLA_TEST") == "full" ? 1_000_000 : 30_000;

    public static TheoryData<string, string, string, string> Shapes => new()
    {
        // what is repeated before the middle, the middle, what is repeated after it
        { "nested parentheses", "(", "x", ")" },
        { "a sum", "", "x", "+x" },
        { "a nested sum", "(x+", "y", ")" },
        { "a product", "", "x", "*y" },
        { "a quotient", "", "x", "/y" },
        { "a tower of powers", "x^", "x", "" },
        { "minus signs", "-", "x", "" },
        { "functions in functions", "sin(", "x", ")" },
        { "functions without brackets", "sin ", "x", "" },
        { "absolute values", "|x+", "y", "|" },
        { "roots", "√", "x", "" },
        { "LaTeX fractions", "\\frac{x}{", "y", "}" },
        { "LaTeX roots", "\\sqrt{", "y", "}" },
        { "an alternating sum of products", "", "x", "+2x*(y-1)" },
        { "conditions", "where(x<1,", "y", ",2)" },
        { "factorials", "", "x", "!" },
        { "superscripts in brackets", "(", "x", ")²" },
        { "function exponents", "sin^(", "x", ")(y)" },
        { "a product without signs", "", "x", " y" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_very_long_or_deep_formula_is_read_and_written(string shape, string before, string middle, string after)
    {
        var text = Repeat(before, middle, after, s_large);
        var clock = Stopwatch.StartNew();
        var formula = Formula.Parse(text).Expression;
        foreach (var style in Enum.GetValues<TextStyle>())
        {
            var written = formula.ToText(style);
            Assert.True(Formula.Parse(written).Expression == formula, shape);
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60);
    }

    [Theory]
    [InlineData("(", "x", ")")]
    [InlineData("", "x", "+2x")]
    [InlineData("sin(x+", "x", ")")]
    public void A_million_parts_take_about_ten_times_as_long_as_a_hundred_thousand(string before, string middle, string after)
    {
        var small = Repeat(before, middle, after, 100_000);
        var large = Repeat(before, middle, after, 1_000_000);
        Time(small);
        var ratio = Enumerable.Range(0, 2).Min(_ => Time(large) / Time(small));
        Assert.InRange(ratio, 0, 40);
    }

    [Fact]
    public void Text_is_charged_to_a_budget_where_there_is_one()
    {
        var formula = Formula.Parse(Repeat("sin(x+", "y", ")", 3000)).Expression;
        Func<string>[] ways =
        [
            () => formula.ToText(), formula.ToLatex, formula.ToMathML, () => formula.ToCSharp(), () => formula.Explain("x").ToText(),
        ];
        foreach (var way in ways)
        {
            var whole = way();
            using (new Budget(nodes: 1000).ChargePrinting()) Assert.Throws<LimitException>(way);
            using (new Budget(nodes: 1_000_000).ChargePrinting()) Assert.Equal(whole, way());
            Assert.Equal(whole, way());
        }

        using (var source = new CancellationTokenSource())
        using (new Budget(cancellation: source.Token).ChargePrinting())
        {
            source.Cancel();
            Assert.Throws<OperationCanceledException>(() => formula.ToText());
        }
    }

    static double Time(string text)
    {
        var clock = Stopwatch.StartNew();
        Formula.Parse(text).Expression.ToText();
        return clock.Elapsed.TotalSeconds;
    }

    static string Repeat(string before, string middle, string after, int times)
    {
        var text = new StringBuilder(times * (before.Length + after.Length) + middle.Length);
        for (var i = 0; i < times; i++) text.Append(before);
        text.Append(middle);
        for (var i = 0; i < times; i++) text.Append(after);
        return text.ToString();
    }
}
