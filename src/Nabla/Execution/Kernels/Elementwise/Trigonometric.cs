using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// x = n·π/2 + r with |r| ≤ π/4. π/2 is three doubles (Cody and Waite): with fused multiply-adds the first step is
// exact and each of the others rounds once, even where x is next to a multiple of π/2.
static class Trigonometric
{
    const double TwoOverPi = 0.6366197723675814;
    const double HalfPi = 1.5707963267948966;
    const double HalfPiLow = 6.123233995736766e-17;
    const double HalfPiLowest = -1.4973849048591698e-33;

    // From here on n has too many bits for the three parts of π/2: the scalar functions reduce such arguments.
    const double Huge = 274877906944.0;

    /// <summary>n and r of x = n·π/2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n) where V : struct, ISimd<V, double>
    {
        n = V.Round(x * TwoOverPi);
        return V.MultiplyAdd(n, -HalfPiLowest, V.MultiplyAdd(n, -HalfPiLow, V.MultiplyAdd(n, -HalfPi, x)));
    }

    /// <summary>n and r of x = n·π/2 + r, and what r is off by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduce<V>(V x, out V n, out V rest) where V : struct, ISimd<V, double>
    {
        n = V.Round(x * TwoOverPi);
        V first = V.MultiplyAdd(n, -HalfPi, x);
        V second = n * HalfPiLow;
        V r = first - second;
        V back = r - first;
        V cut = (first - (r - back)) - (second + back);
        rest = cut - V.MultiplyAdd(n, HalfPiLowest, V.MultiplyAdd(n, HalfPiLow, -second));
        return r;
    }

    /// <summary>sin(r + rest) for |r| ≤ π/4 and a tiny rest, and what the result is off by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sine<V>(V r, V rest, out V sineRest) where V : struct, ISimd<V, double>
    {
        V z = r * r;
        V z2 = z * z;
        V even = V.MultiplyAdd(z2, -7.647163731819816e-13, -2.505210838544172e-08);
        even = V.MultiplyAdd(even, z2, -0.0001984126984126984);
        even = V.MultiplyAdd(even, z2, -0.16666666666666666);
        V odd = V.MultiplyAdd(z2, 2.8114572543455206e-15, 1.6059043836821613e-10);
        odd = V.MultiplyAdd(odd, z2, 2.7557319223985893e-06);
        odd = V.MultiplyAdd(odd, z2, 0.008333333333333333);
        V curve = V.MultiplyAdd(z * r, V.MultiplyAdd(odd, z, even), V.MultiplyAdd(z * -0.5, rest, rest));
        V sine = r + curve;
        sineRest = curve - (sine - r);
        return sine;
    }

    /// <summary>cos(r + rest) for |r| ≤ π/4 and a tiny rest, and what the result is off by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosine<V>(V r, V rest, out V cosineRest) where V : struct, ISimd<V, double>
    {
        V z = r * r;
        V z2 = z * z;
        V even = V.MultiplyAdd(z2, 4.779477332387385e-14, 2.08767569878681e-09);
        even = V.MultiplyAdd(even, z2, 2.48015873015873e-05);
        even = V.MultiplyAdd(even, z2, 0.041666666666666664);
        V odd = V.MultiplyAdd(z2, -1.5619206968586225e-16, -1.1470745597729725e-11);
        odd = V.MultiplyAdd(odd, z2, -2.755731922398589e-07);
        odd = V.MultiplyAdd(odd, z2, -0.001388888888888889);
        V curve = V.MultiplyAdd(z2, V.MultiplyAdd(odd, z, even), -(r * rest)) - 0.5 * V.MultiplyAdd(r, r, -z);
        V fall = V.MultiplyAdd(z, -0.5, 1.0);
        V tail = V.MultiplyAdd(z, -0.5, 1.0 - fall) + curve;
        V cosine = fall + tail;
        cosineRest = tail - (cosine - fall);
        return cosine;
    }

    /// <summary>sin r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sine<V>(V r) where V : struct, ISimd<V, double>
    {
        V r2 = r * r;
        V r4 = r2 * r2;
        V even = V.MultiplyAdd(r4, -2.5050734388301666e-08, -0.00019841269829358522);
        V odd = V.MultiplyAdd(r4, 1.5895433223023424e-10, 2.7557313538510236e-06);
        even = V.MultiplyAdd(even, r4, -0.1666666666666663);
        odd = V.MultiplyAdd(odd, r4, 0.00833333333332184);
        return V.MultiplyAdd(r2 * r, V.MultiplyAdd(odd, r2, even), r);
    }

    /// <summary>cos r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosine<V>(V r) where V : struct, ISimd<V, double>
    {
        V r2 = r * r;
        V r4 = r2 * r2;
        V even = V.MultiplyAdd(r4, 2.087570313921808e-09, 2.4801587288965227e-05);
        V odd = V.MultiplyAdd(r4, -1.1358616983735672e-11, -2.7557314203077603e-07);
        even = V.MultiplyAdd(even, r4, 0.041666666666666595);
        odd = V.MultiplyAdd(odd, r4, -0.0013888888888873307);
        return V.MultiplyAdd(V.MultiplyAdd(V.MultiplyAdd(odd, r2, even), r2, -0.5), r2, 1.0);
    }

    /// <summary>sin(r + n·π/2) from sin r, cos r and n + Integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Rotate<V>(V sine, V cosine, V turns) where V : struct, ISimd<V, double>
    {
        // The last two bits of the turns become a sign and a number that is 0 for even ones.
        V bits = V.ShiftLeft(turns, 62);
        return V.Select(V.Equal(bits, 0.0), sine, cosine) ^ (bits & Bits.SignMask);
    }

    /// <summary>tan(x + n·π/2) for the given number of quarter turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ratio<V>(V x, double quarterTurns) where V : struct, ISimd<V, double>
    {
        V r = Reduce(x, out V n);
        V turns = n + (Bits.Integer + quarterTurns);
        V even = V.Equal(V.ShiftLeft(turns, 62), 0.0);
        V sine = V.Select(V.Equal(x, 0.0), x, Sine(r));
        V cosine = Cosine(r);
        return V.Select(even, sine, cosine) / V.Select(even, cosine, sine) ^ V.ShiftLeft(turns, 63);
    }

    /// <summary>y, with the lanes of huge x from the scalar function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WithHuge<V, TFunction>(V x, V y)
        where V : struct, ISimd<V, double> where TFunction : struct, IScalarFunction<double>
    {
        V huge = V.Abs(x) > Huge;
        return V.Any(huge) ? V.Select(huge, V.Map<TFunction>(x), y) : y;
    }
}
