using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Tensors;

namespace Nabla.Execution;

// Elements of any size at the places that strides give.
static partial class ElementCopy
{
    // A loop is faster than the call of one.
    const int Few = 8;
    const int Line = 8;

    /// <summary>
    /// Elements of the tensor's own type, or one of its size: runs along the last axis, after each of which the place
    /// within the other axes is counted up.
    /// </summary>
    public static void Gather<T>(Tensor x, nint start, Span<T> into) where T : unmanaged
    {
        if (into.IsEmpty) return;
        if (x.IsContiguous)
        {
            x.Storage.AsSpan<T>(x.Offset + start, into.Length).CopyTo(into);
            GC.KeepAlive(x);
            return;
        }

        ref var origin = ref Unsafe.As<byte, T>(ref x.Storage.Reference);
        var lengths = x.Shape.Lengths;
        var strides = x.Strides;
        if (start == 0 && lengths.Length == 2 && lengths[1] <= Few)
        {
            ShortRows(ref Unsafe.Add(ref origin, x.Offset), lengths[1], strides[0], strides[1], into);
            GC.KeepAlive(x);
            return;
        }

        if (lengths.Length > 2 && lengths[^1] <= Few)
        {
            Blocks(ref Unsafe.Add(ref origin, x.Offset), lengths, strides, start, into);
            GC.KeepAlive(x);
            return;
        }

        if (lengths.Length == 2 && strides[0] == 1 && start % lengths[1] == 0)
        {
            // Rows of a transpose, as many as fill lines of the cache.
            var rows = (int)(into.Length / lengths[1]) / Line * Line;
            Transposed(ref Unsafe.Add(ref origin, x.Offset + start / lengths[1]), rows, (int)lengths[1], strides[1], into);
            start += rows * lengths[1];
            into = into[(rows * (int)lengths[1])..];
        }

        Span<nint> index = stackalloc nint[lengths.Length];
        var place = x.Offset;
        for (var axis = lengths.Length - 1; start != 0 && axis >= 0; axis--)
        {
            (start, index[axis]) = nint.DivRem(start, lengths[axis]);
            place += index[axis] * strides[axis];
        }

        var last = lengths.Length - 1;
        for (var done = 0; done < into.Length;)
        {
            var run = (int)nint.Min(lengths[last] - index[last], into.Length - done);
            var step = strides[last];
            var some = into.Slice(done, run);
            if (step == 1 && run > Few) MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref origin, place), run).CopyTo(some);
            else if (step == 0 && run > Few) some.Fill(Unsafe.Add(ref origin, place));
            else
                for (var i = 0; i < run; i++) some[i] = Unsafe.Add(ref origin, place + i * step);
            done += run;
            place += run * step;
            index[last] += run;
            for (var axis = last; axis > 0 && index[axis] == lengths[axis]; axis--)
            {
                place += strides[axis - 1] - lengths[axis] * strides[axis];
                index[axis] = 0;
                index[axis - 1]++;
            }
        }

        GC.KeepAlive(x);
    }

    // Of a small matrix the counting would cost more than the elements.
    static void ShortRows<T>(ref T first, nint columns, nint toNextRow, nint toNext, Span<T> into) where T : unmanaged
    {
        nint row = 0;
        for (var i = 0; i < into.Length; row += toNextRow)
        {
            var place = row;
            for (nint column = 0; column < columns && i < into.Length; column++, place += toNext) into[i++] = Unsafe.Add(ref first, place);
        }
    }

    // Each line of the cache is read once, and all that it holds is used at once.
    static void Transposed<T>(ref T first, int rows, int columns, nint toNext, Span<T> into) where T : unmanaged
    {
        for (var row = 0; row < rows; row += Line)
        {
            ref var y = ref into.Slice(row * columns, Line * columns)[0];
            for (nint column = 0; column < columns; column++)
            {
                ref var x = ref Unsafe.Add(ref first, row + column * toNext);
                for (nint i = 0; i < Line; i++) Unsafe.Add(ref y, i * columns + column) = Unsafe.Add(ref x, i);
            }
        }
    }

    // Short axes at the end, as those of windows: their places are the same in each block, so they are counted once.
    [SkipLocalsInit]
    static void Blocks<T>(ref T first, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, nint start, Span<T> into)
    {
        const int Most = 32;
        Span<nint> places = stackalloc nint[Most];
        places[0] = 0;
        var (size, last) = (1, lengths.Length - 1);
        for (; last > 0 && size * lengths[last] <= Most; last--)
        {
            // The axis comes before those that are counted already.
            for (var i = size * (int)lengths[last] - 1; i >= 0; i--) places[i] = places[i % size] + i / size * strides[last];
            size *= (int)lengths[last];
        }

        Span<nint> index = stackalloc nint[last + 1];
        (start, var inside) = nint.DivRem(start, size);
        nint place = 0;
        for (var axis = last; axis >= 0; axis--)
        {
            (start, index[axis]) = nint.DivRem(start, lengths[axis]);
            place += index[axis] * strides[axis];
        }

        var step = strides[last];
        for (var done = 0; done < into.Length;)
        {
            for (; index[last] < lengths[last] && done < into.Length; index[last]++, place += step, inside = 0)
            {
                var some = into.Slice(done, (int)nint.Min(size - inside, into.Length - done));
                ref var origin = ref Unsafe.Add(ref first, place);
                ReadOnlySpan<nint> steps = places.Slice((int)inside, some.Length);
                for (var i = 0; i < steps.Length; i++) some[i] = Unsafe.Add(ref origin, steps[i]);
                done += some.Length;
            }

            for (var axis = last; axis > 0 && index[axis] == lengths[axis]; axis--)
            {
                place += strides[axis - 1] - lengths[axis] * strides[axis];
                index[axis] = 0;
                index[axis - 1]++;
            }
        }
    }

    static void Copy<T>(Tensor from, Tensor into) where T : unmanaged
    {
        if (from.Count == 0) return;
        var rank = into.Rank;
        var last = rank == 0 ? 1 : (int)into.Shape[-1];
        var step = rank == 0 ? 1 : into.Strides[rank - 1];
        var row = new T[last];
        for (nint start = 0; start < from.Count; start += last)
        {
            Gather(from, start, row);
            var (rest, place) = (start / last, into.Offset);
            for (var axis = rank - 2; axis >= 0; axis--)
            {
                (rest, var index) = nint.DivRem(rest, into.Shape[axis]);
                place += index * into.Strides[axis];
            }

            ref var origin = ref Unsafe.As<byte, T>(ref into.Storage.Reference);
            for (var i = 0; i < last; i++) Unsafe.Add(ref origin, place + i * step) = row[i];
        }

        GC.KeepAlive(into);
    }
}
