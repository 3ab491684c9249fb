using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Results that people know by heart come out to the last bit.</summary>
public class ExactResultsTests
{
    static double Of(string name, params double[] x)
    {
        var y = new double[1];
        Points<double>.Apply(ElementwiseKernels.Find(name), [.. x.Select(a => new[] { a }.AsMemory())], y, 1);
        return y[0];
    }

    [Fact]
    public void Powers_that_are_doubles_are_exact()
    {
        for (var x = 2; x <= 200; x++)
        {
            long power = 1;
            for (var n = 0; power <= 1L << 53; n++, power *= x)
            {
                Assert.Equal(power, Of("power", x, n));
                Assert.Equal(n % 2 == 0 ? power : -power, Of("power", -x, n));
            }

            Assert.Equal(x, Of("power", (double)x * x, 0.5));
        }
    }

    [Fact]
    public void Logarithms_of_powers_of_the_base_are_whole()
    {
        for (var n = -1074; n < 1024; n++) Assert.Equal(n, Of("log2", Math.ScaleB(1, n)));
        for (var n = 0; n <= 22; n++) Assert.Equal(n, Of("log10", Math.Round(Math.Pow(10, n))));
    }

    [Fact]
    public void Cubes_have_whole_roots()
    {
        for (var x = 1; x < 2000; x++) Assert.Equal(-x, Of("cbrt", -(double)x * x * x));
    }

    [Fact]
    public void Sines_and_saturating_functions_keep_within_their_bounds()
    {
        var x = Points<double>.Arguments(1);
        foreach (var name in new[] { "sin", "cos", "tanh", "erf", "sigmoid", "gaussian" })
            Assert.DoesNotContain(Points<double>.Apply(ElementwiseKernels.Find(name), x, 8), y => Math.Abs(y) > 1);
        for (var n = 1; n < 5000; n++)
            Assert.True(Math.Abs(Of("sin", n * (Math.PI / 2))) <= 1 && Math.Abs(Of("cos", n * Math.PI)) <= 1);
    }

    [Theory]
    [InlineData("exp", 0, 1), InlineData("exp", double.NegativeInfinity, 0), InlineData("cos", 0, 1)]
    [InlineData("ln", 1, 0), InlineData("sigmoid", 0, 0.5), InlineData("gamma", 5, 24), InlineData("factorial", 5, 120)]
    [InlineData("asin", 1, Math.PI / 2), InlineData("acos", -1, Math.PI), InlineData("acos", 1, 0)]
    [InlineData("atan", 1, Math.PI / 4), InlineData("cosh", 0, 1)]
    [InlineData("erfc", 0, 1), InlineData("sinc", 0, 1), InlineData("softplus", -800, 0), InlineData("relu", -3, 0)]
    public void Known_values_are_exact(string name, double x, double y) => Assert.Equal(y, Of(name, x));
}
