using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class LatexPrinterTests
{
    const int Seed = 20261123;

    // Written by their definition, or as an equation, so that they read back as that or not at all.
    static readonly string[] s_byDefinition = ["exp", "lgamma", "hypot", "logaddexp", "gelu_tanh", "equal"];

    [Theory]
    [InlineData("3x^2+2y", "3x^{2} + 2y")]
    [InlineData("1/2", @"\frac{1}{2}")]
    [InlineData("(x+1)/(2x)", @"\frac{x + 1}{2x}")]
    [InlineData("4(2x+3)", @"4\left(2x + 3\right)")]
    [InlineData("sin^2(2x)", @"\sin^{2}\left(2x\right)")]
    [InlineData("sin x", @"\sin x")]
    [InlineData("sqrt(x+1)", @"\sqrt{x + 1}")]
    [InlineData("cbrt(x)", @"\sqrt[3]{x}")]
    [InlineData("e^(-x)", "e^{-x}")]
    [InlineData("exp(-x)", "e^{-x}")]
    [InlineData("|x|", @"\left|x\right|")]
    [InlineData("x1 + w_2 + θ + speed", @"x_{1} + w_{{2}} + \theta  + \mathit{speed}")]
    [InlineData("x*y", @"x \cdot y")]
    [InlineData("where(x<1, a, b)", @"\begin{cases} a & x < 1 \\ b & \text{otherwise} \end{cases}")]
    [InlineData("max(a, b, c)", @"\max(a, b, c)")]
    [InlineData("log10(x)", @"\log_{10} x")]
    [InlineData("sigmoid(w*x+b)", @"\sigma(w \cdot x + b)")]
    [InlineData("x!", "x!")]
    [InlineData("1e-30 x", "{{10^{-30}}}x")]
    [InlineData("6.02e23 x^2", @"{{6.02 \cdot 10^{23}}}x^{2}")]
    [InlineData("(1.5e-30)^x", @"\left({{1.5 \cdot 10^{-30}}}\right)^{x}")]
    [InlineData("π r^2", @"\pi \cdot r^{2}")]
    public void A_formula_is_written_in_LaTeX(string text, string latex) =>
        Assert.Equal(latex, Formula.Parse(text).Expression.ToLatex());

    [Fact]
    public void LaTeX_reads_back_to_the_same_formula()
    {
        bool IsRead(ScalarRule rule) => rule.WrittenAs is null && !s_byDefinition.Contains(rule.Name);
        var trees = new RandomTrees(Seed, IsRead) { Names = 20 };
        for (var i = 0; i < 20_000; i++)
        {
            var formula = trees.Next(1 + i % 10);
            var latex = formula.ToLatex();
            Expr read;
            try
            {
                read = Formula.Parse(latex).Expression;
            }
            catch (FormulaException fault)
            {
                throw new Xunit.Sdk.XunitException($"{latex}: {fault.Message} at {fault.Start}, seed {Seed}");
            }

            Assert.True(read == formula, $"'{latex}' of '{formula}' is read as '{read}', seed {Seed}");
        }
    }

    [Fact]
    public void Every_row_has_LaTeX_that_is_read()
    {
        foreach (var rule in Elementwise.All)
        {
            var x = Enumerable.Range(0, Math.Max(rule.Arity, 2)).Select(i => Expr.Symbol("xyz"[i..(i + 1)])).ToArray();
            var formula = Expr.Apply(rule, rule.Arity < 0 ? x : x[..rule.Arity]);
            if (rule.Name is "gelu_tanh" or "equal") continue;
            Formula.Parse(formula.ToLatex());
        }
    }
}
