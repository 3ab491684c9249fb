using Nabla.Symbolics;
using static Nabla.Rules.SimplifyLevel;
using static Nabla.Rules.Soundness;
using static Nabla.Symbolics.Expr;

namespace Nabla.Rules;

/// <summary>
/// The table of rewrites, pattern ⇒ result, each once: what arithmetic means to formulas, what the simplifier may do,
/// and what the compiler may (the <see cref="Soundness.Ieee"/> rows).
/// </summary>
public static class Simplifications
{
    static readonly List<Simplification> s_all = [];
    static readonly Expr u = Symbol("u"), v = Symbol("v"), w = Symbol("w"), m = Symbol("m"), n = Symbol("n"), k = Symbol("k");

    static readonly ScalarRule[] s_odd =
    [
        Elementwise.Sin, Elementwise.Tan, Elementwise.Cot, Elementwise.Csc, Elementwise.Asin, Elementwise.Atan, Elementwise.Sinh,
        Elementwise.Tanh, Elementwise.Coth, Elementwise.Csch, Elementwise.Asinh, Elementwise.Atanh, Elementwise.Cbrt, Elementwise.Sign, Elementwise.Erf,
    ];

    static readonly ScalarRule[] s_even = [Elementwise.Cos, Elementwise.Sec, Elementwise.Cosh, Elementwise.Sech, Elementwise.Abs, Elementwise.Sinc];

    // The builders of sums and products apply these to any number of terms and factors at once.
    internal static readonly Simplification LikeTerms = Row("like terms", m * u + n * u, (m + n) * u, Light);
    internal static readonly Simplification EqualPowers = Row("equal bases", Pow(u, v) * Pow(u, w), Pow(u, v + w), Light);
    internal static readonly Simplification PowerOfPower = Row("power of a power", Pow(Pow(u, v), k), Pow(u, v * k), Light);
    internal static readonly Simplification PowerOfProduct = Row("power of a product", Pow(u * v, k), Pow(u, k) * Pow(v, k), Light);

    internal static readonly Simplification Distribute = Row("distributive law", u * (v + w), u * v + u * w, Light);
    internal static readonly Simplification OneLine = Row("one fraction line", u / v + w, (u + w * v) / v, Light);
    internal static readonly Simplification CommonFactor = Row("common factor", u * v + u * w, u * (v + w), Light);

    static Simplifications()
    {
        Row("zero in a sum", 0 + u, u);
        Row("zero subtracted", u - 0, u, soundness: Ieee);
        Row("subtraction from zero", 0 - u, -u);
        Row("plus a negative", u + -v, u - v, soundness: Ieee);
        Row("minus a negative", u - -v, u + v, soundness: Ieee);
        Row("double negative", -(-u), u, soundness: Ieee);
        Row("one in a product", 1 * u, u, soundness: Ieee);
        Row("minus one in a product", -1 * u, -u, soundness: Ieee);
        Row("zero in a product", 0 * u, 0);
        Row("division by one", u / 1, u, soundness: Ieee);
        Row("division by minus one", u / -1, -u, soundness: Ieee);
        Row("zero divided", 0 / u, 0, condition: NotEqual(u, 0));
        Row("power one", Pow(u, 1), u, soundness: Ieee);
        Row("power zero", Pow(u, 0), 1, soundness: Ieee);
        Row("powers of one", Pow(1, u), 1, soundness: Ieee);
        Row("exponential of zero", Exp(0), 1, soundness: Ieee);
        Row("logarithm of one", Ln(1), 0, soundness: Ieee);
        Row("logarithm of e", Ln(E), 1, soundness: Ieee);
        Row("sine of zero", Sin(0), 0, soundness: Ieee);
        Row("cosine of zero", Cos(0), 1, soundness: Ieee);

        Functions();
        Trigonometry();
        Hyperbolics();
    }

