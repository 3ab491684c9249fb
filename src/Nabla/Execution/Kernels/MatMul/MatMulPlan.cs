using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// How a product M×K·K×N is cut up: from the shape, the strides and the kind of tile alone, never from the number of
/// threads. Only the blocks along K touch the bits of the result, and they depend on K only.
/// </summary>
readonly record struct MatMulPlan(
    nint KBlocks, bool PackA, bool KeepRows, bool PackB, nint Gap, nint SlabRows, nint BlockRows, nint BlocksPerChunk,
    nint ColumnGroups, double Seconds)
{
    // Lines a way apart share a set of the first-level cache, on every CPU of note.
    const nint CacheWay = 4096, CacheLine = 64;

    const int FewestChunks = 8, FewestRowTiles = 20, FewestPanelsNarrow = 16;

    /// <summary>The longest run along K that is summed in registers.</summary>
    public const nint LongestRun = 512;

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
        var run = Math.Min(k, LongestRun);
        // Tiles of 256 bits read rows of A as fast as columns, and less of a line of columns, with half the second-level cache.
        var narrow = TTile.Lanes * size == 32;

        // Reading in place saves a pass over the operand, unless what is used again and again lies in too few cache sets.
        // Columns of A in the second-level cache are fetched ahead by the tile, whatever their distance.
        var crowdedA = a.ColumnStride == 1
            ? a.RowStride * size % CacheWay == 0 && m > 8 && run * size > 512
            : a.RowStride != 1 || m * k * size > 1024 * 1024 || (n >= FewestPanelsNarrow * width && narrow);
        var packA = n > 2 * width && (crowdedA || (n >= 512 && m * k * size > 1024 * 1024));
        // Rows of B come from the second-level cache as fast as they are multiplied, since the tile fetches them ahead: only
        // many tiles read a copy so often that making it pays.
        var packB = b.ColumnStride != 1
            || (m > FewestRowTiles * TTile.Rows && (Crowded(b.RowStride * size, run) || n * run * size > 192 * 1024));

        nint blockRows = size == 4 ? 144 : 96;
        var rowBlocks = Blocks.Count(m, blockRows);
        // A chunk packs its part of B for itself, which so many rows must be worth.
        nint blocksPerChunk = packB ? 8 : 2;
        var rowParts = Blocks.Count(rowBlocks, blocksPerChunk);
        // A chunk is worth some 10 µs, its part of B leaves room in the second-level cache, and there are some chunks to share.
        var panels = Blocks.Count(n, width);
        var enough = (nint)Math.Min(Math.Ceiling(4e4 * TTile.Lanes / ((double)Math.Min(m, blocksPerChunk * blockRows) * k * width)), panels);
        var most = Math.Max(384 * 1024 / (run * width * size), 1);
        var perChunk = Math.Max(enough, Math.Min(most, panels * rowParts / FewestChunks));
        var groups = Math.Min(WorkPool.Fair(Blocks.Count(panels, Math.Max(perChunk, 1)) * rowParts) / rowParts, panels);
        return new(
            Blocks.Count(k, LongestRun), packA, narrow && a.ColumnStride == 1, packB, narrow ? CacheLine / size : 0, 16 * blockRows,
            blockRows, blocksPerChunk, groups, products / (5e9 * TTile.Lanes));
    }
}
