using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>One number at each place of a run, from columns and a few numbers.</summary>
unsafe interface IPlaceMap<T> where T : unmanaged
{
    static abstract V At<V>(in MapSource<T> source, nuint place) where V : struct, ISimd<V, T>;
}

/// <summary>Columns and numbers that a map reads.</summary>
unsafe struct MapSource<T> where T : unmanaged
{
    public T* X, Y, Z;
    public T A, B, C, D;

    /// <summary>The columns from a place on.</summary>
    public readonly MapSource<T> From(nint place) => this with { X = X + place, Y = Y + place, Z = Z + place };
}

/// <summary>Maps over runs, in vectors of any width; what is written may be one of the columns.</summary>
static unsafe class RunMap<T, TMap> where T : unmanaged, IFloatingPointIeee754<T> where TMap : struct, IPlaceMap<T>
{
    /// <summary>Writes the map at so many places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in MapSource<T> source, T* to, nint length, Width width)
    {
        var vectors = width.Settled();
        if (vectors == Width.Bits512 && length >= Vector512<T>.Count) Loop<Lanes512<T>>(source, to, length);
        else if (vectors >= Width.Bits256 && length >= Vector256<T>.Count) Loop<Lanes256<T>>(source, to, length);
        else if (vectors >= Width.Bits128 && length >= Vector128<T>.Count) Loop<Lanes128<T>>(source, to, length);
        else if (length > 0) Loop<Lanes1<T>>(source, to, length);
    }

    // The last vector overlaps the one before it, and is read first since the target may be a column.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(in MapSource<T> source, T* to, nint length) where V : struct, ISimd<V, T>
    {
        var from = source;
        var last = (nuint)(length - V.Lanes);
        V tail = TMap.At<V>(from, last);
        for (nuint i = 0; i < last; i += (nuint)V.Lanes) V.Store(TMap.At<V>(from, i), ref *to, i);
        V.Store(tail, ref *to, last);
    }
}

/// <summary>a·x.</summary>
readonly struct Scaled<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> => V.Load(in *s.X, i) * V.Spread(in s.A);
}

/// <summary>x·(y − a).</summary>
readonly struct Weighted<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> =>
        V.Load(in *s.X, i) * (V.Load(in *s.Y, i) - V.Spread(in s.A));
}
