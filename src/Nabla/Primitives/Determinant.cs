using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The determinant of matrices along the last two axes, its sign, or the logarithm of its magnitude. d det A is the sum of
/// cofactors times dA, at singular matrices too; d ln|det A| is the trace of A⁻¹·dA.
/// </summary>
sealed class Determinant : NonlinearPrimitive
{
    public static readonly Determinant Instance = new("determinant", a => a.Determinant);
    public static readonly Determinant Sign = new("determinant_sign", a => a.Sign);
    public static readonly Determinant Logarithm = new("log_determinant", a => a.LogDeterminant);

    readonly Func<PlainElimination, double> _value;

    Determinant(string name, Func<PlainElimination, double> value) => (Name, _value) = (name, value);

    public override string Name { get; }

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        Triangle.Check(x[0], Name);
        return new(x[0].DType, Shape.Of(x[0].Shape.Lengths[..^2]));
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        var n = (int)x[0].Shape[-1];
        for (nint matrix = 0; matrix < y.Count; matrix++)
        {
            var a = new double[n * n];
            ElementCopy.Read(x[0], matrix * a.Length, a);
            ElementCopy.Write(y, matrix, [_value(new(a, n))]);
        }

        return y;
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) =>
        ReferenceEquals(this, Sign) ? null
        : Tensor.Sum(Tensor.Scale(ReferenceEquals(this, Instance) ? Cofactors.Instance.Apply(x[0]) : Inverse(x[0].T), dx[0]!), [-2, -1]);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();

    /// <summary>The inverse as the solution for the unit matrix.</summary>
    public static Tensor Inverse(Tensor a) => Solve.ByMatrix.Apply(a, Broadcast.To(Tensor.Eye(a.Shape[-1], a.DType), a.Shape));
}
