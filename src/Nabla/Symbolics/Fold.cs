using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>
/// Builds formulas and does their arithmetic on the way: numbers are computed exactly, zeros and ones dropped by the
/// arithmetic rows of <see cref="Simplifications"/>, and number factors gathered in front. What has no exact value of
/// bounded size (1/0, 2^(10^9)) stays as written.
/// </summary>
public static class Fold
{
    static readonly RowTable<Simplification[]> s_rows = new(Simplifications.ByOutermostRule(row => row.Level == SimplifyLevel.None), []);

    // Where all rows of a rule have a whole number as an argument, the largest of those numbers, whatever their sign:
    // without one up to it there is nothing to look for.
    static readonly RowTable<int> s_numbersUpTo = NumbersUpTo();

    const int Anything = int.MaxValue;

    static RowTable<int> NumbersUpTo()
    {
        var upTo = new RowTable<int>();
        foreach (var rule in Elementwise.All)
        {
            var largest = -1;
            foreach (var row in s_rows[rule])
            {
                var own = Anything;
                for (var i = 0; i < row.Pattern.Arity; i++)
                    if (row.Pattern[i] is NumberExpr n && n.Value.TryGetInt(out var value)) own = Math.Abs(value);
                largest = Math.Max(largest, own);
            }

            upTo[rule] = largest;
        }

        return upTo;
    }

    static bool MayFire(ScalarRule rule, Expr a, Expr b)
    {
        var upTo = s_numbersUpTo[rule];
        return upTo == Anything || IsNumberUpTo(a, upTo) || IsNumberUpTo(b, upTo);
    }

    static bool IsNumberUpTo(Expr x, int limit) => x is NumberExpr n && n.Value.TryGetInt(out var value) && Math.Abs(value) <= limit;

    /// <summary>The sum.</summary>
    public static Expr Add(Expr a, Expr b) => Apply(Elementwise.Add, a, b);

    /// <summary>The difference.</summary>
    public static Expr Subtract(Expr a, Expr b) => Apply(Elementwise.Subtract, a, b);

    /// <summary>The product.</summary>
    public static Expr Multiply(Expr a, Expr b) => Apply(Elementwise.Multiply, a, b);

    /// <summary>The quotient.</summary>
    public static Expr Divide(Expr a, Expr b) => Apply(Elementwise.Divide, a, b);

    /// <summary>The negative.</summary>
    public static Expr Negate(Expr x) => Apply(Elementwise.Negate, x);

    /// <summary>a to the power b.</summary>
    public static Expr Power(Expr a, Expr b) => Apply(Elementwise.Power, a, b);

    /// <summary>The rule applied to x.</summary>
    public static Expr Apply(ScalarRule rule, Expr x)
    {
        if (x is NumberExpr n && Quantity.TryApply(rule, Quantity.Of(n)) is { } value) return value.ToExpr();
        if (TryRows(rule, [x]) is { } rewritten) return rewritten;
        if (rule == Elementwise.Negate && Coefficient.Of(x) is { IsOne: false } c) return c.Negated().ToExpr();
        return Expr.Apply(rule, x);
    }

    /// <summary>The rule applied to a and b.</summary>
    public static Expr Apply(ScalarRule rule, Expr a, Expr b)
    {
        // min and max of numbers stay: a literal result would change who shares a tie further out.
        if (Views.IsTie(rule)) return Expr.Apply(rule, a, b);
        if (a is NumberExpr m && b is NumberExpr n)
            return Quantity.TryApply(rule, Quantity.Of(m), Quantity.Of(n)) is { } value ? value.ToExpr() : Expr.Apply(rule, a, b);
        if (MayFire(rule, a, b) && TryRows(rule, [a, b]) is { } rewritten) return rewritten;
        if (rule == Elementwise.Multiply) return Gathered(rule, Coefficient.Of(a), Coefficient.Of(b));
        if (rule == Elementwise.Divide && b is not NumberExpr { Value.IsZero: true }) return Gathered(rule, Coefficient.Of(a), Coefficient.Of(b));
        return Expr.Apply(rule, a, b);
    }

    /// <summary>The rule applied to its arguments; throws <see cref="ArgumentException"/> if their number is not the rule's.</summary>
    public static Expr Apply(ScalarRule rule, params Expr[] arguments) => arguments.Length switch
    {
        1 => Apply(rule, arguments[0]),
        2 => Apply(rule, arguments[0], arguments[1]),
        3 when rule == Elementwise.Where && arguments[0] is NumberExpr c => c.Value.IsZero ? arguments[2] : arguments[1],
        _ => Expr.Apply(rule, arguments),
    };

    static Expr? TryRows(ScalarRule rule, ReadOnlySpan<Expr> arguments)
    {
        foreach (var row in s_rows[rule])
            if (Matcher.TryRewrite(row, rule, arguments, out _) is { } rewritten) return rewritten;
        return null;
    }

    static Expr Gathered(ScalarRule rule, Coefficient a, Coefficient b)
    {
        if (a is { IsOne: true, Rest: { } u } && b is { IsOne: true, Rest: { } v }) return Expr.Apply(rule, u, v);
        if (Quantity.TryApply(rule, a.Number, b.Number) is not { } number) return Expr.Apply(rule, a.ToExpr(), b.ToExpr());
        var rest = (a.Rest, b.Rest) switch
        {
            (null, null) => null,
            ({ } p, null) => p,
            (null, { } q) => rule == Elementwise.Divide ? Expr.Apply(rule, 1, q) : q,
            ({ } p, { } q) => Expr.Apply(rule, p, q),
        };
        return new Coefficient(number, rest).ToExpr();
    }
}
