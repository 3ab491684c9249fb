using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Long programs and many calls.</summary>
[Collection(nameof(Alone))]
public class ScaleTests
{
    [Fact]
    public void A_program_of_a_million_operations_needs_no_deep_stack()
    {
        const int Length = 500_000;
        var gradient = Grad(x =>
        {
            var y = x;
            for (var i = 0; i < Length; i++) y = y * 1.000001 + 0.000001;
            return y;
        })(Full([], 1, DType.Float64));
        Assert.Equal(Math.Pow(1.000001, Length), (double)gradient, 1e-9);
    }

    [Fact]
    public void Memory_stays_flat_over_a_hundred_thousand_gradients()
    {
        var f = Grad(x => Sum(Tanh(x * x) * x));
        var x = Ones([16]);
        for (var i = 0; i < 1000; i++) f(x);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 100_000; i++) f(x);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 200_000);
    }

    // From a thousand equations on, small factors are copied side by side; larger tensors, and those of other levels, are not.
    [Theory]
    [InlineData(1, DType.Float32)]
    [InlineData(3, DType.Float32)]
    [InlineData(3, DType.Float64)]
    [InlineData(32, DType.Float64)]
    [InlineData(33, DType.Float64)]
    public void The_factors_of_a_long_program_are_those_of_a_short_one(int size, DType dtype)
    {
        static Tensor Step(Tensor x) => Sin(x) * x + Relu(x - 0.5) / (1 + x * x);
        static Tensor Long(Tensor x)
        {
            for (var i = 0; i < 400; i++) x = Step(x);
            return Sum(x);
        }

        var at = (0.3 + 0.02 * Arange(size, dtype)).To(dtype);
        Tensor[] points = [at];
        for (var i = 1; i < 400; i++) points = [.. points, Step(points[^1])];
        var bar = Ones([size], dtype);
        foreach (var point in points.Reverse()) bar = Vjp(Step, point).Pullback(bar);
        Assert.Equal(bar.ToArray<double>(), Grad(Long)(at).ToArray<double>());

        // The same program within others: a Jacobian by rows, examples, a graph, a second derivative.
        var within = Linearize(Long, at);
        Assert.Equal((double)Sum(bar), (double)within.Derivative(Ones([size], dtype)), Math.Abs((double)Sum(bar)) * (dtype == DType.Float32 ? 1e-4 : 1e-12));
        Assert.Equal(bar.ToArray<double>(), Vmap(Grad(Long))(Stack([at, at]))[1].ToArray<double>());
        Assert.Equal(bar.ToArray<double>(), Trace(Grad(Long), at).Run(at)[0].ToArray<double>());
        var direction = Arange(size, dtype);
        var (forward, reverse) = (Jvp(Grad(Long), at, direction).Tangent, Grad(x => Sum(Grad(Long)(x) * direction))(at));
        var (f, r) = (forward.ToArray<double>(), reverse.ToArray<double>());
        for (var i = 0; i < size; i++) Assert.Equal(f[i], r[i], Math.Max(1, Math.Abs(f[i])) * (dtype == DType.Float32 ? 1e-3 : 1e-11));
    }
}
