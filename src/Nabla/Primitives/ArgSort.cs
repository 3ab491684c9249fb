using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The int64 indices along an axis that put its elements in order; equal elements stay in theirs, NaN is the largest.</summary>
sealed class ArgSort(int axis, bool descending) : NonlinearPrimitive
{
    public override string Name => "argsort";

    public override string Parameters => $"axis={axis}{(descending ? ", descending" : "")}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => new(DType.Int64, x[0].Shape);

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var rows = Reduction.Rows(x[0], [axis], out var length);
        var y = Tensor.Allocate(new(DType.Int64, rows.Shape));
        if (x[0].DType.IsFloating)
        {
            var row = new double[length];
            for (nint at = 0; at < y.Count; at += length)
            {
                ElementCopy.Read(rows, at, row);
                ElementCopy.Write(y, at, Order(row, (a, b) => double.IsNaN(a) || double.IsNaN(b) ? double.IsNaN(a).CompareTo(double.IsNaN(b)) : a.CompareTo(b)));
            }
        }
        else
        {
            var row = new long[length];
            for (nint at = 0; at < y.Count; at += length)
            {
                ElementCopy.Read(rows, at, row);
                ElementCopy.Write(y, at, Order(row, (a, b) => a.CompareTo(b)));
            }
        }

        return Reduction.FromRows(y, [axis]);
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) =>
        new ArgSort(axis + 1, descending).Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();

    long[] Order<T>(T[] row, Comparison<T> compare)
    {
        var order = new long[row.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (i, j) => compare(row[i], row[j]) is not 0 and var c ? (descending ? -c : c) : i.CompareTo(j));
        return order;
    }
}
