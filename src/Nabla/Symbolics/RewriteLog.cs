using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>One rewrite of a part: the rows used there, the part before and after.</summary>
public sealed record Rewrite(IReadOnlyList<Simplification> Rows, Expr Before, Expr After);

// What was rewritten, and what the result leaves unsaid: where the formula before had no value.
sealed class RewriteLog
{
    readonly List<Simplification> _fired = [];
    readonly List<Rewrite> _rewrites = [];
    readonly List<Expr> _conditions = [];

    public IReadOnlyList<Rewrite> Rewrites => _rewrites;

    public IReadOnlyList<Expr> Conditions => _conditions;

    public void Fired(Simplification row)
    {
        if (!_fired.Contains(row)) _fired.Add(row);
    }

    public void Require(ScalarRule comparison, Expr x, Expr bound) => Require(Expr.Apply(comparison, x, bound));

    public void Require(Expr condition)
    {
        if (condition is not NumberExpr && !_conditions.Contains(condition)) _conditions.Add(condition);
    }

    public void Add(Simplification row, Expr before, Expr after) => _rewrites.Add(new([row], before, after));

    /// <summary>Closes the part: its rows are logged if it has changed.</summary>
    public void Close(Expr before, Expr after)
    {
        if (_fired.Count == 0) return;
        if (!ReferenceEquals(before, after)) _rewrites.Add(new([.. _fired], before, after));
        _fired.Clear();
    }
}
