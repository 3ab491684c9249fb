using System.Runtime.CompilerServices;

namespace Nabla.Rules;

public static partial class Scalar
{
    // From here on e⁻²ˣ is below half an ulp of 1.
    const double FarOut = 20;

    /// <summary>
    /// tanh x, from 1 downwards where 1 - tanh² is a difference that would magnify an error: the platform's function may
    /// be off by two ulps.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double x) =>
        Math.Abs(x) < 0.55 ? Math.Tanh(x) : Math.CopySign(1 - 2 / (Math.Exp(2 * Math.Abs(x)) + 1), x);

    /// <summary>1/cosh x, also where cosh x overflows.</summary>
    public static double Sech(double x)
    {
        var a = Math.Abs(x);
        if (a > FarOut) return TwiceExp(-a);
        var e = Math.Exp(-a);
        return 2 * e / (1 + e * e);
    }

    /// <summary>1/sinh x, also where sinh x overflows.</summary>
    public static double Csch(double x) =>
        Math.Abs(x) > FarOut ? Math.CopySign(TwiceExp(-Math.Abs(x)), x) : 1 / Math.Sinh(x);

    // 2eˣ in two halves where eˣ alone would lose bits below the smallest normal number.
    static double TwiceExp(double x)
    {
        if (x > -690) return 2 * Math.Exp(x);
        var half = Math.Exp(x / 2);
        return 2 * half * half;
    }

    /// <summary>1/tanh x.</summary>
    public static double Coth(double x) => 1 / Tanh(x);

    /// <summary>acosh(1/x) for 0 &lt; x ≤ 1, by a form that stays accurate near 1.</summary>
    public static double Asech(double x)
    {
        if (x is 0) return double.PositiveInfinity;
        return x < 1e-9
            ? ScalarTables.Ln2[0] + ScalarTables.Ln2[1] - Math.Log(x)
            : Math.Asinh(Math.Sqrt((1 - x) * (1 + x)) / x);
    }

    /// <summary>asinh(1/x).</summary>
    public static double Acsch(double x)
    {
        if (x is 0) return 1 / x;
        if (Math.Abs(x) >= 1e-9) return Math.Asinh(1 / x);
        return Math.CopySign(1, x) * (ScalarTables.Ln2[0] + ScalarTables.Ln2[1] - Math.Log(Math.Abs(x)));
    }

    /// <summary>atanh(1/x) for |x| ≥ 1, by a form that stays accurate near ±1.</summary>
    public static double Acoth(double x)
    {
        if (double.IsInfinity(x)) return 1 / x;
        var a = Math.Abs(x);
        if (a < 1) return double.NaN;
        return Math.CopySign(1, x) * (a > 1e9 ? 1 / a : Log1p(2 / (a - 1)) / 2);
    }
}
