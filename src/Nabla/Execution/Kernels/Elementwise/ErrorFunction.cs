using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// erf x = x + x·p(x²) near 0; elsewhere erfc a = e^(−a²)·g(t)/(k + 2ka) with t = (a − 3)/(a + 3); p and g from minimax.py.
static class ErrorFunction
{
    /// <summary>erf x for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Head<V>(V x) where V : struct, ISimd<V, double>
    {
        V x2 = x * x;
        V x4 = x2 * x2;
        V even = V.MultiplyAdd(x4, 1.4343987394898076e-10, 1.6013263023092468e-08);
        V odd = V.MultiplyAdd(x4, -1.6464932302523555e-09, -1.655713294863835e-07);
        even = V.MultiplyAdd(even, x4, 1.6481059059977085e-06);
        odd = V.MultiplyAdd(odd, x4, -1.4926881470096288e-05);
        even = V.MultiplyAdd(even, x4, 0.00012055386193460885);
        odd = V.MultiplyAdd(odd, x4, -0.0008548328535797853);
        even = V.MultiplyAdd(even, x4, 0.005223977652692512);
        odd = V.MultiplyAdd(odd, x4, -0.026866170648031137);
        even = V.MultiplyAdd(even, x4, 0.11283791670971098);
        odd = V.MultiplyAdd(odd, x4, -0.376126389031841);
        even = V.MultiplyAdd(even, x4, 0.1283791670955126);
        return V.MultiplyAdd(x, V.MultiplyAdd(odd, x2, even), x);
    }

    /// <summary>e^(a²)·erfc a for a between Near and 28, given k + 2ka.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scaled<V>(V a, V under) where V : struct, ISimd<V, double>
    {
        V t = (a - 3.0) / (a + 3.0);
        V t2 = t * t;
        V even = V.MultiplyAdd(t2, 4.0992336459098735e-08, -1.7832749929529532e-07);
        V odd = V.MultiplyAdd(t2, -2.569579534028636e-08, 1.4876697666620382e-07);
        even = V.MultiplyAdd(even, t2, 4.6060701138612426e-07);
        odd = V.MultiplyAdd(odd, t2, -8.059040298723568e-07);
        even = V.MultiplyAdd(even, t2, -9.412037335644097e-07);
        odd = V.MultiplyAdd(odd, t2, 4.462265911080185e-06);
        even = V.MultiplyAdd(even, t2, 6.35214192678469e-06);
        odd = V.MultiplyAdd(odd, t2, -2.5794844145530258e-05);
        even = V.MultiplyAdd(even, t2, -0.00013494158322322646);
        odd = V.MultiplyAdd(odd, t2, 0.0001605281765380508);
        even = V.MultiplyAdd(even, t2, 0.0024235733956037737);
        odd = V.MultiplyAdd(odd, t2, -0.001000683241771635);
        even = V.MultiplyAdd(even, t2, -0.030502399028139584);
        odd = V.MultiplyAdd(odd, t2, 0.0032457234851941885);
        even = V.MultiplyAdd(even, t2, -0.15305233762466652);
        odd = V.MultiplyAdd(odd, t2, 0.08765307415026051);
        even = V.MultiplyAdd(even, t2, -0.06103208474651855);
        odd = V.MultiplyAdd(odd, t2, 0.16636107278850645);
        even = V.MultiplyAdd(even, t2, 1.6078638560218992);
        odd = V.MultiplyAdd(odd, t2, -0.17402942719501924);
        return V.MultiplyAdd(odd, t, even) / under;
    }

    /// <summary>erfc a for a from Near on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tail<V>(V a) where V : struct, ISimd<V, double>
    {
        a = V.AtMost(a, 28.0);
        V square = a * a;
        V e = Exponential.Significand(-square, V.MultiplyAdd(-a, a, square), out V n);
        return V.Scale(e * Scaled(a, V.MultiplyAdd(a, 2.0 * K, K)), n);
    }

