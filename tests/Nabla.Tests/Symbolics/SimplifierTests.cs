using Nabla.Execution;
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
    [InlineData("(sqrt(7)*x + sqrt(7)*y)/(sqrt(7)*z)", "(x + y)/z")]
    [InlineData("(a/x + b/x)*x", "a + b")]
    [InlineData("(x^2*y + x*y)/(x*z)", "(x*y + y)/z")]
    [InlineData("-x^(-2)", "-1/x^2")]
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

    [Fact]
    public void Literals_in_min_and_max_stay_what_they_are()
    {
        Assert.Equal(Max(x, (Expr)1 - 1), Max(x, (Expr)1 - 1).Simplify(SimplifyLevel.Full));
        Assert.Equal(Min(x, y - y), Min(x, y - y).Simplify(SimplifyLevel.Full));
        Assert.Equal(Max(x, 0), Max(x + 0, 0).Simplify(SimplifyLevel.Full));
        Assert.Equal(Max(x, Max(1, 2)), Max(x, Max(1, 2)).Simplify(SimplifyLevel.Full));
    }

    [Fact]
    public void Domains_are_kept()
    {
        Assert.Equal(Abs(x), Sqrt(Pow(x, 2)).Simplify(SimplifyLevel.Full));
        Assert.Equal(Sqrt(x), Pow(Pow(x, Number(Rational.Of(1, 4))), 2).Simplify(SimplifyLevel.Full));
        Assert.Equal(Pow(Pow(x, y), Number(Rational.Of(1, 2))).Simplify(SimplifyLevel.Light), Sqrt(Pow(x, y)));
        Assert.Equal(Ln(Pow(x, 2)), Ln(Pow(x, 2)).Simplify(SimplifyLevel.Full));
        Assert.Equal((Expr)1 / 0, ((Expr)1 / 0).Simplify(SimplifyLevel.Full));
    }

    // A power with a symbol above is a base under a root and none beside it: taken out of a sum, it must be gone from it.
    [Theory]
    [InlineData("sqrt(x^a)*ln(x)", "x")]
    [InlineData("sqrt(x^a)", "a", "x")]
    [InlineData("(x^a)^(1/3)", "a", "x")]
    [InlineData("(x^a)^(1/4)*ln(x)", "x")]
    [InlineData("sqrt(x^(2a))*ln(x)", "x")]
    [InlineData("ln(x)^2*sqrt(x^a)", "x")]
    [InlineData("cosh(cos(sqrt(x^a)))", "a", "x")]
    public void Roots_of_symbolic_powers_meet_their_like_once(string formula, params string[] by)
    {
        var f = by.Aggregate(Formula.Parse(formula).Expression, (g, name) => g.Derivative(name, 1, SimplifyLevel.None));
        var full = Simplifier.Simplify(f, SimplifyLevel.Full, new Budget(20_000)).Expression;
        var (expected, actual) = (CompiledFormula.Compile(f, ["x", "a"]).Value([1.7, 0.6]), CompiledFormula.Compile(full, ["x", "a"]).Value([1.7, 0.6]));
        Assert.True(Math.Abs(actual - expected) <= 1e-12 * Math.Abs(expected), $"{full}: {actual:R}, not {expected:R}");
    }

    [Fact]
    public void What_factors_have_in_common_is_charged_as_it_is_found()
    {
        // One pass of 300 factors, each of which is taken out of a sum beside it.
        var names = Enumerable.Range(0, 300).Select(i => Symbol($"x{i}")).ToArray();
        var product = names.Select(n => n * (n * y + n)).Aggregate((a, b) => a * b);
        Assert.Throws<LimitException>(() => Simplifier.Simplify(product, SimplifyLevel.Light, new Budget(5_000)));
    }

    [Fact]
    public void The_order_of_terms_and_factors_depends_on_structure_alone()
    {
        Expr[] terms = [Sin(x), x, Pow(x, 2), y, (Expr)3, Exp(x) * y, Pow(x, 2) * y, Sqrt(x), 1 / x, Pi];
        var expected = terms.Aggregate((a, b) => a + b).Simplify(SimplifyLevel.Light);
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(terms);
            Assert.Equal(expected, terms.Aggregate((a, b) => b + a).Simplify(SimplifyLevel.Light));
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Wide_sums_and_products_take_linear_time(int n)
    {
        var names = Enumerable.Range(0, n).Select(i => Symbol($"x{i}")).ToArray();
        var sum = names.Aggregate((a, b) => a + b);
        Assert.Equal(sum.TreeSize, sum.Simplify(SimplifyLevel.Light).TreeSize);
        var product = names.Aggregate((a, b) => a * b);
        Assert.Equal(product.TreeSize, product.Simplify(SimplifyLevel.Light).TreeSize);
    }

    [Fact]
    public void Prefixes_and_suffixes_of_a_long_product_stay_shared()
    {
        var names = Enumerable.Range(0, 3_000).Select(i => $"x{i}").ToArray();
        var product = names.Select(Symbol).Aggregate((a, b) => a * b);
        var all = product.Gradient(names).Aggregate((a, b) => a + b);
        Assert.Equal(all.TreeSize, all.Simplify(SimplifyLevel.Light).TreeSize);
    }

    [Fact]
    public void Full_gives_what_it_has_when_the_formula_is_too_large()
    {
        Expr f = x;
        for (var i = 0; i < 3_000; i++) f = Pow(Sin(f), 2) + Pow(Cos(f), 2) * y;
        Assert.True(f.Simplify(SimplifyLevel.Full).TreeSize > 0);
    }
}
