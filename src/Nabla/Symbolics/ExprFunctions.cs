using Nabla.Rules;

namespace Nabla.Symbolics;

// The front doors of the table's rows, so that formulas in C# read as on paper: Sin(x) * x.
public abstract partial class Expr
{
    /// <summary>a to the power b.</summary>
    public static Expr Pow(Expr a, Expr b) => Apply(Elementwise.Power, a, b);

    /// <summary>The exponential function.</summary>
    public static Expr Exp(Expr x) => Apply(Elementwise.Exp, x);

    /// <summary>eˣ - 1, accurate near 0.</summary>
    public static Expr Expm1(Expr x) => Apply(Elementwise.Expm1, x);

    /// <summary>The natural logarithm.</summary>
    public static Expr Ln(Expr x) => Apply(Elementwise.Ln, x);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    public static Expr Log1p(Expr x) => Apply(Elementwise.Log1p, x);

    /// <summary>The logarithm to base 2.</summary>
    public static Expr Log2(Expr x) => Apply(Elementwise.Log2, x);

    /// <summary>The logarithm to base 10.</summary>
    public static Expr Log10(Expr x) => Apply(Elementwise.Log10, x);

    /// <summary>The square root.</summary>
    public static Expr Sqrt(Expr x) => Apply(Elementwise.Sqrt, x);

    /// <summary>The real cube root.</summary>
    public static Expr Cbrt(Expr x) => Apply(Elementwise.Cbrt, x);

    /// <summary>√(a² + b²) without overflow.</summary>
    public static Expr Hypot(Expr a, Expr b) => Apply(Elementwise.Hypot, a, b);

    /// <summary>The sine of x radians.</summary>
    public static Expr Sin(Expr x) => Apply(Elementwise.Sin, x);

    /// <summary>The cosine of x radians.</summary>
    public static Expr Cos(Expr x) => Apply(Elementwise.Cos, x);

    /// <summary>The tangent of x radians.</summary>
    public static Expr Tan(Expr x) => Apply(Elementwise.Tan, x);

    /// <summary>The cotangent 1/tan x.</summary>
    public static Expr Cot(Expr x) => Apply(Elementwise.Cot, x);

    /// <summary>The secant 1/cos x.</summary>
    public static Expr Sec(Expr x) => Apply(Elementwise.Sec, x);

    /// <summary>The cosecant 1/sin x.</summary>
    public static Expr Csc(Expr x) => Apply(Elementwise.Csc, x);

    /// <summary>The arc sine, in radians.</summary>
    public static Expr Asin(Expr x) => Apply(Elementwise.Asin, x);

    /// <summary>The arc cosine, in radians.</summary>
    public static Expr Acos(Expr x) => Apply(Elementwise.Acos, x);

    /// <summary>The arc tangent, in radians.</summary>
    public static Expr Atan(Expr x) => Apply(Elementwise.Atan, x);

    /// <summary>atan(1/x).</summary>
    public static Expr Acot(Expr x) => Apply(Elementwise.Acot, x);

    /// <summary>acos(1/x).</summary>
    public static Expr Asec(Expr x) => Apply(Elementwise.Asec, x);

    /// <summary>asin(1/x).</summary>
    public static Expr Acsc(Expr x) => Apply(Elementwise.Acsc, x);

    /// <summary>The angle of the point (x, y), in radians.</summary>
    public static Expr Atan2(Expr y, Expr x) => Apply(Elementwise.Atan2, y, x);

    /// <summary>sin x/x, 1 at 0.</summary>
    public static Expr Sinc(Expr x) => Apply(Elementwise.Sinc, x);

    /// <summary>The hyperbolic sine.</summary>
    public static Expr Sinh(Expr x) => Apply(Elementwise.Sinh, x);

    /// <summary>The hyperbolic cosine.</summary>
    public static Expr Cosh(Expr x) => Apply(Elementwise.Cosh, x);

