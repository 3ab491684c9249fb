using Nabla.Execution;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Execution;

public class SteadyStateTests
{
    static readonly Expr X = Symbol("x"), Y = Symbol("y");
    static readonly Expr F = Exp(-X * X) * Sin(Y) + Pow(X, 2) / (1 + Pow(Y, 2));

    [Theory]
    [InlineData(Emission.Never)]
    [InlineData(Emission.AtOnce)]
    public void Evaluating_again_allocates_nothing(Emission emission)
    {
        var f = CompiledFormula.Compile(F, ["x", "y"], new() { Emission = emission });
        double[] x = [0.5, 1.5], gradient = new double[2], hessian = new double[4], columns = new double[2000], results = new double[1000];
        void Once()
        {
            f.Value(x);
            f.ValueAndGradient(x, gradient);
            f.Hessian(x, hessian);
            f.HessianVector(x, x, gradient);
            f.Batch(columns, results);
        }

        for (var i = 0; i < 3; i++) Once();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Once();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Formulas_are_emitted_once_hot_and_give_the_same_bits_before_and_after()
    {
        var f = CompiledFormula.Compile(F, ["x", "y"]);
        double[] x = [0.5, 1.5], gradient = new double[2];
        var first = f.ValueAndGradient(x, gradient);
        double[] cold = [.. gradient];
        for (var i = 0; i < 100_000; i++) f.ValueAndGradient(x, gradient);
        Assert.False(f.IsInterpreted);
        Bits.AssertSame([first, .. cold], [f.ValueAndGradient(x, gradient), .. gradient], "hot");
    }

    [Fact]
    public void Threads_share_a_formula()
    {
        foreach (var emission in Enum.GetValues<Emission>())
        {
            var f = CompiledFormula.Compile(F, ["x", "y"], new() { Emission = emission });
            Parallel.For(0, 20_000, i =>
            {
                Span<double> gradient = stackalloc double[2];
                double x = i % 100 * 0.01, y = i % 7;
                var value = f.ValueAndGradient([x, y], gradient);
                Assert.Equal(Math.Exp(-x * x) * Math.Sin(y) + x * x / (1 + y * y), value, 1e-14);
                Assert.Equal(Math.Exp(-x * x) * Math.Cos(y) - x * x * 2 * y / ((1 + y * y) * (1 + y * y)), gradient[1], 1e-14);
            });
        }
    }

    [Fact]
    public void Deep_chains_are_differentiated_without_recursion()
    {
        // A million nodes in the long run of the suite, a quarter of that in the short one.
        var length = Environment.GetEnvironmentVariable("NABLA_TEST") == "full" ? 250_000 : 60_000;
        var f = X;
        for (var i = 0; i < length; i++) f = Sin(f) + X * 1e-6 + 0.1;
        var compiled = CompiledFormula.Compile(f, ["x"]);
        var gradient = new double[1];
        double y = 0.3, slope = 1;
        for (var i = 0; i < length; i++) (y, slope) = (Math.Sin(y) + 0.3 * 1e-6 + 0.1, Math.Cos(y) * slope + 1e-6);
        Assert.Equal(y, compiled.ValueAndGradient([0.3], gradient), 1e-9);
        Assert.Equal(slope, gradient[0], 1e-9);
    }

    [Fact]
    public void Sums_over_many_variables_cost_in_proportion()
    {
        string[] names = [.. Enumerable.Range(0, 30_000).Select(i => $"x{i}")];
        var f = names.Select(name => Pow(Symbol(name), 2)).Aggregate((a, b) => a + b);
        var compiled = CompiledFormula.Compile(f, names);
        double[] x = [.. names.Select((_, i) => (double)i)], gradient = new double[names.Length];
        compiled.ValueAndGradient(x, gradient);
        for (var i = 0; i < x.Length; i++) Assert.Equal(2 * x[i], gradient[i]);
    }
}
