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
}
