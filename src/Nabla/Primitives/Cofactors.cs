using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The cofactors C of matrices along the last two axes: the derivative of the determinant, which singular matrices have too.
/// dC = C·tr(A⁻¹·dA) − A⁻ᵀ·dAᵀ·C, from C = det A · A⁻ᵀ; NaN where A is singular.
/// </summary>
sealed class Cofactors : NonlinearPrimitive
{
    public static readonly Cofactors Instance = new();

    public override string Name => "cofactors";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        Triangle.Check(x[0], Name);
        return x[0].Type;
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        var n = (int)type.Shape[-1];
        for (nint start = 0; start < y.Count; start += n * n)
        {
            var a = new double[n * n];
            ElementCopy.Read(x[0], start, a);
            ElementCopy.Write(y, start, new PlainElimination(a, n).Cofactors());
        }

        return y;
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        var inverse = Determinant.Inverse(x[0].T);
        var trace = Broadcast.To(Tensor.Sum(Tensor.Scale(inverse, dx[0]!), [-2, -1], keepAxes: true), y.Shape);
        var turned = MatMul.Instance.Apply(MatMul.Instance.Apply(inverse, dx[0]!.T), y);
        return Tensor.Scale(y, trace) - turned;
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();
}