    /// <summary>The hyperbolic tangent.</summary>
    public static Expr Tanh(Expr x) => Apply(Elementwise.Tanh, x);

    /// <summary>1/tanh x.</summary>
    public static Expr Coth(Expr x) => Apply(Elementwise.Coth, x);

    /// <summary>1/cosh x.</summary>
    public static Expr Sech(Expr x) => Apply(Elementwise.Sech, x);

    /// <summary>1/sinh x.</summary>
    public static Expr Csch(Expr x) => Apply(Elementwise.Csch, x);

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Expr Asinh(Expr x) => Apply(Elementwise.Asinh, x);

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Expr Acosh(Expr x) => Apply(Elementwise.Acosh, x);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Expr Atanh(Expr x) => Apply(Elementwise.Atanh, x);

    /// <summary>atanh(1/x).</summary>
    public static Expr Acoth(Expr x) => Apply(Elementwise.Acoth, x);

    /// <summary>acosh(1/x).</summary>
    public static Expr Asech(Expr x) => Apply(Elementwise.Asech, x);

    /// <summary>asinh(1/x).</summary>
    public static Expr Acsch(Expr x) => Apply(Elementwise.Acsch, x);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static Expr Sigmoid(Expr x) => Apply(Elementwise.Sigmoid, x);

    /// <summary>ln(1 + eˣ).</summary>
    public static Expr Softplus(Expr x) => Apply(Elementwise.Softplus, x);

    /// <summary>ln(eᵃ + eᵇ).</summary>
    public static Expr LogAddExp(Expr a, Expr b) => Apply(Elementwise.LogAddExp, a, b);

    /// <summary>max(x, 0).</summary>
    public static Expr Relu(Expr x) => Apply(Elementwise.Relu, x);

    /// <summary>x·sigmoid(x).</summary>
    public static Expr Silu(Expr x) => Apply(Elementwise.Silu, x);

    /// <summary>x·Φ(x), Φ the normal distribution function.</summary>
    public static Expr Gelu(Expr x) => Apply(Elementwise.Gelu, x);

    /// <summary>The usual approximation of gelu by tanh.</summary>
    public static Expr GeluTanh(Expr x) => Apply(Elementwise.GeluTanh, x);

    /// <summary>The error function.</summary>
    public static Expr Erf(Expr x) => Apply(Elementwise.Erf, x);

    /// <summary>1 - erf x.</summary>
    public static Expr Erfc(Expr x) => Apply(Elementwise.Erfc, x);

    /// <summary>Euler's gamma function.</summary>
    public static Expr Gamma(Expr x) => Apply(Elementwise.Gamma, x);

    /// <summary>ln|Γ(x)|.</summary>
    public static Expr LogGamma(Expr x) => Apply(Elementwise.LogGamma, x);

    /// <summary>ψ(x) = Γ′(x)/Γ(x).</summary>
    public static Expr Digamma(Expr x) => Apply(Elementwise.Digamma, x);

    /// <summary>The n-th derivative of ψ at x.</summary>
    public static Expr Polygamma(Expr n, Expr x) => Apply(Elementwise.Polygamma, n, x);

    /// <summary>Γ(x + 1).</summary>
    public static Expr Factorial(Expr x) => Apply(Elementwise.Factorial, x);

    /// <summary>The magnitude.</summary>
    public static Expr Abs(Expr x) => Apply(Elementwise.Abs, x);

    /// <summary>−1, 0 or 1.</summary>
    public static Expr Sign(Expr x) => Apply(Elementwise.Sign, x);

    /// <summary>The largest whole number ≤ x.</summary>
    public static Expr Floor(Expr x) => Apply(Elementwise.Floor, x);

    /// <summary>The smallest whole number ≥ x.</summary>
    public static Expr Ceiling(Expr x) => Apply(Elementwise.Ceiling, x);

    /// <summary>The nearest whole number, ties to even.</summary>
    public static Expr Round(Expr x) => Apply(Elementwise.Round, x);

