using Nabla.Rules;

namespace Nabla.Tests.Execution;

public class SineCosineTests
{
    [Fact]
    public void Sine_and_cosine_together_are_the_bits_of_each_alone()
    {
        var random = new Random(11);
        for (var i = 0; i < 200_000; i++)
        {
            // Log-spaced over the whole range, both signs.
            var x = Math.ScaleB(random.NextDouble() * 2 - 1, random.Next(-1074, 1024));
            var (sine, cosine) = Scalar.SinCos(x);
            Bits.AssertSame([Scalar.Sin(x), Scalar.Cos(x)], [sine, cosine], $"x = {x:R}");
        }
    }
}
