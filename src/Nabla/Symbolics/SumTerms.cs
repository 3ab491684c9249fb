using Nabla.Rules;

namespace Nabla.Symbolics;

// The terms that a step of the sum or difference rule took apart, with their signs.
readonly record struct SumTerms(Expr Term, bool IsSubtracted)
{
    public static List<SumTerms> Of(DerivationStep step)
    {
        var parts = new NodeMap<bool>();
        foreach (var child in step.Children) parts[child.Before] = true;
        var terms = new List<SumTerms>();
        var pending = new Stack<SumTerms>();
        pending.Push(new(step.Before, false));
        while (pending.TryPop(out var term))
        {
            var isSum = term.Term is ApplyExpr f && (f.Rule == Elementwise.Add || f.Rule == Elementwise.Subtract);
            if (!isSum || parts.Contains(term.Term)) terms.Add(term);
            else
            {
                var sum = (ApplyExpr)term.Term;
                pending.Push(new(sum[1], term.IsSubtracted != (sum.Rule == Elementwise.Subtract)));
                pending.Push(new(sum[0], term.IsSubtracted));
            }
        }

        return terms;
    }
}
