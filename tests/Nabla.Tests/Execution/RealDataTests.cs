using System.Text.Json;
using System.Text.RegularExpressions;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Tests.Execution;

public class RealDataTests
{
    // Differences of large residuals cancel to about this much of the largest number involved.
    const double Tolerance = 1e-13;

    public static TheoryData<Emission> Emissions => [Emission.Never, Emission.AtOnce];

    [Theory]
    [MemberData(nameof(Emissions))]
    public void Classic_functions_have_the_values_and_gradients_of_the_data(Emission emission)
    {
        foreach (var line in TestData.Lines("optfuncs", "optfuncs.jsonl"))
        {
            var f = Compile(Parse(line.GetProperty("objective").GetString()!, Names(line)), Names(line), emission);
            AssertValueAndGradient(line, f, "x0", "f_x0", "grad_x0");
        }
    }

    [Theory]
    [MemberData(nameof(Emissions))]
    public void Sums_of_squares_have_the_values_gradients_and_Hessians_of_the_data(Emission emission)
    {
        foreach (var line in TestData.Lines("mgh", "mgh.jsonl"))
        {
            var residuals = line.GetProperty("residuals").EnumerateArray().Select(r => Parse(r.GetString()!, Names(line)));
            var f = Compile(residuals.Select(r => Expr.Pow(r, 2)).Aggregate((a, b) => a + b), Names(line), emission);
            AssertValueAndGradient(line, f, "x0", "f_x0", "grad_x0");
            AssertValueAndGradient(line, f, "xp", "f_xp", "grad_xp");
            AssertHessian(line, f);
        }
    }

    [Theory]
    [MemberData(nameof(Emissions))]
    public void Programs_have_the_gradients_that_other_libraries_print(Emission emission)
    {
        foreach (var line in TestData.Lines("peer-gradients", "cases.jsonl"))
        {
            var inputs = line.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
            var values = inputs.Keys.ToDictionary(name => name);
            foreach (var statement in line.GetProperty("program").EnumerateArray())
            {
                var parts = statement.GetString()!.Split('=', 2, StringSplitOptions.TrimEntries);
                values[parts[0]] = "(" + Regex.Replace(parts[1], @"\b[a-z]\b", name => values[name.Value]) + ")";
            }

            string[] names = [.. inputs.Keys];
            var f = Compile(Parse(values[line.GetProperty("output").GetString()!], names), names, emission);
            var gradient = new double[names.Length];
            var value = f.ValueAndGradient([.. inputs.Values], gradient);
            if (line.TryGetProperty("value", out var expected)) AssertClose(expected.GetDouble(), value, 1, "value");
            for (var i = 0; i < names.Length; i++)
                AssertClose(line.GetProperty("grad").GetProperty(names[i]).GetDouble(), gradient[i], 1, names[i]);
        }
    }

    static void AssertValueAndGradient(JsonElement line, CompiledFormula f, string point, string value, string gradient)
    {
        var id = line.GetProperty("id").GetString();
        double[] x = Numbers(line.GetProperty(point)), expected = Numbers(line.GetProperty(gradient)), actual = new double[x.Length];
        AssertClose(line.GetProperty(value).GetDouble(), f.ValueAndGradient(x, actual), 1, $"{id} {value}");
        AssertClose(f.Value(x), f.ValueAndGradient(x, actual), 1, $"{id} value alone");
        var size = expected.Max(Math.Abs);
        for (var i = 0; i < x.Length; i++) AssertClose(expected[i], actual[i], size, $"{id} {gradient} {i}");
    }

    static void AssertHessian(JsonElement line, CompiledFormula f)
    {
        var id = line.GetProperty("id").GetString();
        var x = Numbers(line.GetProperty("x0"));
        var n = x.Length;
        double[] hessian = new double[n * n], product = new double[n], unit = new double[n];
        f.Hessian(x, hessian);
        var rows = line.GetProperty("hess_x0").EnumerateArray().ToArray();
        var size = hessian.Max(Math.Abs);
        for (var i = 0; i < n; i++)
        {
            var row = rows[i].EnumerateArray().ToArray();
            Array.Clear(unit);
            unit[i] = 1;
            f.HessianVector(x, unit, product);
            for (var j = 0; j < n; j++)
            {
                if (row[j].ValueKind != JsonValueKind.Null) AssertClose(row[j].GetDouble(), hessian[i * n + j], size, $"{id} Hessian {i} {j}");
                AssertClose(hessian[i * n + j], product[j], size, $"{id} Hessian times a unit vector {i} {j}");
            }
        }
    }

    static void AssertClose(double expected, double actual, double size, string what) => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * Math.Max(Math.Abs(expected), Math.Max(size, 1)),
        $"{what}: {actual:R}, not {expected:R}");

    static CompiledFormula Compile(Expr f, string[] names, Emission emission) =>
        CompiledFormula.Compile(f, names, new() { Emission = emission });

    static Expr Parse(string text, string[] names) => Formula.Parse(text, new ParseOptions { Names = names }).Expression;

    static string[] Names(JsonElement line) => [.. line.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];

    static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetDouble())];
}
