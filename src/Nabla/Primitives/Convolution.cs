using Nabla.Execution;
using Nabla.Execution.Kernels;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// A convolution of images, or a gradient of one: the form Σ y·w·x of input x, weights w and result y, linear in each of the
/// three, differentiated by one of them. The operands are the other two, in the order x, w, y, and so are its transposes.
/// </summary>
sealed class Convolution(ConvolutionShape shape, ConvolutionPart part) : BilinearPrimitive
{
    public override string Name => part switch
    {
        ConvolutionPart.Result => "convolution",
        ConvolutionPart.Input => "convolution_input",
        _ => "convolution_weights",
    };

    public override string Parameters => $"stride=({shape.StrideY}, {shape.StrideX}), padding=({shape.PadY}, {shape.PadX}), " +
        $"dilation=({shape.DilationY}, {shape.DilationX}), groups={shape.Groups}";

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var (first, second) = (LengthsOf(PartOf(0)), LengthsOf(PartOf(1)));
        return x[0].Shape == first && x[1].Shape == second && x[0].DType == x[1].DType && x[0].DType.IsFloating
            ? new(x[0].DType, LengthsOf(part))
            : throw new ShapeException($"{Name}: {x[0].Type} with {x[1].Type}, where shapes {first} and {second} of one floating type must be.");
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type)
    {
        var all = new double[3][];
        for (var i = 0; i < 2; i++) ElementCopy.Read(x[i], 0, all[(int)PartOf(i)] = new double[x[i].Count]);
        all[(int)part] = new double[type.Shape.Count];
        PlainConvolution.Evaluate(shape, part, all[0], all[1], all[2]);
        var y = Tensor.Allocate(type);
        ElementCopy.Write(y, 0, all[(int)part]);
        return y;
    }

    public override Tensor Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand)
    {
        var wanted = new Convolution(shape, PartOf(operand));
        var other = x[1 - operand];
        return PartOf(1 - operand) < part ? wanted.Apply(other, yBar) : wanted.Apply(yBar, other);
    }

    // Weights that are the same for all examples meet them as one long batch; else each example is a group of channels.
    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        var examples = (int)size;
        var isOneBatch = part != ConvolutionPart.Weights && !batched[PartOf(0) == ConvolutionPart.Weights ? 0 : 1];
        var all = isOneBatch ? shape with { Batch = checked(examples * shape.Batch) } : shape with
        {
            InChannels = checked(examples * shape.InChannels),
            OutChannels = checked(examples * shape.OutChannels),
            Groups = checked(examples * shape.Groups),
        };
        var merged = new Convolution(all, part);
        var operands = new Tensor[2];
        for (var i = 0; i < 2; i++)
        {
            var isWeights = PartOf(i) == ConvolutionPart.Weights;
            var operand = isOneBatch && isWeights ? x[i] : Axes.Repeated(x[i], batched[i], size);
            if (!isOneBatch && !isWeights) operand = operand.MoveAxis(0, 1);
            operands[i] = Reshape.To(operand, merged.LengthsOf(PartOf(i)));
        }

        var y = merged.Apply(operands);
        var lengths = LengthsOf(part);
        return isOneBatch || part == ConvolutionPart.Weights
            ? Reshape.To(y, lengths.Insert(0, size))
            : Reshape.To(y, lengths.Insert(1, size)).MoveAxis(1, 0);
    }

    public override Lowered Lower() => new Lowered.Contraction();

    // The operands are the parts but the wanted one, in order.
    ConvolutionPart PartOf(int operand) => (ConvolutionPart)(operand + (operand >= (int)part ? 1 : 0));

    Shape LengthsOf(ConvolutionPart of) => of switch
    {
        ConvolutionPart.Input => [shape.Batch, shape.InChannels, shape.Height, shape.Width],
        ConvolutionPart.Weights => [shape.OutChannels, shape.GroupIn, shape.KernelHeight, shape.KernelWidth],
        _ => [shape.Batch, shape.OutChannels, shape.OutHeight, shape.OutWidth],
    };
}
