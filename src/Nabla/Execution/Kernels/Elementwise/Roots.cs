using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>√x.</summary>
readonly struct Sqrt<T> : IUnaryKernel<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, T> => V.Sqrt(x);
}

/// <summary>∛x: a cubic for m^(−1/3), a third-order step, and a Newton step for the root itself.</summary>
readonly struct Cbrt : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V a = V.Abs(x);
        V m = V.Significand(a, out V e);
        V k = V.Floor((e + 0.5) * 0.3333333333333333);
        V rest = V.MultiplyAdd(k, -3.0, e);
        V r = V.MultiplyAdd(m, -0.13029036410624195, 0.6217904265900036);
        r = V.MultiplyAdd(r, m, -1.1886834023224357);
        r = V.MultiplyAdd(r, m, 1.6970865374895083);
        // m·2^rest and its inverse cube root.
        V one = V.Equal(rest, 1.0);
        V two = rest > 1.0;
        m = m * V.Select(two, 4.0, V.Select(one, 2.0, 1.0));
        r = r * V.Select(two, 0.6299605249474366, V.Select(one, 0.7937005259840998, 1.0));
        V h = V.MultiplyAdd(-m * r, r * r, 1.0);
        r = V.MultiplyAdd(r * h, V.MultiplyAdd(h, 0.2222222222222222, 0.3333333333333333), r);
        V square = r * r;
        V y = m * square;
        y = V.MultiplyAdd(V.MultiplyAdd(-y * y, y, m), square * 0.3333333333333333, y);
        y = V.Scale(y, k) | (x & Bits.SignMask);
        return V.Select((a > 0.0) & (a < double.PositiveInfinity), y, x);
    }
}

/// <summary>√(x² + y²) without over- or underflow on the way.</summary>
readonly struct Hypot : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V ax = V.Abs(x);
        V ay = V.Abs(y);
        V large = V.Select(ax > ay, ax, ay);
        V scale = V.Select(large > 1e150, 2.409919865102884e-181, V.Select(large < 1e-140, 4.149515568880993e180, 1.0));
        V back = V.Select(large > 1e150, 4.149515568880993e180, V.Select(large < 1e-140, 2.409919865102884e-181, 1.0));
        ax = ax * scale;
        ay = ay * scale;
        V r = V.Sqrt(V.MultiplyAdd(ax, ax, ay * ay)) * back;
        V infinite = V.Equal(ax, double.PositiveInfinity) | V.Equal(ay, double.PositiveInfinity);
        return V.Select(infinite, double.PositiveInfinity, r);
    }
}
