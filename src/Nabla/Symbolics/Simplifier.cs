using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>A simplified formula, the rewrites that made it, and where it says more than the formula before: conditions are formulas that are 1 where they hold.</summary>
public sealed record Simplified(Expr Expression, IReadOnlyList<Rewrite> Log, IReadOnlyList<Expr> Conditions);

/// <summary>Rewrites formulas by the rows of <see cref="Simplifications"/>; over the reals a value is kept wherever there was one.</summary>
public static class Simplifier
{
    const int MostPasses = 8;

    // Likeness that hides makes a formula of this size out of a short one; in longer ones there is little of it.
    const int LargestSplit = 200;

    // Enough for formulas that people read; larger ones keep what is found until then.
    const long FullEffort = 20_000;

    /// <summary>The formula at that level, in canonical order, with the log of what was done.</summary>
    /// <exception cref="LimitException">The budget does not cover one pass over the formula.</exception>
    public static Simplified Simplify(Expr f, SimplifyLevel level, Budget? budget = null)
    {
        using var operation = ExprInterner.Begin();
        budget ??= new Budget();
        if (level == SimplifyLevel.None) return new(Folded(f, budget), [], []);
        var log = new RewriteLog();
        var result = Canonical(f, log, budget, out var expandsPowers);
        if (IsLonger(result, f)) result = NoLonger(f, ref log, budget, expandsPowers);
        if (level == SimplifyLevel.Full) result = Shortened(result, log, budget);
        return new(result, log.Rewrites, log.Conditions);
    }

    // The first of the ways that do less and make no more of it.
    static Expr NoLonger(Expr f, ref RewriteLog log, Budget budget, bool expandsPowers)
    {
        if (expandsPowers)
        {
            // Powers of products written out, so that they meet their like, may have met none.
            var rewritten = Rewritten(f, log = new(), budget, expandsPowers: false);
            if (!IsLonger(rewritten, f)) return rewritten;
        }

        log = new();
        var folded = Folded(f, budget);
        if (folded.Equals(f) || IsLonger(folded, f)) return f;
        // What is longer than f may be no longer than f with its arithmetic done; by two counts, of which either will do, such a
        // chain may yet end at more.
        var result = Canonical(folded, log, budget, out expandsPowers);
        if (IsLonger(result, folded)) result = NoLonger(folded, ref log, budget, expandsPowers);
        if (!IsLonger(result, f)) return result;
        log = new();
        return f;
    }

    // A formula that people read is as long as it is written; a larger one costs as many nodes as it has, shared ones once.
    static bool IsLonger(Expr result, Expr f) => f.TreeSize > Rewriter.SmallTree
        ? !ReferenceEquals(result, f) && NodeCount.OfShared(result) > NodeCount.OfShared(f)
        : result.TreeSize > f.TreeSize && NodeCount.Of(result) > NodeCount.Of(f);

    // Tells whether powers of products were written out on the way, without which it may come out otherwise.
    static Expr Canonical(Expr f, RewriteLog log, Budget budget, out bool expandsPowers)
    {
        var rewriter = Rewriter.Rent(log, budget, expandsPowers: true);
        Expr result;
        bool hasMadePowers;
        using (rewriter)
        {
            result = rewriter.Simplify(f);
            (hasMadePowers, expandsPowers) = (rewriter.MadePowersOfFactors, rewriter.WritesPowersOfFactors);
        }

        if (hasMadePowers && Views.HasPowerOfProduct(result))
        {
            result = Rewritten(result, log, budget);
            expandsPowers = true;
        }

        for (var pass = 0; pass < MostPasses; pass++)
        {
            var shorter = Shorter(result, pass == 0 ? f : result, log, budget);
            if (ReferenceEquals(shorter, result)) break;
            result = shorter;
            expandsPowers = true;
        }

        return result;
    }

    static Expr Rewritten(
        Expr f, RewriteLog log, Budget budget, bool expandsPowers = true, Budget? effort = null, bool splitsQuotients = false)
    {
        using var rewriter = Rewriter.Rent(log, budget, expandsPowers, effort, splitsQuotients);
        return rewriter.Simplify(f);
    }

    // What comes of f with its quotients of sums split, if that is shorter: sums that were brought together may hide likeness.
    static Expr Shorter(Expr result, Expr f, RewriteLog log, Budget budget)
    {
        if (result.TreeSize > LargestSplit || !Views.IsSum(result) || !HiddenLikeness.IsPossible(result)) return result;
        var making = new RewriteLog();
        var split = Rewritten(f, making, budget, splitsQuotients: true);
        if (split.TreeSize >= result.TreeSize) return result;
        split = Rewritten(split, making, budget);
        if (split.TreeSize >= result.TreeSize) return result;
        log.Add(Simplifications.Distribute, f, split, making);
        return split;
    }

    // Passes until nothing changes; the shortest so far if the budget ends before.
    static Expr Shortened(Expr f, RewriteLog log, Budget budget)
    {
        var effort = new Budget(FullEffort);
        var best = f;
        try
        {
            for (var pass = 0; pass < MostPasses; pass++)
            {
                var before = f;
                f = Rewritten(f, log, budget, effort: effort);
                if (f.TreeSize <= best.TreeSize) best = f;
                if (f.Equals(before)) break;
            }
        }
        catch (LimitException)
        {
            // The shortest so far is an answer too.
        }

        return best;
    }

    static Expr Folded(Expr root, Budget budget)
    {
        var done = new NodeMap<Expr>();
        var pending = new PagedStack<Expr>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            if (!done.Contains(node))
            {
                var before = pending.Count;
                for (var i = node.Arity - 1; i >= 0; i--)
                    if (!done.Contains(node[i])) pending.Push(node[i]);
                if (pending.Count > before) continue;
                budget.Charge();
                done[node] = node is ApplyExpr f ? Folded(f, done) : node;
            }

            pending.Pop();
        }

        return done[root];
    }

    static Expr Folded(ApplyExpr f, NodeMap<Expr> done)
    {
        if (f.Arity == 1) return Fold.Apply(f.Rule, done[f[0]]);
        if (f.Arity == 2 && !Views.IsTie(f.Rule)) return Fold.Apply(f.Rule, done[f[0]], done[f[1]]);
        var arguments = new Expr[f.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Views.Argument(f, i, done[f[i]]);
        return Fold.Apply(f.Rule, arguments);
    }
}
