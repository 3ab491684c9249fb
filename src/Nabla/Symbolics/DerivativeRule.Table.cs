using Nabla.Rules;

namespace Nabla.Symbolics;

// The textbook arrangements. Each is the row's own derivative in another shape, and the tests hold it against the row.
public sealed partial class DerivativeRule
{
    static readonly RowTable<DerivativeRule?> s_functions = new();
    static DerivativeRule[]? s_all;

    /// <summary>A constant, or a part held constant.</summary>
    public static DerivativeRule Constant { get; } = new("Constant rule", [], "(c)′ = 0", @"(c)' = 0", Leaf);

    /// <summary>The variable itself.</summary>
    public static DerivativeRule Identity { get; } = new("Identity rule", [], "(x)′ = 1", @"(x)' = 1", Leaf);

    /// <summary>A piece a·x + b, differentiated at sight: sum, constant multiple, identity and constant rules in one.</summary>
    public static DerivativeRule Linear { get; } = new("Linear rule", [], "(a·x + b)′ = a", @"(a\,x + b)' = a", Leaf);

    /// <summary>Sum, term by term.</summary>
    public static DerivativeRule Sum { get; } = new("Sum rule", [], "(u + v)′ = u′ + v′", @"(u + v)' = u' + v'",
        (f, du) => (du[0], du[1]) switch
        {
            ({ } a, { } b) => Fold.Add(a, b),
            ({ } a, null) => a,
            (_, var b) => b!,
        });

    /// <summary>Difference, term by term.</summary>
    public static DerivativeRule Difference { get; } = new(
        "Difference rule", [], "(u − v)′ = u′ − v′", @"(u - v)' = u' - v'",
        (f, du) => (du[0], du[1]) switch
        {
            ({ } a, { } b) => Fold.Subtract(a, b),
            ({ } a, null) => a,
            (_, var b) => Fold.Negate(b!),
        });

    /// <summary>A constant factor, divisor or sign stays.</summary>
    public static DerivativeRule ConstantMultiple { get; } = new(
        "Constant multiple rule", ["c", "u"], "(c·u)′ = c·u′", @"(c\,u)' = c\,u'",
        (f, du) => f.Rule == Elementwise.Negate ? Fold.Negate(du[0]!)
            : f.Rule == Elementwise.Divide ? Fold.Divide(du[0]!, f[1])
            : du[0] is null ? Fold.Multiply(f[0], du[1]!) : Fold.Multiply(f[1], du[0]!));

    /// <summary>Product of two functions.</summary>
    public static DerivativeRule Product { get; } = new(
        "Product rule", ["u", "v"], "(u·v)′ = u′·v + u·v′", @"(u\,v)' = u'\,v + u\,v'",
        (f, du) => Fold.Add(Fold.Multiply(du[0]!, f[1]), Fold.Multiply(f[0], du[1]!)));

    /// <summary>Quotient of two functions.</summary>
    public static DerivativeRule Quotient { get; } = new(
        "Quotient rule", ["u", "v"], "(u/v)′ = (u′·v − u·v′)/v²", @"\left(\frac{u}{v}\right)' = \frac{u'\,v - u\,v'}{v^2}",
        (f, du) => Fold.Divide(
            Fold.Subtract(Fold.Multiply(du[0]!, f[1]), Fold.Multiply(f[0], du[1]!)), Fold.Power(f[1], 2)));

    /// <summary>A constant over a function.</summary>
    public static DerivativeRule Reciprocal { get; } = new(
        "Reciprocal rule", ["c", "v"], "(c/v)′ = −c·v′/v²", @"\left(\frac{c}{v}\right)' = -\frac{c\,v'}{v^2}",
        (f, du) => Fold.Negate(Fold.Divide(Fold.Multiply(f[0], du[1]!), Fold.Power(f[1], 2))));

    /// <summary>The variable to a constant power.</summary>
    public static DerivativeRule Power { get; } = new("Power rule", [], "(x^n)′ = n·x^(n − 1)", @"(x^n)' = n\,x^{n-1}",
        (f, du) => Fold.Multiply(
            Fold.Multiply(f[1], Fold.Power(f[0], Fold.Subtract(f[1], 1))), du[0]!));

    /// <summary>A constant to the power of the variable.</summary>
    public static DerivativeRule Exponential { get; } = new(
        "Exponential rule", [], "(a^x)′ = a^x·ln(a)", @"(a^x)' = a^x \ln a",
        (f, du) => Fold.Multiply(Fold.Multiply(f, Fold.Apply(Elementwise.Ln, f[0])), du[1]!));

