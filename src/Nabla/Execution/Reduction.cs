using System.Runtime.CompilerServices;
using Nabla.Tensors;

namespace Nabla.Execution;

/// <summary>Elements along axes, which are given in ascending order, folded into one, in order.</summary>
static class Reduction
{
    const int Part = 256;

    /// <summary>The shape without the axes.</summary>
    public static Shape Shape(Shape shape, ReadOnlySpan<int> axes)
    {
        Span<nint> lengths = stackalloc nint[shape.Rank - axes.Length];
        var kept = 0;
        var all = shape.Lengths;
        for (int axis = 0, next = 0; axis < all.Length; axis++)
        {
            if (next < axes.Length && axes[next] == axis) next++;
            else lengths[kept++] = all[axis];
        }

        return Tensors.Shape.Of(lengths);
    }

    /// <summary>The fold of elements along axes, in order: floating ones as doubles, the others as longs.</summary>
    public static Tensor Fold<TFold>(Tensor x, int[] axes, TensorType type) where TFold : struct, IFold =>
        type.DType.IsFloating ? FoldDoubles<TFold>(x, axes, type) : FoldLongs<TFold>(x, axes, type);

    [SkipLocalsInit]
    static Tensor FoldDoubles<TFold>(Tensor x, int[] axes, TensorType type) where TFold : struct, IFold
    {
        var rows = Rows(x, axes, out var length);
        var y = Tensor.Allocate(type);
        var together = Together(length);
        Span<double> part = stackalloc double[Part];
        Span<double> folds = stackalloc double[Part];
        for (nint row = 0; row < y.Count; row += together)
        {
            var some = folds[..(int)nint.Min(together, y.Count - row)];
            if (length > Part) some[0] = FoldLong<TFold>(rows, row * length, length, part);
            else
            {
                var elements = ElementCopy.Doubles(rows, row * length, part[..(some.Length * (int)length)]);
                for (var i = 0; i < some.Length; i++) some[i] = Over<TFold>(TFold.OfNone, elements.Slice(i * (int)length, (int)length));
            }

            ElementCopy.Write(y, row, some);
        }

        GC.KeepAlive(rows);
        return y;
    }

    static double FoldLong<TFold>(Tensor x, nint start, nint length, Span<double> part) where TFold : struct, IFold
    {
        var folded = TFold.OfNone;
        for (nint at = 0; at < length; at += Part)
        {
            var some = part[..(int)nint.Min(Part, length - at)];
            folded = Over<TFold>(folded, ElementCopy.Doubles(x, start + at, some));
        }

        return folded;
    }

    // By itself, so that what is folded stays in a register.
    static double Over<TFold>(double folded, ReadOnlySpan<double> elements) where TFold : struct, IFold
    {
        foreach (var element in elements) folded = TFold.Of(folded, element);
        return folded;
    }

    [SkipLocalsInit]
    static Tensor FoldLongs<TFold>(Tensor x, int[] axes, TensorType type) where TFold : struct, IFold
    {
        var rows = Rows(x, axes, out var length);
        var y = Tensor.Allocate(type);
        Span<long> part = stackalloc long[Part];
        for (nint row = 0; row < y.Count; row++)
        {
            var folded = TFold.OfNoIntegers;
            for (nint at = 0; at < length; at += Part)
            {
                var some = part[..(int)nint.Min(Part, length - at)];
                ElementCopy.Read(rows, row * length + at, some);
                foreach (var element in some) folded = TFold.Of(folded, element);
            }

            ElementCopy.Write(y, row, [folded]);
        }

        return y;
    }

    /// <summary>A function of the run of floating elements along axes, which disappear.</summary>
    [SkipLocalsInit]
    public static Tensor FoldRows(Tensor x, int[] axes, TensorType type, Func<ReadOnlySpan<double>, double> f)
    {
        var rows = Rows(x, axes, out var length);
        var y = Tensor.Allocate(type);
        var (run, together) = ((int)length, Together(length));
        Span<double> room = run > Part ? new double[run] : stackalloc double[Part];
        Span<double> into = stackalloc double[Part];
        for (nint row = 0; row < y.Count; row += together)
        {
            var some = into[..(int)nint.Min(together, y.Count - row)];
            var from = ElementCopy.Doubles(rows, row * length, room[..(some.Length * run)]);
            for (var i = 0; i < some.Length; i++) some[i] = f(from.Slice(i * run, run));
            ElementCopy.Write(y, row, some);
        }

        GC.KeepAlive(rows);
        return y;
    }

