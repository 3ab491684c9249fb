using Nabla.Rules;

namespace Nabla.Tensors;

// The front doors of the rule table, at every place of tensors; values and derivatives are in Rules/Elementwise.cs.
public sealed partial class Tensor
{
    /// <summary>e to the power x.</summary>
    public static Tensor Exp(Tensor x) => Row(Elementwise.Exp, x);

    /// <summary>eˣ − 1, exact near 0.</summary>
    public static Tensor Expm1(Tensor x) => Row(Elementwise.Expm1, x);

    /// <summary>Natural logarithm.</summary>
    public static Tensor Log(Tensor x) => Row(Elementwise.Ln, x);

    /// <summary>ln(1 + x), exact near 0.</summary>
    public static Tensor Log1p(Tensor x) => Row(Elementwise.Log1p, x);

    /// <summary>Logarithm to base 2.</summary>
    public static Tensor Log2(Tensor x) => Row(Elementwise.Log2, x);

    /// <summary>Logarithm to base 10.</summary>
    public static Tensor Log10(Tensor x) => Row(Elementwise.Log10, x);

    /// <summary>Square root; its derivative at 0 is +∞.</summary>
    public static Tensor Sqrt(Tensor x) => Row(Elementwise.Sqrt, x);

    /// <summary>Cube root.</summary>
    public static Tensor Cbrt(Tensor x) => Row(Elementwise.Cbrt, x);

    /// <summary>Sine of radians.</summary>
    public static Tensor Sin(Tensor x) => Row(Elementwise.Sin, x);

    /// <summary>Cosine of radians.</summary>
    public static Tensor Cos(Tensor x) => Row(Elementwise.Cos, x);

    /// <summary>Tangent of radians.</summary>
    public static Tensor Tan(Tensor x) => Row(Elementwise.Tan, x);

    /// <summary>Cotangent of radians.</summary>
    public static Tensor Cot(Tensor x) => Row(Elementwise.Cot, x);

    /// <summary>Secant of radians.</summary>
    public static Tensor Sec(Tensor x) => Row(Elementwise.Sec, x);

    /// <summary>Cosecant of radians.</summary>
    public static Tensor Csc(Tensor x) => Row(Elementwise.Csc, x);

    /// <summary>Arcsine.</summary>
    public static Tensor Asin(Tensor x) => Row(Elementwise.Asin, x);

    /// <summary>Arccosine.</summary>
    public static Tensor Acos(Tensor x) => Row(Elementwise.Acos, x);

    /// <summary>Arctangent.</summary>
    public static Tensor Atan(Tensor x) => Row(Elementwise.Atan, x);

    /// <summary>Arccotangent.</summary>
    public static Tensor Acot(Tensor x) => Row(Elementwise.Acot, x);

    /// <summary>Arcsecant.</summary>
    public static Tensor Asec(Tensor x) => Row(Elementwise.Asec, x);

    /// <summary>Arccosecant.</summary>
    public static Tensor Acsc(Tensor x) => Row(Elementwise.Acsc, x);

    /// <summary>sin(x)/x, 1 at 0.</summary>
    public static Tensor Sinc(Tensor x) => Row(Elementwise.Sinc, x);

    /// <summary>Hyperbolic sine.</summary>
    public static Tensor Sinh(Tensor x) => Row(Elementwise.Sinh, x);

    /// <summary>Hyperbolic cosine.</summary>
    public static Tensor Cosh(Tensor x) => Row(Elementwise.Cosh, x);

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor Tanh(Tensor x) => Row(Elementwise.Tanh, x);

    /// <summary>Hyperbolic cotangent.</summary>
    public static Tensor Coth(Tensor x) => Row(Elementwise.Coth, x);

    /// <summary>Hyperbolic secant.</summary>
    public static Tensor Sech(Tensor x) => Row(Elementwise.Sech, x);

    /// <summary>Hyperbolic cosecant.</summary>
    public static Tensor Csch(Tensor x) => Row(Elementwise.Csch, x);

    /// <summary>Inverse hyperbolic sine.</summary>
    public static Tensor Asinh(Tensor x) => Row(Elementwise.Asinh, x);

    /// <summary>Inverse hyperbolic cosine.</summary>
    public static Tensor Acosh(Tensor x) => Row(Elementwise.Acosh, x);

    /// <summary>Inverse hyperbolic tangent.</summary>
    public static Tensor Atanh(Tensor x) => Row(Elementwise.Atanh, x);

    /// <summary>Inverse hyperbolic cotangent.</summary>
    public static Tensor Acoth(Tensor x) => Row(Elementwise.Acoth, x);

    /// <summary>Inverse hyperbolic secant.</summary>
    public static Tensor Asech(Tensor x) => Row(Elementwise.Asech, x);

    /// <summary>Inverse hyperbolic cosecant.</summary>
    public static Tensor Acsch(Tensor x) => Row(Elementwise.Acsch, x);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static Tensor Sigmoid(Tensor x) => Row(Elementwise.Sigmoid, x);

    /// <summary>ln(1 + eˣ).</summary>
    public static Tensor Softplus(Tensor x) => Row(Elementwise.Softplus, x);

