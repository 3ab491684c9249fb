namespace Nabla.Execution.Kernels;

/// <summary>
/// What becomes of a product: C = Alpha·(A·B) + Beta·C, where a Beta of 0 overwrites C whatever it held; then, block by
/// block while it is still in the cache, what <see cref="Finish"/> does.
/// </summary>
readonly unsafe struct MatMulOptions<T>() where T : unmanaged
{
    /// <summary>The factor of the product; the negative rate for an update of weights.</summary>
    public required T Alpha { get; init; }

    /// <summary>The factor of what C held: 0 overwrites, 1 accumulates.</summary>
    public required T Beta { get; init; }

    /// <summary>
    /// Called once for each finished block of C, from any thread: a bias, an activation. It gets the context, the
    /// block, and the row and column of C (as the caller gave it) where the block begins.
    /// </summary>
    public delegate*<void*, Matrix<T>, nint, nint, void> Finish { get; init; } = null;

    /// <summary>The first argument of <see cref="Finish"/>.</summary>
    public void* Context { get; init; } = null;

    /// <summary>Always the fused operations of one lane, in the same order: the same bits on every machine.</summary>
    public bool Strict { get; init; } = false;
}
