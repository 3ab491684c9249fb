using Nabla.Execution;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The elements as another type: floating numbers become integers towards zero, and bool by being nonzero.</summary>
sealed class ConvertType(DType dtype) : LinearPrimitive
{
    public override string Name => "convert";

    public override string Parameters => dtype.Name;

    /// <summary>The operand in that type: itself if it has it.</summary>
    public static Tensor To(Tensor x, DType dtype) => x.DType == dtype && !x.IsWeak ? x
        : x.IsWeak ? Tensor.Full(new(dtype, x.Shape), x.Number)
        : new ConvertType(dtype).Apply(x);

    /// <summary>The one type of several tensors; bare numbers alone become float32.</summary>
    public static DType Common(ReadOnlySpan<Tensor> x)
    {
        if (x.IsEmpty) return DType.Float32;
        var (dtype, isWeak) = (x[0].DType, x[0].IsWeak);
        foreach (var operand in x[1..])
        {
            dtype = Promotion.Of(dtype, isWeak, operand.DType, operand.IsWeak);
            isWeak &= operand.IsWeak;
        }

        return isWeak && dtype.IsInteger ? DType.Float32 : dtype;
    }

    /// <summary>Tensors brought to one type.</summary>
    public static Tensor[] ToCommon(ReadOnlySpan<Tensor> x)
    {
        var dtype = Common(x);
        var typed = new Tensor[x.Length];
        for (var i = 0; i < typed.Length; i++) typed[i] = To(x[i], dtype);
        return typed;
    }

    public override TensorType InferType(ReadOnlySpan<Tensor> x) => new(dtype, x[0].Shape);

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => ElementCopy.Converted(x[0], dtype);

    public override Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => To(yBar, x[0].DType);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => Apply(x[0]);

    public override Lowered Lower() => new Lowered.Kernel();
}
