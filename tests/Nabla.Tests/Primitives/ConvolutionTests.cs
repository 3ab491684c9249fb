using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Primitives;

/// <summary>Convolution and pooling by hand: values, ties, padding, and shapes that do not fit.</summary>
public class ConvolutionTests
{
    static Tensor Line(params double[] x) => From(x, [1, 1, x.Length]);

    [Fact]
    public void Values_are_those_worked_out_by_hand()
    {
        var (x, w) = (Line(1, 2, 4, 8, 16), Line(1, -1));
        Assert.Equal([-1, -2, -4, -8], Convolve(x, w).ToArray<double>());
        Assert.Equal([-1, -1, -2, -4, -8, 16], Convolve(x, w, padding: 1).ToArray<double>());
        Assert.Equal([-3, -12], Convolve(x, w, stride: 2, dilation: 2).ToArray<double>());
        Assert.Equal([1, 2, 4, 8, 16, 10, 20, 40, 80, 160],
            Convolve(x.Reshape(1, 1, 5), From<double>([1, 10], [2, 1, 1])).ToArray<double>());
        Assert.Equal([3, 6, 12, 50, 100, 200],
            Convolve(From<double>([1, 2, 4, 10, 20, 40], [1, 2, 3]), From<double>([3, 5], [2, 1, 1]), groups: 2).ToArray<double>());
    }

    [Fact]
    public void Weights_of_one_place_are_a_matrix()
    {
        var x = Sin(Arange(24, DType.Float64)).Reshape(2, 3, 2, 2);
        var w = Cos(Arange(12, DType.Float64)).Reshape(4, 3);
        Assert.Equal(MatMul(w, x.Reshape(2, 3, 4)).ToArray<double>(), Convolve(x, w.Reshape(4, 3, 1, 1)).ToArray<double>());
    }

    [Fact]
    public void Gradients_per_example_are_one_convolution()
    {
        var x = Zeros([5, 1, 2, 4, 4]);
        static Tensor Squares(Tensor y) => Sum(y * y);
        var graph = Trace(w => Vmap(x => Grad(w => Squares(Convolve(x, w)), w))(x), Ones([3, 2, 2, 2]));
        Assert.Equal(1, graph.Count("convolution_weights"));
    }

    [Fact]
    public void All_that_reach_the_maximum_of_a_window_share_its_derivative()
    {
        Assert.Equal([0.25, 0.25, 0.25, 0.25], Grad(x => Sum(MaxPool(x, 2)), Zeros([1, 1, 2, 2])).ToArray<double>());
        Assert.Equal([0.5, 0, 0.5], Grad(x => Sum(MaxPool(x, 3)), Line(7, 1, 7)).ToArray<double>());
        Assert.Equal([0, 1.5, 0.5], Grad(x => Sum(MaxPool(x, 2, stride: 1)), Line(1, 3, 3)).ToArray<double>());
    }

    [Fact]
    public void Padding_never_wins_a_maximum_and_never_counts_in_a_mean()
    {
        var x = Line(-1, -2, -4);
        Assert.Equal([-1, -2], MaxPool(x, 2, padding: 1).ToArray<double>());
        Assert.Equal([-1, -3], MeanPool(x, 2, padding: 1).ToArray<double>());
        Assert.Equal([1, 0.5, 0.5], Grad(x => Sum(MeanPool(x, 2, padding: 1)), x).ToArray<double>());
        Assert.Equal([-1, -2, -4], MaxPool(x, 1).ToArray<double>());
        Assert.Equal([-1, double.NaN], MaxPool(Line(-1, double.NaN, -4), 2, padding: 1).ToArray<double>());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named_with_the_operation()
    {
        Says("convolution", () => Convolve(Zeros([1, 2, 3, 3]), Zeros([4, 3, 2, 2])), "(1, 2, 3, 3)", "(4, 3, 2, 2)");
        Says("convolution", () => Convolve(Zeros([1, 2, 3]), Zeros([4, 2, 2, 2])), "(1, 2, 3)", "(4, 2, 2, 2)");
        Says("convolution", () => Convolve(Zeros([1, 1, 3]), Zeros([1, 1, 4])), "(1, 1, 3)", "(1, 1, 4)");
        Says("convolution", () => Convolve(Zeros([1, 3, 3]), Zeros([2, 1, 1]), groups: 2), "2 groups");
        Says("convolution", () => Convolve(Zeros([1, 1, 3]), Zeros([1, 1, 1]), stride: 0), "stride (1, 0)");
        Says("max pool", () => MaxPool(Zeros([1, 1, 3]), 4), "(1, 1, 3)", "(1, 4)");
        Says("mean pool", () => MeanPool(Zeros([3, 3]), 2), "(3, 3)");
        Says("mean pool", () => MeanPool(Zeros([1, 1, 3]), 2, padding: 2), "(0, 2)");
    }

    static void Says(string operation, Func<Tensor> f, params string[] parts)
    {
        var error = Assert.Throws<ShapeException>(f);
        Assert.StartsWith(operation + ":", error.Message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