    /// <summary>A function of the run of floating elements along axes that gives as many, and of one or two numbers given for each run, if there are any.</summary>
    [SkipLocalsInit]
    public static Tensor MapRows<TMap>(Tensor x, int[] axes, TensorType type, TMap f, Tensor? given = null, Tensor? also = null) where TMap : struct, IRowMap
    {
        var rows = Rows(x, axes, out var length);
        var y = Tensor.Allocate(new(type.DType, rows.Shape));
        var (run, together) = ((int)length, Together(length));
        Span<double> room = run > Part ? new double[run] : stackalloc double[Part];
        Span<double> made = run > Part ? new double[run] : stackalloc double[Part];
        Span<double> numbers = stackalloc double[Part];
        Span<double> others = stackalloc double[Part];
        for (nint at = 0; at < y.Count; at += together * length)
        {
            var count = (int)nint.Min(together * length, y.Count - at);
            var from = ElementCopy.Doubles(rows, at, room[..count]);
            if (given is not null) ElementCopy.Read(given, at / length, numbers[..(count / run)]);
            if (also is not null) ElementCopy.Read(also, at / length, others[..(count / run)]);
            var into = y.DType == DType.Float64 ? y.Storage.AsSpan<double>(at, count) : made[..count];
            for (var i = 0; i < count / run; i++) f.Run(from.Slice(i * run, run), numbers[i], others[i], into.Slice(i * run, run));
            if (y.DType != DType.Float64) ElementCopy.Write(y, at, into);
        }

        GC.KeepAlive(rows);
        GC.KeepAlive(y);
        return FromRows(y, axes);
    }

    // Short runs are read and written several at once.
    static int Together(nint length) => (int)(Part / nint.Clamp(length, 1, Part));

    /// <summary>The tensor with the axes last, so that each result is the fold of a run of elements.</summary>
    public static Tensor Rows(Tensor x, ReadOnlySpan<int> axes, out nint length)
    {
        length = 1;
        if (AreLast(axes, x.Rank))
        {
            foreach (var axis in axes) length *= x.Shape.Lengths[axis];
            return x;
        }

        var strides = x.Strides;
        Span<nint> lengths = stackalloc nint[x.Rank];
        var steps = new nint[x.Rank];
        var (kept, folded) = (0, x.Rank - axes.Length);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var place = axes.Contains(axis) ? folded++ : kept++;
            (lengths[place], steps[place]) = (x.Shape.Lengths[axis], strides[axis]);
            if (axes.Contains(axis)) length *= x.Shape.Lengths[axis];
        }

        return x.View(Tensors.Shape.Of(lengths), steps, x.Offset);
    }

    /// <summary>The tensor whose rows along the axes these are.</summary>
    public static Tensor FromRows(Tensor rows, ReadOnlySpan<int> axes)
    {
        if (AreLast(axes, rows.Rank)) return rows;
        var strides = rows.Strides;
        Span<nint> lengths = stackalloc nint[rows.Rank];
        var steps = new nint[rows.Rank];
        var (kept, folded) = (0, rows.Rank - axes.Length);
        for (var axis = 0; axis < rows.Rank; axis++)
        {
            var place = axes.Contains(axis) ? folded++ : kept++;
            (lengths[axis], steps[axis]) = (rows.Shape.Lengths[place], strides[place]);
        }

        return rows.View(Tensors.Shape.Of(lengths), steps, rows.Offset);
    }

    static bool AreLast(ReadOnlySpan<int> axes, int rank)
    {
        for (var i = 0; i < axes.Length; i++)
            if (axes[i] != rank - axes.Length + i) return false;
        return true;
    }

    /// <summary>A function of what is folded so far and the next element, and what it is of none.</summary>
    public interface IFold
    {
        static abstract double OfNone { get; }

        static abstract long OfNoIntegers { get; }

        static abstract double Of(double folded, double element);

        static abstract long Of(long folded, long element);
    }

    /// <summary>The sum.</summary>
    public readonly struct Sum : IFold
    {
        public static double OfNone => 0;

        public static long OfNoIntegers => 0;

        public static double Of(double folded, double element) => folded + element;

        public static long Of(long folded, long element) => folded + element;
    }

    /// <summary>The largest; NaN wins.</summary>
    public readonly struct Largest : IFold
    {
        public static double OfNone => double.NegativeInfinity;

        public static long OfNoIntegers => long.MinValue;

        public static double Of(double folded, double element) => Math.Max(folded, element);

        public static long Of(long folded, long element) => Math.Max(folded, element);
    }

    /// <summary>The smallest; NaN wins.</summary>
    public readonly struct Smallest : IFold
    {
        public static double OfNone => double.PositiveInfinity;

        public static long OfNoIntegers => long.MaxValue;

        public static double Of(double folded, double element) => Math.Min(folded, element);

        public static long Of(long folded, long element) => Math.Min(folded, element);
    }

    /// <summary>Writes a run of elements from another as long and the numbers given for it.</summary>
    public interface IRowMap
    {
        void Run(ReadOnlySpan<double> from, double given, double also, Span<double> into);
    }
}
