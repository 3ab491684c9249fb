namespace Nabla.Execution.Kernels;

/// <summary>
/// The innermost step of a product of matrices for one kind of vectors: a small tile of C whose sums stay in registers
/// while it runs along k. Each sum is s = a·b + s from zero, in the order of k, so that its bits depend on nothing else.
/// </summary>
unsafe interface ITile<T> where T : unmanaged
{
    /// <summary>The most rows of a tile; every smaller number has its method too.</summary>
    static abstract int Rows { get; }

    /// <summary>The elements of a vector; a tile is one or two vectors wide.</summary>
    static abstract int Lanes { get; }

    /// <summary>x·y + z exactly as the tile computes it: fused where the CPU can.</summary>
    static abstract T MultiplyAdd(T x, T y, T z);

    /// <summary>
    /// C = alpha·(A·B) if told to overwrite, else C = alpha·(A·B) + beta·C, for a tile of so many rows and vectors. The
    /// products of an element come in so many runs, 1 or more, of k ≥ 1 steps each. All strides are in bytes: the element
    /// of A in row i at step p of run r is at a + offsets[r] + i·aRow + p·aStep, the vectors of B at b + (r·k + p)·bStep,
    /// and row i of C at c + i·cRow.
    /// </summary>
    static abstract void Run(
        int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep,
        byte* c, nint cRow, T alpha, T beta, bool overwrite);

    /// <summary>So many tiles of equal height below one another: A of each is aTile bytes after the one above it.</summary>
    static abstract void Run(
        nint tiles, nint aTile, int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep,
        byte* b, nint bStep, byte* c, nint cRow, T alpha, T beta, bool overwrite);
}
