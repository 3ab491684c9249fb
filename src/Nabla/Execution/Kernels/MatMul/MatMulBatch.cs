using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Products of equal shapes, each matrix a stride after the one before it.</summary>
readonly unsafe struct MatMulBatch<T>(
    nint count, Matrix<T> a, nint aStride, Matrix<T> b, nint bStride, Matrix<T> c, nint cStride,
    in MatMulOptions<T> options) : ITiled<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    readonly MatMulOptions<T> _options = options;

    public MatMulOptions<T> Options => _options;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TTile>() where TTile : struct, ITile<T>
    {
        if (a.Columns == 0)
        {
            for (nint i = 0; i < count; i++) WithoutProducts<TTile>(c.Shifted(i * cStride));
            return;
        }

        // Many small products share the threads out among themselves; few large ones use all of them each.
        var products = (double)c.Rows * c.Columns * a.Columns;
        var small = products * sizeof(T) * 2 < WorkPool.LeastSeconds * 1e11;
        if (count > 1 && small && WorkPool.IsWorth(products * count * sizeof(T) / 1e11))
        {
            var chunks = Math.Min(count, 64);
            var work = new Share(this, chunks);
            WorkPool.Run((int)chunks, &RunShare<TTile>, null, &work);
            return;
        }

        for (nint i = 0; i < count; i++) RunOne<TTile>(i, mayThread: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void RunOne<TTile>(nint i, bool mayThread) where TTile : struct, ITile<T> => MatMulRun<T, TTile>.Multiply(
        a.Shifted(i * aStride), b.Shifted(i * bStride), c.Shifted(i * cStride), _options, mayThread);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunShare<TTile>(object? target, void* context, int chunk) where TTile : struct, ITile<T>
    {
        ref var work = ref *(Share*)context;
        var end = Blocks.Begin(work.Batch.Count, work.Chunks, chunk + 1);
        for (var i = Blocks.Begin(work.Batch.Count, work.Chunks, chunk); i < end; i++)
            work.Batch.RunOne<TTile>(i, mayThread: false);
    }

    nint Count => count;

    /// <summary>C = alpha·0 + beta·C: the sum over no products.</summary>
    void WithoutProducts<TTile>(Matrix<T> to) where TTile : struct, ITile<T>
    {
        for (nint i = 0; i < to.Rows; i++)
        for (nint j = 0; j < to.Columns; j++)
        {
            ref var element = ref *to.At(i, j);
            element = T.IsZero(_options.Beta)
                ? _options.Alpha * T.Zero
                : TTile.MultiplyAdd(_options.Alpha, T.Zero, _options.Beta * element);
        }

        if (_options.Finish is not null) _options.Finish(_options.Context, to, 0, 0);
    }

    readonly struct Share(MatMulBatch<T> batch, nint chunks)
    {
        public MatMulBatch<T> Batch => batch;

        public nint Chunks => chunks;
    }
}
