using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Running sums along the middle of x[outer, length, inner], each the one before it plus an element, or from the end; y may
/// be x. The terms are added in order, so that the bits depend on nothing else. Its transpose is the sum the other way.
/// </summary>
static unsafe class PrefixSum
{
    /// <summary>Writes the running sums.</summary>
    public static void Run<T>(T* x, nint outer, nint length, nint inner, bool backwards, T* y, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0 || inner == 0) return;
        var work = new Work<T> { X = x, Y = y, Length = length, Inner = inner, Backwards = backwards, Width = width };
        Chunks.Run(outer, outer * length * inner * (inner == 1 ? 1e-9 : 0.3e-9), ref work, &Matrices);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Y;
        public nint Length, Inner;
        public bool Backwards;
        public Width Width;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Matrices<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = work.Length * work.Inner;
        for (var matrix = first; matrix < end; matrix++)
        {
            var start = matrix * size + (work.Backwards ? size - work.Inner : 0);
            var step = work.Backwards ? -work.Inner : work.Inner;
            if (work.Inner == 1) Sum(work.X + start, work.Y + start, work.Length, step);
            else Rows(work, work.X + start, work.Y + start, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sum<T>(T* x, T* y, nint length, nint step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = *y = *x;
        for (nint i = 1; i < length; i++)
        {
            x += step;
            y += step;
            *y = sum += *x;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Rows<T>(in Work<T> work, T* x, T* y, nint step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x != y) new ReadOnlySpan<T>(x, (int)work.Inner).CopyTo(new(y, (int)work.Inner));
        for (nint row = 1; row < work.Length; row++)
        {
            var before = y;
            x += step;
            y += step;
            RunMap<T, Plus<T>>.Run(new MapSource<T> { Y = x, Z = before }, y, work.Inner, work.Width);
        }
    }
}
