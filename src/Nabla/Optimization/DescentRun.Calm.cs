using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Optimization;

// Epochs of gradient descent in which nothing happens that could end the run: the cost falls and the gradient does not turn.
// An epoch of a small formula takes nanoseconds, so what is watched there is what can be told by a few comparisons; the first
// epoch that fails one of them is judged like any other.
sealed partial class DescentRun
{
    const int MostInARow = 1024;
    const double Large = 1e150;

    // Far more than rounding can add to an inner product, in units of the lengths.
    const double Clear = 1e-9;

    // Vectors must wait for slopes that were written one by one.
    const int Many = 32;

    double[]? _spare;

    /// <summary>Whether the run may go on by <see cref="Descend"/>.</summary>
    public bool MayHurry => Method is GradientDescent && !Options.Maximize;

    /// <summary>
    /// Steps and evaluates at least once: as often as epochs are calm, before the last of them that the monitor must see, and
    /// a limited number. The epoch at its end is still to be judged.
    /// </summary>
    public void Descend(double tolerance)
    {
        var end = Math.Min(Number + MostInARow, Monitor.NextToSee(Number));
        var (rate, cost, squares, least) = (Method.Rate, Value, Norm * Norm, LeastSquares(tolerance));
        var first = Number + 1;
        // No step of that many can leave the numbers then.
        var isBounded = rate <= Large && Norm < Large && Optimization.Norm.Of(_x) < Large;
        double[] x = _x, next = _spare ??= new double[x.Length], gradient = _gradient, before = _before;
        Combine(x, rate, gradient, next);
        for (var direct = F.Direct; ;)
        {
            (x, next) = (next, x);
            (gradient, before) = (before, gradient);
            Value = direct is not null ? direct(x, gradient) : F.ValueAndGradient(x, gradient);
            Number++;
            var seen = Look(x, rate, gradient, before, next, out var product);
            var isCalm = Value <= cost && Value >= double.MinValue && product > Clear * (seen + squares) && seen > least && seen < Large;
            if (!isCalm || !isBounded || Number >= end) break;
            (cost, squares) = (Value, seen);
        }

        (_x, _spare, _gradient, _before) = (x, next, gradient, before);
        if (Number > first) Monitor.SeeCalm(cost, Math.Sqrt(squares));
    }

    // The least square of the gradient's length that is beyond doubt above the tolerance and above where squares vanish.
    static double LeastSquares(double tolerance) => Math.Max(1e-280, (1 + 1e-9) * Math.Max(tolerance, 0) * Math.Max(tolerance, 0));

    // next ← x − η·g
    static void Combine(double[] x, double rate, double[] gradient, double[] next)
    {
        for (var i = 0; i < x.Length; i++) next[i] = x[i] - rate * gradient[i];
    }

    // The same, with |g|² added up as ever and gᵀb in any order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Look(double[] x, double rate, double[] gradient, double[] before, double[] next, out double product)
    {
        ref double g = ref MemoryMarshal.GetArrayDataReference(gradient), b = ref MemoryMarshal.GetArrayDataReference(before);
        ref double from = ref MemoryMarshal.GetArrayDataReference(x), to = ref MemoryMarshal.GetArrayDataReference(next);
        var squares = 0.0;
        nuint i = 0, n = (nuint)x.Length;
        product = 0;
        if (Vector256.IsHardwareAccelerated && n >= Many)
        {
            var (products, rates) = (Vector256<double>.Zero, Vector256.Create(rate));
            for (; i + 4 <= n; i += 4)
            {
                var slopes = Vector256.LoadUnsafe(ref g, i);
                products += slopes * Vector256.LoadUnsafe(ref b, i);
                (Vector256.LoadUnsafe(ref from, i) - rates * slopes).StoreUnsafe(ref to, i);
                for (var k = i; k < i + 4; k++) squares += Unsafe.Add(ref g, k) * Unsafe.Add(ref g, k);
            }

            product = Vector256.Sum(products);
        }

        for (; i < n; i++)
        {
            var slope = Unsafe.Add(ref g, i);
            squares += slope * slope;
            product += slope * Unsafe.Add(ref b, i);
            Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i) - rate * slope;
        }

        return squares;
    }
}
