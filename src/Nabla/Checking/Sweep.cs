using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Checking;

/// <summary>All comparisons of one function in both modes, direction by direction.</summary>
sealed class Sweep
{
    readonly DerivativeCheck _check;
    readonly double[][] _bars;
    readonly double[][] _pulled;
    readonly Tally? _forward;
    readonly Tally? _reverse;

    /// <param name="check">The tolerances.</param>
    /// <param name="point">The function at its point.</param>
    /// <param name="modes">Which modes to compare.</param>
    /// <param name="bars">Cotangents of the results.</param>
    public Sweep(DerivativeCheck check, CheckedPoint point, DerivativeModes modes, double[][] bars)
    {
        (_check, Point, _bars) = (check, point, bars);
        Transpose = new(check.TransposeTolerance);
        _forward = modes.HasFlag(DerivativeModes.Forward) ? new(check.Tolerance) : null;
        _reverse = modes.HasFlag(DerivativeModes.Reverse) ? new(check.Tolerance) : null;
        _pulled = _reverse is null ? [] : Pulled();
    }

    public CheckedPoint Point { get; }

    /// <summary>Forward and reverse mode beside each other, without differences.</summary>
    public Tally Transpose { get; }

    /// <summary>The comparisons in a mode, or null if it is not compared.</summary>
    public Tally? Of(DerivativeModes mode) => mode == DerivativeModes.Forward ? _forward : _reverse;

    /// <summary>Compares along a direction: of an element of the argument, or −1.</summary>
    public void Compare(double[] along, int element)
    {
        var differences = Point.Along(along);
        var tangents = _forward is null ? null : Tangents(along);
        if (tangents is not null) Forward(_forward!, differences, tangents, along, element);
        for (var b = 0; b < _pulled.Length; b++)
        {
            _reverse!.Add(Reverse(differences, along, element, b));
            if (tangents is not null && element < 0) Transpose.Add(Transposed(tangents, along, b));
        }
    }

    /// <summary>The sum of the results with the first cotangent as weights.</summary>
    public double Weighted(double[] results) => Dot(_bars[0], results);

    /// <summary>The worst comparison in a mode of a failed one, brought down to one element of the argument.</summary>
    public (Comparison Worst, bool IsNonlinear) Single(DerivativeModes mode)
    {
        var worst = Of(mode)!.Worst;
        if (worst.Element >= 0) return (worst, false);
        // Of the halves of the elements the one with the larger error, again and again.
        var (low, high) = (0, Point.Inputs.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var (left, right) = (Excess(mode, Between(low, middle)), Excess(mode, Between(middle, high)));
            (low, high) = left >= right ? (low, middle) : (middle, high);
        }

        var single = new Sweep(_check, Point, mode, _bars);
        single.Compare(Point.Basis(low), low);
        var tally = single.Of(mode)!;
        return tally.Excess > 1 ? (tally.Worst, false) : (worst, true);
    }

    double Excess(DerivativeModes mode, double[] along)
    {
        var part = new Sweep(_check, Point, mode, _bars);
        part.Compare(along, -1);
        return part.Of(mode)!.Excess;
    }

    double[] Between(int low, int high)
    {
        var along = Point.Scaled([.. Enumerable.Repeat(1.0, Point.Inputs.Count)]);
        along.AsSpan(0, low).Clear();
        along.AsSpan(high).Clear();
        return along;
    }

    static void Forward(Tally tally, Differences differences, double[] tangents, double[] along, int element)
    {
        var largest = differences.Values.Aggregate(0.0, (max, d) => Math.Abs(d) > max ? Math.Abs(d) : max);
        for (var i = 0; i < tangents.Length; i++)
        {
            var unit = element < 0 ? 1 : along[element];
            tally.Add(new(element, i, differences.Values[i], tangents[i], differences.Errors[i], differences.Roundings[i], largest, unit));
        }
    }

    Comparison Reverse(Differences differences, double[] along, int element, int b)
    {
        double expected = 0, error = 0, rounding = 0, largest = 0;
        for (var i = 0; i < _bars[b].Length; i++)
        {
            var bar = _bars[b][i];
            expected += bar * differences.Values[i];
            largest += Math.Abs(bar * differences.Values[i]);
            error += Math.Abs(bar) * differences.Errors[i];
            rounding += Math.Abs(bar) * differences.Roundings[i];
        }

        // One number needs no weight in a message.
        var weight = _bars[b].Length == 1 ? _bars[b][0] : 1;
        return new(element, _bars[b].Length == 1 ? 0 : -1, expected, Dot(_pulled[b], along), error, rounding, largest, weight * (element < 0 ? 1 : along[element]));
    }

    Comparison Transposed(double[] tangents, double[] along, int b)
    {
        double scale = 0;
        for (var i = 0; i < tangents.Length; i++) scale += Math.Abs(tangents[i] * _bars[b][i]);
        for (var i = 0; i < along.Length; i++) scale += Math.Abs(along[i] * _pulled[b][i]);
        // The measure of the law is the sum of the terms, not a hundredth of it.
        return new(-1, -1, Dot(tangents, _bars[b]), Dot(_pulled[b], along), 0, 0, 100 * scale, 1);
    }

    double[] Tangents(double[] along)
    {
        var (values, tangents) = Transforms.Forward.Jvp(Point.Function.F, Point.Function.X, Point.Inputs.Write(along));
        Same(values, "forward");
        return Point.Outputs.Read(tangents);
    }

    double[][] Pulled()
    {
        var at = Linearization.Of(Point.Function.F, Point.Function.X);
        Same(at.Values, "reverse");
        return Array.ConvertAll(_bars, bar =>
        {
            var xBar = at.Reverse(Point.Outputs.Write(bar));
            return Point.Inputs.Read([.. xBar.Select((t, i) => t ?? Tensor.Zeros(Point.Inputs.Types[i]))]);
        });
    }

    // A rule of one's own gives the value too, and may give another.
    void Same(Tensor[] values, string mode)
    {
        var (expected, found) = (Point.Y, Point.Outputs.Read(values));
        for (var i = 0; i < found.Length; i++)
        {
            if (!(Math.Abs(found[i] - expected[i]) <= _check.TransposeTolerance * Math.Abs(expected[i])) && found[i] != expected[i])
                throw _check.Text.OtherValue(Point, Point.Function.In(mode), i, expected[i], found[i]);
        }
    }

    static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
