namespace Nabla.Tests.Execution;

/// <summary>Equality bit for bit, any NaN being like any other.</summary>
static class Bits
{
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    public static void AssertSame(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (!Same(expected[i], actual[i])) Assert.Fail($"{what}, result {i}: {expected[i]:R} and {actual[i]:R} differ.");
    }
}
