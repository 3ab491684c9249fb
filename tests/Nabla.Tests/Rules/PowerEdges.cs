using static System.Double;

namespace Nabla.Tests.Rules;

/// <summary>aᵇ and its two derivatives at every kind of base and exponent that is special, stated by hand.</summary>
static class PowerEdges
{
    public static readonly double[] Bases = [-2, -1, -0.0, 0, 1, 2, PositiveInfinity];
    public static readonly double[] Exponents = [NegativeInfinity, -2, -1, -0.5, 0, 0.5, 1, 2, 3, PositiveInfinity];

    /// <summary>
    /// Value (IEEE 754-2019, 9.2.1), derivative by the base b·aᵇ⁻¹ and by the exponent aᵇ·ln a, both with their limits
    /// where 0 meets ∞.
    /// </summary>
    public static (double Value, double ByBase, double ByExponent) Decided(double a, double b) =>
        (Value(a, b), ByBase(a, b), ByExponent(a, b));

    static double Value(double a, double b) => a switch
    {
        _ when b is 0 => 1,
        1 => 1,
        -1 => IsInfinity(b) ? 1 : b % 1 is not 0 ? NaN : b % 2 is 0 ? 1 : -1,
        -2 => IsInfinity(b) ? (b < 0 ? 0 : PositiveInfinity) : b switch
        {
            -2 => 0.25, -1 => -0.5, 1 => -2, 2 => 4, 3 => -8, _ => NaN,
        },
        2 => b switch
        {
            NegativeInfinity => 0, -0.5 => Math.Sqrt(0.5), 0.5 => Math.Sqrt(2), PositiveInfinity => b,
            -2 => 0.25, -1 => 0.5, 1 => 2, 2 => 4, _ => 8,
        },
        PositiveInfinity => b < 0 ? 0 : a,
        _ when IsNegative(a) && b is -1 => NegativeInfinity,
        _ => b < 0 ? PositiveInfinity : 0,
    };

    // A power 0 is the constant 1, so its slope is 0 at every base, 0 and ∞ included.
    static double ByBase(double a, double b) => a switch
    {
        _ when b is 0 => 0,
        1 => b,
        -1 => IsInfinity(b) ? b * Value(a, b) : b % 1 is not 0 ? NaN : b * Value(a, b - 1),
        -2 => b switch
        {
            NegativeInfinity => 0, PositiveInfinity => PositiveInfinity, -2 => 0.25, -1 => -0.25, 1 => 1,
            2 => -4, 3 => 12, _ => NaN,
        },
        2 => b switch
        {
            NegativeInfinity => 0, PositiveInfinity => b, -2 => -0.25, -1 => -0.25,
            -0.5 => -0.5 * Math.Pow(2, -1.5), 0.5 => 0.5 * Math.Sqrt(0.5), 1 => 1, 2 => 4, _ => 12,
        },
        PositiveInfinity => b < 1 ? 0 : b is 1 ? 1 : a,
        // At 0: b·0ᵇ⁻¹.
        _ when b is 1 => 1,
        _ when b > 1 => 0,
        _ when b > 0 => PositiveInfinity,
        _ when IsNegative(a) && b is -2 => PositiveInfinity,
        _ => NegativeInfinity,
    };

    // The logarithm of a negative base is undefined, so the power has no derivative by its exponent there.
    static double ByExponent(double a, double b) => a switch
    {
        < 0 => NaN,
        0 when b >= 0 => 0,
        0 => IsNegative(a) && b is -1 ? PositiveInfinity : NegativeInfinity,
        1 => 0,
        PositiveInfinity => b < 0 ? 0 : PositiveInfinity,
        _ => IsPositiveInfinity(b) ? b : Value(a, b) * Math.Log(2),
    };
}