    static void Functions()
    {
        foreach (var f in s_odd) Row($"{f.Name} is odd", Apply(f, -u), -Apply(f, u), Light);
        foreach (var f in s_even) Row($"{f.Name} is even", Apply(f, -u), Apply(f, u), Light);
        Row("logarithm of an exponential", Ln(Exp(u)), u, Light);
        Row("logarithm of a power of e", Ln(Pow(E, u)), u, Light);
        Row("exponential of a logarithm", Exp(Ln(u)), u, Light, condition: Apply(Elementwise.Greater, u, 0));
        Row("power from a logarithm", Exp(v * Ln(u)), Pow(u, v), Light, condition: Apply(Elementwise.Greater, u, 0));
        Row("logarithm of a reciprocal", Ln(1 / u), -Ln(u), Light);
        Row("magnitude of what is never negative", Abs(u), u, Light, requires: Apply(Elementwise.GreaterEqual, u, 0));
        Row("sign of what is positive", Sign(u), 1, Light, requires: Apply(Elementwise.Greater, u, 0));
        Row("magnitude of a magnitude", Abs(Abs(u)), Abs(u), Light, Ieee);
        Row("sine of an arcsine", Sin(Asin(u)), u, Light, condition: Apply(Elementwise.LessEqual, Abs(u), 1));
        Row("cosine of an arccosine", Cos(Acos(u)), u, Light, condition: Apply(Elementwise.LessEqual, Abs(u), 1));
        Row("tangent of an arctangent", Tan(Atan(u)), u, Light);
        Row("cosine of an arcsine", Cos(Asin(u)), Sqrt(1 - Pow(u, 2)), Full);
        Row("sine of an arccosine", Sin(Acos(u)), Sqrt(1 - Pow(u, 2)), Full);
        Row("magnitude over itself", Abs(u) / u, Sign(u), Full, condition: NotEqual(u, 0));
        Row("itself over its magnitude", u / Abs(u), Sign(u), Full, condition: NotEqual(u, 0));
        Row("magnitude and sign", Abs(u) * Sign(u), u, Full);
        Row("itself times its sign", u * Sign(u), Abs(u), Full);
        Row("sign over magnitude", Sign(u) / Abs(u), 1 / u, Full);
        Row("product of roots", Sqrt(u) * Sqrt(v), Sqrt(u * v), Full, condition: Apply(Elementwise.GreaterEqual, u, 0));
        Row("quotient of roots", Sqrt(u) / Sqrt(v), Sqrt(u / v), Full, condition: Apply(Elementwise.GreaterEqual, u, 0));
        Row("sum of logarithms", Ln(u) + Ln(v), Ln(u * v), Full, condition: Apply(Elementwise.Greater, u, 0));
        Row("difference of logarithms", Ln(u) - Ln(v), Ln(u / v), Full, condition: Apply(Elementwise.Greater, u, 0));
    }

    static void Trigonometry()
    {
        Expr sin = Sin(u), cos = Cos(u), tan = Tan(u), cot = Cot(u), sec = Sec(u), csc = Csc(u);
        Row("tangent", sin / cos, tan, Full);
        Row("cotangent", cos / sin, cot, Full);
        Row("secant", 1 / cos, sec, Full);
        Row("cosecant", 1 / sin, csc, Full);
        Row("cosine from a secant", 1 / sec, cos, Full, condition: NotEqual(cos, 0));
        Row("sine from a cosecant", 1 / csc, sin, Full, condition: NotEqual(sin, 0));
        Row("cotangent from a tangent", 1 / tan, cot, Full, condition: NotEqual(cos, 0));
        Row("tangent from a cotangent", 1 / cot, tan, Full, condition: NotEqual(sin, 0));
        Row("sine from a tangent", tan * cos, sin, Full, condition: NotEqual(cos, 0));
        Row("cosine from a cotangent", cot * sin, cos, Full, condition: NotEqual(sin, 0));
        Row("secant times cosine", sec * cos, 1, Full, condition: NotEqual(cos, 0));
        Row("cosecant times sine", csc * sin, 1, Full, condition: NotEqual(sin, 0));
        Row("tangent times cotangent", tan * cot, 1, Full, condition: NotEqual(sin * cos, 0));
        Row("secant from a tangent", tan / sin, sec, Full, condition: NotEqual(sin, 0));
        Row("cosecant from a cotangent", cot / cos, csc, Full, condition: NotEqual(cos, 0));
        Row("sine from tangent and secant", tan / sec, sin, Full, condition: NotEqual(cos, 0));
        Row("cosine from cotangent and cosecant", cot / csc, cos, Full, condition: NotEqual(sin, 0));
        Row("tangent from secant and cosecant", sec / csc, tan, Full, condition: NotEqual(sin, 0));
        Row("tangent from a secant", sec * sin, tan, Full);
        Row("cotangent from a cosecant", csc * cos, cot, Full);
        Row("Pythagorean identity", Pow(sin, 2) + Pow(cos, 2), 1, Full);
        Row("Pythagorean identity for the cosine", 1 - Pow(sin, 2), Pow(cos, 2), Full);
        Row("Pythagorean identity for the sine", 1 - Pow(cos, 2), Pow(sin, 2), Full);
        Row("Pythagorean identity for the secant", Pow(tan, 2) + 1, Pow(sec, 2), Full);
        Row("Pythagorean identity for the cosecant", Pow(cot, 2) + 1, Pow(csc, 2), Full);
        Row("Pythagorean identity for the tangent", Pow(sec, 2) - 1, Pow(tan, 2), Full);
        Row("Pythagorean identity for the cotangent", Pow(csc, 2) - 1, Pow(cot, 2), Full);
        Row("secant and tangent", Pow(sec, 2) - Pow(tan, 2), 1, Full, condition: NotEqual(cos, 0));
        Row("cosecant and cotangent", Pow(csc, 2) - Pow(cot, 2), 1, Full, condition: NotEqual(sin, 0));
        Row("sine of a double angle", 2 * sin * cos, Sin(2 * u), Full);
        Row("cosine of a double angle", Pow(cos, 2) - Pow(sin, 2), Cos(2 * u), Full);
        Row("cosine of a double angle from the sine", 1 - 2 * Pow(sin, 2), Cos(2 * u), Full);
        Row("cosine of a double angle from the cosine", 2 * Pow(cos, 2) - 1, Cos(2 * u), Full);
    }

