using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Rows over whole tensors, part by part: operands are read as doubles, results rounded once to their type.</summary>
static class RowLoop
{
    const int Part = 256;
    const int Arguments = 3;

    [ThreadStatic]
    static double[]? t_room;

    /// <summary>The row at every place; a number that is not NaN stands for an operand.</summary>
    public static Tensor Evaluate(RowKernel kernel, double[] literals, ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        Write(kernel, literals, x, y);
        return y;
    }

    /// <summary>The same, written over a contiguous tensor that nobody else sees; it may be an operand.</summary>
    public static void Write(RowKernel kernel, double[] literals, ReadOnlySpan<Tensor> x, Tensor y)
    {
        var isExact = kernel.Exact != ExactRow.None;
        if (isExact && y.DType == DType.Float32) Exact<float>(kernel.Exact, literals, x, y);
        else if (isExact && y.DType == DType.Float64) Exact<double>(kernel.Exact, literals, x, y);
        else if (y.DType.IsFloating || HasFloating(x)) Doubles(kernel, literals, x, y);
        else Integers(kernel, literals, x, y);
    }

    /// <summary>Adds c·t, zero absorbing, to a sum that nobody else sees: the bits of a product and then a sum.</summary>
    public static void AddScaled(double[] literals, ReadOnlySpan<Tensor> x, Tensor sum)
    {
        if (sum.DType == DType.Float32) AddScaled<float>(literals, x, sum);
        else AddScaled<double>(literals, x, sum);
    }

    [SkipLocalsInit]
    static void AddScaled<T>(double[] literals, ReadOnlySpan<Tensor> x, Tensor sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> room = stackalloc T[2 * Part];
        var y = sum.Elements<T>();
        for (var start = 0; start < y.Length; start += Part)
        {
            var part = y.Slice(start, Math.Min(Part, y.Length - start));
            var operand = 0;
            var c = Operand(literals, 0, x, ref operand, start, part.Length, room);
            ExactRows.AddScaled(c, Operand(literals, 1, x, ref operand, start, part.Length, room[Part..]), part);
        }

        GC.KeepAlive(sum);
    }

    static void Exact<T>(ExactRow row, double[] literals, ReadOnlySpan<Tensor> x, Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (literals.Length == x.Length && x.Length <= 2 && x[0].IsContiguous && x[^1].IsContiguous)
            ExactRows.Run(row, x[0].Elements<T>(), x[^1].Elements<T>(), y.Elements<T>());
        else ExactByParts(row, literals, x, y.Elements<T>());
        GC.KeepAlive(y);
    }

    [SkipLocalsInit]
    static void ExactByParts<T>(ExactRow row, double[] literals, ReadOnlySpan<Tensor> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> room = stackalloc T[2 * Part];
        for (var start = 0; start < y.Length; start += Part)
        {
            var part = y.Slice(start, Math.Min(Part, y.Length - start));
            var operand = 0;
            var a = Operand(literals, 0, x, ref operand, start, part.Length, room);
            var b = literals.Length > 1 ? Operand(literals, 1, x, ref operand, start, part.Length, room[Part..]) : a;
            ExactRows.Run(row, a, b, part);
            // A row of any number of arguments is folded.
            for (var more = 2; more < literals.Length; more++)
                ExactRows.Run(row, part, Operand(literals, more, x, ref operand, start, part.Length, room), part);
        }
    }

    [SkipLocalsInit]
    static void Doubles(RowKernel kernel, double[] literals, ReadOnlySpan<Tensor> x, Tensor y)
    {
        Span<double> room = stackalloc double[4 * Part];
        var count = y.Count;
        for (nint start = 0; start < count; start += Part)
        {
            var part = (int)nint.Min(Part, count - start);
            var into = y.DType == DType.Float64 ? y.Storage.AsSpan<double>(start, part) : room.Slice(3 * Part, part);
            var operand = 0;
            var a = Operand(literals, 0, x, ref operand, start, part, room);
            var b = literals.Length > 1 ? Operand(literals, 1, x, ref operand, start, part, room[Part..]) : default;
            var c = literals.Length == 3 && kernel.Row.Arity == 3 ? Operand(literals, 2, x, ref operand, start, part, room[(2 * Part)..]) : default;
            kernel.Run(a, b, c, into);
            // A row of any number of arguments is folded.
            for (var more = 2; kernel.Row.Arity < 0 && more < literals.Length; more++)
                kernel.Run(into, Operand(literals, more, x, ref operand, start, part, room), default, into);
            if (y.DType != DType.Float64) ElementCopy.Write(y, start, into);
        }

        GC.KeepAlive(y);
    }

