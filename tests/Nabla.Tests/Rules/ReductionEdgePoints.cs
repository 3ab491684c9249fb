using Nabla.Tensors;
using static System.Double;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Rules;

/// <summary>A vector at which a reduction has a tie, a zero, an infinity or nothing smooth, and what is decided there.</summary>
/// <param name="Reduction">The function as the document names it.</param>
/// <param name="F">The function, of a vector, with one number as its result.</param>
/// <param name="At">The vector.</param>
/// <param name="Value">The decided value.</param>
/// <param name="Gradient">The decided derivative by each element.</param>
/// <param name="Why">The reason, for the document.</param>
sealed record ReductionEdgePoint(string Reduction, Func<Tensor, Tensor> F, double[] At, double Value, double[] Gradient, string Why);

/// <summary>What is decided at edge points of reductions of tensors, stated by hand; the tests hold every mode to it.</summary>
static class ReductionEdgePoints
{
    const double Inf = PositiveInfinity;

    public static readonly ReductionEdgePoint[] All =
    [
        new("max", x => Max(x), [1, 3, 3, 2, 3], 3, [0, 1 / 3.0, 1 / 3.0, 0, 1 / 3.0], "all that reach the maximum share equally, however many"),
        new("max", x => Max(x), [2, 2, 2, 2], 2, [0.25, 0.25, 0.25, 0.25], "one reduction, so four share by four, unlike nested max(x, y)"),
        new("max", x => Max(x), [0, -0.0], 0, [0.5, 0.5], "the two zeros tie"),
        new("max", x => Max(x), [-Inf, -Inf], -Inf, [0.5, 0.5], "infinities tie too"),
        new("max", x => Max(x), [NaN, 1], NaN, [NaN, NaN], "no number, no slope"),
        new("min", x => Min(x), [1, 1], 1, [0.5, 0.5], "as max"),
        new("min", x => Min(x), [-Inf, 1], -Inf, [1, 0], "as max"),
        new("norm", x => Norm(x), [0, 0], 0, [0, 0], "the least slope at the origin, as hypot"),
        new("norm", x => Norm(x), [3e-200, -4e-200], 5e-200, [0.6, -0.8], "squares that would underflow"),
        new("norm", x => Norm(x), [3e200, 4e200], 5e200, [0.6, 0.8], "squares that would overflow"),
        new("norm", x => Norm(x), [0, -2, 0], 2, [0, -1, 0], "smooth beside its zeros"),
        new("sqrt(sum(x*x))", x => Sqrt(Sum(x * x)), [0, 0], 0, [0, 0], "an infinite slope times slopes 0"),
        new("logsumexp", x => LogSumExp(x), [-Inf, -Inf], -Inf, [0, 0], "of all -∞: a sum without a term depends on none"),
        new("logsumexp", x => LogSumExp(x), [-Inf, 0], 0, [0, 1], "a probability of 0 adds nothing"),
        new("logsumexp", x => LogSumExp(x), [1e300, 1e300], 1e300, [0.5, 0.5], "no overflow"),
        new("log_softmax [1]", x => LogSoftmax(x)[1], [-Inf, 0], 0, [0, 0], "saturated"),
        new("softmax [0]", x => Softmax(x)[0], [-Inf, 0], 0, [0, 0], "saturated"),
        new("softmax [0]", x => Softmax(x)[0], [1000, 1000], 0.5, [0.25, -0.25], "no overflow"),
        new("prod", x => Prod(x), [2, 3, 4], 24, [12, 8, 6], "each derivative is the product of the others"),
        new("prod", x => Prod(x), [2, 0, 5], 0, [0, 10, 0], "one zero: the others' product is left to it"),
        new("prod", x => Prod(x), [0, 0, 5], 0, [0, 0, 0], "two zeros: every product of the others has one"),
        new("prod", x => Prod(x), [0], 0, [1], "nothing beside it"),
        new("sum(cumprod)", x => Sum(CumProd(x)), [2, 0, 5], 2, [1, 12, 0], "as prod, for each running product"),
        new("sum(cumprod)", x => Sum(CumProd(x)), [0, 0, 5], 0, [1, 0, 0], "as prod, for each running product"),
        new("mean", x => Mean(x), [4, 5], 4.5, [0.5, 0.5], "smooth"),
        new("variance", x => Variance(x), [2, 2], 0, [0, 0], "a minimum"),
        new("sqrt(variance)", x => Sqrt(Variance(x)), [2, 2], 0, [0, 0], "an infinite slope times slopes 0"),
    ];
}
