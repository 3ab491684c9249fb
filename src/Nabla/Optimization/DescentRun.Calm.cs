using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Optimization;

// Epochs of gradient descent in which nothing happens that could end the run: the cost falls and the gradient does not turn.
// They take nanoseconds where f is small, so what is watched there is what can be told by a few comparisons; the first epoch
// that fails one of them is judged like any other. Compiled formulas have a loop of machine code for them, others this one.
sealed partial class DescentRun
{
    const long MostInARow = 4096;
    // Vectors must wait for slopes that were written one by one.
    const int Many = 32;

    double[]? _spare;
    double[]? _state;

    /// <summary>Whether the run may go on by <see cref="Hurry"/>.</summary>
    public bool MayHurry => Method is GradientDescent && !Options.Maximize;

    /// <summary>Makes at least one epoch, and more as long as they are calm and a limited number; the last is still to be judged.</summary>
    public void Hurry(double tolerance)
    {
        if (F.CalmEpochs is not { } epochs)
        {
            Descend(tolerance);
            return;
        }

        // All before the next that the monitor must see: none of them could end the run.
        var most = Math.Min(Number + MostInARow, Monitor.NextToSee(Number)) - 1 - Number;
        var count = epochs.Run(_x, _gradient, Value, Norm, Method.Rate, tolerance, most, _state ??= new double[epochs.Space]);
        if (count > 0) Resume(count);
        Step();
        Evaluate();
    }

    void Resume(long count)
    {
        Number += count;
        Evaluate();
        var squares = 0.0;
        foreach (var slope in _gradient) squares += slope * slope;
        Norm = Length(squares, _gradient);
        Monitor.SeeCalm(Value, Norm);
    }

    // Steps and evaluates at least once: as often as epochs are calm, before the last of them that the monitor must see, and
    // a limited number.
    void Descend(double tolerance)
    {
        var end = Math.Min(Number + MostInARow, Monitor.NextToSee(Number));
        var (rate, cost, squares, least) = (Method.Rate, Value, Norm * Norm, CalmEpochs.LeastSquares(tolerance));
        var first = Number + 1;
        // No step of that many can leave the numbers then.
        var isBounded = rate <= CalmEpochs.Large && Norm < CalmEpochs.Large && Optimization.Norm.Of(_x) < CalmEpochs.Large;
        double[] x = _x, next = _spare ??= new double[x.Length], gradient = _gradient, before = _before;
        Combine(x, rate, gradient, next);
        while (true)
        {
            (x, next) = (next, x);
            (gradient, before) = (before, gradient);
            Value = F.ValueAndGradient(x, gradient);
            Number++;
            var seen = Look(x, rate, gradient, before, next, out var product);
            var isCalm = Value <= cost && Value >= double.MinValue && product > CalmEpochs.Clear * (seen + squares) && seen > least && seen < CalmEpochs.Large;
            if (!isCalm || !isBounded || Number >= end) break;
            (cost, squares) = (Value, seen);
        }

        (_x, _spare, _gradient, _before) = (x, next, gradient, before);
        if (Number > first) Monitor.SeeCalm(cost, Math.Sqrt(squares));
    }

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
