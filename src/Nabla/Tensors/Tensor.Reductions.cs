using System.Runtime.CompilerServices;
using Nabla.Primitives;

namespace Nabla.Tensors;

// Elements along axes made into one. The axes disappear or keep length 1; none given means all.
public sealed partial class Tensor
{
    /// <summary>The mean along axes; NaN of nothing. Integers give float32.</summary>
    public static Tensor Mean(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        x = Floating(x);
        return Sum(x, axes, keepAxes) / CountAlong(x.Shape, axes, "mean");
    }

    /// <summary>The mean of squared distances from the mean; with a correction of 1 the sum is divided by the count less 1.</summary>
    public static Tensor Variance(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false, double correction = 0)
    {
        x = Floating(x);
        var distance = x - Mean(x, axes, keepAxes: true);
        return Sum(distance * distance, axes, keepAxes) / (CountAlong(x.Shape, axes, "variance") - correction);
    }

    /// <summary>The product along axes, 1 of nothing; no zero among the factors harms a derivative of any order. Bool counts as int32.</summary>
    public static Tensor Prod(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        x = Counting(x);
        var along = Axes.Of(x.Shape, axes, "prod");
        var rows = RowsAlong(x, along);
        // The last running product; a factor of 1 makes one of nothing.
        if (rows.Shape[-1] == 0) rows = new Concatenate(rows.Rank - 1).Apply(Ones(rows.Shape.With(-1, 1), rows.DType), rows);
        var running = CumProd(rows);
        var last = running.Rank - 1;
        var product = Primitives.Reshape.To(Slice.Along(running, last, running.Shape[last] - 1, 1), running.Shape.Without(last));
        return Finish(product, x.Shape, along, keepAxes);
    }

    /// <summary>The largest element along axes; all that reach it share its derivative equally. NaN wins.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Max(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false) => Extremum(true, x, axes, keepAxes);

    /// <summary>The smallest element along axes; all that reach it share its derivative equally. NaN wins.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Min(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false) => Extremum(false, x, axes, keepAxes);

    /// <summary>Whether any element along axes is not zero; false of nothing.</summary>
    public static Tensor Any(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false) =>
        NotEqual(Sum(x.Settled().To(DType.Bool).To(DType.Int64), axes, keepAxes), 0);

    /// <summary>Whether all elements along axes are not zero; true of nothing.</summary>
    public static Tensor All(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false) =>
        !Any(!x.Settled().To(DType.Bool), axes, keepAxes);

    /// <summary>The int64 index of the largest element along an axis, or of the first of several; NaN is the largest.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    public static Tensor ArgMax(Tensor x, int axis = -1, bool keepAxis = false) => ArgExtremum(true, x, axis, keepAxis);

    /// <summary>The int64 index of the smallest element along an axis, or of the first of several; NaN is the smallest.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    public static Tensor ArgMin(Tensor x, int axis = -1, bool keepAxis = false) => ArgExtremum(false, x, axis, keepAxis);

    /// <summary>ln Σ eˣ along axes without overflow; of all −∞, or of nothing, −∞ with derivative 0.</summary>
    public static Tensor LogSumExp(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        x = Floating(x);
        var along = Axes.Of(x.Shape, axes, "logsumexp");
        return Finish(new LogSumExp(along).Apply(x), x.Shape, along, keepAxes);
    }

    /// <summary>√Σx² along axes without overflow; its derivative at zero is zero.</summary>
    public static Tensor Norm(Tensor x, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        x = Floating(x);
        var along = Axes.Of(x.Shape, axes, "norm");
        return Finish(new Norm(along).Apply(x), x.Shape, along, keepAxes);
    }

    /// <summary>eˣ over its sum along an axis; NaN where all are −∞.</summary>
    public static Tensor Softmax(Tensor x, int axis = -1)
    {
        x = Floating(x);
        return new Softmax([Axes.One(x.Shape, axis, "softmax")]).Apply(x);
    }