    /// <summary>
    /// A derivative, by steps, of operands x and output y. What its steps make and what must be converted has a place each
    /// in the room: operands, output, steps, numbers by step and argument; doubles in order are read and written where they lie.
    /// </summary>
    public static Tensor Evaluate(RowProgram program, ReadOnlySpan<Tensor> x, Tensor? y)
    {
        var z = Tensor.Allocate((y ?? x[^1]).Type);
        var count = z.Count;
        var stride = (int)nint.Min(Part, count);
        var steps = program.Steps;
        var first = x.Length + 1;
        var needed = (first + (1 + Arguments) * steps.Length) * stride;
        if (t_room is null || t_room.Length < needed) t_room = new double[needed];
        var room = t_room.AsSpan(0, needed);
        var last = program.Result.Index;
        var inPlace = z.DType == DType.Float64 && last == steps.Length - 1;
        for (nint start = 0; start < count; start += Part)
        {
            var part = (int)nint.Min(Part, count - start);
            for (var i = 0; i < x.Length; i++)
                if (program.UsesOperand(i) && !ElementCopy.LieAsDoubles(x[i])) ElementCopy.Read(x[i], start, room.Slice(i * stride, part));
            if (program.UsesOutput && !ElementCopy.LieAsDoubles(y!)) ElementCopy.Read(y!, start, room.Slice(x.Length * stride, part));
            for (var s = 0; s < steps.Length; s++)
            {
                var (kernel, arguments) = steps[s];
                var numbers = first + steps.Length + Arguments * s;
                var a = Argument(arguments[0], numbers, x, y, start, stride, room, part);
                var b = arguments.Length > 1 ? Argument(arguments[1], numbers + 1, x, y, start, stride, room, part) : default;
                var c = arguments.Length > 2 ? Argument(arguments[2], numbers + 2, x, y, start, stride, room, part) : default;
                kernel.Run(a, b, c, s == last && inPlace ? z.Storage.AsSpan<double>(start, part) : room.Slice((first + s) * stride, part));
            }

            if (!inPlace) ElementCopy.Write(z, start, room.Slice((first + program.Result.Index) * stride, part));
        }

        foreach (var operand in x) GC.KeepAlive(operand);
        GC.KeepAlive(y);
        GC.KeepAlive(z);
        return z;
    }

    static ReadOnlySpan<double> Argument(
        Source source, int number, ReadOnlySpan<Tensor> x, Tensor? y, nint start, int stride, Span<double> room, int part)
    {
        var lies = source.Kind switch { SourceKind.Operand => x[source.Index], SourceKind.Output => y, _ => null };
        if (lies is not null && ElementCopy.LieAsDoubles(lies)) return lies.Storage.AsSpan<double>(lies.Offset + start, part);
        var place = source.Kind switch
        {
            SourceKind.Operand => source.Index,
            SourceKind.Output => x.Length,
            SourceKind.Number => number,
            _ => x.Length + 1 + source.Index,
        };
        var values = room.Slice(place * stride, part);
        if (source.Kind == SourceKind.Number && start == 0) values.Fill(source.Number);
        return values;
    }

    // The elements of an operand where they are, if they lie so, else read into the room.
    static ReadOnlySpan<T> Operand<T>(
        double[] literals, int place, ReadOnlySpan<Tensor> x, ref int operand, nint start, int length, Span<T> room)
        where T : unmanaged, INumber<T>
    {
        if (!double.IsNaN(literals[place]))
        {
            room = room[..length];
            room.Fill(T.CreateTruncating(literals[place]));
            return room;
        }

        var from = x[operand++];
        if (from.IsContiguous && from.DType == DTypes.Of<T>()) return from.Storage.AsSpan<T>(from.Offset + start, length);
        room = room[..length];
        if (typeof(T) == typeof(double)) ElementCopy.Read(from, start, MemoryMarshal.Cast<T, double>(room));
        else ElementCopy.Gather(from, start, room);
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
