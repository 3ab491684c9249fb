using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The cotangents of x[outer, length, inner] under folds over the middle.</summary>
static unsafe class ReduceBackward
{
    /// <summary>Of a sum times the factor: each element gets factor·yBar of its fold.</summary>
    public static void Sum<T>(T* yBar, nint outer, nint length, nint inner, T factor, T* xBar, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T> { YBar = yBar, XBar = xBar, Length = length, Inner = inner, Factor = factor, Width = width };
        Chunks.Run(outer * length, Seconds<T>(outer * length * inner), ref work, inner == 1 ? &SumRuns : &SumRows);
    }

    /// <summary>
    /// Of the largest or smallest elements y: those that reach it share its cotangent. Where it is NaN, nothing reaches it
    /// and the cotangents are NaN.
    /// </summary>
    public static void Extremum<T>(T* x, T* y, T* yBar, nint outer, nint length, nint inner, T* xBar, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T> { X = x, Y = y, YBar = yBar, XBar = xBar, Length = length, Inner = inner, Width = width };
        Chunks.Run(outer, 2 * Seconds<T>(outer * length * inner), ref work, inner == 1 ? &ExtremumRuns : &ExtremumColumns);
    }

    static double Seconds<T>(nint elements) where T : unmanaged => elements * sizeof(T) / 15e9;

    struct Work<T> where T : unmanaged
    {
        public T* X, Y, YBar, XBar;
        public nint Length, Inner;
        public T Factor;
        public Width Width;
    }

    // Items are elements here, so that one long run is shared out too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SumRuns<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        while (first < end)
        {
            var run = first / work.Length;
            var stop = nint.Min(end, (run + 1) * work.Length);
            for (; first < stop; first += int.MaxValue)
                new Span<T>(work.XBar + first, (int)nint.Min(int.MaxValue, stop - first)).Fill(work.Factor * work.YBar[run]);
            first = stop;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SumRows<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = first; row < end; row++)
            RunMap<T, Scaled<T>>.Run(
                new MapSource<T> { X = work.YBar + row / work.Length * work.Inner, A = work.Factor },
                work.XBar + row * work.Inner, work.Inner, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ExtremumRuns<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var run = first; run < end; run++)
        {
            var x = work.X + run * work.Length;
            var y = work.Y[run];
            var count = RunFold<T, SumFold<T>, IsCenter<T>>.Fold(new TermSource<T> { X = x, Center = y }, work.Length, work.Width);
            var others = T.IsNaN(y) ? T.NaN : T.Zero;
            RunMap<T, Share<T>>.Run(
                new MapSource<T> { X = x, A = y, B = work.YBar[run] / count, C = others }, work.XBar + run * work.Length, work.Length, work.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ExtremumColumns<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inner = work.Inner;
        using var scratch = Scratch.Rent(inner * sizeof(T));
        var shares = (T*)scratch.Address;
        for (var matrix = first; matrix < end; matrix++)
        {
            T* x = work.X + matrix * work.Length * inner, y = work.Y + matrix * inner, xBar = work.XBar + matrix * work.Length * inner;
            for (nint column = 0; column < inner; column++) shares[column] = T.Zero;
            for (nint row = 0; row < work.Length; row++)
                RunMap<T, CountReaching<T>>.Run(new MapSource<T> { X = x + row * inner, Y = y, Z = shares }, shares, inner, work.Width);
            for (nint column = 0; column < inner; column++) shares[column] = work.YBar[matrix * inner + column] / shares[column];
            for (nint row = 0; row < work.Length; row++)
                RunMap<T, ShareOfColumn<T>>.Run(
                    new MapSource<T> { X = x + row * inner, Y = y, Z = shares }, xBar + row * inner, inner, work.Width);
        }
    }
}

/// <summary>b where x is a, else c.</summary>
readonly struct Share<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> =>
        V.Select(V.Equal(V.Load(in *s.X, i), V.Spread(in s.A)), V.Spread(in s.B), V.Spread(in s.C));
}

/// <summary>z, and one more where x is y.</summary>
readonly struct CountReaching<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> =>
        V.Load(in *s.Z, i) + (V.Equal(V.Load(in *s.X, i), V.Load(in *s.Y, i)) & 1.0);
}

/// <summary>z where x is y, else 0; NaN where y is.</summary>
readonly struct ShareOfColumn<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T>
    {
        V y = V.Load(in *s.Y, i);
        V others = V.Select(V.Equal(y, y), 0.0, y);
        return V.Select(V.Equal(V.Load(in *s.X, i), y), V.Load(in *s.Z, i), others);
    }
}
