using System.Globalization;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class NumberTextTests
{
    static IEnumerable<(double X, string Text)> Fixture()
    {
        using var stream = typeof(NumberTextTests).Assembly.GetManifestResourceStream("number-text.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var bits = long.Parse(line.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            yield return (BitConverter.Int64BitsToDouble(bits), line[17..]);
        }
    }

    [Fact]
    public void A_double_prints_as_in_Python()
    {
        var count = 0;
        foreach (var (x, text) in Fixture())
        {
            Assert.Equal(text, NumberText.Of(x));
            count++;
        }

        Assert.True(count > 600, "The fixture is cut short.");
    }

    [Fact]
    public void Every_text_reads_back_as_its_double()
    {
        var random = new Random(20261123);
        for (var exponent = -1074; exponent < 1024; exponent++) Check(Math.ScaleB(1, exponent));
        for (var i = 0; i < 100_000; i++) Check(BitConverter.Int64BitsToDouble(random.NextInt64()));

        static void Check(double x)
        {
            if (!double.IsFinite(x)) return;
            Assert.Equal(x, double.Parse(NumberText.Of(x), CultureInfo.InvariantCulture));
            Assert.Equal(x, Rational.FromDouble(x).ToDouble());
        }
    }

    [Theory]
    [InlineData(100, "100")]
    [InlineData(619.17364224, "619.17")]
    [InlineData(0.2305843, "0.23058")]
    [InlineData(1.5e-9, "1.5e-09")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void Sentences_show_five_digits(double x, string text) => Assert.Equal(text, NumberText.Short(x));

    [Theory]
    [InlineData(0, "0.000000")]
    [InlineData(-0.1057544, "-0.105754")]
    [InlineData(123456, "123456.000000")]
    [InlineData(1.5e-9, "1.500000e-09")]
    [InlineData(-2.5e12, "-2.500000e+12")]
    [InlineData(double.NaN, "nan")]
    public void Columns_show_six_decimals_or_an_exponent(double x, string text) => Assert.Equal(text, NumberText.Column(x));

    [Fact]
    public void A_zero_below_zero_has_no_sign_where_numbers_are_rounded() =>
        Assert.Equal(("0.000000", "0"), (NumberText.Column(-0.0), NumberText.Short(-0.0)));
}
