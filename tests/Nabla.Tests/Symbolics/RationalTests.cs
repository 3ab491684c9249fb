using System.Numerics;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class RationalTests
{
    [Fact]
    public void Arithmetic_agrees_with_big_fractions()
    {
        var random = new Random(1);
        long Next() => random.Next(4) switch { 0 => random.Next(-9, 10), 1 => random.NextInt64(), 2 => random.Next(), _ => 1L << random.Next(62) };
        for (var i = 0; i < 20_000; i++)
        {
            long a = Next(), b = Next() | 1, c = Next(), d = Next() | 1;
            Rational p = Rational.Of(a, b), q = Rational.Of(c, d);
            Assert.Equal(Rational.Of((BigInteger)a * d + (BigInteger)c * b, (BigInteger)b * d), p + q);
            Assert.Equal(Rational.Of((BigInteger)a * c, (BigInteger)b * d), p * q);
            Assert.Equal(p, p + q - q);
            if (!q.IsZero) Assert.Equal(p, p / q * q);
            Assert.Equal(Math.Sign(p.CompareTo(q)), ((p - q).Sign));
        }
    }

    [Fact]
    public void A_double_comes_back_from_its_decimal()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var x = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(x)) continue;
            Assert.Equal(x, Rational.FromDouble(x).ToDouble());
        }

        Assert.Equal(double.Epsilon, Rational.FromDouble(double.Epsilon).ToDouble());
        Assert.Equal(double.MaxValue, Rational.FromDouble(double.MaxValue).ToDouble());
    }

    [Theory]
    [InlineData("0.1", 1, 10)]
    [InlineData("2.50", 5, 2)]
    [InlineData("1e-3", 1, 1000)]
    [InlineData("1.5E2", 150, 1)]
    public void Decimals_are_exact(string text, long numerator, long denominator)
    {
        Assert.True(Rational.TryParseDecimal(text, out var value));
        Assert.Equal(Rational.Of(numerator, denominator), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1e")]
    [InlineData("1e99999")]
    [InlineData("1.2.3")]
    public void Other_text_is_no_decimal(string text) => Assert.False(Rational.TryParseDecimal(text, out _));

    [Fact]
    public void Division_rounds_as_the_hardware_does()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            double a = random.NextInt64(1L << 53), b = random.NextInt64(1, 1L << 53);
            Assert.Equal(a / b, Rational.Of((long)a, (long)b).ToDouble());
            Assert.Equal(a / b, Rational.Of((BigInteger)a << 80, (BigInteger)b << 80).ToDouble());
        }
    }

    [Fact]
    public void Powers_and_common_divisors_agree_with_big_fractions()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var p = Rational.Of(random.Next(-40, 41), random.Next(1, 41));
            var q = Rational.Of(random.Next(-40, 41), random.Next(1, 41));
            var n = random.Next(40);
            Assert.Equal(Rational.Of(BigInteger.Pow(p.Numerator, n), BigInteger.Pow(p.Denominator, n)), p.Power(n));
            var lcm = p.Denominator * q.Denominator / BigInteger.GreatestCommonDivisor(p.Denominator, q.Denominator);
            Assert.Equal(Rational.Of(BigInteger.GreatestCommonDivisor(p.Numerator, q.Numerator), lcm), Rational.CommonDivisor(p, q));
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(-1, 3)]
    [InlineData(127, 128)]
    [InlineData(-128, 129)]
    [InlineData(-129, 256)]
    [InlineData(-2, 255)]
    [InlineData(-256, 65537)]
    [InlineData(int.MaxValue, 65535)]
    [InlineData(-int.MaxValue, 8388608)]
    public void Small_fractions_hash_by_the_bytes_of_their_parts(int numerator, int denominator)
    {
        var hash = 1UL;
        foreach (var b in new BigInteger(numerator).ToByteArray()) hash = ExprHash.Of(hash, (ulong)b);
        foreach (var b in new BigInteger(denominator).ToByteArray()) hash = ExprHash.Of(hash, 256UL + b);
        Assert.Equal(hash, ExprHash.OfNumber(1, Rational.Of(numerator, denominator)));
    }
}
