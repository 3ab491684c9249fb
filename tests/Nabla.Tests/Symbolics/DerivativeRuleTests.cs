using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>Every textbook arrangement is the row's own derivative: in numbers at random points, and in symbols.</summary>
public class DerivativeRuleTests
{
    public static TheoryData<string> Arranged => [.. Rows.Select(row => row.Name)];

    static IEnumerable<ScalarRule> Rows => Elementwise.All.Where(row => row.WrittenAs is null);

    static ScalarRule Row(string name) => Elementwise.All.First(row => row.Name == name);

    [Theory, MemberData(nameof(Arranged))]
    public void An_arrangement_is_the_rows_derivative_in_numbers(string name)
    {
        var row = Row(name);
        var random = new Random(20261123);
        foreach (var (f, du) in Uses(row))
        {
            var arranged = DerivativeRule.For(f, du).Combine(f, du);
            for (var i = 0; i < 20; i++)
            {
                var at = new Dictionary<string, double>();
                for (var k = 0; k < f.Arity; k++)
                {
                    var range = row.Sampled[Math.Min(k, row.Sampled.Length - 1)];
                    at[$"a{k}"] = range.Low + (range.High - range.Low) * random.NextDouble();
                    at[$"d{k}"] = 2 * random.NextDouble() - 1;
                }

                var (expected, actual) = (new Valuation(at).Of(ByTheRow(f, du)), new Valuation(at).Of(arranged));
                Assert.True(Math.Abs(actual - expected) <= 1e-11 * Math.Max(1, Math.Abs(expected)), $"{arranged} = {actual}, not {expected}");
            }
        }
    }

    [Theory]
    [InlineData("add"), InlineData("subtract"), InlineData("negate"), InlineData("multiply"), InlineData("divide"), InlineData("power"), InlineData("sqrt"), InlineData("ln")]
    public void An_arrangement_is_the_rows_derivative_in_symbols(string name)
    {
        foreach (var (f, du) in Uses(Row(name)))
        {
            var arranged = DerivativeRule.For(f, du).Combine(f, du);
            Assert.Equal(0, Simplifier.Simplify(arranged - ByTheRow(f, du), SimplifyLevel.Full).Expression);
        }
    }

    [Fact]
    public void Names_and_formulas_are_there_for_every_rule() => Assert.All(DerivativeRule.All, rule =>
    {
        Assert.NotEmpty(rule.Name);
        Assert.Contains("=", rule.Formula);
    });

    [Theory]
    [InlineData("abs", 0.0), InlineData("sqrt", 0.0), InlineData("cbrt", 0.0), InlineData("relu", 0.0), InlineData("sign", 0.0)]
    [InlineData("floor", 2.0), InlineData("ceil", 2.0), InlineData("round", 0.5), InlineData("asin", 1.0), InlineData("acos", -1.0), InlineData("acosh", 1.0)]
    public void A_derivation_says_where_a_function_has_no_derivative(string name, double edge)
    {
        var f = Expr.Apply(Row(name), Expr.Symbol("x"));
        var caveat = Assert.Single(f.Explain("x").Caveats);
        Assert.Contains(f.ToText(), caveat.ToString());
        // The difference quotients from the left and from the right do not settle on one number there.
        var (left, right) = (Quotient(f, edge, -1e-9), Quotient(f, edge, 1e-9));
        Assert.False(Math.Abs(left - right) < 0.1 && Math.Abs(left) < 1e3, $"{left} and {right}");
    }

    [Fact]
    public void Nothing_is_said_where_the_place_does_not_exist()
    {
        Assert.Empty(Formula.Parse("ln(x^2 + 1) + sqrt(e^x)").Expression.Explain("x").Caveats);
        Assert.Empty(Formula.Parse("hypot(x, 3) + max(x^2, -1) + min(0, e^x)").Expression.Explain("x").Caveats);
        Assert.Equal(3, Formula.Parse("hypot(x, 0) + max(x^2, 0) + min(1, e^x)").Expression.Explain("x").Caveats.Count);
    }

    static double Quotient(Expr f, double at, double step) =>
        (Valuation.Of(f, ("x", at + step)) - Valuation.Of(f, ("x", at))) / step;

    // The function of symbols with every choice of arguments that vary.
    static IEnumerable<(ApplyExpr F, Expr?[] Du)> Uses(ScalarRule row)
    {
        var arity = row.Arity < 0 ? 3 : row.Arity;
        for (var n = row.Arity < 0 ? 2 : arity; n <= arity; n++)
        {
            var f = (ApplyExpr)Expr.Apply(row, [.. Enumerable.Range(0, n).Select(i => Expr.Symbol($"a{i}"))]);
            for (var varying = 1; varying < 1 << n; varying++)
                // By its order a polygamma function has no derivative.
                if (row.Name != "polygamma" || (varying & 1) == 0)
                    yield return (f, [.. Enumerable.Range(0, n).Select(i => (varying >> i & 1) == 1 ? Expr.Symbol($"d{i}") : null)]);
        }
    }

    static Expr ByTheRow(ApplyExpr f, Expr?[] du)
    {
        var partials = f.Rule.WrittenPartials([.. Enumerable.Range(0, f.Arity).Select(i => f[i])], f);
        var active = partials.Zip(du).Where(p => p.Second is not null);
        return active.Select(p => p.First * p.Second!).Aggregate((a, b) => a + b);
    }
}
