using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Forward attention of some blocks of queries of a head, on one kind of tile: each block of keys is packed once for all of them.</summary>
static unsafe class AttentionForward<T, TTile> where T : unmanaged, IFloatingPointIeee754<T> where TTile : struct, ITile<T>
{
    const int Block = Attention.Block, Stride = Attention.Stride;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunChunk(object? target, void* context, int chunk)
    {
        ref var work = ref *(Attention.Work<T>*)context;
        var s = work.Shape;
        var (head, part) = Math.DivRem(chunk, work.Parts);
        var first = (int)Blocks.Begin(work.Blocks, work.Parts, part) * Block;
        var count = Math.Min((int)Blocks.Begin(work.Blocks, work.Parts, part + 1) * Block, s.Queries) - first;
        if (count <= 0) return;
        nint forKeys = PanelProduct<T, TTile>.Room(s.Depth, Block), forValues = PanelProduct<T, TTile>.Room(Block, s.ValueDepth);
        using var scratch = Scratch.Rent((Block * Stride + forKeys + forValues + 2 * count + Block) * sizeof(T));
        T* scores = (T*)scratch.Address, keyRoom = scores + Block * Stride, valueRoom = keyRoom + forKeys;
        T* greatest = valueRoom + forValues, sums = greatest + count, rescales = sums + count;
        new Span<T>(greatest, count).Fill(T.NegativeInfinity);
        new Span<T>(sums, count).Clear();
        var keys = s.Seen(first + count - 1);
        for (var key = 0; key < keys; key += Block)
        {
            var columns = Math.Min(Block, keys - key);
            var k = PanelProduct<T, TTile>.Packed(work.Keys(work.K, head, key, columns).Transposed, keyRoom);
            var v = PanelProduct<T, TTile>.InPlace(work.Values(work.V, head, key, columns), valueRoom);
            for (var i = 0; i < count; i += Block)
                AddBlock(work, head, first + i, Math.Min(Block, count - i), key, columns, k, v, scores, greatest + i, sums + i, rescales);
        }

        Finish(work, head, first, count, greatest, sums);
    }

    /// <summary>Adds what some queries see of some keys; sums of products end with the last key that one of them sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddBlock(
        in Attention.Work<T> work, int head, int query, int rows, int key, int columns, Panels<T> k, Panels<T> v, T* scores,
        T* greatest, T* sums, T* rescales)
    {
        var s = work.Shape;
        columns = s.Seen(query + rows - 1, key, columns);
        if (columns == 0) return;
        var output = work.Outputs(work.Output, head, query, rows);
        var strip = new Matrix<T>(scores, rows, columns, Stride, 1);
        PanelProduct<T, TTile>.Multiply(work.Queries(work.Q, head, query, rows), k, strip, T.CreateChecked(s.Scale), add: false);
        OnlineSoftmax.Step(s, query, rows, key, columns, scores, Stride, greatest, sums, rescales);
        for (var i = 0; key > 0 && i < rows; i++)
            if (rescales[i] != T.One) Spans.Scale(output.At(i, 0), rescales[i], s.ValueDepth);
        PanelProduct<T, TTile>.Multiply(strip, v, output, T.One, add: key > 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Finish(in Attention.Work<T> work, int head, int first, int count, T* greatest, T* sums)
    {
        var s = work.Shape;
        for (var i = 0; i < count; i++)
        {
            var output = work.Outputs(work.Output, head, first + i, 1).Data;
            if (s.Seen(first + i) == 0) new Span<T>(output, s.ValueDepth).Clear();
            else if (sums[i] != T.Zero) Spans.Scale(output, T.One / sums[i], s.ValueDepth);
        }

        OnlineSoftmax.Logs(sums, count);
        var logSums = work.LogSums + (nint)head * s.Queries + first;
        for (var i = 0; i < count; i++) logSums[i] = greatest[i] + sums[i];
    }
}
