using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The first place of the largest or smallest element along the middle of x[outer, length, inner]; NaN wins.</summary>
static unsafe class ArgExtremum
{
    /// <summary>Writes the places and the elements there.</summary>
    /// <exception cref="ArgumentException">The length is 0.</exception>
    public static void Find<T, TFold>(T* x, nint outer, nint length, nint inner, long* places, T* extrema, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TFold : struct, IFold<T>
    {
        if (length == 0) throw new ArgumentException("There is no extremum of nothing.", nameof(length));
        Reduce.Fold<T, TFold>(x, outer, length, inner, extrema, width);
        var work = new Work<T> { X = x, Extrema = extrema, Places = places, Length = length, Inner = inner, Width = width };
        Chunks.Run(outer, (double)outer * length * inner * sizeof(T) / 30e9, ref work, &Places);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Extrema;
        public long* Places;
        public nint Length, Inner;
        public Width Width;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Places<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var at = first; at < end; at++)
        {
            var x = work.X + at * work.Length * work.Inner;
            if (work.Inner == 1) work.Places[at] = Place(x, work.Length, work.Extrema[at], work.Width);
            else ColumnPlaces(x, work.Length, work.Inner, work.Extrema + at * work.Inner, work.Places + at * work.Inner);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static nint Place<T>(T* x, nint length, T sought, Width width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint from = 0;
        var vectors = width.Settled();
        if (vectors == Width.Bits512) from = Skip<T, Lanes512<T>>(x, length, sought);
        else if (vectors == Width.Bits256) from = Skip<T, Lanes256<T>>(x, length, sought);
        while (!Is(x[from], sought)) from++;
        return from;
    }

    /// <summary>Whole vectors without the sought number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static nint Skip<T, V>(T* x, nint length, T sought) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, ISimd<V, T>
    {
        V all = V.Spread(in sought);
        var isNaN = T.IsNaN(sought);
        nint i = 0;
        for (; i + V.Lanes <= length; i += V.Lanes)
        {
            V some = V.Load(in x[i], 0);
            if (isNaN ? !V.All(V.Equal(some, some)) : V.Any(V.Equal(some, all))) break;
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ColumnPlaces<T>(T* x, nint rows, nint columns, T* sought, long* places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = rows - 1; row >= 0; row--)
        for (nint column = 0; column < columns; column++)
            if (Is(x[row * columns + column], sought[column])) places[column] = row;
    }

    static bool Is<T>(T x, T sought) where T : IFloatingPointIeee754<T> => x == sought || (T.IsNaN(x) && T.IsNaN(sought));
}
