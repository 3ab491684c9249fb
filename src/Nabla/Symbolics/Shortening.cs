using Nabla.Rules;

namespace Nabla.Symbolics;

// The search of the full level: at each part the rows and rearrangements that make it shorter, the best first, until
// none does. Its effort is counted in nodes, so that results do not depend on the clock.
sealed class Shortening
{
    const int MostRounds = 12;

    readonly Budget _effort;
    readonly SumShortening _sums;
    readonly ProductShortening _products;
    bool _isSpent;

    public Shortening(Rewriter rewriter, Budget effort)
    {
        _effort = effort;
        _products = new(rewriter);
        _sums = new(rewriter, _products);
        _products.Sums = _sums;
    }

    public Expr Shorten(Expr x, RewriteLog log)
    {
        for (var round = 0; round < MostRounds && x is ApplyExpr f && Charge(f); round++)
        {
            log.BeginTrying();
            var best = new Candidate(x, log);
            if (!Views.IsSum(f)) _products.Offer(f, ref best);
            else if (Views.IsShort(f)) _sums.Offer(f, ref best);
            log.EndTrying(best.Conditions);
            if (best.Row is null) return x;
            log.Fired(best.Row);
            x = best.Expr;
        }

        return x;
    }

    bool Charge(ApplyExpr f)
    {
        if (_isSpent) return false;
        _isSpent = f.TreeSize > 1000 || !_effort.TryCharge(f.TreeSize);
        return !_isSpent;
    }
}

/// <summary>The shortest form offered so far, the row that leads there, and the conditions of its making.</summary>
struct Candidate(Expr start, RewriteLog log)
{
    public Expr Expr { get; private set; } = start;

    public Simplification? Row { get; private set; }

    public IReadOnlyList<Expr> Conditions { get; private set; } = [];

    public void Offer(Expr expr, Simplification row, IReadOnlyList<Expr>? conditions = null, bool winsTie = false)
    {
        var tried = log.TakeTried();
        if (expr.TreeSize > Expr.TreeSize || (expr.TreeSize == Expr.TreeSize && !(winsTie && Row is null))) return;
        if (expr.Equals(Expr)) return;
        (Expr, Row, Conditions) = (expr, row, [.. tried, .. conditions ?? []]);
    }
}
