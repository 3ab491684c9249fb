namespace Nabla.Symbolics;

// Decides which products of a sum are worth writing out: those of which a piece meets a term elsewhere in the sum, or
// which are shorter by themselves.
sealed class Distribution(Rewriter rewriter)
{
    readonly Dictionary<Expr, int> _terms = [];
    readonly Dictionary<Expr, int> _owners = [];
    readonly List<List<Coefficient>?> _pieces = [];
    readonly HashSet<int> _kept = [];
    readonly Prospects _prospects = new();
    readonly NodeMap<List<Coefficient>?> _known = new();
    readonly List<List<Coefficient>> _lists = [];
    readonly List<Coefficient> _own = [];
    int _lent;

    const int Several = -1;

    enum Depth
    {
        Pieces,
        PiecesOfPieces,
        Any,
    }

    /// <summary>Forgets what is known of one formula.</summary>
    public void Clear()
    {
        _known.Clear();
        _terms.Clear();
        _owners.Clear();
        _pieces.Clear();
        _kept.Clear();
        _own.Clear();
        for (; _lent > 0; _lent--) _lists[_lent - 1].Clear();
    }

    List<Coefficient> Lend()
    {
        if (_lent == _lists.Count) _lists.Add([]);
        return _lists[_lent++];
    }

    /// <summary>The sum or product with products written out, or null if that is no shorter.</summary>
    public Expr? TryShorten(Expr x)
    {
        _own.Clear();
        Views.CollectTerms(x, _own);
        var terms = _own;
        if (!_prospects.Survey(terms)) return null;
        if (Attempt(terms) is { } shorter && shorter.TreeSize < x.TreeSize) return shorter;
        // Sums within the pieces may meet only once the products around them are written out.
        if (Unfolded(terms, onlyNested: true) is { } longer && Attempt(Views.Terms(longer), surveyed: false) is { } other && other.TreeSize < x.TreeSize) return other;
        return rewriter.HasRootsOfProducts && WithLikeRoots(x) is { } alike && alike.TreeSize < x.TreeSize ? alike : null;
    }

    // Everything written out and each root of a product brought to one power.
    Expr? WithLikeRoots(Expr x)
    {
        for (var round = 0; round < 2 && Unfolded(Views.Terms(x), onlyNested: false) is { } longer; round++) x = longer;
        var roots = new List<(Expr Root, Quantity Power)>();
        var terms = Views.Terms(x);
        if (terms.Count < 2) return null;
        foreach (var term in terms)
        {
            if (term.Rest is not { } rest) continue;
            var product = Factors(rest);
            product.CollectRoots(roots);
            rewriter.Discard(product);
        }

        var highest = roots.GroupBy(r => r.Root).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Power.Value).Power);
        if (roots.All(r => r.Power == highest[r.Root])) return null;
        var sum = rewriter.RentSum();
        foreach (var term in terms) Add(sum, term.Rest is { } rest ? term with { Rest = Raised(rest, highest) } : term);
        return rewriter.Finish(sum);
    }

    Expr Raised(Expr rest, Dictionary<Expr, Quantity> highest)
    {
        var own = new List<(Expr Root, Quantity Power)>();
        var product = Factors(rest);
        product.CollectRoots(own);
        foreach (var (root, power) in own)
        {
            var by = highest[root] + -power;
            if (!by.IsZero && by.Value.IsInteger) product.RaiseRoot(root, by);
        }

        return rewriter.Finish(product);
    }

    ProductBuilder Factors(Expr rest)
    {
        var product = rewriter.RentProduct();
        product.Multiply(rest, Quantity.One);
        return product;
    }

    Expr? Attempt(List<Coefficient> terms, bool surveyed = true)
    {
        if (!surveyed && !_prospects.Survey(terms)) return null;
        return Collect(terms, Depth.Pieces) && Choose(terms) ? Written(terms) : null;
    }

    Expr? Unfolded(List<Coefficient> terms, bool onlyNested)
    {
        if (!Collect(terms, onlyNested ? Depth.PiecesOfPieces : Depth.Any)) return null;
        var any = false;
        for (var i = 0; i < terms.Count; i++)
        {
            if (_pieces[i] is not { } pieces) continue;
            if (!onlyNested || pieces.Exists(p => p.Rest is { } rest && Views.HasSumFactor(rest))) any = true;
            else _pieces[i] = null;
        }

        return any ? Written(terms) : null;
    }

    bool Collect(List<Coefficient> terms, Depth depth)
    {
        _terms.Clear();
        _owners.Clear();
        _pieces.Clear();
        _kept.Clear();
        var any = false;
        for (var i = 0; i < terms.Count; i++)
        {
            _pieces.Add(null);
            if (terms[i].Rest is not { } rest) continue;
            _terms[rest] = i;
            // 4·(2x + 3) by itself is left as it is written.
            if (terms.Count == 1 && Views.IsSum(rest)) continue;
            if (!IsPromising(i, depth) || PiecesOf(rest) is not { } pieces) continue;
            any = true;
            _pieces[i] = pieces;
            foreach (var piece in pieces)
                if (piece.Rest is { } part) _owners[part] = _owners.TryGetValue(part, out var other) && other != i ? Several : i;
        }

        return any;
    }

    bool IsPromising(int term, Depth depth) => depth switch
    {
        Depth.Pieces => _prospects.IsPromising(term),
        Depth.PiecesOfPieces => _prospects.IsPromisingNested(term),
        _ => true,
    };

    List<Coefficient>? PiecesOf(Expr rest)
    {
        if (!Views.IsSum(rest) && !Views.HasSumFactor(rest)) return null;
        if (_known.TryGet(rest, out var known)) return known;
        var pieces = Lend();
        return _known[rest] = rewriter.TryDistribute(rest, pieces) ? pieces : null;
    }

    // Keeps the pieces of the products that are worth it; a term that a piece meets stays whole.
    bool Choose(List<Coefficient> terms)
    {
        var chosen = new bool[terms.Count];
        for (var i = 0; i < terms.Count; i++)
        {
            if (_pieces[i] is not { } pieces || _kept.Contains(i)) continue;
            foreach (var piece in pieces)
            {
                if (piece.Rest is not { } part || !_terms.TryGetValue(part, out var met) || met == i || chosen[met]) continue;
                chosen[i] = true;
                _kept.Add(met);
            }
        }

        var any = false;
        for (var i = 0; i < terms.Count; i++)
        {
            if (_pieces[i] is not { } pieces) continue;
            chosen[i] |= !_kept.Contains(i) && (pieces.Exists(p => p.Rest is { } part && _owners[part] == Several) || IsShorter(pieces, terms[i]));
            if (chosen[i]) any = true;
            else _pieces[i] = null;
        }

        return any;
    }

    static bool IsShorter(List<Coefficient> pieces, Coefficient whole)
    {
        var size = pieces.Count - 1L;
        foreach (var piece in pieces) size += Size(piece with { Number = piece.Number * whole.Number });
        return size < Size(whole);
    }

    static long Size(Coefficient term) => (term.Rest?.TreeSize ?? 0) + Views.CostOf(term.Number, term.Rest is null);

    Expr Written(List<Coefficient> terms)
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

        return rewriter.Finish(sum);
    }

    static void Add(SumBuilder sum, Coefficient term)
    {
        if (term.Rest is null) sum.Add(Views.One, term.Number);
        else sum.Add(term.Rest, term.Number);
    }
}
