using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Attention and its gradients a block of scores at a time (Dao et al., FlashAttention, 2022): the matrix of scores never
/// stands in memory. Forward leaves log Σ exp(score) of each query, from which backward makes the weights again.
/// </summary>
static unsafe class Attention
{
    /// <summary>The queries and keys of a block of scores.</summary>
    public const int Block = 128;

    /// <summary>From one row of a block to the next: no power of two, whose columns would crowd into few sets of the first-level cache.</summary>
    public const int Stride = Block + 16;

    // Chunks enough for some threads; beyond, one of several blocks of queries shares what it packs of K.
    const int FewestChunks = 32;

    /// <summary>
    /// output = softmax(scale·Q·Kᵀ)·V, and the log of each query's sum. A query that sees no key gives zeros, and −∞.
    /// A width of 128, 256 or 512 bits overrules what the CPU prefers for products.
    /// </summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(in AttentionShape shape, T* q, T* k, T* v, T* output, T* logSums, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        if (shape.Heads == 0) return;
        var blocks = (shape.Queries + Block - 1) / Block;
        Run(new Work<T>
        {
            Shape = shape, Q = q, K = k, V = v, Output = output, LogSums = logSums,
            Blocks = blocks, Parts = Math.Min((FewestChunks + shape.Heads - 1) / shape.Heads, blocks),
        }, width);
    }

    /// <summary>The cotangents of Q, K and V from that of the output.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<T>(
        in AttentionShape shape, T* q, T* k, T* v, T* output, T* logSums, T* outputBar, T* qBar, T* kBar, T* vBar, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        Run(new Work<T>
        {
            Shape = shape, Q = q, K = k, V = v, Output = output, LogSums = logSums,
            OutputBar = outputBar, QBar = qBar, KBar = kBar, VBar = vBar, Parts = 1,
        }, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Work<T> work, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) Tiles.RunSingle(Unsafe.BitCast<Work<T>, Work<float>>(work), width);
        else if (typeof(T) == typeof(double)) Tiles.RunDouble(Unsafe.BitCast<Work<T>, Work<double>>(work), width);
        else throw new ArgumentException($"Attention of {typeof(T).Name} has no kernel: float and double do.");
    }

    /// <summary>What one call computes, of which a chunk takes one part of one head.</summary>
    public struct Work<T> : ITiled<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public AttentionShape Shape;
        public T* Q, K, V, Output, LogSums, OutputBar, QBar, KBar, VBar;

        /// <summary>The blocks of queries of a head, and the parts they are cut into.</summary>
        public int Blocks, Parts;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TTile>() where TTile : struct, ITile<T>
        {
            var s = Shape;
            var isForward = OutputBar == null;
            var size = (double)s.Heads * s.Queries * s.Keys * (s.Depth + s.ValueDepth) * (isForward ? 2 : 5) * sizeof(T);
            fixed (Work<T>* self = &this)
            {
                WorkPool.RunIfWorth(
                    size / 1e11, s.Heads * Parts, isForward ? &AttentionForward<T, TTile>.RunChunk : &AttentionBackward<T, TTile>.RunChunk, self);
            }
        }

        public readonly Matrix<T> Queries(T* of, int head, int begin, int count) => Part(of, head, Shape.Queries, Shape.Depth, begin, count);

        public readonly Matrix<T> Outputs(T* of, int head, int begin, int count) => Part(of, head, Shape.Queries, Shape.ValueDepth, begin, count);

        public readonly Matrix<T> Keys(T* of, int head, int begin, int count) => Part(of, head, Shape.Keys, Shape.Depth, begin, count);

        public readonly Matrix<T> Values(T* of, int head, int begin, int count) => Part(of, head, Shape.Keys, Shape.ValueDepth, begin, count);

        static Matrix<T> Part(T* of, int head, int length, int width, int begin, int count) =>
            new(of + ((nint)head * length + begin) * width, count, width);
    }
}
