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

    // The builders of sums and products apply these to any number of terms and factors at once.
    internal static readonly Simplification LikeTerms = Row("like terms", m * u + n * u, (m + n) * u, Light);
    internal static readonly Simplification EqualPowers = Row("equal bases", Pow(u, v) * Pow(u, w), Pow(u, v + w), Light);
    internal static readonly Simplification PowerOfPower = Row("power of a power", Pow(Pow(u, v), k), Pow(u, v * k), Light);
    internal static readonly Simplification PowerOfProduct = Row("power of a product", Pow(u * v, k), Pow(u, k) * Pow(v, k), Light);

    internal static readonly Simplification Distribute = Row("distributive law", u * (v + w), u * v + u * w, Light);
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
    }

    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<Simplification> All => s_all;

    static Simplification Row(
        string name, Expr pattern, Expr result, SimplifyLevel level = None, Soundness soundness = Reals,
        Expr? requires = null, Expr? condition = null)
    {
        var row = new Simplification(name, pattern, result, level, soundness) { Requires = requires, Condition = condition };
        s_all.Add(row);
        return row;
    }
}
