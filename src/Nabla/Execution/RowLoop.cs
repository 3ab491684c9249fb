using System.Runtime.CompilerServices;
using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Rows over whole tensors, part by part: operands are read as doubles, results rounded once to their type.</summary>
static class RowLoop
{
    const int Part = 256;

    [ThreadStatic]
    static double[]? t_room;

    /// <summary>The row at every place; a number that is not NaN stands for an operand.</summary>
    [SkipLocalsInit]
    public static Tensor Evaluate(RowKernel kernel, double[] literals, ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        if (!type.DType.IsFloating && !HasFloating(x))
        {
            Integers(kernel, literals, x, y);
            return y;
        }

        Span<double> room = stackalloc double[4 * Part];
        var count = y.Count;
        for (nint start = 0; start < count; start += Part)
        {
            var part = (int)nint.Min(Part, count - start);
            var into = y.DType == DType.Float64 ? y.Storage.AsSpan<double>(start, part) : room.Slice(3 * Part, part);
            var operand = 0;
            var a = Operand(literals, 0, x, ref operand, start, room[..part]);
            var b = literals.Length > 1 ? Operand(literals, 1, x, ref operand, start, room.Slice(Part, part)) : default;
            var c = literals.Length == 3 && kernel.Row.Arity == 3 ? Operand(literals, 2, x, ref operand, start, room.Slice(2 * Part, part)) : default;
            kernel.Run(a, b, c, into);
            // A row of any number of arguments is folded.
            for (var more = 2; kernel.Row.Arity < 0 && more < literals.Length; more++)
                kernel.Run(into, Operand(literals, more, x, ref operand, start, room[..part]), default, into);
            if (y.DType != DType.Float64) ElementCopy.Write(y, start, into);
        }

        GC.KeepAlive(y);
        return y;
    }

    /// <summary>The steps of a derivative on operands x and output y, of which the last is y for its type.</summary>
    public static Tensor Evaluate(RowStep[] steps, Source result, ReadOnlySpan<Tensor> x, Tensor? y)
    {
        var z = Tensor.Allocate((y ?? x[^1]).Type);
        var count = z.Count;
        var stride = (int)nint.Min(Part, count);
        // Slots: operands, output, three for numbers, steps.
        var numbers = x.Length + 1;
        var first = numbers + 3;
        var needed = (first + steps.Length) * stride;
        if (t_room is null || t_room.Length < needed) t_room = new double[needed];
        var room = t_room.AsSpan(0, needed);
        for (nint start = 0; start < count; start += Part)
        {
            var part = (int)nint.Min(Part, count - start);
            for (var i = 0; i < x.Length; i++)
                if (x[i].IsConcrete) ElementCopy.Read(x[i], start, room.Slice(i * stride, part));
            if (y is not null) ElementCopy.Read(y, start, room.Slice(x.Length * stride, part));
            for (var s = 0; s < steps.Length; s++)
            {
                var (kernel, arguments) = steps[s];
                var into = room.Slice((first + s) * stride, part);
                Argument(arguments, 0, x.Length, first, stride, room, out var a, part);
                Argument(arguments, 1, x.Length, first, stride, room, out var b, part);
                Argument(arguments, 2, x.Length, first, stride, room, out var c, part);
                kernel.Run(a, b, c, into);
            }

            ElementCopy.Write(z, start, room.Slice((first + result.Index) * stride, part));
        }

        return z;
    }

    static void Argument(
        Source[] arguments, int i, int operands, int first, int stride, Span<double> room, out ReadOnlySpan<double> values, int part)
    {
        if (i >= arguments.Length)
        {
            values = default;
            return;
        }

        var source = arguments[i];
        var slot = source.Kind switch
        {
            SourceKind.Operand => source.Index,
            SourceKind.Output => operands,
            SourceKind.Number => operands + 1 + i,
            _ => first + source.Index,
        };
        var span = room.Slice(slot * stride, part);
        if (source.Kind == SourceKind.Number) span.Fill(source.Number);
        values = span;
    }

    static ReadOnlySpan<double> Operand(
        double[] literals, int place, ReadOnlySpan<Tensor> x, ref int operand, nint start, Span<double> room)
    {
        if (!double.IsNaN(literals[place]))
        {
            room.Fill(literals[place]);
            return room;
        }

        var from = x[operand++];
        if (from.DType == DType.Float64 && from.IsContiguous) return from.Storage.AsSpan<double>(from.Offset + start, room.Length);
        ElementCopy.Read(from, start, room);
        return room;
    }

    static void Integers(RowKernel kernel, double[] literals, ReadOnlySpan<Tensor> x, Tensor y)
    {
        var room = new long[literals.Length + 1][];
        for (var i = 0; i < room.Length; i++) room[i] = new long[nint.Min(Part, y.Count)];
        for (nint start = 0; start < y.Count; start += Part)
        {
            var part = (int)nint.Min(Part, y.Count - start);
            var operand = 0;
            for (var i = 0; i < literals.Length; i++)
            {
                if (double.IsNaN(literals[i])) ElementCopy.Read(x[operand++], start, room[i].AsSpan(0, part));
                else room[i].AsSpan().Fill((long)literals[i]);
            }

            var into = room[^1].AsSpan(0, part);
            kernel.Run(
                room[0], literals.Length > 1 ? room[1] : default, literals.Length > 2 && kernel.Row.Arity == 3 ? room[2] : default, into);
            for (var more = 2; kernel.Row.Arity < 0 && more < literals.Length; more++) kernel.Run(into, room[more], default, into);
            ElementCopy.Write(y, start, into);
        }
    }

    static bool HasFloating(ReadOnlySpan<Tensor> x)
    {
        foreach (var operand in x)
            if (operand.DType.IsFloating) return true;
        return false;
    }
}