    /// <summary>A scale that makes g's first coefficient and √2·k almost doubles.</summary>
    public const double K = 1.283203125;
    public const double Sqrt2K = 1.814723262654538;

    /// <summary>Where the polynomial of erf gives way to the tail.</summary>
    public const double Near = 0.75;
}

/// <summary>
/// The error function, from the nearest row of a table, erf r, and d = |x| − r: erf r + d·s·(1 + …), s the derivative at r. Erf r
/// to 44 binary places and d are added without error, and all else is small, so that the result is rounded about once.
/// </summary>
readonly struct Erf : IUnaryKernel<double>
{
    // 1.5·2⁴⁶: adding it rounds to 1/64, and leaves the number of the row in the sum's last bits.
    const double Rows = 105553116266496.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        const ulong Offsets = 511 * 4;
        V a = V.Abs(x);
        a = V.AtMost(a, 6.0);
        V shifted = a + Rows;
        V r = shifted - Rows;
        V d = a - r;
        V offset = V.ShiftLeft(shifted, 2) & BitConverter.UInt64BitsToDouble(Offsets);
        V.LoadRows(in ErfTable.Rows[0], offset, out V erf, out V erfLow, out V slope, out V slopeLessOne);
        V sum = erf + d;
        V low = erfLow + ((erf - sum) + d);
        V y = sum + V.MultiplyAdd(d, V.MultiplyAdd(slope, Change(r * d, d * d), slopeLessOne), low);
        return y | (x & Bits.SignMask);
    }

    /// <summary>(erf(r + d) − erf r)/(d·s) − 1 of r·d and d², from minimax.py.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Change<V>(V rd, V d2) where V : struct, ISimd<V, double>
    {
        V p = V.MultiplyAdd(rd, -0.04444362094353813, 0.13333006942221529);
        V q = V.MultiplyAdd(rd, 0.22222041969423162, -0.3999927355615224);
        V t = V.MultiplyAdd(rd, -0.16666653140713414, 0.09999999463463666);
        p = V.MultiplyAdd(p, rd, -0.3333333334127441);
        q = V.MultiplyAdd(q, rd, 0.5000000001005401);
        t = V.MultiplyAdd(d2, -0.02369679377428412, t);
        p = V.MultiplyAdd(p, rd, 0.6666666666666666);
        q = V.MultiplyAdd(q, rd, -0.3333333333333333);
        p = V.MultiplyAdd(p, rd, -1.0);
        q = V.MultiplyAdd(t, d2, q);
        return V.MultiplyAdd(p, rd, q * d2);
    }
}

/// <summary>1 − erf x, to full relative precision in the tail.</summary>
readonly struct Erfc : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V tail = ErrorFunction.Tail(a);
        V y = V.Select(x > 0.0, tail, 2.0 - tail);
        return V.Select(a <= ErrorFunction.Near, 1.0 - ErrorFunction.Head(x), y);
    }
}

/// <summary>x·Φ(x), Φ the normal distribution function, to full relative precision in the tail.</summary>
readonly struct Gelu : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        const double Sqrt2 = 1.4142135623730951;
        V b = V.Abs(x);
        b = V.AtMost(b, 40.0);
        V a = b * (Sqrt2 / 2);
        V half = x * 0.5;
        V near = V.MultiplyAdd(half, ErrorFunction.Head(V.Select(x < 0.0, -a, a)), half);

        // |x|·Φ(−|x|), with x²/2 to twice the precision.
        V square = b * b;
        V low = V.MultiplyAdd(-b, b, square) * 0.5;
        V e = Exponential.Significand(square * -0.5, low, out V n);
        V scaled = ErrorFunction.Scaled(a, V.MultiplyAdd(b, ErrorFunction.Sqrt2K, ErrorFunction.K));
        V tail = V.Scale(e * scaled * b, n - 1.0);
        V far = V.Select(x > 0.0, x - tail, -tail);
        return V.Select(a <= ErrorFunction.Near, near, far);
    }
}