    /// <summary>max(x, 0); its derivative at 0 is 0.</summary>
    public static Tensor Relu(Tensor x) => Row(Elementwise.Relu, x);

    /// <summary>x·σ(x).</summary>
    public static Tensor Silu(Tensor x) => Row(Elementwise.Silu, x);

    /// <summary>x·Φ(x) with the normal distribution Φ.</summary>
    public static Tensor Gelu(Tensor x) => Row(Elementwise.Gelu, x);

    /// <summary>The approximation of gelu by tanh.</summary>
    public static Tensor GeluTanh(Tensor x) => Row(Elementwise.GeluTanh, x);

    /// <summary>Error function.</summary>
    public static Tensor Erf(Tensor x) => Row(Elementwise.Erf, x);

    /// <summary>1 − erf(x), exact for large x.</summary>
    public static Tensor Erfc(Tensor x) => Row(Elementwise.Erfc, x);

    /// <summary>Gamma function.</summary>
    public static Tensor Gamma(Tensor x) => Row(Elementwise.Gamma, x);

    /// <summary>ln|Γ(x)|.</summary>
    public static Tensor LogGamma(Tensor x) => Row(Elementwise.LogGamma, x);

    /// <summary>Derivative of ln Γ.</summary>
    public static Tensor Digamma(Tensor x) => Row(Elementwise.Digamma, x);

    /// <summary>Γ(x + 1).</summary>
    public static Tensor Factorial(Tensor x) => Row(Elementwise.Factorial, x);

    /// <summary>Absolute value; its derivative at 0 is 0.</summary>
    public static Tensor Abs(Tensor x) => Row(Elementwise.Abs, x);

    /// <summary>−1, 0 or 1; its derivative is 0.</summary>
    public static Tensor Sign(Tensor x) => Row(Elementwise.Sign, x);

    /// <summary>Largest integer not above x; its derivative is 0.</summary>
    public static Tensor Floor(Tensor x) => Row(Elementwise.Floor, x);

    /// <summary>Smallest integer not below x; its derivative is 0.</summary>
    public static Tensor Ceiling(Tensor x) => Row(Elementwise.Ceiling, x);

    /// <summary>Nearest integer, ties to even; its derivative is 0.</summary>
    public static Tensor Round(Tensor x) => Row(Elementwise.Round, x);

    /// <summary>a to the power b; x⁰ is 1 with derivative 0.</summary>
    public static Tensor Pow(Tensor a, Tensor b) => Row(Elementwise.Power, a, b);

    /// <summary>√(a² + b²) without overflow; its derivative at the origin is 0.</summary>
    public static Tensor Hypot(Tensor a, Tensor b) => Row(Elementwise.Hypot, a, b);

    /// <summary>The angle of the point (x, y) from the x axis.</summary>
    public static Tensor Atan2(Tensor y, Tensor x) => Row(Elementwise.Atan2, y, x);

    /// <summary>ln(eᵃ + eᵇ) without overflow.</summary>
    public static Tensor LogAddExp(Tensor a, Tensor b) => Row(Elementwise.LogAddExp, a, b);

    /// <summary>The larger, at every place; a tie with a bare number goes to the number, two tensors share.</summary>
    public static Tensor Max(Tensor a, Tensor b) => Row(Elementwise.Max, a, b);

    /// <summary>The smaller, at every place; a tie with a bare number goes to the number, two tensors share.</summary>
    public static Tensor Min(Tensor a, Tensor b) => Row(Elementwise.Min, a, b);

    /// <summary>Derivative of order n of the digamma function, n a bare number.</summary>
    public static Tensor Polygamma(Tensor n, Tensor x) => Row(Elementwise.Polygamma, n, x);

    /// <summary>Whether equal, at every place.</summary>
    public static Tensor Equal(Tensor a, Tensor b) => Row(Elementwise.Equal, a, b);

    /// <summary>Whether different, at every place.</summary>
    public static Tensor NotEqual(Tensor a, Tensor b) => Row(Elementwise.NotEqual, a, b);

    /// <summary>The largest, at every place; all that reach it share its derivative.</summary>
    public static Tensor Max(params ReadOnlySpan<Tensor> x) => Row(Elementwise.Max, x);

    /// <summary>The smallest, at every place; all that reach it share its derivative.</summary>
    public static Tensor Min(params ReadOnlySpan<Tensor> x) => Row(Elementwise.Min, x);

    /// <summary>a where the condition is not zero, else b; the side not taken never reaches the derivative.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b) => Row(Elementwise.Where, condition, a, b);

    /// <summary>x between two bounds; at a bound that is a bare number the derivative is 0.</summary>
    public static Tensor Clamp(Tensor x, Tensor low, Tensor high)
    {
        Shape.Broadcast(Shape.Broadcast(x.Shape, low.Shape, "clamp"), high.Shape, "clamp");
        return Min(Max(x, low), high);
    }

    /// <summary>c·t, but 0 wherever c or t is 0: the product of derivatives and tangents, for rules of your own.</summary>
    public static Tensor Scale(Tensor c, Tensor t) => Row(Elementwise.Scaled, c, t);

    /// <summary>The tensor itself, held constant by every derivative.</summary>
    public static Tensor StopGradient(Tensor x) => Primitives.StopGradient.Instance.Apply(x.Settled());
}
