using System.Globalization;

namespace Nabla.Drawing.Plotting;

/// <summary>
/// Numbers as people write them on axes: a true minus sign, no superfluous digits, powers of ten as superscripts.
/// </summary>
static class NumberText
{
    /// <summary>The texts of evenly spaced ticks, all with the same decimals.</summary>
    public static string[] OfTicks(IReadOnlyList<double> ticks)
    {
        var largest = ticks.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var step = ticks.Count > 1 ? Math.Abs(ticks[1] - ticks[0]) : largest;
        if (largest is 0)
            return [.. ticks.Select(_ => "0")];
        if (largest >= 1e6 || step < 1e-4)
            return [.. ticks.Select(t => Scientific(t, Digits(t, step)))];
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        return [.. ticks.Select(t => Fixed(t, decimals))];
    }

    /// <summary>One number to about four significant digits.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size is not 0 and (>= 1e5 or < 1e-3))
            return Scientific(value, 3);
        return Minus((value + 0.0).ToString(size >= 1000 ? "0" : "G4", CultureInfo.InvariantCulture));
    }

    static string Fixed(double value, int decimals) =>
        Minus((Math.Round(value, Math.Min(decimals, 15)) + 0.0).ToString("F" + decimals, CultureInfo.InvariantCulture));

    static string Scientific(double value, int digits)
    {
        if (value is 0)
            return "0";
        var text = value.ToString("E" + Math.Clamp(digits - 1, 0, 16), CultureInfo.InvariantCulture);
        var cut = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = text[..cut];
        if (mantissa.Contains('.', StringComparison.Ordinal))
            mantissa = mantissa.TrimEnd('0').TrimEnd('.');
        var power = "10"
            + Superscript(int.Parse(text.AsSpan(cut + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return mantissa switch { "1" => power, "-1" => "−" + power, _ => Minus(mantissa) + "·" + power };
    }

    static int Digits(double tick, double step) =>
        tick is 0 || step is 0 ? 1
            : (int)Math.Floor(Math.Log10(Math.Abs(tick))) - (int)Math.Floor(Math.Log10(step) + 1e-9) + 1;

    static string Superscript(int n) =>
        string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    static string Minus(string text) => text.Replace('-', '−');
}
