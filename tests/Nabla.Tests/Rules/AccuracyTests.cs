using System.Globalization;
using System.Numerics;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Rules;

/// <summary>Every row keeps the accuracy it promises, for value and derivative, against true values over the whole domain.</summary>
public class AccuracyTests
{
    public static TheoryData<string> Names => [.. Elementwise.All.Where(Fixture.Exists).Select(row => row.Name)];

    public static TheoryData<string> NamedRows =>
        [.. Elementwise.All.Where(row => row.WrittenAs is null).Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Values_are_as_accurate_as_promised(string name)
    {
        var row = Row(name);
        var worst = new Worst();
        foreach (var line in Fixture.Of(row).Lines)
            worst.Add(line.Value, row.Evaluate(line.Arguments), row.ValueAccuracy, line.Arguments);
        Assert.True(worst.Failures is 0, worst.ToString());
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_are_as_accurate_as_promised(string name)
    {
        var row = Row(name);
        var worst = new Worst();
        foreach (var line in Fixture.Of(row).Lines)
        {
            // The promise holds where the function has a finite value.
            if (!double.IsFinite(line.Value.Hi)) continue;
            var partials = RowFormulas.Partials(row, line.Arguments);
            for (var i = 0; i < line.Partials.Length; i++)
                if (line.Partials[i].IsStated)
                    worst.Add(line.Partials[i], partials[i], row.DerivativeAccuracy, line.Arguments);
        }

        Assert.True(worst.Failures is 0, worst.ToString());
    }

    [Theory, MemberData(nameof(NamedRows))]
    public void Compiled_formulas_keep_the_promise(string name)
    {
        var row = Row(name);
        var x = RowFormulas.Arguments(row);
        var compiled = CompiledFormula.Compile(Expr.Apply(row, x), [.. x.Select(a => a.ToString())]);
        var worst = new Worst();
        foreach (var line in Fixture.Of(row).Lines)
        {
            var gradient = new double[x.Length];
            worst.Add(line.Value, compiled.ValueAndGradient(line.Arguments, gradient), row.ValueAccuracy, line.Arguments);
            if (!double.IsFinite(line.Value.Hi)) continue;
            for (var i = 0; i < x.Length; i++)
                if (line.Partials[i].IsStated)
                    worst.Add(line.Partials[i], gradient[i], row.DerivativeAccuracy, line.Arguments);
        }

        Assert.True(worst.Failures is 0, worst.ToString());
    }

    // Outside Strict a batch calls the vector functions, whose errors a derivative made of two of them adds up.
    const double BatchUlps = 8;

    [Theory, MemberData(nameof(NamedRows))]
    public void Gradients_of_batches_stay_within_twice_the_promise(string name)
    {
        var row = Row(name);
        var x = RowFormulas.Arguments(row);
        var compiled = CompiledFormula.Compile(Expr.Apply(row, x), [.. x.Select(a => a.ToString())]);
        // The promise holds where the function has a finite value.
        Fixture.Line[] lines = [.. Fixture.Of(row).Lines.Where(line => double.IsFinite(line.Value.Hi))];
        double[] columns = [.. Enumerable.Range(0, x.Length).SelectMany(k => lines.Select(line => line.Arguments[k]))];
        double[] values = new double[lines.Length], gradients = new double[columns.Length];
        compiled.BatchValueAndGradient(columns, values, gradients);
        var worst = new Worst();
        Accuracy promised = new(BatchUlps, 2 * row.DerivativeAccuracy.Absolute);
        for (var i = 0; i < lines.Length; i++)
        for (var k = 0; k < x.Length; k++)
            if (lines[i].Partials[k].IsStated)
                worst.Add(lines[i].Partials[k], gradients[k * lines.Length + i], promised, lines[i].Arguments);
        Assert.True(worst.Failures is 0, worst.ToString());
    }

    [Theory]
    [InlineData(1), InlineData(3), InlineData(-256), InlineData(1e-9), InlineData(7e200)]
    public void A_number_over_a_variable_keeps_the_promise_too(double c)
    {
        var compiled = CompiledFormula.Compile(c / Expr.Symbol("x"), ["x"]);
        var gradient = new double[1];
        for (var e = -1000; e <= 1000; e += 7)
        {
            var x = Math.ScaleB(1.2345678901234567, e);
            compiled.ValueAndGradient([x], gradient);
            // Rounded twice, so within a unit and a half.
            var expected = -(c / x) / x;
            if (!double.IsFinite(c / x) || Math.Abs(expected) < 2.2250738585072014E-308) continue;
            Assert.True(expected == gradient[0] || Math.Abs(gradient[0] / expected - 1) < 1e-15, $"{c}/{x}: {gradient[0]}, not {expected}");
        }
    }

    [Theory]
    [InlineData(-4), InlineData(-3), InlineData(-2), InlineData(-1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    [InlineData(6), InlineData(7), InlineData(8), InlineData(9), InlineData(10), InlineData(11)]
    public void A_power_with_a_number_keeps_the_promise_too(int exponent)
    {
        var compiled = CompiledFormula.Compile(Expr.Pow(Expr.Symbol("x"), exponent), ["x"]);
        var gradient = new double[1];
        var worst = new Worst();
        var random = new Random(20261127);
        for (var k = 0; k < 9000; k++)
        {
            var x = Math.ScaleB(1 + random.NextDouble(), random.Next(-1074, 1024));
            var value = compiled.ValueAndGradient([x], gradient);
            worst.Add(Real(Exactly(x).Power(exponent)), value, Accuracy.WithinUlps(4), [x]);
            if (double.IsFinite(value)) worst.Add(Real(exponent * Exactly(x).Power(exponent - 1)), gradient[0], Accuracy.WithinUlps(4), [x]);
        }

        Assert.True(worst.Failures is 0, worst.ToString());
    }

    static Fixture.Real Real(Rational exact)
    {
        var nearest = exact.ToDouble();
        return new(nearest, double.IsFinite(nearest) ? (exact - Exactly(nearest)).ToDouble() : 0);
    }

    // Of a double's bits, and not of the decimals that people write for it.
    static Rational Exactly(double x)
    {
        var exponent = x == 0 ? 0 : Math.Max(Math.ILogB(x), -1022) - 52;
        var significand = (BigInteger)Math.ScaleB(Math.ScaleB(x, -exponent / 2), -exponent - -exponent / 2);
        return exponent < 0 ? Rational.Of(significand, BigInteger.One << -exponent) : significand << exponent;
    }

    static ScalarRule Row(string name) => Elementwise.All.Single(row => row.Name == name);

    sealed class Worst
    {
        readonly List<(double Excess, string Text)> _failures = [];
        int _count;

        public int Failures => _failures.Count;

        public void Add(Fixture.Real expected, double computed, Accuracy promised, double[] at)
        {
            _count++;
            var ulps = expected.UlpsTo(computed);
            var absolute = Math.Abs(computed - expected.Hi - expected.Lo);
            if (ulps <= promised.Ulps || absolute <= promised.Absolute) return;
            var place = string.Join(", ", at.Select(x => x.ToString("R", CultureInfo.InvariantCulture)));
            _failures.Add((ulps, string.Create(CultureInfo.InvariantCulture,
                $"at ({place}): {computed:R}, true {expected.Hi:R}, off by {ulps:0.##} ulp = {absolute:0.###E+0}")));
        }

        public override string ToString() =>
            $"{_failures.Count} of {_count}\n" + string.Join("\n", _failures.OrderByDescending(f => f.Excess).Take(6).Select(f => f.Text));
    }
}
