using System.Globalization;
using System.Text.Json;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tracing;
using static Nabla.Differentiate;

namespace Nabla.Tests.Tracing;

/// <summary>Published formulas as traced programs: the numbers of the symbolic engine, and those that were published.</summary>
public class RealFormulasTests(ITestOutputHelper output)
{
    const int Seed = 20261127;

    static readonly bool s_isFull = Environment.GetEnvironmentVariable("NABLA_TEST") == "full";

    [Fact]
    public void Antiderivatives_have_their_integrands_as_the_derivative_of_their_program()
    {
        output.WriteLine($"seed {Seed}");
        var (faults, count) = (new List<string>(), 0);
        foreach (var c in TestData.Lines("rubi-derivatives", "rubi.jsonl"))
        {
            count++;
            var (id, x) = (Text(c, "id"), Text(c, "var"));
            string[] names = [x, .. c.GetProperty("params").EnumerateArray().Select(p => p.GetString()!)];
            var program = new FormulaProgram(Read(Text(c, "antiderivative"), names), names);
            var tolerance = Math.Max(10 * c.GetProperty("dblRelErr").GetDouble(), 1e-9);
            foreach (var (k, point) in c.GetProperty("points").EnumerateArray().Index())
            {
                // A Hessian at each point in the full tier, at one of each formula's otherwise.
                var withHessian = s_isFull || k == (Seed + count) % 3;
                double[] at = [.. names.Select(n => point.GetProperty("at").TryGetProperty(n, out var value) ? value.GetDouble() : 0)];
                var gradient = program.Check(at, faults, id, withHessian, withSymbols: names.Length <= 2);
                var expected = point.GetProperty("integrand").GetDouble();
                if (!(Math.Abs(gradient[0] - expected) <= tolerance * Math.Abs(expected))) faults.Add($"{id}: {gradient[0]:R} is not {expected:R}");
            }
        }

        Assert.Equal(1000, count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // Where programs and symbols differ most: neither is wrong, both are as far from the truth as rounding takes them.
    [Fact]
    public void Second_derivatives_that_cancel_are_as_near_the_truth_as_rounding_lets_them()
    {
        var cases = TestData.Lines("rubi-derivatives", "rubi.jsonl").ToDictionary(c => Text(c, "id"));
        var (lost, faults, count) = (0.0, new List<string>(), 0);
        var lines = File.ReadLines(Path.Combine(Repository.Root, "tests", "fixtures", "second-derivatives.txt")).Select(line => line.Split(' '));
        foreach (var point in lines.GroupBy(parts => (Id: parts[0], Number: int.Parse(parts[1], CultureInfo.InvariantCulture))))
        {
            var c = cases[point.Key.Id];
            string[] names = [Text(c, "var"), .. c.GetProperty("params").EnumerateArray().Select(p => p.GetString()!)];
            double[] at = [.. names.Select(n => c.GetProperty("points")[point.Key.Number].GetProperty("at").GetProperty(n).GetDouble())];
            var program = new FormulaProgram(Read(Text(c, "antiderivative"), names), names);
            double[] hessian = program.Hessian(at), noise = program.Noise(at), byRows = program.HessianByRows(at), rowNoise = program.NoiseByRows(at);
            foreach (var parts in point)
            {
                count++;
                var truth = double.Parse(parts[4], CultureInfo.InvariantCulture);
                int i = Array.IndexOf(names, parts[2]), j = Array.IndexOf(names, parts[3]);
                foreach (var k in new[] { i * names.Length + j, j * names.Length + i })
                {
                    Near(truth, hessian[k], noise[k], $"{string.Join(' ', parts)}, program");
                    Near(truth, byRows[k], rowNoise[k], $"{string.Join(' ', parts)}, rows");
                }
            }
        }

        Assert.Equal(312, count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.InRange(lost, 1e-10, 1e-8);

        void Near(double truth, double found, double noise, string what)
        {
            var apart = Math.Abs(found - truth);
            lost = Math.Max(lost, apart / Math.Abs(truth));
            // The truth is rounded too.
            if (!(apart <= noise + 1e-16 * Math.Abs(truth))) faults.Add($"{what}: {found:R}, {apart / noise:0.0} times what rounding explains");
        }
    }

    [Fact]
    public void Derivatives_of_any_order_agree_with_those_of_other_systems()
    {
        var (faults, count) = (new List<string>(), 0);
        foreach (var c in TestData.Lines("cas-derivatives", "cases.jsonl"))
        {
            count++;
            string[] wrt = [.. c.GetProperty("wrt").EnumerateArray().Select(v => v.GetString()!)];
            string[] names = [.. c.GetProperty("points")[0].GetProperty("at").EnumerateObject().Select(p => p.Name)];
            var formula = Read(Text(c, "f"), [.. names, .. wrt]);
            var program = new FormulaProgram(formula, names);
            Func<Tensor, Tensor> derivative = formula.ToVectorFunction(names);
            foreach (var by in wrt) derivative = Along(derivative, Array.IndexOf(names, by), names.Length);
            foreach (var point in c.GetProperty("points").EnumerateArray())
            {
                double[] at = [.. names.Select(n => point.GetProperty("at").GetProperty(n).GetDouble())];
                program.Check(at, faults, Text(c, "id"), withHessian: true, withSymbols: true);
                Agree(point.GetProperty("value").GetDouble(), (double)derivative(Tensor.From(at)), 1, 1e-11, Text(c, "id"), faults);
            }
        }

        Assert.Equal(119, count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Programs_of_peers_have_the_gradients_that_they_print()
    {
        var (faults, count) = (new List<string>(), 0);
        foreach (var c in TestData.Lines("peer-gradients", "cases.jsonl"))
        {
            count++;
            string[] names = [.. c.GetProperty("inputs").EnumerateObject().Select(p => p.Name)];
            double[] at = [.. c.GetProperty("inputs").EnumerateObject().Select(p => p.Value.GetDouble())];
            // Each statement is a function of the tensors before it: the program runs as it is written.
            Tensor Run(Tensor x)
            {
                var known = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => x[p.i]);
                foreach (var statement in c.GetProperty("program").EnumerateArray())
                {
                    var parts = statement.GetString()!.Split(" = ");
                    string[] used = [.. known.Keys];
                    var f = new FormulaFunction(Read(parts[1], used), used);
                    known[parts[0]] = f.Apply([.. used.Select(n => known[n])]);
                }

                return known[Text(c, "output")];
            }

            var whole = Trace(Run, Tensor.From(at)).ToExprs(["v"])[0];
            new FormulaProgram(whole, [.. names.Select((_, i) => $"v{i + 1}")]).Check(at, faults, Text(c, "id"), withHessian: true, withSymbols: true);
            var (value, gradient) = ValueAndGrad(Run, Tensor.From(at));
            if (c.TryGetProperty("value", out var expected)) Agree(expected.GetDouble(), (double)value, 1, 1e-13, "value", faults);
            for (var i = 0; i < names.Length; i++)
                Agree(c.GetProperty("grad").GetProperty(names[i]).GetDouble(), gradient.ToArray<double>()[i], 1, 1e-13, names[i], faults);
        }

        Assert.Equal(3, count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("optfuncs", "optfuncs.jsonl", 19)]
    [InlineData("mgh", "mgh.jsonl", 18)]
    public void Problems_of_minimization_have_the_published_values_gradients_and_Hessians(string folder, string file, int problems)
    {
        var (faults, count) = (new List<string>(), 0);
        foreach (var c in TestData.Lines(folder, file))
        {
            count++;
            string[] names = [.. c.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];
            var f = c.TryGetProperty("residuals", out var residuals)
                ? residuals.EnumerateArray().Select(r => Expr.Pow(Read(r.GetString()!, names), 2)).Aggregate((a, b) => a + b)
                : Read(Text(c, "objective"), names);
            var program = new FormulaProgram(f, names);
            foreach (var point in new[] { "x0", "xp" })
                if (c.TryGetProperty(point, out var start)) Published(c, program, start, point, faults);
        }

        Assert.Equal(problems, count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static void Published(JsonElement c, FormulaProgram program, JsonElement start, string point, List<string> faults)
    {
        var id = $"{Text(c, "id")} at {point}";
        double[] x = Numbers(start), expected = Numbers(c.GetProperty($"grad_{point}"));
        var gradient = program.Check(x, faults, id, withHessian: true, withSymbols: true);
        Agree(c.GetProperty($"f_{point}").GetDouble(), program.Value(x), 1, 1e-13, id, faults);
        for (var i = 0; i < x.Length; i++) Agree(expected[i], gradient[i], expected.Max(Math.Abs), 1e-13, id, faults);
        if (!c.TryGetProperty($"hess_{point}", out var rows)) return;
        var hessian = program.Hessian(x);
        for (var i = 0; i < x.Length; i++)
        for (var j = 0; j < x.Length; j++)
            if (rows[i][j].ValueKind == JsonValueKind.Number)
                Agree(rows[i][j].GetDouble(), hessian[i * x.Length + j], hessian.Max(Math.Abs), 1e-13, $"{id} Hessian {i} {j}", faults);
    }

    static Func<Tensor, Tensor> Along(Func<Tensor, Tensor> f, int variable, int count)
    {
        var unit = new double[count];
        if (variable >= 0) unit[variable] = 1;
        return x => Jvp(f, x, Tensor.From(unit)).Tangent;
    }

    static void Agree(double expected, double actual, double size, double tolerance, string what, List<string> faults)
    {
        var isSame = Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Max(Math.Abs(expected), size)) || expected.Equals(actual);
        if (!isSame) faults.Add($"{what}: {actual:R} is not {expected:R}");
    }

    static string Text(JsonElement c, string name) => c.GetProperty(name).GetString()!;

    static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetDouble())];

    static Expr Read(string text, string[] names) => Formula.Parse(text, new ParseOptions { Names = names }).Expression;
}
