using Nabla.Rules;

namespace Nabla.Symbolics;

// Where a formula is built of sums and constant multiples alone: the pieces a·x + b that people differentiate at sight,
// the terms of a sum written as one, and the constant in front of a term.
sealed class LinearPieces
{
    readonly Differentiator _differentiator;
    readonly NodeMap<int> _uses = new();
    readonly NodeMap<bool> _linear = new();

    public LinearPieces(Expr f, Differentiator differentiator, Budget budget)
    {
        _differentiator = differentiator;
        foreach (var node in Postorder.Of(f, differentiator.Variable.Symbols, budget))
        {
            for (var i = 0; i < node.Arity; i++) _uses[node[i]] = Uses(node[i]) + 1;
            _linear[node] = IsLinear(node);
        }
    }

    /// <summary>Whether the node has the form a·x + b with a and b constant.</summary>
    public bool Contains(Expr node) => _linear.TryGet(node, out var linear) && linear;

    /// <summary>The terms of the sums and differences that are written as one; a sum that others use too is a term.</summary>
    public List<Expr> Terms(ApplyExpr sum)
    {
        var terms = new List<Expr>();
        var pending = new Stack<Expr>();
        pending.Push(sum);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (node is ApplyExpr f && IsSum(f) && (ReferenceEquals(f, sum) || IsFlattened(f)))
            {
                pending.Push(f[1]);
                pending.Push(f[0]);
            }
            else terms.Add(node);
        }

        return terms;
    }

    /// <summary>The part of a constant multiple that is not constant: of this operation, or of all that are written as one.</summary>
    public Expr Factor(ApplyExpr multiple, bool all)
    {
        var part = Part(multiple)!;
        while (all && part is ApplyExpr f && IsOwned(f) && Part(f) is { } inner) part = inner;
        return part;
    }

    /// <summary>The constant: the multiple with 1 in the place of the part.</summary>
    public Expr Without(ApplyExpr multiple, Expr part)
    {
        var path = new Stack<ApplyExpr>();
        for (Expr node = multiple; !ReferenceEquals(node, part); node = Part((ApplyExpr)node)!)
            path.Push((ApplyExpr)node);
        Expr constant = 1;
        while (path.TryPop(out var f))
        {
            constant = f.Rule == Elementwise.Negate ? Fold.Negate(constant)
                : f.Rule == Elementwise.Divide ? Fold.Divide(constant, f[1])
                : Fold.Multiply(ReferenceEquals(Part(f), f[0]) ? f[1] : f[0], constant);
        }

        return constant;
    }

    // The argument of a constant multiple that is not constant; null for every other operation.
    Expr? Part(ApplyExpr f)
    {
        if (f.Rule == Elementwise.Negate) return f[0];
        var isProduct = f.Rule == Elementwise.Multiply;
        if (!isProduct && f.Rule != Elementwise.Divide) return null;
        bool first = _differentiator.Find(f[0]) is not null, second = _differentiator.Find(f[1]) is not null;
        return first && !second ? f[0] : isProduct && second && !first ? f[1] : null;
    }

    bool IsLinear(ApplyExpr f) => _differentiator.Find(f) is not null && (IsSum(f)
        ? IsPiece(f[0]) && IsPiece(f[1])
        : Part(f) is { } part && IsPiece(part));

    bool IsPiece(Expr node) => _differentiator.Find(node) is null || node is SymbolExpr || Contains(node);

    static bool IsSum(ApplyExpr f) => f.Rule == Elementwise.Add || f.Rule == Elementwise.Subtract;

    bool IsFlattened(ApplyExpr f) => IsOwned(f) && !Contains(f) && _differentiator.Find(f) is not null;

    bool IsOwned(Expr node) => Uses(node) <= 1;

    int Uses(Expr node) => _uses.TryGet(node, out var uses) ? uses : 0;
}
