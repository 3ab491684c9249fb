using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// x = n·π + r with |r| ≤ π/2 and sin x = ±sin r: one polynomial and a sign. π is three doubles (Cody and Waite):
// with fused multiply-adds the first step is exact and each of the others rounds once, even where x is next to n·π.
static class Trigonometric
{
    /// <summary>From here on n has too many bits for the three parts of π; the scalar functions reduce such arguments.</summary>
    public const double Huge = 274877906944.0;

    const double InversePi = 0.3183098861837907;
    const double Pi = 3.141592653589793;
    const double PiLow = 1.2246467991473532e-16;
    const double PiLowest = -2.9947698097183397e-33;

    // 1.5·2⁵²: adding it leaves n's parity in the lowest bit.
    const double Parity = 6755399441055744.0;

    /// <summary>x − n·π.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Subtract<V>(V x, V n) where V : struct, ISimd<V, double> =>
        V.MultiplyAdd(n, -PiLowest, V.MultiplyAdd(n, -PiLow, V.MultiplyAdd(n, -Pi, x)));

    /// <summary>(−1)ⁿ·sin r for |r| ≤ π/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SignedSine<V>(V r, V n) where V : struct, ISimd<V, double>
    {
        V r2 = r * r;
        V r4 = r2 * r2;
        V even = V.MultiplyAdd(r4, -1.654411571748974e-18, -7.643798422825317e-13);
        V odd = V.MultiplyAdd(r4, 2.739089675202328e-15, 1.6058959258943764e-10);
        even = V.MultiplyAdd(even, r4, -2.5052107147887948e-08);
        odd = V.MultiplyAdd(odd, r4, 2.7557319213395584e-06);
        even = V.MultiplyAdd(even, r4, -0.00019841269841219496);
        odd = V.MultiplyAdd(odd, r4, 0.008333333333333217);
        even = V.MultiplyAdd(even, r4, -0.16666666666666666);
        V tail = V.MultiplyAdd(odd, r2, even);
        return V.MultiplyAdd(r2 * r, tail, r) ^ V.ShiftLeft(n + Parity, 63);
    }

    /// <summary>round(x / π), and round(x / π − ½).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Turns<V>(V x) where V : struct, ISimd<V, double> => V.Round(x * InversePi);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TurnsFromCosine<V>(V x) where V : struct, ISimd<V, double> =>
        V.Round(V.MultiplyAdd(x, InversePi, -0.5));
}

/// <summary>sin x.</summary>
readonly struct Sin : IUnaryKernel<double>, IScalarFunction<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V n = Trigonometric.Turns(x);
        V y = Trigonometric.SignedSine(Trigonometric.Subtract(x, n), n);
        y = V.Select(V.Equal(x, 0.0), x, y);
        V huge = V.Abs(x) > Trigonometric.Huge;
        return V.Any(huge) ? V.Select(huge, V.Map<Sin>(x), y) : y;
    }

    static double IScalarFunction<double>.Invoke(double x) => Math.Sin(x);
}

/// <summary>cos x.</summary>
readonly struct Cos : IUnaryKernel<double>, IScalarFunction<double>
{
    // cos x = −sin(x − (n + ½)π) for even n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V n = Trigonometric.TurnsFromCosine(x);
        V y = -Trigonometric.SignedSine(Trigonometric.Subtract(x, n + 0.5), n);
        V huge = V.Abs(x) > Trigonometric.Huge;
        return V.Any(huge) ? V.Select(huge, V.Map<Cos>(x), y) : y;
    }

    static double IScalarFunction<double>.Invoke(double x) => Math.Cos(x);
}
