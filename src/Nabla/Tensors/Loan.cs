namespace Nabla.Tensors;

/// <summary>A block lent to one storage; it goes back to the pool when both are unreachable.</summary>
sealed class Loan(CacheLine[] block, int sizeClass)
{
    volatile bool _kept;

    public CacheLine[] Block => block;

    /// <summary>Never reuses the block: a span that the collector alone can follow points into it.</summary>
    public void Keep() => _kept = true;

    ~Loan() => StoragePool.Return(block, sizeClass, reusable: !_kept);
}
