using System.Globalization;
using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>Numbers of programs as numbers of formulas whose nearest number of that type they are.</summary>
static class FormulaNumber
{
    const int LargestDenominator = 1000;

    /// <summary>
    /// π and e by their names; a number with few digits as that decimal; else a small fraction, if it is the nearest number to
    /// one; else all its digits. What is no number is a quotient: 1/0, 0/0.
    /// </summary>
    /// <param name="x">The number.</param>
    /// <param name="dtype">Its type: what a digit is worth.</param>
    /// <param name="isLiteral">Whether it stands in the program itself, where its sign is lost at zero rather than its tie.</param>
    public static Expr Of(double x, DType dtype, bool isLiteral = false)
    {
        if (!double.IsFinite(x)) return Expr.Apply(Elementwise.Divide, double.IsNaN(x) ? 0 : Math.Sign(x), 0);
        if (x == 0) return double.IsNegative(x) && !isLiteral ? -Expr.Number(0) : 0;
        if (x is Math.PI) return Expr.Pi;
        if (x is Math.E) return Expr.E;
        var isSingle = dtype == DType.Float32;
        var text = isSingle ? ((float)x).ToString("R", CultureInfo.InvariantCulture) : NumberText.RoundTrip(x);
        return text.Count(char.IsDigit) >= (isSingle ? 8 : 16) && Fraction(x, isSingle) is { } fraction ? Expr.Number(fraction)
            : Rational.TryParseDecimal(text, out var value) ? Expr.Decimal(value)
            : throw new FormatException($"{text} is no decimal number.");
    }

    // So few doubles are fractions as small as these that one of many digits is meant as the fraction.
    static Rational? Fraction(double x, bool isSingle)
    {
        if (Math.Abs(x) > LargestDenominator) return null;
        for (var q = 3; q < (isSingle ? 100 : LargestDenominator); q++)
        {
            var p = Math.Round(x * q);
            if (p != 0 && (isSingle ? (float)(p / q) : p / q) == x) return Rational.Of((long)p, q);
        }

        return null;
    }
}
