using Nabla.Drawing.Plotting;

namespace Nabla.Tests.Drawing;

public class NumberTextTests
{
    [Theory]
    [InlineData(new[] { -1.0, -0.5, 0, 0.5 }, "−1.0 −0.5 0.0 0.5")]
    [InlineData(new[] { 0.0, 20, 40 }, "0 20 40")]
    [InlineData(new[] { 0.0, 2e6, 4e6 }, "0 2·10⁶ 4·10⁶")]
    [InlineData(new[] { 0.0, 5e5, 1e6, 1.5e6 }, "0 5·10⁵ 10⁶ 1.5·10⁶")]
    [InlineData(new[] { -1e-7, 0, 1e-7 }, "−10⁻⁷ 0 10⁻⁷")]
    public void Ticks_read_as_people_write_them(double[] ticks, string texts) =>
        Assert.Equal(texts, string.Join(' ', NumberText.OfTicks(ticks)));

    [Theory]
    [InlineData(0.25, "0.25")]
    [InlineData(-3, "−3")]
    [InlineData(12345, "12345")]
    [InlineData(1e-5, "10⁻⁵")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Single_numbers_are_short(double value, string text) => Assert.Equal(text, NumberText.Short(value));
}
