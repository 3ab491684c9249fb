using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Memory of gradients, measured: what is reachable at a moment, and what is allocated.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    const int Segments = 6;
    const long Megabyte = 1 << 20;

    [Fact]
    public void A_checkpoint_lowers_the_peak_of_reachable_memory()
    {
        var plain = Peak(segment => segment, out var expected);
        var saved = Peak(Checkpoint, out var actual);
        Assert.Equal(expected, actual);
        // A tensor for each of the 24 operations against one for each segment, those of one segment, and what is in flight.
        Assert.InRange(plain, 4 * Segments * Megabyte, long.MaxValue);
        Assert.InRange(saved, Segments * Megabyte, (Segments + 4 + 4) * Megabyte);
    }

    static long Peak(Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>> wrap, out double gradient)
    {
        var before = Probe.Live();
        var probe = new Probe();
        var x = Full([(nint)Megabyte / 8], 0.5, DType.Float64) + 0;
        var bar = Grad(x =>
        {
            for (var segment = 0; segment < Segments; segment++) x = wrap(x => probe.Apply(Sin(Sin(Sin(Sin(x))))))(x);
            return Sum(x);
        })(x);
        gradient = (double)bar[0];
        GC.KeepAlive(x);
        return probe.Peak - before;
    }

    [Fact]
    public void Reachable_memory_stays_flat_over_gradients_of_large_tensors()
    {
        var f = Grad(x => Sum(Tanh(x * x) * x));
        var x = Ones([200_000], DType.Float64);
        for (var i = 0; i < 20; i++) f(x);
        var before = Probe.Live();
        // Five gigabytes in all.
        for (var i = 0; i < 300; i++) f(x);
        Assert.InRange(Probe.Live() - before, long.MinValue, 4 * Megabyte);
        GC.KeepAlive(x);
    }

    // Of ten operations: the tensors and equations that a reverse pass needs, and no element of a large tensor.
    [Theory]
    [InlineData(16, 12_000)]
    [InlineData(10_000, 12_000)]
    [InlineData(100_000, 12_000)]
    public void A_gradient_allocates_what_its_program_needs_and_no_elements_of_large_tensors(int count, long most)
    {
        var f = Grad(x => Sum(((x * x + x) * x - x) * x * x + x * x));
        var x = Full([count], 0.5, DType.Float64) + 0;
        for (var i = 0; i < 300; i++) f(x);
        // New blocks are arrays too; the middle of several runs finds its blocks in the pool.
        var runs = new long[31];
        for (var run = 0; run < runs.Length; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            f(x);
            runs[run] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(runs);
        Assert.InRange(runs[runs.Length / 2], 1, most);
    }

    [Fact]
    public void A_zero_gradient_of_a_large_argument_takes_no_memory()
    {
        var x = Full([2_000_000], 0.5, DType.Float64);
        Grad((Tensor x, Tensor y) => Sum(y * y) + Sum(StopGradient(x)))(x, Ones([2], DType.Float64));
        var before = Probe.Live();
        var gradient = Grad((Tensor x, Tensor y) => Sum(y * y) + Sum(StopGradient(x)))(x, Ones([2], DType.Float64));
        Assert.Equal(0, (double)Max(gradient.First));
        Assert.InRange(Probe.Live() - before, long.MinValue, Megabyte);
        GC.KeepAlive(gradient);
    }

    [Fact]
    public void A_graph_of_a_million_equations_is_run_pruned_printed_and_differentiated_without_a_deep_stack()
    {
        const int Length = 500_000;
        var graph = Trace(x =>
        {
            var unused = x;
            for (var i = 0; i < Length; i++)
            {
                x = x * 1.000001 + 0.000001;
                if (i % 100 == 0) unused = unused + x;
            }

            return x;
        }, Ones([], DType.Float64));
        Assert.Equal(2 * Length, graph.Length);
        graph.Validate();
        Assert.Equal(2 * Length, graph.Pruned().Length);
        Assert.InRange(graph.ToString().Length, 2 * Length, int.MaxValue);
        var growth = Math.Pow(1.000001, Length);
        Assert.Equal(2 * growth - 1, (double)graph.Run(Ones([], DType.Float64))[0], 1e-6);
        Assert.Equal(growth, (double)Grad(x => graph.Run(x)[0])(Ones([], DType.Float64)), 1e-9);
        Assert.Equal(growth, (double)Jvp(x => graph.Run(x)[0], Ones([], DType.Float64), Ones([], DType.Float64)).Tangent, 1e-9);
    }
}
