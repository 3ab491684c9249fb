using System.Globalization;
using System.Numerics;
using System.Text;

namespace Nabla.Symbolics;

// Numbers as text: digits, a fraction of two whole numbers, or decimal notation with an exponent where that is shorter.
static class RationalText
{
    public const int LargestExponent = 9999;

    // A whole number with as many at its end is written with a power of ten.
    const int LeastZeros = 16;

    /// <summary>Reads a number token; whole is true where it was typed without a point and is a whole number.</summary>
    public static Rational Read(ReadOnlySpan<char> text, int start, int maximumDigits, out bool isWhole)
    {
        if (text.Length <= 18 && text.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            isWhole = true;
            var n = 0L;
            foreach (var c in text) n = 10 * n + (c - '0');
            return n;
        }

        var mark = text.IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? text : text[..mark];
        if (mantissa.Length > maximumDigits + 1)
        {
            throw new FormulaException(
                "number_too_long", $"The number has more than {maximumDigits} digits.", start, text.Length,
                "write it with an exponent, as in 1.5e300");
        }

        if (!Rational.TryParseDecimal(text.ToString(), out var value))
        {
            throw new FormulaException(
                "number_too_large", $"The exponent of a number lies between -{LargestExponent} and {LargestExponent}.",
                start, text.Length, "write a power, as in 10^20000");
        }

        isWhole = value.IsInteger && mantissa.IndexOf('.') < 0;
        return value;
    }

    /// <summary>Appends the number so that <see cref="Read"/> and the folding of n/d give it back.</summary>
    public static void Append(StringBuilder text, NumberExpr number)
    {
        var value = number.Value;
        if (value.TryGetInt(out var n))
        {
            if (n is >= 0 and <= 9) text.Append((char)('0' + n));
            else text.Append(CultureInfo.InvariantCulture, $"{n}");
            return;
        }

        if (number.IsDecimal)
        {
            AppendDecimal(text, value);
            return;
        }

        if (value.IsInteger) AppendInteger(text, value.Numerator);
        else
        {
            AppendWhole(text, value.Numerator);
            text.Append('/');
            AppendWhole(text, value.Denominator);
        }
    }

    /// <summary>The digits and the power of ten of a number that is written with one; false for all others.</summary>
    public static bool IsScientific(NumberExpr number, out string mantissa, out string exponent)
    {
        mantissa = exponent = "";
        if (number.Value.TryGetInt(out _) || (!number.IsDecimal && !number.Value.IsInteger)) return false;
        var text = new StringBuilder();
        Append(text, number);
        var written = text.ToString();
        var e = written.IndexOf('e', StringComparison.Ordinal);
        if (e < 0) return false;
        (mantissa, exponent) = (written[..e], written[(e + 1)..]);
        return true;
    }

    // 6.02e23 rather than 602e21.
    static void AppendInteger(StringBuilder text, BigInteger n)
    {
        var digits = BigInteger.Abs(n).ToString(CultureInfo.InvariantCulture);
        var kept = digits.AsSpan().TrimEnd('0').Length;
        if (n.Sign < 0) text.Append('-');
        if (digits.Length - kept < LeastZeros)
        {
            text.Append(digits);
            return;
        }

        text.Append(digits[0]);
        if (kept > 1) text.Append('.').Append(digits, 1, kept - 1);
        text.Append('e').Append(digits.Length - 1);
    }

    // 1e300 rather than three hundred zeros; without a point, so that a fraction of it is read as one.
    static void AppendWhole(StringBuilder text, BigInteger n)
    {
        var digits = n.ToString(CultureInfo.InvariantCulture);
        var kept = digits.AsSpan().TrimEnd('0').Length;
        if (digits.Length - kept >= LeastZeros) text.Append(digits, 0, kept).Append('e').Append(digits.Length - kept);
        else text.Append(digits);
    }

    static void AppendDecimal(StringBuilder text, Rational value)
    {
        var places = Places(value.Denominator);
        var shifted = BigInteger.Abs(value.Numerator) * BigInteger.Pow(10, places) / value.Denominator;
        var digits = shifted.ToString(CultureInfo.InvariantCulture);
        if (value.Sign < 0) text.Append('-');
        var leading = places - digits.Length;
        if (leading < 5)
        {
            if (leading >= 0) text.Append("0.").Append('0', leading).Append(digits);
            else text.Append(digits, 0, -leading).Append('.').Append(digits, -leading, places);
            return;
        }

        text.Append(digits[0]);
        if (digits.Length > 1) text.Append('.').Append(digits, 1, digits.Length - 1);
        text.Append("e-").Append(places - digits.Length + 1);
    }

    // The decimal places of a fraction whose denominator has no factors but 2 and 5.
    static int Places(BigInteger denominator)
    {
        int twos = 0, fives = 0;
        for (; denominator.IsEven; twos++) denominator >>= 1;
        for (; !denominator.IsOne; fives++) denominator /= 5;
        return Math.Max(twos, fives);
    }
}
