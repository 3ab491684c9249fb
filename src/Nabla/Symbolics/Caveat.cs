using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>A place where a rule does not hold: the function has no derivative there, or no value.</summary>
public sealed class Caveat
{
    // What people should know of a function, {f}, with arguments {u} and {v}: kinks, vertical tangents, jumps, and
    // domains that the derivative's formula does not show. Poles need no word: the function has no value there either.
    static readonly Dictionary<ScalarRule, string> s_ofRow = new()
    {
        [Elementwise.Abs] = "{f} has a corner where {u} = 0; its derivative is taken as 0 there.",
        [Elementwise.Relu] = "{f} has a corner where {u} = 0; its derivative is taken as 0 there.",
        [Elementwise.Sign] = "{f} jumps where {u} = 0 and has no derivative there.",
        [Elementwise.Floor] = "{f} jumps where {u} is a whole number and has no derivative there.",
        [Elementwise.Ceiling] = "{f} jumps where {u} is a whole number and has no derivative there.",
        [Elementwise.Round] = "{f} jumps where {u} is halfway between whole numbers and has no derivative there.",
        [Elementwise.Sqrt] = "{f} has a vertical tangent where {u} = 0; the rule holds where {u} > 0.",
        [Elementwise.Cbrt] = "{f} has a vertical tangent where {u} = 0; the rule holds elsewhere.",
        [Elementwise.Hypot] = "{f} has a corner where {u} and {v} are both 0.",
        [Elementwise.Ln] = "{f} has a value only where {u} > 0; the rule holds there.",
        [Elementwise.Log2] = "{f} has a value only where {u} > 0; the rule holds there.",
        [Elementwise.Log10] = "{f} has a value only where {u} > 0; the rule holds there.",
        [Elementwise.Log1p] = "{f} has a value only where {u} > -1; the rule holds there.",
        [Elementwise.Asin] = "{f} has vertical tangents where {u} is -1 or 1; the rule holds between them.",
        [Elementwise.Acos] = "{f} has vertical tangents where {u} is -1 or 1; the rule holds between them.",
        [Elementwise.Asec] = "{f} has vertical tangents where {u} is -1 or 1; the rule holds outside them.",
        [Elementwise.Acsc] = "{f} has vertical tangents where {u} is -1 or 1; the rule holds outside them.",
        [Elementwise.Acosh] = "{f} has a vertical tangent where {u} = 1; the rule holds where {u} > 1.",
        [Elementwise.Atanh] = "{f} has a value only where -1 < {u} < 1; the rule holds there.",
        [Elementwise.Acoth] = "{f} has a value only where {u} < -1 or {u} > 1; the rule holds there.",
        [Elementwise.Asech] = "{f} has a vertical tangent where {u} = 1; the rule holds where 0 < {u} < 1.",
        [Elementwise.Max] =
            "{f} has a corner where its largest arguments are equal; they share the derivative there, but a number takes it all.",
        [Elementwise.Min] =
            "{f} has a corner where its smallest arguments are equal; they share the derivative there, but a number takes it all.",
        [Elementwise.Where] =
            "the rule does not hold where the condition {u} changes, unless the two cases meet smoothly there.",
    };

    // Nothing need be said of these where the argument is seen to be positive.
    static readonly HashSet<ScalarRule> s_needPositive =
    [
        Elementwise.Abs, Elementwise.Sqrt, Elementwise.Cbrt, Elementwise.Ln, Elementwise.Log2, Elementwise.Log10,
        Elementwise.Power,
    ];

    readonly string _template;

    Caveat(ApplyExpr function, string template)
    {
        Function = function;
        _template = template;
    }

    /// <summary>The function that the caveat is about.</summary>
    public ApplyExpr Function { get; }

    /// <summary>The caveat in words.</summary>
    public override string ToString() => ToText(f => f.ToText());

    internal string ToText(Func<Expr, string> show)
    {
        var text = _template
            .Replace("{f}", show(Function), StringComparison.Ordinal)
            .Replace("{u}", show(Function[0]), StringComparison.Ordinal);
        return Function.Arity > 1 ? text.Replace("{v}", show(Function[1]), StringComparison.Ordinal) : text;
    }

    /// <summary>What to know of the function in the step, or null.</summary>
    internal static Caveat? Of(DerivationStep step)
    {
        if (step.Before is not ApplyExpr f || step.Variable is null) return null;
        if (s_needPositive.Contains(f.Rule) && Signs.IsPositive(f[0])) return null;
        if (f.Rule == Elementwise.Hypot && (IsNeverZero(f[0]) || IsNeverZero(f[1]))) return null;
        if (Views.IsTie(f.Rule) && f.Arity == 2 && (IsAbove(f[0], f[1]) || IsAbove(f[1], f[0]))) return null;
        if (f.Rule == Elementwise.Power) return Power(f, step.Rule);
        return s_ofRow.TryGetValue(f.Rule, out var template) ? new(f, template) : null;
    }

    static bool IsNeverZero(Expr x) => x is NumberExpr { Value.IsZero: false } || Signs.IsPositive(x);

    // Whether a number of at most 0 lies between them.
    static bool IsAbove(Expr a, Expr b) =>
        b is NumberExpr { Value.Sign: < 0 } && Signs.IsNonnegative(a) || b is NumberExpr { Value.IsZero: true } && Signs.IsPositive(a);

    static Caveat? Power(ApplyExpr f, DerivativeRule rule)
    {
        if (rule == DerivativeRule.Logarithmic)
            return new(f, "{f} has a real value, and its logarithm exists, where {u} > 0; the rule holds there.");
        if (f[1] is not NumberExpr { Value: { IsInteger: false } n }) return null;
        return n.Sign > 0 && n < Rational.One
            ? new(f, "{f} has a vertical tangent where {u} = 0; the rule holds where {u} > 0.")
            : new(f, "{f} has a real value only where {u} is not negative; the rule holds where {u} > 0.");
    }
}
