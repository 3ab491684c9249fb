using Nabla.Primitives;
using Nabla.Tensors;

namespace Nabla.Tests.Transforms;

/// <summary>x² that counts its evaluations on plain numbers.</summary>
sealed class Counted : NonlinearPrimitive
{
    public int Evaluations { get; private set; }

    public override string Name => "counted";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].Type;

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        Evaluations++;
        return x[0] * x[0];
    }

    public override Tensor Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => Tensor.Scale(2 * x[0], dx[0]!);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();
}

/// <summary>The operand itself; when values, tangents or cotangents pass, the memory in use is looked at.</summary>
sealed class Probe : LinearPrimitive
{
    /// <summary>The most bytes of blocks that were reachable when anything passed.</summary>
    public long Peak { get; private set; }

    public override string Name => "probe";

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].Type;

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        Peak = Math.Max(Peak, Live());
        return x[0];
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => Apply(yBar);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Rearrangement();

    public static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return StoragePool.LentBytes;
    }
}
