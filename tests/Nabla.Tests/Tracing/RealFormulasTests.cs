using System.Globalization;
using System.Text.Json;
using Nabla.Execution;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tests.Symbolics;
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
            var program = new Program(Read(Text(c, "antiderivative"), names), names);
            var tolerance = Math.Max(10 * c.GetProperty("dblRelErr").GetDouble(), 1e-9);
            foreach (var (k, point) in c.GetProperty("points").EnumerateArray().Index())
            {
                // A Hessian at each point in the full tier, at one of each formula's otherwise.
                var withHessian = s_isFull || k == (Seed + count) % 3;
                double[] at = [.. names.Select(n => point.GetProperty("at").TryGetProperty(n, out var value) ? value.GetDouble() : 0)];
                // How many digits the formula itself costs is published with it, for first derivatives.
                var cost = Math.Max(10 * c.GetProperty("dblRelErr").GetDouble(), 1e-12);
                var gradient = program.Check(at, faults, id, withHessian, cost, withSymbols: names.Length <= 2);
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
            var program = new Program(Read(Text(c, "antiderivative"), names), names);
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
            var program = new Program(formula, names);
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
            new Program(whole, [.. names.Select((_, i) => $"v{i + 1}")]).Check(at, faults, Text(c, "id"), withHessian: true, withSymbols: true);
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
            var program = new Program(f, names);
            foreach (var point in new[] { "x0", "xp" })
                if (c.TryGetProperty(point, out var start)) Published(c, program, start, point, faults);
        }

        Assert.Equal(problems, count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static void Published(JsonElement c, Program program, JsonElement start, string point, List<string> faults)
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

    /// <summary>A formula traced once, whose graph is differentiated, beside the engines that do so with symbols.</summary>
    sealed class Program
    {
        readonly Expr _formula;
        readonly Expr _lifted;
        readonly string[] _names;
        readonly Func<Tensor, Tensor> _run;
        readonly CompiledFormula _compiled;
        readonly Lazy<Expr[]> _gradient;
        readonly Lazy<Expr[,]> _hessian;
        readonly Lazy<Graph> _second;
        readonly Lazy<Graph> _rows;

        public Program(Expr formula, string[] names)
        {
            (_formula, _names) = (formula, names);
            var graph = Trace(formula.ToVectorFunction(names), Tensor.Zeros([names.Length], DType.Float64));
            graph.Validate();
            _lifted = formula.ToGraph(names).ToExpr(names);
            _run = x => graph.Run(x)[0];
            _compiled = CompiledFormula.Compile(formula, names, new() { Emission = Emission.Never });
            _gradient = new(() => _formula.Gradient(_names));
            _hessian = new(() => _formula.Hessian(_names));
            _second = new(() => Trace(x => Jacobian(Gradient)(x), Tensor.Zeros([names.Length], DType.Float64)));
            _rows = new(() => RoundingNoise.Graph(_compiled.HessianCode));
        }

        public double Value(double[] x) => (double)_run(Tensor.From(x));

        public double[] Hessian(double[] x) => Jacobian(Gradient)(Tensor.From(x)).ToArray<double>();

        /// <summary>The gradient of the program, after value, gradient and Hessian were held against the symbolic engine.</summary>
        public double[] Check(double[] x, List<string> faults, string id, bool withHessian, double tolerance = 1e-12, bool withSymbols = false)
        {
            double[] gradient = Gradient(Tensor.From(x)).ToArray<double>(), byRows = new double[x.Length];
            var at = new Valuation(_names.Zip(x).ToDictionary(p => p.First, p => p.Second));
            if (at.Of(_formula) != Value(x)) faults.Add($"{id}: value {Value(x):R} is not {at.Of(_formula):R}");
            if (at.Of(_lifted) != Value(x)) faults.Add($"{id}: lifted, {_lifted.ToText()} is {at.Of(_lifted):R} and not {Value(x):R}");
            _compiled.ValueAndGradient(x, byRows);
            var size = gradient.Max(Math.Abs);
            for (var i = 0; i < x.Length; i++) Agree(byRows[i], gradient[i], size, tolerance, $"{id}: gradient {i}", faults);
            // What people write loses digits that the rows keep.
            for (var i = 0; i < x.Length; i++) Agree(at.Of(_gradient.Value[i]), gradient[i], size, 1e-8, $"{id}: gradient as symbols {i}", faults);
            if (withHessian) CheckHessian(x, at, faults, id, withSymbols);
            return gradient;
        }

        // Where a second derivative cancels, no number of digits is left for certain: then it is what rounding can do to
        // either side, operation by operation, that says how far they may be apart.
        void CheckHessian(double[] x, Valuation at, List<string> faults, string id, bool withSymbols)
        {
            double[] hessian = Hessian(x), byRows = HessianByRows(x);
            var largest = hessian.Max(Math.Abs);
            var noise = new Lazy<double[]>(() => Noise(x));
            var ofRows = new Lazy<double[]>(() => NoiseByRows(x));
            for (var k = 0; k < hessian.Length; k++)
            {
                var (row, column) = Math.DivRem(k, x.Length);
                Near(byRows[k], hessian[k], () => noise.Value[k] + ofRows.Value[k], $"{id}: Hessian {row} {column}");
                if (!withSymbols) continue;
                var symbols = _hessian.Value[row, column];
                Near(at.Of(symbols), hessian[k], () => noise.Value[k] + Noise(symbols, x), $"{id}: Hessian as symbols {row} {column}");
            }

            void Near(double expected, double actual, Func<double> noise, string what)
            {
                var apart = Math.Abs(expected - actual);
                if (expected.Equals(actual) || apart <= 1e-12 * Math.Abs(expected)) return;
                // A bound that swallows the number would say nothing of an entry that is as large as others.
                if (apart <= noise() && noise() <= 1e-6 * largest) return;
                faults.Add($"{what}: {actual:R} is not {expected:R}, {apart / noise():0.0} times what rounding explains, {noise():E1}");
            }
        }

        public double[] HessianByRows(double[] x)
        {
            var hessian = new double[x.Length * x.Length];
            _compiled.Hessian(x, hessian);
            return hessian;
        }

        /// <summary>What rounding can do to each number of <see cref="Hessian"/>.</summary>
        public double[] Noise(double[] x) => RoundingNoise.Of(_second.Value, Tensor.From(x));

        /// <summary>What rounding can do to each number of <see cref="HessianByRows"/>, whose code gives the lower half, row by row.</summary>
        public double[] NoiseByRows(double[] x)
        {
            var half = RoundingNoise.Of(_rows.Value, Tensor.From(x));
            return [.. Enumerable.Range(0, x.Length * x.Length).Select(k =>
            {
                var (low, high) = (Math.Min(k / x.Length, k % x.Length), Math.Max(k / x.Length, k % x.Length));
                return half[high * (high + 1) / 2 + low];
            })];
        }

        double Noise(Expr formula, double[] x) => formula.Variables.Count == 0 ? 0
            : RoundingNoise.Of(Trace(formula.ToVectorFunction(_names), Tensor.From(x)), Tensor.From(x))[0];

        // A formula without variables has the gradient zero by decision of the caller, which Grad leaves to him.
        Tensor Gradient(Tensor x) => _formula.Variables.Count == 0 ? Tensor.Zeros([_names.Length], DType.Float64) + 0 * x : Grad(_run)(x);
    }
}