    /// <summary>The logarithm of the softmax, exact where that is tiny.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis = -1)
    {
        x = Floating(x);
        if (x.Shape[Axes.One(x.Shape, axis, "log-softmax")] == 0) return x;
        // The shift changes no result, so it has no derivative.
        var shifted = x - StopGradient(Max(x, [axis], keepAxes: true));
        return shifted - LogSumExp(shifted, [axis], keepAxes: true);
    }

    /// <summary>Running sums along an axis, or from its end.</summary>
    public static Tensor CumSum(Tensor x, int axis = -1, bool backwards = false)
    {
        x = Counting(x);
        return new Recurrence(Axes.One(x.Shape, axis, "cumsum"), backwards).Apply(Ones(x.Shape, x.DType), x);
    }

    /// <summary>Running products along an axis, or from its end; no zero among the factors harms a derivative of any order.</summary>
    public static Tensor CumProd(Tensor x, int axis = -1, bool backwards = false)
    {
        x = Counting(x);
        axis = Axes.One(x.Shape, axis, "cumprod");
        if (x.Shape[axis] == 0) return x;
        var start = new nint[x.Rank];
        var step = new nint[x.Rank];
        Array.Fill(step, 1);
        if (backwards) start[axis] = x.Shape[axis] - 1;
        var first = new Place(start, step, x.Shape).Apply(Slice.Along(x, axis, start[axis], 1));
        return new Recurrence(axis, backwards).Apply(x, first);
    }

    static Tensor Extremum(bool isMax, Tensor x, ReadOnlySpan<int> axes, bool keepAxes)
    {
        x = x.Settled();
        var along = Axes.Of(x.Shape, axes, isMax ? "reduce_max" : "reduce_min");
        return Finish(new ReduceExtremum(isMax, along).Apply(x), x.Shape, along, keepAxes);
    }

    static Tensor ArgExtremum(bool isMax, Tensor x, int axis, bool keepAxis)
    {
        x = x.Settled();
        axis = Axes.One(x.Shape, axis, isMax ? "argmax" : "argmin");
        if (x.Shape[axis] == 0) throw new ShapeException($"{(isMax ? "argmax" : "argmin")}: shape {x.Shape} has no element along axis {axis}.");
        var extremum = Extremum(isMax, x, [axis], keepAxes: true);
        var length = x.Shape[axis];
        var places = Arange(length, DType.Int64).Reshape([length, .. Ones(x.Rank - axis - 1)]);
        return Min(Where(Equal(x, extremum) | NotEqual(x, x), places, length), [axis], keepAxis);

        static nint[] Ones(int rank)
        {
            var lengths = new nint[rank];
            Array.Fill(lengths, 1);
            return lengths;
        }
    }

    static Tensor Finish(Tensor reduced, Shape shape, int[] axes, bool keepAxes) =>
        keepAxes ? Primitives.Reshape.To(reduced, Axes.Kept(shape, axes)) : reduced;

    // The axes last, as one.
    static Tensor RowsAlong(Tensor x, int[] axes)
    {
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !axes.Contains(axis))];
        nint length = 1;
        foreach (var axis in axes) length *= x.Shape[axis];
        Shape shape = [.. kept.Select(axis => x.Shape[axis]), length];
        return Primitives.Reshape.To(x.Rank < 2 ? x : x.Permute([.. kept, .. axes]), shape);
    }

    static double CountAlong(Shape shape, ReadOnlySpan<int> axes, string operation)
    {
        if (axes.IsEmpty) return shape.Count;
        var count = 1.0;
        foreach (var axis in axes) count *= shape.Lengths[Axes.One(shape, axis, operation)];
        return count;
    }

    static Tensor Floating(Tensor x)
    {
        x = x.Settled();
        return ConvertType.To(x, Promotion.Floating(x.DType));
    }

    static Tensor Counting(Tensor x)
    {
        x = x.Settled();
        return x.DType == DType.Bool ? ConvertType.To(x, DType.Int32) : x;
    }
}