    static void Hyperbolics()
    {
        Expr sinh = Sinh(u), cosh = Cosh(u), tanh = Tanh(u), coth = Coth(u), sech = Sech(u), csch = Csch(u);
        Row("hyperbolic tangent", sinh / cosh, tanh, Full);
        Row("hyperbolic cotangent", cosh / sinh, coth, Full);
        Row("hyperbolic secant", 1 / cosh, sech, Full);
        Row("hyperbolic cosecant", 1 / sinh, csch, Full);
        Row("hyperbolic cosine from a secant", 1 / sech, cosh, Full);
        Row("hyperbolic sine from a cosecant", 1 / csch, sinh, Full, condition: NotEqual(u, 0));
        Row("hyperbolic cotangent from a tangent", 1 / tanh, coth, Full);
        Row("hyperbolic tangent from a cotangent", 1 / coth, tanh, Full, condition: NotEqual(u, 0));
        Row("hyperbolic sine from a tangent", tanh * cosh, sinh, Full);
        Row("hyperbolic secant times cosine", sech * cosh, 1, Full);
        Row("hyperbolic secant from a tangent", tanh / sinh, sech, Full, condition: NotEqual(u, 0));
        Row("hyperbolic tangent from a secant", sech * sinh, tanh, Full);
        Row("hyperbolic cotangent from a cosecant", csch * cosh, coth, Full);
        Row("hyperbolic identity", Pow(cosh, 2) - Pow(sinh, 2), 1, Full);
        Row("hyperbolic identity for the cosine", Pow(sinh, 2) + 1, Pow(cosh, 2), Full);
        Row("hyperbolic identity for the sine", Pow(cosh, 2) - 1, Pow(sinh, 2), Full);
        Row("hyperbolic identity for the secant", 1 - Pow(tanh, 2), Pow(sech, 2), Full);
        Row("hyperbolic identity for the tangent", 1 - Pow(sech, 2), Pow(tanh, 2), Full);
        Row("hyperbolic identity for the cosecant", Pow(coth, 2) - 1, Pow(csch, 2), Full);
        Row("hyperbolic sine of a double argument", 2 * sinh * cosh, Sinh(2 * u), Full);
        Row("hyperbolic cosine of a double argument", Pow(cosh, 2) + Pow(sinh, 2), Cosh(2 * u), Full);
    }

    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<Simplification> All => s_all;

    /// <summary>The rows chosen, by the outermost operation of their patterns, in the order of the table.</summary>
    // Start-up time: a loop, where grouping by queries takes longer than all else that is done for a short formula.
    internal static Dictionary<ScalarRule, Simplification[]> ByOutermostRule(Predicate<Simplification> chosen)
    {
        var rows = new Dictionary<ScalarRule, Simplification[]>();
        foreach (var row in s_all)
        {
            if (!chosen(row)) continue;
            rows.TryGetValue(row.Pattern.Rule, out var before);
            Array.Resize(ref before, (before?.Length ?? 0) + 1);
            before![before.Length - 1] = row;
            rows[row.Pattern.Rule] = before;
        }

        return rows;
    }

    static Simplification Row(
        string name, Expr pattern, Expr result, SimplifyLevel level = None, Soundness soundness = Reals,
        Expr? requires = null, Expr? condition = null)
    {
        var row = new Simplification(name, pattern, result, level, soundness) { Requires = requires, Condition = condition };
        s_all.Add(row);
        return row;
    }
}
