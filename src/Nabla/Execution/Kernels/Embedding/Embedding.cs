using System.Numerics;

namespace Nabla.Execution.Kernels;

/// <summary>Rows of a table by number, and the transpose of that.</summary>
static unsafe class Embedding
{
    const int Ranges = 16;

    /// <summary>to[i] = table[indices[i]], rows of so many columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index names no row of the table.</exception>
    public static void Gather<T>(T* table, nint rows, int columns, ReadOnlySpan<int> indices, T* to) where T : unmanaged
    {
        Check(rows, indices);
        foreach (var index in indices)
        {
            new ReadOnlySpan<T>(table + index * (nint)columns, columns).CopyTo(new(to, columns));
            to += columns;
        }
    }

    /// <summary>table[indices[i]] += from[i] in the order of i, so that equal indices sum the same way on any threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index names no row of the table.</exception>
    public static void ScatterAdd<T>(T* table, nint rows, int columns, ReadOnlySpan<int> indices, T* from)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(rows, indices);
        fixed (int* p = indices)
        {
            var work = new Work<T>(table, rows, columns, p, indices.Length, from);
            if (!WorkPool.IsWorth((double)indices.Length * columns * 0.2e-9)) work.Add(0, rows);
            else WorkPool.Run(Ranges, &AddRange<T>, null, &work);
        }
    }

    static void Check(nint rows, ReadOnlySpan<int> indices)
    {
        for (var i = 0; i < indices.Length; i++)
            if ((uint)indices[i] >= (nuint)rows)
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[i]} at place {i} names no row of a table of {rows}.");
    }

    static void AddRange<T>(object? target, void* context, int chunk) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        work.Add(Blocks.Begin(work.Rows, Ranges, chunk), Blocks.Begin(work.Rows, Ranges, chunk + 1));
    }

    /// <summary>Each range of rows belongs to one chunk, which looks at all indices for its own.</summary>
    readonly struct Work<T>(T* table, nint rows, int columns, int* indices, int count, T* from)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public nint Rows => rows;

        public void Add(nint begin, nint end)
        {
            for (var i = 0; i < count; i++)
                if (indices[i] >= begin && indices[i] < end)
                    Spans.Add(table + indices[i] * (nint)columns, from + i * (nint)columns, columns);
        }
    }
}
