using Nabla.Rules;

namespace Nabla.Symbolics;

// The front doors of the table's rows, so that formulas in C# read as on paper: Sin(x) * x.
public abstract partial class Expr
{
    /// <summary>a to the power b.</summary>
    public static Expr Pow(Expr a, Expr b) => Apply(Elementwise.Power, a, b);

    /// <summary>The exponential function.</summary>
    public static Expr Exp(Expr x) => Apply(Elementwise.Exp, x);

    /// <summary>The natural logarithm.</summary>
    public static Expr Ln(Expr x) => Apply(Elementwise.Ln, x);

    /// <summary>The square root.</summary>
    public static Expr Sqrt(Expr x) => Apply(Elementwise.Sqrt, x);

    /// <summary>The sine of x radians.</summary>
    public static Expr Sin(Expr x) => Apply(Elementwise.Sin, x);

    /// <summary>The cosine of x radians.</summary>
    public static Expr Cos(Expr x) => Apply(Elementwise.Cos, x);

    /// <summary>The hyperbolic tangent.</summary>
    public static Expr Tanh(Expr x) => Apply(Elementwise.Tanh, x);

    /// <summary>The magnitude.</summary>
    public static Expr Abs(Expr x) => Apply(Elementwise.Abs, x);

    /// <summary>−1, 0 or 1.</summary>
    public static Expr Sign(Expr x) => Apply(Elementwise.Sign, x);

    /// <summary>a where the condition is not 0, else b.</summary>
    public static Expr Where(Expr condition, Expr a, Expr b) => Apply(Elementwise.Where, condition, a, b);

    /// <summary>1 where a and b differ, else 0.</summary>
    public static Expr NotEqual(Expr a, Expr b) => Apply(Elementwise.NotEqual, a, b);
}
