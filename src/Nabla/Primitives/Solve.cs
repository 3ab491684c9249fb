using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// The X of A·X = B, of matrices along the last two axes; the axes before them are equal. Linear in B: the transpose solves
/// with Aᵀ. dX = A⁻¹·(dB − dA·X). Of a triangular A the other triangle is not read.
/// </summary>
sealed class Solve : SingleResult
{
    public static readonly Solve ByMatrix = new("solve"), ByLower = new("solve_lower"), ByUpper = new("solve_upper");

    readonly string _name;

    Solve(string name) => _name = name;

    public override string Name => _name;

    Solve Transposed => ReferenceEquals(this, ByLower) ? ByUpper : ReferenceEquals(this, ByUpper) ? ByLower : this;

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var (a, b) = (x[0], x[1]);
        Triangle.Check(a, Name);
        var fits = a.DType == b.DType && a.Rank == b.Rank && a.Shape[-1] == b.Shape[-2]
            && a.Shape.Lengths[..^2].SequenceEqual(b.Shape.Lengths[..^2]);
        return fits ? b.Type : throw new ShapeException($"{Name}: {a.Type} does not solve for {b.Type}: the second must have as many rows.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var y = Tensor.Allocate(type);
        int n = (int)type.Shape[-2], columns = (int)type.Shape[-1];
        if (y.Count == 0) return y;
        var (a, b) = (new double[n * n], new double[n * columns]);
        for (nint system = 0; system < y.Count / b.Length; system++)
        {
            ElementCopy.Read(x[0], system * a.Length, a);
            ElementCopy.Read(x[1], system * b.Length, b);
            if (ReferenceEquals(this, ByMatrix)) new PlainElimination(a, n).Solve(b, columns);
            else PlainTriangles.Solve(a, n, ReferenceEquals(this, ByLower), b, columns);
            ElementCopy.Write(y, system * b.Length, b);
        }

        return y;
    }

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        var moved = dx[0] is { } da ? MatMul.Instance.Apply(Read(da), y) : null;
        var right = moved is null ? dx[1]! : dx[1] is { } db ? db - moved : -moved;
        return Apply(x[0], right);
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        operand == 1 ? Transposed.Apply(x[0].T, yBar) : throw NonlinearPrimitive.NotLinear(this);

    // A matrix that is the same for all examples is eliminated once: their columns stand side by side.
    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        if (batched[0] || x[0].Rank > 2) return Apply(Axes.Repeated(x[0], batched[0], size), Axes.Repeated(x[1], batched[1], size));
        var (rows, columns) = (x[1].Shape[1], x[1].Shape[2]);
        var solved = Apply(x[0], Reshape.To(x[1].MoveAxis(0, 1), [rows, size * columns]));
        return Reshape.To(solved, [rows, size, columns]).MoveAxis(1, 0);
    }

    public override Lowered Lower() => new Lowered.Kernel();

    Tensor Read(Tensor a) => ReferenceEquals(this, ByLower) ? Triangle.Weighted(a, 1, 1, 0)
        : ReferenceEquals(this, ByUpper) ? Triangle.Weighted(a, 0, 1, 1)
        : a;
}
