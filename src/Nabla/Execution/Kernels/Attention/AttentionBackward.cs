using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The cotangents of a head, on one kind of tile: block by block of keys, each packed once for all queries.</summary>
static unsafe class AttentionBackward<T, TTile> where T : unmanaged, IFloatingPointIeee754<T> where TTile : struct, ITile<T>
{
    const int Block = Attention.Block, Stride = Attention.Stride;

    /// <summary>What a head works in.</summary>
    struct Rooms
    {
        public T* Weights, Bars, Dots, Keys, Values, KeyRows, Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunChunk(object? target, void* context, int head)
    {
        ref var work = ref *(Attention.Work<T>*)context;
        var s = work.Shape;
        nint keys = PanelProduct<T, TTile>.Room(s.Depth, Block), values = PanelProduct<T, TTile>.Room(s.ValueDepth, Block);
        nint keyRows = PanelProduct<T, TTile>.Room(Block, s.Depth), other = PanelProduct<T, TTile>.Room(Block, Math.Max(s.Depth, s.ValueDepth));
        using var scratch = Scratch.Rent((2 * Block * Stride + s.Queries + keys + values + keyRows + other) * sizeof(T));
        var rooms = new Rooms { Weights = (T*)scratch.Address };
        rooms.Bars = rooms.Weights + Block * Stride;
        rooms.Keys = rooms.Bars + Block * Stride;
        rooms.Values = rooms.Keys + keys;
        rooms.KeyRows = rooms.Values + values;
        rooms.Other = rooms.KeyRows + keyRows;
        rooms.Dots = rooms.Other + other;
        Clear(work.Queries(work.QBar, head, 0, s.Queries));
        Clear(work.Keys(work.KBar, head, 0, s.Keys));
        Clear(work.Values(work.VBar, head, 0, s.Keys));
        for (var i = 0; i < s.Queries; i++)
            rooms.Dots[i] = OnlineSoftmax.Dot(work.Outputs(work.Output, head, i, 1).Data, work.Outputs(work.OutputBar, head, i, 1).Data, s.ValueDepth);
        for (var key = 0; key < s.Keys; key += Block) AddKeys(work, head, key, rooms);
    }

    static void Clear(Matrix<T> x) => new Span<T>(x.Data, (int)(x.Rows * x.Columns)).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddKeys(in Attention.Work<T> work, int head, int key, in Rooms rooms)
    {
        var s = work.Shape;
        var count = Math.Min(Block, s.Seen(s.Queries - 1) - key);
        if (count <= 0) return;
        var rows = work.Keys(work.K, head, key, count);
        var k = PanelProduct<T, TTile>.Packed(rows.Transposed, rooms.Keys);
        var v = PanelProduct<T, TTile>.Packed(work.Values(work.V, head, key, count).Transposed, rooms.Values);
        var kRows = PanelProduct<T, TTile>.InPlace(rows, rooms.KeyRows);
        for (var query = 0; query < s.Queries; query += Block)
        {
            var queries = Math.Min(Block, s.Queries - query);
            var columns = s.Seen(query + queries - 1, key, count);
            if (columns > 0) AddBlock(work, head, query, queries, key, columns, k, v, kRows, rooms);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddBlock(
        in Attention.Work<T> work, int head, int query, int rows, int key, int columns, Panels<T> k, Panels<T> v, Panels<T> kRows, in Rooms rooms)
    {
        var s = work.Shape;
        var scale = T.CreateChecked(s.Scale);
        var q = work.Queries(work.Q, head, query, rows);
        var outputBar = work.Outputs(work.OutputBar, head, query, rows);
        var p = new Matrix<T>(rooms.Weights, rows, columns, Stride, 1);
        var pBar = new Matrix<T>(rooms.Bars, rows, columns, Stride, 1);
        PanelProduct<T, TTile>.Multiply(q, k, p, scale, add: false);
        var logSums = work.LogSums + (nint)head * s.Queries + query;
        for (var i = 0; i < rows; i++) OnlineSoftmax.Weights(p.At(i, 0), s.Seen(query + i, key, columns), columns, logSums[i]);
        PanelProduct<T, TTile>.Multiply(
            p.Transposed, PanelProduct<T, TTile>.InPlace(outputBar, rooms.Other), work.Values(work.VBar, head, key, columns), T.One, add: true);
        PanelProduct<T, TTile>.Multiply(outputBar, v, pBar, T.One, add: false);
        for (var i = 0; i < rows; i++) OnlineSoftmax.Backward(pBar.At(i, 0), p.At(i, 0), columns, rooms.Dots[query + i]);
        PanelProduct<T, TTile>.Multiply(pBar, kRows, work.Queries(work.QBar, head, query, rows), scale, add: true);
        PanelProduct<T, TTile>.Multiply(
            pBar.Transposed, PanelProduct<T, TTile>.InPlace(q, rooms.Other), work.Keys(work.KBar, head, key, columns), scale, add: true);
    }
}
