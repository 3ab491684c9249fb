using Nabla.Execution;
using Nabla.Execution.Kernels;
using Nabla.Primitives;
using Nabla.Tensors;
using Convolution = Nabla.Primitives.Convolution;

namespace Nabla.Tests.Primitives.Samples;

static class ConvolutionSamples
{
    static readonly ConvolutionShape s_shape = new(2, 2, 4, 3, 4, 2, 2) { StrideY = 2, PadX = 1, DilationX = 2, Groups = 2 };

    public static IEnumerable<Sample> All =>
    [
        new("convolution", typeof(Convolution), x => Tensor.Convolve(x[0], x[1]), new([2, 3, 4, 5]), new([2, 3, 2, 3])),
        new("convolution with everything", typeof(Convolution),
            x => Tensor.Convolve(x[0], x[1], stride: (2, 1), padding: (1, 2), dilation: (1, 2), groups: 2), new([1, 4, 4, 3]), new([2, 2, 2, 2])),
        new("convolution of a line", typeof(Convolution), x => Tensor.Convolve(x[0], x[1], stride: 2, padding: 1), new([2, 2, 6]), new([3, 2, 3])),
        new("convolution channel by channel", typeof(Convolution), x => Tensor.Convolve(x[0], x[1], padding: 1, groups: 3), new([1, 3, 3, 3]), new([3, 1, 3, 3])),
        new("convolution of one number", typeof(Convolution), x => Tensor.Convolve(x[0], x[1]), new([1, 1, 1, 1]), new([1, 1, 1, 1])),
        new("convolution of no images", typeof(Convolution), x => Tensor.Convolve(x[0], x[1]), new([0, 2, 3, 3]), new([2, 2, 2, 2])),
        new("convolution of no channels", typeof(Convolution), x => Tensor.Convolve(x[0], x[1]), new([1, 0, 3, 3]), new([2, 0, 2, 2])),
        new("convolution with itself", typeof(Convolution), x => Tensor.Convolve(x[0], x[0], padding: 1), new Input([2, 2, 3, 3])),
        new("gradient of a convolution by its input", typeof(Convolution),
            x => new Convolution(s_shape, ConvolutionPart.Input).Apply(x[0], x[1]), new([4, 1, 2, 2]), new([2, 4, 2, 3])),
        new("gradient of a convolution by its weights", typeof(Convolution),
            x => new Convolution(s_shape, ConvolutionPart.Weights).Apply(x[0], x[1]), new([2, 2, 4, 3]), new([2, 4, 2, 3])),
        new("windows", typeof(Windows), x => new Windows((3, 2), (2, 1)).Apply(x[0]), new Input([2, 7, 3])),
        new("windows of the whole", typeof(Windows), x => new Windows((3, 2), 1).Apply(x[0]), new Input([3, 2])),
        new("windows of size 1", typeof(Windows), x => new Windows(1, (3, 2)).Apply(x[0]), new Input([5, 3])),
        new("windows of nothing", typeof(Windows), x => new Windows((2, 1), 1).Apply(x[0]), new Input([0, 3, 2])),
        new("overlap", typeof(Overlap), x => new Overlap((8, 4), (2, 3)).Apply(x[0]), new Input([2, 3, 1, 3, 3])),
        new("overlap of one window", typeof(Overlap), x => new Overlap((3, 2), 1).Apply(x[0]), new Input([1, 1, 3, 2])),
        new("overlap of nothing", typeof(Overlap), x => new Overlap((3, 2), 1).Apply(x[0]), new Input([0, 2, 1, 2, 2])),
        new("mean pool", typeof(Windows), x => Tensor.MeanPool(x[0], (2, 3), stride: 2, padding: (0, 1)), new Input([2, 1, 4, 5])),
        new("mean pool of a line", typeof(Windows), x => Tensor.MeanPool(x[0], 2), new Input([2, 3, 5])),
        new("max pool", typeof(Windows), x => Tensor.MaxPool(x[0], 2), new Input([2, 2, 4, 5])),
        new("max pool with padding", typeof(Windows), x => Tensor.MaxPool(x[0], (3, 2), stride: (2, 1), padding: 1), new Input([1, 2, 4, 3])),
        new("max pool of no images", typeof(Windows), x => Tensor.MaxPool(x[0], 2), new Input([0, 1, 2, 2])),
    ];
}
