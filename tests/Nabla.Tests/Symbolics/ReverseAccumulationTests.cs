using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Symbolics;

public class ReverseAccumulationTests
{
    [Fact]
    public void Gradient_of_a_sum_is_ones()
    {
        var names = Names(100_000);
        var sum = names.Select(Symbol).Aggregate((a, b) => a + b);
        Assert.All(sum.Gradient(names), g => Assert.Equal(1, g));
    }

    [Fact]
    public void Gradient_of_a_product_is_the_product_of_the_others()
    {
        var names = Names(5);
        var variables = names.Select(n => (SymbolExpr)Symbol(n)).ToArray();
        var product = variables.Aggregate<Expr>((a, b) => a * b);
        var at = names.Select((n, i) => (n, i + 2.0)).ToArray();
        foreach (var (g, (_, value)) in ReverseAccumulation.Gradient(product, variables, new Budget()).Zip(at))
            Assert.Equal(720 / value, Valuation.Of(g, at));
    }

    [Fact]
    public void A_variable_used_twice_gathers_both_uses()
    {
        var (x, y) = (Symbol("x"), Symbol("y"));
        Assert.Equal([x + x, 0], ReverseAccumulation.Gradient(x * x, [(SymbolExpr)x, (SymbolExpr)y], new Budget()));
    }

    static string[] Names(int n) => [.. Enumerable.Range(1, n).Select(i => "x" + i)];
}
