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
    readonly List<Expr> _tried = [];
    bool _isTrying;

    public IReadOnlyList<Rewrite> Rewrites => _rewrites;

    public IReadOnlyList<Expr> Conditions => _conditions;

    public void Fired(Simplification row)
    {
        if (_isTrying) return;
        foreach (var fired in _fired)
            if (ReferenceEquals(fired, row)) return;
        _fired.Add(row);
    }

    public void Require(ScalarRule comparison, Expr x, Expr bound) => Require(Expr.Apply(comparison, x, bound));

    public void Require(Expr condition)
    {
        var conditions = _isTrying ? _tried : _conditions;
        if (condition is not NumberExpr && !conditions.Contains(condition)) conditions.Add(condition);
    }

    /// <summary>From here on only conditions are noted, and apart: they belong to what is tried.</summary>
    public void BeginTrying()
    {
        _isTrying = true;
        _tried.Clear();
    }

    /// <summary>The conditions of what was tried last.</summary>
    public IReadOnlyList<Expr> TakeTried()
    {
        if (_tried.Count == 0) return [];
        Expr[] taken = [.. _tried];
        _tried.Clear();
        return taken;
    }

    /// <summary>Ends the trying and keeps the conditions of what was chosen.</summary>
    public void EndTrying(IReadOnlyList<Expr> chosen)
    {
        _isTrying = false;
        foreach (var condition in chosen) Require(condition);
    }

    /// <summary>Adds one rewrite, with the conditions of the log of its making.</summary>
    public void Add(Simplification row, Expr before, Expr after, RewriteLog making)
    {
        _rewrites.Add(new([row], before, after));
        foreach (var condition in making._conditions) Require(condition);
    }

    /// <summary>Closes the part: its rows are logged if it has changed.</summary>
    public void Close(Expr before, Expr after)
    {
        if (_fired.Count == 0) return;
        if (!ReferenceEquals(before, after)) _rewrites.Add(new([.. _fired], before, after));
        _fired.Clear();
    }
}
