using System.Text.Json;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>Derivatives, gradients and Hessians of published problems at their published points.</summary>
public class RealDerivativesTests
{
    [Fact]
    public void Derivatives_of_antiderivatives_are_the_integrands()
    {
        var faults = new List<string>();
        foreach (var c in TestData.Lines("rubi-derivatives", "rubi.jsonl"))
        {
            var f = Read(
                c.GetProperty("antiderivative"), c.GetProperty("params").EnumerateArray().Select(p => p.GetString()!));
            var derivation = f.Explain(c.GetProperty("var").GetString()!);
            var tolerance = Math.Max(10 * c.GetProperty("dblRelErr").GetDouble(), 1e-9);
            foreach (var point in c.GetProperty("points").EnumerateArray())
            {
                var expected = point.GetProperty("integrand").GetDouble();
                var actual = new Valuation(At(point.GetProperty("at"))).Of(derivation.Unsimplified);
                if (!(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected)))
                    faults.Add($"{c.GetProperty("id")}: {actual} is not {expected}, relative error {Math.Abs(actual / expected - 1):E1} against {tolerance:E1}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Derivatives_of_other_systems_agree_at_their_points()
    {
        foreach (var c in TestData.Lines("cas-derivatives", "cases.jsonl"))
        {
            var wrt = c.GetProperty("wrt").EnumerateArray().Select(v => v.GetString()!).ToArray();
            var derivative = Read(c.GetProperty("f"), wrt).Derivative(wrt);
            foreach (var point in c.GetProperty("points").EnumerateArray())
                AssertClose(point.GetProperty("value").GetDouble(), new Valuation(At(point.GetProperty("at"))).Of(derivative), 1e-11, c.GetProperty("id").GetString()!);
        }
    }

    [Fact]
    public void The_steps_of_real_formulas_replay_to_the_answer()
    {
        var cases = TestData.Lines("rubi-derivatives", "rubi.jsonl");
        foreach (var c in cases.Where((_, i) => i % 7 == 0))
        {
            var f = Read(
                c.GetProperty("antiderivative"), c.GetProperty("params").EnumerateArray().Select(p => p.GetString()!));
            var derivation = f.Explain(c.GetProperty("var").GetString()!);
            Assert.Equal(derivation.Unsimplified, Replay.Of(derivation.Steps[0]));
        }
    }

    [Fact]
    public void Gradients_of_peers_agree_where_a_program_is_one_formula()
    {
        foreach (var c in TestData.Lines("peer-gradients", "cases.jsonl"))
        {
            var inputs = At(c.GetProperty("inputs"));
            var known = inputs.Keys.ToDictionary(n => n, Expr.Symbol);
            foreach (var line in c.GetProperty("program").EnumerateArray())
            {
                var (name, text) = line.GetString()!.Split(" = ") is [var n, var t]
                    ? (n, t)
                    : throw new FormatException(line.GetString());
                known[name] = Substituted(
                    Formula.Parse(text, new ParseOptions { Names = known.Keys }).Expression, known);
            }

            var f = known[c.GetProperty("output").GetString()!];
            if (c.TryGetProperty("value", out var value))
                AssertClose(value.GetDouble(), new Valuation(inputs).Of(f), 1e-13, "value");
            string[] names = [.. inputs.Keys];
            var forward = f.Gradient(names);
            var reverse = ReverseAccumulation.Gradient(
                f, [.. names.Select(n => (SymbolExpr)Expr.Symbol(n))], new Budget());
            for (var i = 0; i < names.Length; i++)
            {
                var expected = c.GetProperty("grad").GetProperty(names[i]).GetDouble();
                AssertClose(expected, new Valuation(inputs).Of(forward[i]), 1e-13, names[i]);
                AssertClose(expected, new Valuation(inputs).Of(reverse[i]), 1e-13, names[i]);
            }
        }
    }

    [Fact]
    public void Gradients_of_classic_functions_agree_at_their_start()
    {
        foreach (var c in TestData.Lines("optfuncs", "optfuncs.jsonl"))
        {
            var names = Names(c);
            var gradient = Read(c.GetProperty("objective"), names).Gradient(names);
            AssertGradient(
                c.GetProperty("id").GetString()!, gradient, names, c.GetProperty("x0"), c.GetProperty("grad_x0"));
        }
    }

    [Fact]
    public void Gradients_and_Hessians_of_least_squares_problems_agree()
    {
        foreach (var c in TestData.Lines("mgh", "mgh.jsonl"))
        {
            var (id, names) = (c.GetProperty("id").GetString()!, Names(c));
            var squares = c.GetProperty("residuals").EnumerateArray().Select(r => Expr.Pow(Read(r, names), 2));
            var f = squares.Aggregate((a, b) => a + b);
            var gradient = f.Gradient(names);
            AssertGradient(id, gradient, names, c.GetProperty("x0"), c.GetProperty("grad_x0"));
            AssertGradient(id, gradient, names, c.GetProperty("xp"), c.GetProperty("grad_xp"));
            var hessian = f.Hessian(names);
            var at = new Valuation(At(names, c.GetProperty("x0")));
            var rows = c.GetProperty(
                "hess_x0").EnumerateArray().Select(row => row.EnumerateArray().ToArray()).ToArray();
            var scale = rows.SelectMany(
                row => row).Where(e => e.ValueKind == JsonValueKind.Number).Max(e => Math.Abs(e.GetDouble()));
            for (var i = 0; i < names.Length; i++)
            {
                for (var j = 0; j < names.Length; j++)
                    if (rows[i][j].ValueKind == JsonValueKind.Number)
                        Assert.True(Math.Abs(at.Of(hessian[i, j]) - rows[i][j].GetDouble()) <= 1e-12 * scale, $"{id} [{i},{j}]");
            }
        }
    }

    static void AssertGradient(string id, Expr[] gradient, string[] names, JsonElement point, JsonElement expected)
    {
        var at = new Valuation(At(names, point));
        var numbers = expected.EnumerateArray().Select(e => e.GetDouble()).ToArray();
        var scale = numbers.Max(Math.Abs);
        for (var i = 0; i < names.Length; i++)
            Assert.True(Math.Abs(at.Of(gradient[i]) - numbers[i]) <= 1e-12 * Math.Max(scale, 1), $"{id} ∂/∂{names[i]}: {at.Of(gradient[i])} is not {numbers[i]}");
    }

    static void AssertClose(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: {actual} is not {expected}");

    static string[] Names(JsonElement c) => [.. c.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];

    static Dictionary<string, double> At(JsonElement at) =>
        at.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());

    static Dictionary<string, double> At(string[] names, JsonElement point) =>
        names.Zip(point.EnumerateArray()).ToDictionary(p => p.First, p => p.Second.GetDouble());

    static Expr Read(JsonElement formula, IEnumerable<string> names) =>
        Formula.Parse(formula.GetString()!, new ParseOptions { Names = [.. names] }).Expression;

    static Expr Substituted(Expr f, Dictionary<string, Expr> known) => f switch
    {
        SymbolExpr s => known[s.Name],
        ApplyExpr a => Expr.Apply(a.Rule, [.. Enumerable.Range(0, a.Arity).Select(i => Substituted(a[i], known))]),
        _ => f,
    };
}