    /// <summary>A function to the power of a function, through its logarithm.</summary>
    public static DerivativeRule Logarithmic { get; } = new(
        "Logarithmic differentiation", ["u", "v"], "(u^v)′ = u^v·(v·ln(u))′ = u^v·(v′·ln(u) + v·u′/u)",
        @"(u^v)' = u^v (v \ln u)' = u^v \left(v' \ln u + \frac{v\,u'}{u}\right)",
        (f, du) => Fold.Multiply(f, Fold.Add(
            Fold.Multiply(du[1]!, Fold.Apply(Elementwise.Ln, f[0])),
            Fold.Divide(Fold.Multiply(f[1], du[0]!), f[0]))));

    /// <summary>A function of a function: the outer function's derivative at the inner one, times the inner one's.</summary>
    public static DerivativeRule Chain { get; } = new(
        "Chain rule", [], "f(u)′ = f′(u)·u′", @"f(u)' = f'(u)\,u'", ByOuterRule);

    /// <summary>A function of several functions: the chain rule for each, added up.</summary>
    public static DerivativeRule ChainOfSeveral { get; } = new(
        "Multivariable chain rule", [], "f(u, v)′ = (∂f/∂u)·u′ + (∂f/∂v)·v′",
        @"f(u, v)' = \frac{\partial f}{\partial u}\,u' + \frac{\partial f}{\partial v}\,v'", ByOuterRule);

    /// <summary>One of two formulas, by a condition.</summary>
    public static DerivativeRule Cases { get; } = new(
        "Cases rule", ["u", "v"], "where(c, u, v)′ = where(c, u′, v′)",
        @"\begin{cases} u & \text{if } c \\ v & \text{else} \end{cases}{}' = \begin{cases} u' & \text{if } c \\ v' & \text{else} \end{cases}",
        (f, du) => Where(f[0], du[1] ?? 0, du[2] ?? 0));

    /// <summary>The larger of several: the derivative of the one that is larger.</summary>
    public static DerivativeRule Maximum { get; } = new(
        "Maximum rule", ["u", "v"], "max(u, v)′ = u′ where u > v, else v′", @"\max(u, v)' = \begin{cases} u' & u > v \\ v' & \text{else} \end{cases}",
        (f, du) => Extremum(f, du, Elementwise.Greater));

    /// <summary>The smaller of several: the derivative of the one that is smaller.</summary>
    public static DerivativeRule Minimum { get; } = new(
        "Minimum rule", ["u", "v"], "min(u, v)′ = u′ where u < v, else v′", @"\min(u, v)' = \begin{cases} u' & u < v \\ v' & \text{else} \end{cases}",
        (f, du) => Extremum(f, du, Elementwise.Less));

    /// <summary>Not a rule of differentiation: the same formula, rewritten.</summary>
    public static DerivativeRule Simplification { get; } = new("Simplification", [], "f = g", "f = g", Leaf);

    static readonly DerivativeRule[] s_textbook =
    [
        Constant, Identity, Linear, Sum, Difference, ConstantMultiple, Product, Quotient, Reciprocal, Power, Exponential,
        Logarithmic, Chain, ChainOfSeveral, Cases, Maximum, Minimum, Simplification,
    ];

    // The rows that the rules above arrange.
    static readonly HashSet<ScalarRule> s_ownRule =
    [
        Elementwise.Add, Elementwise.Subtract, Elementwise.Negate, Elementwise.Multiply, Elementwise.Divide,
        Elementwise.Power, Elementwise.Where, Elementwise.Max, Elementwise.Min,
    ];

    /// <summary>Every rule: the textbook's, and one for each function of the table that they do not cover.</summary>
    // Start-up time: whoever only differentiates does not wait for the formulas of sixty functions.
    public static IReadOnlyList<DerivativeRule> All => s_all ??=
        [.. s_textbook, .. Elementwise.All.Where(row => row.WrittenAs is null && !s_ownRule.Contains(row)).Select(Of)];

