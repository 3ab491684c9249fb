using Nabla.Rules;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Symbolics;

public class SimplifierTests
{
    static readonly Expr x = Symbol("x"), y = Symbol("y");

    static string Light(string formula) => Formula.Parse(formula).Expression.Simplify(SimplifyLevel.Light).ToText(TextStyle.Explicit);

    [Theory]
    [InlineData("x + x", "2*x")]
    [InlineData("x*x", "x^2")]
    [InlineData("x/x", "1")]
    [InlineData("3 - x + x^2", "x^2 - x + 3")]
    [InlineData("-x^2 + 1", "1 - x^2")]
    [InlineData("sin(x)*2*x", "2*x*sin(x)")]
    [InlineData("sqrt(x^2)", "abs(x)")]
    [InlineData("(x^2)^3", "x^6")]
    [InlineData("a/(b/c)", "a*c/b")]
    [InlineData("(a/b)/c", "a/(b*c)")]
    [InlineData("x - (y - x)", "2*x - y")]
    [InlineData("4*(2*x + 3)", "4*(2*x + 3)")]
    [InlineData("max(x, 1 - 1)", "max(x, 1 - 1)")]
    public void Light_brings_sums_and_products_into_canonical_form(string formula, string expected) =>
        Assert.Equal(Formula.Parse(expected).Expression.ToText(TextStyle.Explicit), Light(formula));

    [Fact]
    public void Cancelling_a_base_is_logged_with_its_condition()
    {
        var simplified = Simplifier.Simplify(x / x, SimplifyLevel.Light);
        Assert.Equal((Expr)1, simplified.Expression);
        Assert.Equal([NotEqual(x, 0)], simplified.Conditions);
        Assert.Contains(simplified.Log, rewrite => rewrite.Before == x / x && rewrite.After == 1);
    }

    [Fact]
    public void A_chain_of_a_million_nodes_is_simplified_without_recursion()
    {
        Expr f = x;
        for (var i = 0; i < 250_000; i++) f = Sin(f) * y;
        Assert.True(f.Simplify(SimplifyLevel.Light).TreeSize > 500_000);
    }
}
