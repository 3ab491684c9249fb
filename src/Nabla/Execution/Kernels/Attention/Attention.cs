using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Attention and its gradients a block of scores at a time (Dao et al., FlashAttention, 2022): the matrix of scores never
/// stands in memory. Forward leaves log Σ exp(score) of each query, from which backward makes the weights again.
/// </summary>
static unsafe class Attention
{
    const int Block = 128;

    /// <summary>
    /// output = softmax(scale·Q·Kᵀ)·V, and the log of each query's sum. A query that sees no key gives zeros, and −∞.
    /// </summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(in AttentionShape shape, T* q, T* k, T* v, T* output, T* logSums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        var work = new Work<T> { Shape = shape, Q = q, K = k, V = v, Output = output, LogSums = logSums };
        Run(work, shape.Heads * work.QueryBlocks, 2, &ForwardBlock<T>);
    }

    /// <summary>The cotangents of Q, K and V from that of the output.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        in AttentionShape shape, T* q, T* k, T* v, T* output, T* logSums, T* outputBar, T* qBar, T* kBar, T* vBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        Run(new Work<T>
        {
            Shape = shape, Q = q, K = k, V = v, Output = output, LogSums = logSums,
            OutputBar = outputBar, QBar = qBar, KBar = kBar, VBar = vBar,
        }, shape.Heads, 5, &BackwardHead<T>);
    }

    struct Work<T> where T : unmanaged
    {
        public AttentionShape Shape;
        public T* Q, K, V, Output, LogSums, OutputBar, QBar, KBar, VBar;

        public readonly int QueryBlocks => (Shape.Queries + Block - 1) / Block;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Work<T> work, int chunks, int products, delegate*<object?, void*, int, void> body)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var s = work.Shape;
        var size = (double)s.Heads * s.Queries * s.Keys * (s.Depth + s.ValueDepth) * products * sizeof(T);
        if (WorkPool.IsWorth(size / 1e11)) WorkPool.Run(chunks, body, null, &work);
        else
            for (var i = 0; i < chunks; i++) body(null, &work, i);
    }

    static Matrix<T> Part<T>(T* of, int head, int length, int width, int begin, int count) where T : unmanaged =>
        new(of + ((nint)head * length + begin) * width, count, width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ForwardBlock<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        var (head, block) = Math.DivRem(chunk, work.QueryBlocks);
        var begin = block * Block;
        var rows = Math.Min(Block, s.Queries - begin);
        using var scratch = Scratch.Rent((Block * Block + 3 * Block) * sizeof(T));
        var scores = (T*)scratch.Address;
        T* greatest = scores + Block * Block, sums = greatest + Block, rescales = sums + Block;
        new Span<T>(greatest, rows).Fill(T.NegativeInfinity);
        new Span<T>(sums, rows).Clear();
        var q = Part(work.Q, head, s.Queries, s.Depth, begin, rows);
        var output = Part(work.Output, head, s.Queries, s.ValueDepth, begin, rows);
        var scaled = new MatMulOptions<T> { Alpha = T.CreateChecked(s.Scale), Beta = T.Zero };
        var (once, add) = (new MatMulOptions<T> { Alpha = T.One, Beta = T.Zero }, new MatMulOptions<T> { Alpha = T.One, Beta = T.One });
        var keys = s.Seen(begin + rows - 1);
        if (keys == 0) new Span<T>(output.Data, rows * s.ValueDepth).Clear();
        for (var key = 0; key < keys; key += Block)
        {
            var columns = Math.Min(Block, keys - key);
            var strip = new Matrix<T>(scores, rows, columns, Block, 1);
            MatMul.Multiply(q, Part(work.K, head, s.Keys, s.Depth, key, columns).Transposed, strip, scaled);
            OnlineSoftmax.Step(s, begin, rows, key, columns, scores, Block, greatest, sums, rescales);
            for (var i = 0; key > 0 && i < rows; i++)
                if (rescales[i] != T.One) Spans.Scale(output.At(i, 0), rescales[i], s.ValueDepth);
            MatMul.Multiply(strip, Part(work.V, head, s.Keys, s.ValueDepth, key, columns), output, key == 0 ? once : add);
        }

        for (var i = 0; i < rows; i++)
            if (sums[i] != T.Zero) Spans.Scale(output.At(i, 0), T.One / sums[i], s.ValueDepth);

        OnlineSoftmax.Logs(sums, rows);
        var logSums = work.LogSums + (nint)head * s.Queries + begin;
        for (var i = 0; i < rows; i++) logSums[i] = greatest[i] + sums[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardHead<T>(object? target, void* context, int head) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        using var scratch = Scratch.Rent((2 * Block * Block + s.Queries) * sizeof(T));
        var weights = (T*)scratch.Address;
        T* bars = weights + Block * Block, dots = bars + Block * Block;
        Clear(work.QBar, head, s.Queries, s.Depth);
        Clear(work.KBar, head, s.Keys, s.Depth);
        Clear(work.VBar, head, s.Keys, s.ValueDepth);
        for (var i = 0; i < s.Queries; i++)
        {
            T* o = Part(work.Output, head, s.Queries, s.ValueDepth, i, 1).Data, oBar = Part(work.OutputBar, head, s.Queries, s.ValueDepth, i, 1).Data;
            dots[i] = OnlineSoftmax.Dot(o, oBar, s.ValueDepth);
        }

        for (var key = 0; key < s.Keys; key += Block)
        for (var query = 0; query < s.Queries; query += Block)
            BackwardBlock(ref work, head, query, key, weights, bars, dots);
    }

    static void Clear<T>(T* of, int head, int length, int width) where T : unmanaged =>
        new Span<T>(of + (nint)head * length * width, length * width).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardBlock<T>(ref Work<T> work, int head, int query, int key, T* weights, T* bars, T* dots)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var s = work.Shape;
        var rows = Math.Min(Block, s.Queries - query);
        var columns = Math.Min(Block, s.Seen(query + rows - 1) - key);
        if (columns <= 0) return;
        var scale = T.CreateChecked(s.Scale);
        var (scaled, once) = (new MatMulOptions<T> { Alpha = scale, Beta = T.Zero }, new MatMulOptions<T> { Alpha = T.One, Beta = T.Zero });
        var (add, addScaled) = (new MatMulOptions<T> { Alpha = T.One, Beta = T.One }, new MatMulOptions<T> { Alpha = scale, Beta = T.One });
        var q = Part(work.Q, head, s.Queries, s.Depth, query, rows);
        var k = Part(work.K, head, s.Keys, s.Depth, key, columns);
        var outputBar = Part(work.OutputBar, head, s.Queries, s.ValueDepth, query, rows);
        var p = new Matrix<T>(weights, rows, columns, Block, 1);
        var pBar = new Matrix<T>(bars, rows, columns, Block, 1);
        MatMul.Multiply(q, k.Transposed, p, scaled);
        for (var i = 0; i < rows; i++)
        {
            var seen = s.Seen(query + i, key, columns);
            OnlineSoftmax.Weights(weights + i * Block, seen, columns, work.LogSums[(nint)head * s.Queries + query + i]);
        }

        MatMul.Multiply(p.Transposed, outputBar, Part(work.VBar, head, s.Keys, s.ValueDepth, key, columns), add);
        MatMul.Multiply(outputBar, Part(work.V, head, s.Keys, s.ValueDepth, key, columns).Transposed, pBar, once);
        for (var i = 0; i < rows; i++)
            OnlineSoftmax.Backward(bars + i * Block, weights + i * Block, columns, dots[query + i]);
        MatMul.Multiply(pBar, k, Part(work.QBar, head, s.Queries, s.Depth, query, rows), addScaled);
        MatMul.Multiply(pBar.Transposed, q, Part(work.KBar, head, s.Keys, s.Depth, key, columns), addScaled);
    }
}
