using Nabla.Rules;

namespace Nabla.Symbolics;

// The textbook arrangements. Each is the row's own derivative in another shape, and the tests hold it against the row.
public sealed partial class DerivativeRule
{
    /// <summary>A constant, or a part held constant.</summary>
    public static DerivativeRule Constant { get; } = Leaf("Constant rule", "(c)′ = 0", @"(c)' = 0");

    /// <summary>The variable itself.</summary>
    public static DerivativeRule Identity { get; } = Leaf("Identity rule", "(x)′ = 1", @"(x)' = 1");

    /// <summary>Sum, term by term.</summary>
    public static DerivativeRule Sum { get; } = new("Sum rule", "(u + v)′ = u′ + v′", @"(u + v)' = u' + v'",
        (f, du) => (du[0], du[1]) switch
        {
            ({ } a, { } b) => Fold.Add(a, b),
            ({ } a, null) => a,
            (_, var b) => b!,
        });

    /// <summary>Difference, term by term.</summary>
    public static DerivativeRule Difference { get; } = new("Difference rule", "(u − v)′ = u′ − v′", @"(u - v)' = u' - v'",
        (f, du) => (du[0], du[1]) switch
        {
            ({ } a, { } b) => Fold.Subtract(a, b),
            ({ } a, null) => a,
            (_, var b) => Fold.Negate(b!),
        });

    /// <summary>A constant factor, divisor or sign stays.</summary>
    public static DerivativeRule ConstantMultiple { get; } = new("Constant multiple rule", "(c·u)′ = c·u′", @"(c\,u)' = c\,u'",
        (f, du) =>
        {
            if (f.Rule == Elementwise.Negate) return Fold.Negate(du[0]!);
            if (f.Rule == Elementwise.Divide) return Fold.Divide(du[0]!, f[1]);
            return du[0] is null ? Fold.Multiply(f[0], du[1]!) : Fold.Multiply(f[1], du[0]!);
        });

    /// <summary>Product of two functions.</summary>
    public static DerivativeRule Product { get; } = new("Product rule", "(u·v)′ = u′·v + u·v′", @"(u\,v)' = u'\,v + u\,v'",
        (f, du) => Fold.Add(Fold.Multiply(du[0]!, f[1]), Fold.Multiply(f[0], du[1]!)));

    /// <summary>Quotient of two functions.</summary>
    public static DerivativeRule Quotient { get; } = new("Quotient rule", "(u/v)′ = (u′·v − u·v′)/v²", @"\left(\frac{u}{v}\right)' = \frac{u'\,v - u\,v'}{v^2}",
        (f, du) => Fold.Divide(
            Fold.Subtract(Fold.Multiply(du[0]!, f[1]), Fold.Multiply(f[0], du[1]!)), Fold.Power(f[1], 2)));

    /// <summary>A constant over a function.</summary>
    public static DerivativeRule Reciprocal { get; } = new("Reciprocal rule", "(c/v)′ = −c·v′/v²", @"\left(\frac{c}{v}\right)' = -\frac{c\,v'}{v^2}",
        (f, du) => Fold.Negate(Fold.Divide(Fold.Multiply(f[0], du[1]!), Fold.Power(f[1], 2))));

    /// <summary>A function to a constant power.</summary>
    public static DerivativeRule Power { get; } = new("Power rule", "(xⁿ)′ = n·xⁿ⁻¹", @"(x^n)' = n\,x^{n-1}",
        (f, du) => Fold.Multiply(
            Fold.Multiply(f[1], Fold.Power(f[0], Fold.Subtract(f[1], 1))), du[0]!));

    /// <summary>A constant to the power of a function.</summary>
    public static DerivativeRule Exponential { get; } = new("Exponential rule", "(aˣ)′ = aˣ·ln a", @"(a^x)' = a^x \ln a",
        (f, du) => Fold.Multiply(f[0] is ConstantExpr { Name: "e" } ? f : Fold.Multiply(f, Fold.Apply(Elementwise.Ln, f[0])), du[1]!));

    /// <summary>A function to the power of a function, through its logarithm.</summary>
    public static DerivativeRule Logarithmic { get; } = new(
        "Logarithmic differentiation", "(uᵛ)′ = uᵛ·(v′·ln u + v·u′/u)", @"(u^v)' = u^v \left(v' \ln u + \frac{v\,u'}{u}\right)",
        (f, du) => Fold.Multiply(f, Fold.Add(
            Fold.Multiply(du[1]!, Fold.Apply(Elementwise.Ln, f[0])),
            Fold.Divide(Fold.Multiply(f[1], du[0]!), f[0]))));

    /// <summary>One of two formulas, by a condition.</summary>
    public static DerivativeRule Cases { get; } = new(
        "Cases rule", "where(c, u, v)′ = where(c, u′, v′)", @"\begin{cases} u \\ v \end{cases}{}' = \begin{cases} u' \\ v' \end{cases}",
        (f, du) => du[1] is null && du[2] is null ? 0 : Fold.Apply(Elementwise.Where, f[0], du[1] ?? 0, du[2] ?? 0));

    /// <summary>The rule for the outermost operation of f, given which arguments are constant.</summary>
    internal static DerivativeRule For(ApplyExpr f, ReadOnlySpan<Expr?> du)
    {
        var row = f.Rule;
        if (row == Elementwise.Add) return Sum;
        if (row == Elementwise.Multiply) return du[0] is null || du[1] is null ? ConstantMultiple : Product;
        if (row == Elementwise.Subtract) return Difference;
        if (row == Elementwise.Negate) return ConstantMultiple;
        if (row == Elementwise.Divide) return du[1] is null ? ConstantMultiple : du[0] is null ? Reciprocal : Quotient;
        if (row == Elementwise.Power) return du[1] is null ? Power : du[0] is null ? Exponential : Logarithmic;
        return row == Elementwise.Where ? Cases : Of(row);
    }

    static DerivativeRule Leaf(string name, string formula, string latex) =>
        new(name, formula, latex, (f, du) => throw new InvalidOperationException($"The {name} has no parts to combine."));
}
