using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// How a product M×K·K×N is cut up: from the shape, the strides and the kind of tile alone, never from the number of
/// threads. Only the blocks along K touch the bits of the result, and they depend on K and the element's size only.
/// </summary>
readonly record struct MatMulPlan(
    nint KBlocks, bool PackA, bool PackB, nint SlabRows, nint BlockRows, nint SlabColumns, nint PanelsPerChunk, bool Threaded)
{
    // Lines a way apart share a set of the first-level cache, on every CPU of note.
    const nint CacheWay = 4096, CacheLine = 64;

    /// <summary>The longest run along K that is summed in registers.</summary>
    public static nint LongestRun(nint elementSize) => elementSize == 4 ? 384 : 256;

    /// <summary>Whether so many lines, a stride of bytes apart, crowd each other out of their sets.</summary>
    static bool Crowded(nint stride, nint lines)
    {
        var spread = Math.Clamp(stride & -stride, CacheLine, CacheWay);
        return spread > CacheLine && lines > 4 * CacheWay / spread;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static MatMulPlan For<T, TTile>(Matrix<T> a, Matrix<T> b) where T : unmanaged where TTile : ITile<T>
    {
        var (m, k, n, size) = (a.Rows, a.Columns, b.Columns, (nint)Unsafe.SizeOf<T>());
        nint width = 2 * TTile.Lanes;
        var products = (double)m * n * k;
        var run = Math.Min(k, LongestRun(size));

        // Reading in place saves a pass over the operand, unless what is used again and again lies in too few cache sets.
        var crowdedA = a.ColumnStride == 1
            ? a.RowStride * size % CacheWay == 0 && m > 8 && run * size > 512
            : Crowded(a.ColumnStride * size, run) || a.ColumnStride * size * run > 128 * 1024;
        var packA = n > 2 * width && (crowdedA || (n >= 512 && m * k * size > 512 * 1024));
        var packB = b.ColumnStride != 1 || (m > 16 && Crowded(b.RowStride * size, run))
            || (m > 96 && n * run * size > 192 * 1024);

        nint blockRows = size == 4 ? 144 : 96;
        nint slabColumns = 4096 / size * 2;
        var rowBlocks = Blocks.Count(m, blockRows);
        // A chunk is worth some 10 µs; more chunks than 64 find no threads.
        var perPanel = (double)Math.Min(m, blockRows) * run * width;
        var enough = 1.5e5 * TTile.Lanes;
        var panels = Blocks.Count(Math.Min(n, slabColumns), width);
        var least = Math.Max((nint)Math.Min(Math.Ceiling(enough / perPanel), panels), 1);
        var perChunk = Math.Max(least, Blocks.Count(panels * Math.Min(rowBlocks, 16), 64));
        return new(
            Blocks.Count(k, LongestRun(size)), packA, packB, 16 * blockRows, blockRows, slabColumns,
            Math.Min(perChunk, panels), products > WorkPool.LeastSeconds * 5e9 * TTile.Lanes);
    }
}
