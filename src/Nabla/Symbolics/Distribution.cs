namespace Nabla.Symbolics;

// Decides which products of a sum are worth writing out: those of which a piece meets a term elsewhere in the sum, or
// which are shorter by themselves.
sealed class Distribution(Rewriter rewriter)
{
    readonly Dictionary<Expr, int> _owners = [];
    readonly List<List<Coefficient>?> _pieces = [];

    const int Several = -1;

    /// <summary>The sum or product with products written out, or null if that is no shorter.</summary>
    public Expr? TryShorten(Expr x)
    {
        var terms = Views.Terms(x);
        _owners.Clear();
        _pieces.Clear();
        var any = false;
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Rest is not { } rest)
            {
                _pieces.Add(null);
                continue;
            }

            var pieces = new List<Coefficient>();
            var hasSum = rewriter.TryDistribute(rest, pieces);
            _pieces.Add(hasSum ? pieces : null);
            any |= hasSum;
            if (!hasSum) Own(rest, i);
            else foreach (var piece in pieces) if (piece.Rest is { } part) Own(part, i);
        }

        return any && Choose(terms) ? Written(x, terms) : null;
    }

    void Own(Expr rest, int owner) => _owners[rest] = _owners.TryGetValue(rest, out var other) && other != owner ? Several : owner;

    // Keeps the pieces of the products that are worth it.
    bool Choose(List<Coefficient> terms)
    {
        var any = false;
        for (var i = 0; i < terms.Count; i++)
        {
            if (_pieces[i] is not { } pieces) continue;
            if (pieces.Exists(p => p.Rest is { } part && _owners[part] == Several) || Size(pieces) < terms[i].ToExpr().TreeSize) any = true;
            else _pieces[i] = null;
        }

        return any;
    }

    static long Size(List<Coefficient> pieces)
    {
        var size = pieces.Count - 1L;
        foreach (var piece in pieces) size += (piece.Rest?.TreeSize ?? 0) + Views.CostOf(piece.Number, piece.Rest is null);
        return size;
    }

    Expr? Written(Expr x, List<Coefficient> terms)
    {
        var sum = rewriter.RentSum();
        for (var i = 0; i < terms.Count; i++)
        {
            if (_pieces[i] is not { } pieces)
            {
                Add(sum, terms[i]);
                continue;
            }

            foreach (var piece in pieces) Add(sum, piece with { Number = piece.Number * terms[i].Number });
        }

        var result = rewriter.Finish(sum);
        return result.TreeSize < x.TreeSize ? result : null;
    }

    static void Add(SumBuilder sum, Coefficient term)
    {
        if (term.Rest is null) sum.Add(Views.One, term.Number);
        else sum.Add(term.Rest, term.Number);
    }
}
