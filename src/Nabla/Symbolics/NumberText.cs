using System.Globalization;

namespace Nabla.Symbolics;

/// <summary>Doubles as text: the one home of number formats in results, tables and messages.</summary>
public static class NumberText
{
    /// <summary>
    /// The shortest text that reads back as x, laid out as Python writes a float: 8.0, 0.0001, 1e-05, 1e+16, nan, inf, -inf.
    /// </summary>
    public static string Of(double x)
    {
        if (double.IsNaN(x)) return "nan";
        if (double.IsInfinity(x)) return x > 0 ? "inf" : "-inf";
        var (digits, point) = Digits(RoundTrip(Math.Abs(x)));
        var sign = BitConverter.DoubleToInt64Bits(x) < 0 ? "-" : "";
        if (digits.Length == 0) return sign + "0.0";
        // Python's float_repr goes over to exponents under 1e-4 and from 1e16 on, with two digits of exponent at least.
        if (point is > 16 or <= -4) return sign + WithPoint(digits, 1, "") + (point > 0 ? "e+" : "e-") + $"{Math.Abs(point - 1):00}";
        return sign + (point <= 0 ? "0." + new string('0', -point) + digits : WithPoint(digits, point, ".0"));
    }

    /// <summary>The number to five significant digits, for sentences: 619.17, 20, 1.5e-09.</summary>
    public static string Short(double x) => Rounded(x, "G5");

    /// <summary>The number to that many significant digits, for columns of results: 238.942129168.</summary>
    public static string Rounded(double x, int digits) => Rounded(x, "G" + digits.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number with six decimals for a column of a table, with an exponent where those would show too little or too much.</summary>
    public static string Column(double x)
    {
        var magnitude = Math.Abs(x);
        return x == 0 || (magnitude >= 1e-4 && magnitude < 1e9) ? Rounded(x, "F6") : Rounded(x, "0.000000e+00");
    }

    /// <summary>The number as a JSON value that reads back as x; NaN and infinities as the strings "NaN", "Infinity", "-Infinity".</summary>
    public static string Json(double x) =>
        double.IsNaN(x) ? "\"NaN\"" : double.IsInfinity(x) ? x > 0 ? "\"Infinity\"" : "\"-Infinity\"" : Of(x);

    /// <summary>The shortest text that reads back as x, in .NET's layout; infinities and NaN by their names.</summary>
    internal static string RoundTrip(double x)
    {
        var text = x.ToString("R", CultureInfo.InvariantCulture);
        // Below a power of two the doubles lie twice as close, which the shortest form of .NET overlooks: 2^-25 and
        // 2^-959 come out one digit short, as the neighbour. Seventeen digits always name the double.
        var isPowerOfTwo = (BitConverter.DoubleToInt64Bits(x) & 0xFFFFFFFFFFFFF) == 0;
        return isPowerOfTwo && !double.IsInfinity(x) && double.Parse(text, CultureInfo.InvariantCulture) != x
            ? x.ToString("G17", CultureInfo.InvariantCulture)
            : text;
    }

    static string Rounded(double x, string format)
    {
        if (double.IsNaN(x) || double.IsInfinity(x)) return Of(x);
        // The sign of a zero is no news to people who read rounded numbers.
        if (x == 0) x = 0;
        return x.ToString(format, CultureInfo.InvariantCulture).Replace('E', 'e');
    }

    // The significant digits of a positive number, and the place of its point among them: 0.digits times 10^point.
    static (string Digits, int Point) Digits(string text)
    {
        var mark = text.IndexOf('E');
        var mantissa = mark < 0 ? text : text.Substring(0, mark);
        var point = mantissa.IndexOf('.') is >= 0 and var dot ? dot : mantissa.Length;
        var power = mark < 0 ? "0" : text.Substring(mark + 1);
        var exponent = int.Parse(power, CultureInfo.InvariantCulture);
        var digits = mantissa.Replace(".", "");
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Substring(leading).TrimEnd('0'), point + exponent - leading);
    }

    static string WithPoint(string digits, int point, string whole) =>
        digits.Length > point ? digits.Insert(point, ".") : digits.PadRight(point, '0') + whole;
}
