using Nabla.Rules;

namespace Nabla.Symbolics;

// Finds a row's pattern in a formula and writes its result. Depth is that of the pattern, never of the formula.
struct Matcher
{
    Bindings _bound;

    [System.Runtime.CompilerServices.InlineArray(8)]
    struct Bindings
    {
        Expr? _first;
    }

    /// <summary>The result of the row at rule(arguments), or null where its pattern or what it requires does not hold.</summary>
    public static Expr? TryRewrite(Simplification row, ScalarRule rule, ReadOnlySpan<Expr> arguments, out Expr? condition)
    {
        condition = null;
        var matcher = new Matcher();
        if (!matcher.MatchesArguments(row.Pattern, rule, arguments)) return null;
        if (row.Requires is not null && !matcher.Holds(row.Requires)) return null;
        if (row.Condition is not null) condition = matcher.Write(row.Condition);
        return matcher.Write(row.Result);
    }

    /// <summary>Whether the pattern is the subject for what is bound so far; binds its letters.</summary>
    public bool TryBind(Expr pattern, Expr subject) => Matches(pattern, subject);

    public readonly bool Satisfies(Simplification row) => row.Requires is null || Holds(row.Requires);

    static int SlotOf(SymbolExpr letter) => letter.Name[0] switch { 'u' => 0, 'v' => 1, 'w' => 2, 'm' => 3, 'n' => 4, 'k' => 5, _ => 6 };

    static bool MayStandFor(SymbolExpr letter, Expr subject) => letter.Name[0] switch
    {
        'm' or 'n' => subject is NumberExpr,
        'k' => subject is NumberExpr { Value.IsInteger: true },
        _ => true,
    };

    bool MatchesArguments(ApplyExpr pattern, ScalarRule rule, ReadOnlySpan<Expr> arguments)
    {
        if (pattern.Rule != rule || pattern.Arity != arguments.Length) return false;
        if (arguments.Length == 1) return MayMatch(pattern[0], arguments[0]) && Matches(pattern[0], arguments[0]);
        var before = _bound;
        if (MayMatch(pattern[0], arguments[0]) && MayMatch(pattern[1], arguments[1]))
        {
            if (Matches(pattern[0], arguments[0]) && Matches(pattern[1], arguments[1])) return true;
            _bound = before;
        }

        if (rule != Elementwise.Add && rule != Elementwise.Multiply) return false;
        if (!MayMatch(pattern[0], arguments[1]) || !MayMatch(pattern[1], arguments[0])) return false;
        if (Matches(pattern[0], arguments[1]) && Matches(pattern[1], arguments[0])) return true;
        _bound = before;
        return false;
    }

    // The outermost operation alone: most rows are ruled out by it.
    static bool MayMatch(Expr pattern, Expr subject) => pattern switch
    {
        SymbolExpr => true,
        NumberExpr => subject is NumberExpr,
        ApplyExpr apply => apply.Rule == Elementwise.Negate
            ? subject is NumberExpr || subject.Shape is ExprShape.Negative or ExprShape.Product or ExprShape.Quotient
            : subject is ApplyExpr s && s.Rule == apply.Rule,
        _ => true,
    };

    bool Matches(Expr pattern, Expr subject)
    {
        switch (pattern)
        {
            case SymbolExpr letter:
                ref var bound = ref _bound[SlotOf(letter)];
                if (bound is not null) return ReferenceEquals(bound, subject) || bound.Equals(subject);
                if (!MayStandFor(letter, subject)) return false;
                bound = subject;
                return true;
            case NumberExpr number:
                return subject is NumberExpr n && n.Value == number.Value;
            case ApplyExpr apply when apply.Rule == Elementwise.Negate:
                return Coefficient.Of(subject) is { Number.Value.Sign: < 0 } negative && Matches(apply[0], negative.Negated().ToExpr());
            case ApplyExpr apply:
                return subject is ApplyExpr s && s.Rule == apply.Rule && s.Arity switch
                {
                    1 => MatchesArguments(apply, s.Rule, [s[0]]),
                    2 => MatchesArguments(apply, s.Rule, [s[0], s[1]]),
                    _ => false,
                };
            default:
                return pattern.Equals(subject);
        }
    }

    readonly bool Holds(Expr requirement) => Write(requirement) switch
    {
        NumberExpr n => n.Value.IsOne,
        ApplyExpr f when f.Rule == Elementwise.GreaterEqual => Signs.IsNonnegative(f[0]),
        ApplyExpr f when f.Rule == Elementwise.Greater => Signs.IsPositive(f[0]),
        _ => false,
    };

    public readonly Expr Write(Expr result) => result switch
    {
        SymbolExpr letter => _bound[SlotOf(letter)]!,
        ApplyExpr { Arity: 1 } f => Fold.Apply(f.Rule, Write(f[0])),
        ApplyExpr { Arity: 2 } f => Fold.Apply(f.Rule, Write(f[0]), Write(f[1])),
        _ => result,
    };
}
