using Nabla.Rules;

namespace Nabla.Symbolics;

// Where a formula shows that it has no value: divisors that are 0, roots of negative numbers, logarithms of what is not
// positive. A condition that is shown need not be said.
sealed class Domain
{
    readonly HashSet<Expr> _divisors = [];
    readonly HashSet<Expr> _radicands = [];
    readonly HashSet<Expr> _logarithms = [];

    Domain(Expr formula) => Collect(formula);

    /// <summary>The conditions that can fail where the formula has a value.</summary>
    public static IReadOnlyList<Expr> Unsaid(IReadOnlyList<Expr> conditions, Expr formula)
    {
        if (conditions.Count == 0) return conditions;
        var domain = new Domain(formula);
        return WithoutImplied([.. conditions.Where(condition => !domain.Shows(condition))]);
    }

    /// <summary>The conditions that can fail where one of the formulas has a value, though not where all of them have.</summary>
    public static IReadOnlyList<Expr> Unsaid(IReadOnlyList<Expr> conditions, params ReadOnlySpan<Expr> formulas)
    {
        var unsaid = new List<Expr>();
        foreach (var formula in formulas) unsaid.AddRange(Unsaid(conditions, formula));
        return WithoutImplied(unsaid);
    }

    /// <summary>What must not be 0 because something is divided by a quotient with that below its line: x in 1/(1/x).</summary>
    public static IEnumerable<Expr> DivisorsOfDivisors(Expr formula)
    {
        var met = new NodeMap<bool>();
        var pending = new PagedStack<Expr>();
        pending.Push(formula);
        while (pending.TryPop(out var node))
        {
            if (node is not ApplyExpr f || met.Contains(f)) continue;
            met[f] = true;
            for (var i = 0; i < f.Arity; i++) pending.Push(f[i]);
            if (f.Shape != ExprShape.Quotient) continue;
            for (var divisor = Views.Unsigned(f[1]); ; divisor = divisor[0])
            {
                var factor = Views.IsProduct(divisor) ? divisor[1] : divisor;
                if (Views.IsQuotient(factor) && factor[1] is not NumberExpr) yield return Expr.NotEqual(RootOf(factor[1]), 0);
                if (!Views.IsProduct(divisor)) break;
            }
        }
    }

    // x > 0 says more than x ≠ 0 and x ≥ 0.
    static IReadOnlyList<Expr> WithoutImplied(IReadOnlyList<Expr> conditions)
    {
        var positive = conditions.OfType<ApplyExpr>().Where(c => c.Rule == Elementwise.Greater).Select(c => (c[0], c[1])).ToHashSet();
        return [.. conditions.Distinct().Where(condition => condition is not ApplyExpr { Arity: 2 } c
            || c.Rule == Elementwise.Greater
            || !(c.Rule == Elementwise.NotEqual || c.Rule == Elementwise.GreaterEqual) || !positive.Contains((c[0], c[1])))];
    }

    void Collect(Expr root)
    {
        var met = new NodeMap<bool>();
        var pending = new PagedStack<Expr>();
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            if (node is not ApplyExpr f || met.Contains(f)) continue;
            met[f] = true;
            if (f.Shape == ExprShape.Quotient) AddDivisor(f[1]);
            else if (f.Shape == ExprShape.Root) _radicands.Add(f[0]);
            else if (f.Shape == ExprShape.Power && f[1] is NumberExpr n) AddPower(f[0], n.Value);
            else if (f.Rule == Elementwise.Ln || f.Rule == Elementwise.Log2 || f.Rule == Elementwise.Log10) _logarithms.Add(f[0]);
            // A case that is not taken shows nothing.
            var shown = f.Rule == Elementwise.Where ? 1 : f.Arity;
            for (var i = 0; i < shown; i++) pending.Push(f[i]);
        }
    }

    void AddPower(Expr root, Rational exponent)
    {
        if (exponent.Sign < 0) AddDivisor(root);
        if (!exponent.IsInteger) _radicands.Add(root);
    }

    void AddDivisor(Expr divisor)
    {
        foreach (var factor in Factors(divisor)) _divisors.Add(factor);
    }

    // Each of them is 0 where the product is.
    static IEnumerable<Expr> Factors(Expr product)
    {
        for (product = Views.Unsigned(product); product is ApplyExpr f; product = f[0])
        {
            if (f.Shape == ExprShape.Quotient) continue;
            if (f.Shape != ExprShape.Product) break;
            if (f[1] is not NumberExpr) yield return RootOf(f[1]);
        }

        if (product is not NumberExpr) yield return RootOf(product);
    }

    static Expr RootOf(Expr x) => x.Shape == ExprShape.Root || x.Shape == ExprShape.Power && x[1] is NumberExpr ? x[0] : x;

    bool Shows(Expr condition)
    {
        if (condition is not ApplyExpr c || c.Arity != 2 || c[1] is not NumberExpr { Value.IsZero: true }) return false;
        var u = c[0];
        // A positive number fulfils all three.
        if (u.Symbols == 0 && Signs.IsPositive(u)) return true;
        if (c.Rule == Elementwise.NotEqual) return Factors(u).All(factor => _divisors.Contains(factor) || _logarithms.Contains(factor));
        if (c.Rule == Elementwise.GreaterEqual) return _radicands.Contains(u) || _logarithms.Contains(u);
        return c.Rule == Elementwise.Greater && (_logarithms.Contains(u) || (_radicands.Contains(u) && _divisors.Contains(u)));
    }
}
