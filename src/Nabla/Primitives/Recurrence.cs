using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// y₀ = b₀ and yₖ = aₖ·yₖ₋₁ + bₖ along an axis, or from its end: running sums and products, whose derivatives are again
/// recurrences, so that zeros among the factors need no division at any order.
/// </summary>
sealed class Recurrence(int axis, bool backwards) : SingleResult
{
    public override string Name => "recurrence";

    public override string Parameters => $"axis={axis}{(backwards ? ", backwards" : "")}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].Type == x[1].Type
        ? x[1].Type
        : throw new ShapeException($"{Name}: factors {x[0].Type} and terms {x[1].Type} must have one type and shape.");

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var (a, b) = (Reduction.Rows(x[0], [axis], out var length), Reduction.Rows(x[1], [axis], out _));
        var y = Tensor.Allocate(new(type.DType, b.Shape));
        if (type.DType.IsFloating) Run<double>(a, b, y, (int)length, ElementCopy.Read, ElementCopy.Write);
        else Run<long>(a, b, y, (int)length, ElementCopy.Read, ElementCopy.Write);
        return Reduction.FromRows(y, [axis]);
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        if (!y.DType.IsFloating) return null;
        var fromFactors = dx[0] is { } da ? Tensor.Scale(Shifted(y, backwards), da) : null;
        var terms = fromFactors is null ? dx[1]! : dx[1] is { } db ? ElementwisePrimitive.Sum.Apply(db, fromFactors) : fromFactors;
        return Apply(x[0], terms);
    }

    // Transposed, the recurrence runs the other way, each factor one place later.
    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => operand == 1
        ? new Recurrence(axis, !backwards).Apply(Shifted(x[0], !backwards), yBar)
        : throw NonlinearPrimitive.NotLinear(this);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => new Recurrence(axis + 1, backwards)
        .Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));

    public override Tensor Written(ReadOnlySpan<Tensor> x)
    {
        var (a, b) = (x[0].MoveAxis(axis, 0), x[1].MoveAxis(axis, 0));
        var y = new Tensor[b.Shape[0]];
        for (var k = 0; k < y.Length; k++)
        {
            var place = backwards ? y.Length - 1 - k : k;
            var term = Slice.Row(b, place);
            y[place] = k == 0 ? term : Slice.Row(a, place) * y[place + (backwards ? 1 : -1)] + term;
        }

        return y.Length == 0 ? x[1] : Stack.Of(y).MoveAxis(0, axis);
    }

    public override Lowered Lower() => new Lowered.Kernel();

    /// <summary>Each element where its successor in the run was; the first is zero.</summary>
    Tensor Shifted(Tensor y, bool fromEnd)
    {
        var length = y.Shape[axis];
        if (length <= 1) return Tensor.Zeros(y.Type);
        var (start, step) = (new nint[y.Rank], new nint[y.Rank]);
        Array.Fill(step, 1);
        start[axis] = fromEnd ? 0 : 1;
        return new Place(start, step, y.Shape).Apply(Slice.Along(y, axis, fromEnd ? 1 : 0, length - 1));
    }

    void Run<T>(Tensor a, Tensor b, Tensor y, int length, Reading<T> read, Writing<T> write) where T : System.Numerics.INumber<T>
    {
        var (factors, terms) = (new T[length], new T[length]);
        for (nint at = 0; at < y.Count; at += length)
        {
            read(a, at, factors);
            read(b, at, terms);
            if (backwards)
            {
                for (var i = length - 2; i >= 0; i--) terms[i] = Next(factors[i], terms[i + 1], terms[i]);
            }
            else
            {
                for (var i = 1; i < length; i++) terms[i] = Next(factors[i], terms[i - 1], terms[i]);
            }

            write(y, at, terms);
        }
    }

    // A term of zero is left out, so that products keep the sign of zero.
    static T Next<T>(T factor, T last, T term) where T : System.Numerics.INumber<T> =>
        T.IsZero(term) ? unchecked(factor * last) : unchecked(factor * last + term);

    delegate void Reading<T>(Tensor x, nint start, Span<T> into);

    delegate void Writing<T>(Tensor y, nint start, ReadOnlySpan<T> from);
}
