using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// Angles as a number of eighths of a turn's half plus a small rest: arcsine and arctangent polynomials from minimax.py.
static class InverseTrigonometric
{
    const double QuarterPi = 0.7853981633974483;
    const double QuarterPiLow = 3.061616997868383e-17;

    /// <summary>eighths·π/4 + angle, rounded almost once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Turned<V>(V eighths, V angle) where V : struct, ISimd<V, double> =>
        V.MultiplyAdd(eighths, QuarterPi, V.MultiplyAdd(eighths, QuarterPiLow, angle));

    /// <summary>p of arcsin x = x + x³·p(x²) for |x| ≤ ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ArcsineTail<V>(V x2) where V : struct, ISimd<V, double>
    {
        V x4 = x2 * x2;
        V even = V.MultiplyAdd(x4, -0.01625603955389773, 0.006520877523695507);
        V odd = V.MultiplyAdd(x4, 0.031934474156489326, 0.019548116502127216);
        even = V.MultiplyAdd(even, x4, 0.013884997643238658);
        odd = V.MultiplyAdd(odd, x4, 0.01217081440217397);
        even = V.MultiplyAdd(even, x4, 0.022371756551166556);
        odd = V.MultiplyAdd(odd, x4, 0.01735972814576017);
        even = V.MultiplyAdd(even, x4, 0.044642856826940386);
        odd = V.MultiplyAdd(odd, x4, 0.03038195919706187);
        even = V.MultiplyAdd(even, x4, 0.16666666666665403);
        odd = V.MultiplyAdd(odd, x4, 0.07500000000338591);
        return V.MultiplyAdd(odd, x2, even);
    }

    /// <summary>arctan t for |t| ≤ √2 − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Arctangent<V>(V t) where V : struct, ISimd<V, double>
    {
        V t2 = t * t;
        V t4 = t2 * t2;
        V even = V.MultiplyAdd(t4, -0.01790751068271583, -0.05039303694144808);
        V odd = V.MultiplyAdd(t4, 0.038064682518517065, 0.058478879019731624);
        even = V.MultiplyAdd(even, t4, -0.06663103722453503);
        odd = V.MultiplyAdd(odd, t4, 0.076920601792122);
        even = V.MultiplyAdd(even, t4, -0.09090897755885863);
        odd = V.MultiplyAdd(odd, t4, 0.11111110783440446);
        even = V.MultiplyAdd(even, t4, -0.14285714280198628);
        odd = V.MultiplyAdd(odd, t4, 0.19999999999953666);
        even = V.MultiplyAdd(even, t4, -0.333333333333332);
        return V.MultiplyAdd(t2 * t, V.MultiplyAdd(odd, t2, even), t);
    }
}

/// <summary>arcsin x; beyond ½ by arcsin x = π/2 − 2·arcsin √((1 − x)/2).</summary>
readonly struct Asin : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V far = a > 0.5;
        V square = V.Select(far, V.MultiplyAdd(a, -0.5, 0.5), a * a);
        V root = V.Select(far, V.Sqrt(square), a);
        V y = V.MultiplyAdd(square * root, InverseTrigonometric.ArcsineTail(square), root);
        return V.Select(far, InverseTrigonometric.Turned(2.0, y * -2.0), y) | (x & Bits.SignMask);
    }
}

/// <summary>arccos x; for |x| beyond ½ by arccos x = 2·arcsin √((1 − x)/2).</summary>
readonly struct Acos : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V far = a > 0.5;
        V square = V.Select(far, V.MultiplyAdd(a, -0.5, 0.5), a * a);
        V root = V.Select(far, V.Sqrt(square), a);
        V sign = x & Bits.SignMask;
        V y = V.MultiplyAdd(square * root, InverseTrigonometric.ArcsineTail(square), root);
        // 2y, π − 2y, or π/2 ∓ y.
        V eighths = V.Select(far, V.Select(x < 0.0, 4.0, 0.0), 2.0);
        V angle = V.Select(far, (y + y) ^ sign, -(y ^ sign));
        return InverseTrigonometric.Turned(eighths, angle);
    }
}

/// <summary>arctan x, by the nearest of 0, π/4 and π/2.</summary>
readonly struct Atan : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V near = a < 0.41421356237309503;
        V far = a > 2.414213562373095;
        V over = V.Select(near, a, V.Select(far, -1.0, a - 1.0));
        V under = V.Select(near, 1.0, V.Select(far, a, a + 1.0));
        V eighths = V.Select(near, 0.0, V.Select(far, 2.0, 1.0));
        V angle = InverseTrigonometric.Arctangent(over / under);
        return InverseTrigonometric.Turned(eighths, angle) | (x & Bits.SignMask);
    }
}

/// <summary>The angle of the point (x, y), signs of zeros and infinite points included.</summary>
readonly struct Atan2 : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V y, V x) where V : struct, ISimd<V, double>
    {
        V ay = V.Abs(y);
        V ax = V.Abs(x);
        V steep = ay > ax;
        V large = V.Select(steep, ay, ax);
        V small = V.Select(steep, ax, ay);
        // Neither a sum nor a quotient of what is left below may overflow or be ∞/∞ or 0/0.
        V infinite = V.Equal(large, double.PositiveInfinity);
        small = V.Select(infinite, V.Select(V.Equal(small, large), 1.0, 0.0), small);
        large = V.Select(infinite, 1.0, large);
        V huge = large > 1e300;
        small = V.Select(huge, small * 0.25, small);
        large = V.Select(huge, large * 0.25, V.Select(V.Equal(large, 0.0), 1.0, large));

        V middle = small > large * 0.41421356237309503;
        V over = V.Select(middle, small - large, small);
        V under = V.Select(middle, small + large, large);
        V angle = InverseTrigonometric.Arctangent(over / under);
        V eighths = middle & 1.0;
        eighths = V.Select(steep, 2.0 - eighths, eighths);
        angle = V.Select(steep, -angle, angle);
        V left = V.Equal(V.ShiftRight(x, 63), 0.0);
        eighths = V.Select(left, eighths, 4.0 - eighths);
        angle = V.Select(left, angle, -angle);
        V result = InverseTrigonometric.Turned(eighths, angle) | (y & Bits.SignMask);
        return V.Select(V.Equal(x, x) & V.Equal(y, y), result, double.NaN);
    }
}
