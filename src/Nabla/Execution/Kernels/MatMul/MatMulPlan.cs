namespace Nabla.Execution.Kernels;

/// <summary>
/// How a product M×K·K×N is cut up: from the shape, the strides and the kind of tile alone, never from the number of
/// threads. Only the blocks along K touch the bits of the result, and they depend on K and the element's size only.
/// </summary>
readonly record struct MatMulPlan(
    nint KBlocks, bool PackA, bool PackB, nint SlabRows, nint BlockRows, nint SlabColumns, nint PanelsPerChunk, bool Threaded)
{
    const nint Page = 4096;

    /// <summary>The longest run along K that is summed in registers.</summary>
    public static nint LongestRun(nint elementSize) => elementSize == 4 ? 384 : 256;

    public static MatMulPlan For<T, TTile>(Matrix<T> a, Matrix<T> b) where T : unmanaged where TTile : ITile<T>
    {
        var (m, k, n, size) = (a.Rows, a.Columns, b.Columns, (nint)System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        nint width = 2 * TTile.Lanes;
        var products = (double)m * n * k;
        var run = Math.Min(k, LongestRun(size));

        // Reading in place saves a pass over the operand; rows a multiple of a page apart would share their cache sets.
        var aliasedA = a.ColumnStride == 1 && a.RowStride * size % Page == 0 && m > 8 && run * size > 512;
        var farA = a.ColumnStride != 1 && a.ColumnStride * size * run > 128 * 1024;
        var packA = n > 4 * width && (aliasedA || farA || (n >= 512 && m * k * size > 512 * 1024));
        var aliasedB = b.RowStride * size % Page == 0 && k > 32;
        var largeB = n * run * size > 192 * 1024;
        var packB = b.ColumnStride != 1 || (m > 48 && aliasedB) || (m > 96 && largeB);

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