    /// <summary>The rule of a function of the table by itself, as in (sin(x))′ = cos(x).</summary>
    public static DerivativeRule Of(ScalarRule row)
    {
        if (s_functions[row] is { } known) return known;
        // Two threads may make the same rule at once; the first stays.
        lock (s_functions) return s_functions[row] ??= OfFunction(row);
    }

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
        if (row == Elementwise.Where) return Cases;
        return row == Elementwise.Max ? Maximum : row == Elementwise.Min ? Minimum : Of(row);
    }

    static Expr Leaf(ApplyExpr f, ReadOnlySpan<Expr?> du) =>
        throw new InvalidOperationException("This rule has no parts to combine.");

    static Expr ByOuterRule(ApplyExpr f, ReadOnlySpan<Expr?> du) => For(f, du).Combine(f, du);

    // Every argument's share is a formula of all of them: beyond a few the row's own formula stands, which has parts in common.
    const int MostInCases = 8;

    /// <summary>Whether the derivative of min or max is written in cases.</summary>
    internal static bool IsInCases(ApplyExpr f) => Views.IsTie(f.Rule) && f.Arity <= MostInCases;

    // The shares of a tie are the row's: all to a literal, else equal.
    static Expr Extremum(ApplyExpr f, ReadOnlySpan<Expr?> du, ScalarRule beats)
    {
        if (!IsInCases(f)) return Total(f, du);
        if (f.Arity > 2) return Shares(f, du, beats);
        var (u, v) = (f[0], f[1]);
        Expr p = du[0] ?? 0, q = du[1] ?? 0;
        if (v.IsLiteral) return Where(Fold.Apply(beats, u, v), p, q);
        if (u.IsLiteral) return Where(Fold.Apply(beats, v, u), q, p);
        return Where(Fold.Apply(beats, u, v), p, Where(Fold.Apply(beats, v, u), q, Fold.Divide(Fold.Add(p, q), 2)));
    }

    // Each argument that is no literal: nothing where another beats it or no literal is beaten, else u′ by how many are equal.
    static Expr Shares(ApplyExpr f, ReadOnlySpan<Expr?> du, ScalarRule beats)
    {
        var x = RowPartials.Arguments(f);
        Expr Best(Expr[] of) => of.Length == 1 ? of[0] : Expr.Apply(f.Rule, of);
        Expr[] literals = [.. x.Where(u => u.IsLiteral)];
        Expr sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (du[i] is not { } d || x[i].IsLiteral) continue;
            Expr[] others = [.. x.Where((u, k) => k != i && !u.IsLiteral)];
            var equal = others.Aggregate((Expr)1, (count, u) => Fold.Add(count, Fold.Apply(Elementwise.Equal, u, x[i])));
            var share = others.Length == 0 ? d : Where(Fold.Apply(beats, Best(others), x[i]), 0, Fold.Divide(d, equal));
            sum = Fold.Add(sum, literals.Length == 0 ? share : Where(Fold.Apply(beats, x[i], Best(literals)), share, 0));
        }

        return sum;
    }

    static Expr Where(Expr condition, Expr a, Expr b) => a == b ? a : Fold.Apply(Elementwise.Where, condition, a, b);

    static DerivativeRule OfFunction(ScalarRule row)
    {
        string[] letters = row.Arity == 1 ? ["x"] : ["u", "v", "w"];
        var x = letters.Take(row.Arity).Select(Expr.Symbol).ToArray();
        var f = Expr.Apply(row, x);
        var partials = RowPartials.Of((ApplyExpr)f);
        var formulas = partials.Select((p, i) => row.Arity == 1
            ? $"({f.ToText()})′ = {p.ToText()}"
            : $"∂/∂{letters[i]} {f.ToText()} = {p.ToText()}");
        return new(row.RuleName, [], string.Join(", ", formulas), "", Total) { IsFunction = true };
    }

    // The row's partial derivatives, each times the derivative of its argument.
    static Expr Total(ApplyExpr f, ReadOnlySpan<Expr?> du)
    {
        var partials = RowPartials.Of(f);
        Expr? sum = null;
        for (var i = 0; i < du.Length; i++)
        {
            if (du[i] is not { } d) continue;
            var term = Times(partials[i], d);
            sum = sum is null ? term : Fold.Add(sum, term);
        }

        return sum!;
    }

    // u′/(2√u) rather than 1/(2√u)·u′.
    static Expr Times(Expr partial, Expr du) => partial is not ApplyExpr f ? Fold.Multiply(partial, du)
        : f.Rule == Elementwise.Divide && f[0] is NumberExpr ? Fold.Divide(Fold.Multiply(f[0], du), f[1])
        : f.Rule == Elementwise.Negate ? Fold.Negate(Times(f[0], du))
        : Fold.Multiply(partial, du);
}
