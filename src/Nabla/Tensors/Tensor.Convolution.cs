using Nabla.Execution;
using Nabla.Execution.Kernels;
using Nabla.Primitives;

namespace Nabla.Tensors;

public sealed partial class Tensor
{
    /// <summary>
    /// Images x (batch, channels, height, width) under weights (channels out, channels in / groups, height, width): at each place
    /// the sum of weights times what lies under them, y[n, o, i, j] = Σ w[o, c, p, q]·x[n, c, i·stride − padding + p·dilation, …], zero
    /// outside. Without the axis of height the same in one dimension.
    /// </summary>
    /// <exception cref="ShapeException">Shapes, groups, or numbers do not fit together; the message has both shapes.</exception>
    public static Tensor Convolve(
        Tensor x, Tensor weights, Extent? stride = null, Extent? padding = null, Extent? dilation = null, int groups = 1)
    {
        (x, weights) = (x.Settled(), weights.Settled());
        var isLine = x.Rank == 3 && weights.Rank == 3;
        if (!isLine && (x.Rank != 4 || weights.Rank != 4))
            throw Misfit(x, weights, "both have 4 axes, or 3 in one dimension");
        var dtype = Promotion.Floating(Promotion.Of(x.DType, weights.DType));
        var images = ConvertType.To(isLine ? Primitives.Reshape.To(x, x.Shape.Insert(2)) : x, dtype);
        var kernels = ConvertType.To(isLine ? Primitives.Reshape.To(weights, weights.Shape.Insert(2)) : weights, dtype);
        var (step, pad, apart) = (stride ?? 1, padding ?? 0, dilation ?? 1);
        if (isLine) (step, pad, apart) = (step with { Y = 1 }, pad with { Y = 0 }, apart with { Y = 1 });
        var shape = new ConvolutionShape(
            Length(images, 0), Length(images, 1), Length(images, 2), Length(images, 3),
            Length(kernels, 0), Length(kernels, 2), Length(kernels, 3))
        {
            StrideY = step.Y, StrideX = step.X, PadY = pad.Y, PadX = pad.X, DilationY = apart.Y, DilationX = apart.X, Groups = groups,
        };
        if (step.Y < 1 || step.X < 1 || apart.Y < 1 || apart.X < 1 || pad.Y < 0 || pad.X < 0)
            throw Misfit(x, weights, $"stride {step} and dilation {apart} are 1 or more, padding {pad} is 0 or more");
        if (groups < 1 || shape.InChannels % groups != 0 || shape.OutChannels % groups != 0)
            throw Misfit(x, weights, $"{groups} groups divide {shape.InChannels} channels in and {shape.OutChannels} out");
        if (shape.GroupIn != kernels.Shape[1])
            throw Misfit(x, weights, $"the weights have {shape.InChannels}/{groups} channels along axis 1");
        if (shape.KernelHeight < 1 || shape.KernelWidth < 1 || shape.OutHeight < 1 || shape.OutWidth < 1)
            throw Misfit(x, weights, $"the weights, {apart} apart, are at least 1 and at most as long as the images with padding {pad}");
        var y = new Primitives.Convolution(shape, ConvolutionPart.Result).Apply(images, kernels);
        return isLine ? Primitives.Reshape.To(y, y.Shape.Without(2)) : y;
    }

    static int Length(Tensor x, int axis) => checked((int)x.Shape[axis]);

    static ShapeException Misfit(Tensor x, Tensor weights, string rule) =>
        new($"convolution: images of shape {x.Shape} with weights of shape {weights.Shape} do not fit: it must be that {rule}.");
}
