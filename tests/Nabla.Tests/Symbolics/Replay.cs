using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>The derivative from the tree of steps alone: what each step's rule makes of its children's results.</summary>
static class Replay
{
    public static Expr Of(DerivationStep step)
    {
        var x = step.Variable!;
        var known = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var child in step.Children.Where(c => c.Variable == x)) known[child.Before] = Of(child);
        if (step.Rule == DerivativeRule.Constant) return 0;
        if (step.Rule == DerivativeRule.Identity) return 1;
        if (IsSpine(step.Rule) || step.Rule == DerivativeRule.Linear) return Spine((ApplyExpr)step.Before, x, known);
        return step.Rule.Combine((ApplyExpr)step.Before, [.. Arguments(step.Before).Select(a => Known(a, x, known))]);
    }

    // Sums and constant multiples written as one, down to the parts whose derivatives are known.
    static Expr Spine(ApplyExpr f, string x, Dictionary<Expr, Expr> known)
    {
        var du = Arguments(f).Select(
            a => Known(a, x, known) ?? (a.Variables.Contains(x) ? Spine((ApplyExpr)a, x, known) : null)).ToArray();
        var rule = DerivativeRule.For(f, du);
        Assert.True(IsSpine(rule), $"{rule} needs a step of its own");
        return rule.Combine(f, du);
    }

    static Expr? Known(Expr f, string x, Dictionary<Expr, Expr> known) =>
        known.TryGetValue(f, out var df) ? df : f is SymbolExpr s && s.Name == x ? 1 : null;

    static bool IsSpine(DerivativeRule rule) =>
        rule == DerivativeRule.Sum || rule == DerivativeRule.Difference || rule == DerivativeRule.ConstantMultiple;

    static IEnumerable<Expr> Arguments(Expr f) => Enumerable.Range(0, f.Arity).Select(i => f[i]);
}
