using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The lower factor L of L·Lᵀ = (A + Aᵀ)/2 of matrices along the last two axes. dL = L·Φ(L⁻¹·dA·L⁻ᵀ), where Φ is the lower
/// triangle with half the diagonal (Murray, "Differentiation of the Cholesky decomposition", 2016).
/// </summary>
sealed class Cholesky : NonlinearPrimitive
{
    public static readonly Cholesky Instance = new();

    public override string Name => "cholesky";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        Triangle.Check(x[0], Name);
        return x[0].Type;
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        var n = (int)type.Shape[-1];
        var a = new double[n * n];
        for (nint start = 0; start < y.Count; start += a.Length)
        {
            ElementCopy.Read(x[0], start, a);
            PlainTriangles.Cholesky(a, n);
            ElementCopy.Write(y, start, a);
        }

        return y;
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        var da = dx[0]! + dx[0]!.T;
        var left = Solve.ByLower.Apply(y, da);
        var both = Solve.ByLower.Apply(y, left.T);
        return MatMul.Instance.Apply(y, Triangle.Weighted(both, 0.5, 0.25, 0));
    }

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();
}