    /// <summary>1 where a &lt; b, else 0.</summary>
    public static Expr Less(Expr a, Expr b) => Apply(Elementwise.Less, a, b);

    /// <summary>1 where a ≤ b, else 0.</summary>
    public static Expr LessEqual(Expr a, Expr b) => Apply(Elementwise.LessEqual, a, b);

    /// <summary>1 where a > b, else 0.</summary>
    public static Expr Greater(Expr a, Expr b) => Apply(Elementwise.Greater, a, b);

    /// <summary>1 where a ≥ b, else 0.</summary>
    public static Expr GreaterEqual(Expr a, Expr b) => Apply(Elementwise.GreaterEqual, a, b);

    /// <summary>1 where a and b are equal, else 0.</summary>
    public static Expr Equal(Expr a, Expr b) => Apply(Elementwise.Equal, a, b);

    /// <summary>1 where a and b differ, else 0.</summary>
    public static Expr NotEqual(Expr a, Expr b) => Apply(Elementwise.NotEqual, a, b);

    /// <summary>a where the condition is not 0, else b.</summary>
    public static Expr Where(Expr condition, Expr a, Expr b) => Apply(Elementwise.Where, condition, a, b);

    /// <summary>The largest argument; a tie is shared, unless a literal takes it.</summary>
    public static Expr Max(params Expr[] x) => Apply(Elementwise.Max, x);

    /// <summary>The smallest argument; a tie is shared, unless a literal takes it.</summary>
    public static Expr Min(params Expr[] x) => Apply(Elementwise.Min, x);

    // Rows that formulas write in other words.
    internal static Expr PowerByBase(Expr a, Expr b) => Apply(Elementwise.PowerByBase, a, b);
    internal static Expr PowerByExponent(Expr a, Expr b, Expr y) => Apply(Elementwise.PowerByExponent, a, b, y);
    internal static Expr Scaled(Expr a, Expr b) => Apply(Elementwise.Scaled, a, b);
    internal static Expr Ratio(Expr a, Expr b) => Apply(Elementwise.Ratio, a, b);
    internal static Expr OverDivisor(Expr a, Expr b, Expr y) => Apply(Elementwise.OverDivisor, a, b, y);
    internal static Expr OverHypot(Expr a, Expr b, Expr y) => Apply(Elementwise.OverHypot, a, b, y);
    internal static Expr OneMinusSquare(Expr x) => Apply(Elementwise.OneMinusSquare, x);
    internal static Expr OverOneMinusSquare(Expr x) => Apply(Elementwise.OverOneMinusSquare, x);
    internal static Expr SqrtOnePlusSquare(Expr x) => Apply(Elementwise.SqrtOnePlusSquare, x);
    internal static Expr SqrtSquareMinusOne(Expr x) => Apply(Elementwise.SqrtSquareMinusOne, x);
    internal static Expr OverSquareSum(Expr a, Expr b) => Apply(Elementwise.OverSquareSum, a, b);
    internal static Expr SigmoidOfDifference(Expr a, Expr b) => Apply(Elementwise.SigmoidOfDifference, a, b);
    internal static Expr GateSlope(Expr w, Expr u) => Apply(Elementwise.GateSlope, w, u);
    internal static Expr Gaussian(Expr x) => Apply(Elementwise.Gaussian, x);
    internal static Expr DigammaSucc(Expr x) => Apply(Elementwise.DigammaSucc, x);
    internal static Expr GammaSlope(Expr x, Expr y) => Apply(Elementwise.GammaSlope, x, y);
    internal static Expr FactorialSlope(Expr x, Expr y) => Apply(Elementwise.FactorialSlope, x, y);
    internal static Expr SphericalBessel(Expr n, Expr x) => Apply(Elementwise.SphericalBessel, n, x);
    internal static Expr Undefined(Expr x) => Apply(Elementwise.Undefined, x);
}
