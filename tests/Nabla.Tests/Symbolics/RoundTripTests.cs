using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class RoundTripTests
{
    const int Seed = 20261123;

    static readonly int s_trees = Environment.GetEnvironmentVariable("NABLA_TEST") == "full" ? 2_000_000 : 40_000;

    [Theory]
    [InlineData(TextStyle.Unicode)]
    [InlineData(TextStyle.Ascii)]
    [InlineData(TextStyle.Explicit)]
    public void Every_formula_reads_back_from_its_text(TextStyle style)
    {
        var trees = new RandomTrees(Seed);
        for (var i = 0; i < s_trees; i++) ReadsBack(trees.Next(1 + i % 12), style);
    }

    [Theory]
    [InlineData(TextStyle.Unicode)]
    [InlineData(TextStyle.Ascii)]
    [InlineData(TextStyle.Explicit)]
    public void Parts_used_often_get_a_name_and_read_back(TextStyle style)
    {
        var trees = new RandomTrees(Seed);
        for (var i = 0; i < s_trees / 200; i++)
        {
            var formula = trees.Next(200);
            ReadsBack(formula, style);
            if (formula.TreeSize > 100_000) Assert.InRange(formula.ToText(style).Length, 1, 100_000);
        }
    }

    [Theory]
    [InlineData("'xe' + x", "'xe' + x")]
    [InlineData("'xe' + y", "xe + y")]
    [InlineData("2'αx'", "2·'αx'")]
    [InlineData("2'log_5'", "2·'log_5'")]
    public void A_name_that_would_be_read_as_a_product_is_quoted(string text, string expected)
    {
        var formula = Formula.Parse(text).Expression;
        Assert.Equal(expected, formula.ToText());
        ReadsBack(formula, TextStyle.Unicode);
    }

    static void ReadsBack(Expr formula, TextStyle style)
    {
        var text = formula.ToText(style);
        Expr read;
        try
        {
            read = Formula.Parse(text).Expression;
        }
        catch (FormulaException fault)
        {
            throw new Xunit.Sdk.XunitException($"{style}: {text}: {fault.Message} at {fault.Start}");
        }

        var shown = text.Length > 600 ? text[..600] : text;
        Assert.True(read == formula, $"{style}: '{shown}' is read as '{read.ToText(TextStyle.Explicit)}', seed {Seed}");
    }
}
