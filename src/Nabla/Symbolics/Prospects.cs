using Nabla.Rules;

namespace Nabla.Symbolics;

// Tells cheaply whether writing out the products of a sum could pay: by fingerprints of products that add as their
// factors multiply, so that those of the pieces are known before any piece is made.
sealed class Prospects
{
    const int MostPieces = 512;

    readonly Dictionary<ulong, Place> _places = [];
    readonly List<Expr> _around = [];
    readonly List<Prospect> _found = [];
    int _pieces;
    bool _isAlone;

    // A term (depth 0), a piece of it written out (1), or a piece of a piece (2).
    readonly record struct Place(int Term, int Depth);

    [Flags]
    enum Prospect : byte
    {
        None = 0,
        ByPieces = 1,
        ByPiecesOfPieces = 2,
    }

    /// <summary>Looks at the terms of a sum; false if none is worth writing out.</summary>
    public bool Survey(List<Coefficient> terms)
    {
        _places.Clear();
        _found.Clear();
        _pieces = 0;
        _isAlone = terms.Count == 1;
        for (var i = 0; i < terms.Count; i++) _found.Add(Prospect.None);
        for (var i = 0; i < terms.Count; i++)
            if (!_isAlone && terms[i].Rest is { } rest) Meet(Fingerprint.Of(rest), new(i, 0));
        for (var i = 0; i < terms.Count; i++)
            if (terms[i].Rest is { } rest && !(terms.Count == 1 && Views.IsSum(rest))) WriteOut(rest, 0, new(i, 1));
        return _found.Exists(p => p != Prospect.None);
    }

    public bool IsPromising(int term) => (_found[term] & Prospect.ByPieces) != 0;

    public bool IsPromisingNested(int term) => (_found[term] & Prospect.ByPiecesOfPieces) != 0;

    // Notes where a piece of outer · term meets a term or another's piece, and where enough cancels within the product.
    void WriteOut(Expr term, ulong outer, Place place)
    {
        if (place.Depth > 2 || Largest(Views.Unsigned(term)) is not { } sum) return;
        var rest = _isAlone ? 0 : outer + Fingerprint.Of(term) - Fingerprint.OfFactor(sum);
        var saved = 0L;
        if (place.Depth == 1) CollectAround(Views.Unsigned(term), sum);
        var length = 0;
        for (Expr? piece = sum; piece is not null && _pieces++ < MostPieces; length++)
        {
            var isLast = piece is not ApplyExpr f || !Views.IsSum(f);
            var part = isLast ? piece : piece[1];
            piece = isLast ? null : piece[0];
            if (place.Depth == 1) saved += Shared(part);
            // The pieces of one product alone meet no others.
            if (_isAlone) continue;
            Meet(rest + Fingerprint.Of(part), place);
            WriteOut(part, rest, place with { Depth = place.Depth + 1 });
        }

        // Each piece after the first repeats what is around the sum; a base that cancels may spare itself twice.
        if (saved > (length - 1) * (term.TreeSize - sum.TreeSize)) _found[place.Term] |= Prospect.ByPieces;
    }

    void Meet(ulong fingerprint, Place place)
    {
        if (!_places.TryGetValue(fingerprint, out var other))
        {
            _places.Add(fingerprint, place);
            return;
        }

        if (other.Term == place.Term) return;
        Note(place);
        Note(other);
    }

    void Note(Place place)
    {
        if (place.Depth > 0) _found[place.Term] |= place.Depth == 1 ? Prospect.ByPieces : Prospect.ByPiecesOfPieces;
    }

    // The sum that would be written out: the largest above the line.
    static Expr? Largest(Expr product)
    {
        if (Views.IsSum(product)) return product;
        Expr? largest = null;
        if (Views.IsQuotient(product)) product = product[0];
        for (var depth = 0; depth < Views.MostCopied; depth++)
        {
            var isProduct = Views.IsProduct(product);
            var factor = isProduct ? product[1] : product;
            if (Views.IsSum(factor) && (largest is null || factor.TreeSize > largest.TreeSize)) largest = factor;
            if (!isProduct) break;
            product = product[0];
        }

        return largest;
    }

    void CollectAround(Expr product, Expr sum)
    {
        _around.Clear();
        Collect(product, 0);
        _around.RemoveAll(x => ReferenceEquals(x, sum));
    }

    void Collect(Expr x, int depth)
    {
        for (; x is ApplyExpr f && (Views.IsProduct(f) || Views.IsQuotient(f)) && depth < Views.MostCopied; x = f[0], depth++)
            Collect(f[1], depth + 1);
        if (x is not NumberExpr) _around.Add(Root(x));
    }

    // At most how many nodes the factors that a part has in common with what is around it may spare.
    long Shared(Expr part)
    {
        if (_around.Count == 0) return 0;
        part = Views.Unsigned(part);
        var saved = 0L;
        for (var depth = 0; part is ApplyExpr f && (Views.IsProduct(f) || Views.IsQuotient(f)) && depth < Views.MostCopied; part = f[0], depth++)
            saved += Shared(f[1]);
        var root = Root(part);
        foreach (var other in _around)
            if (other.Equals(root)) return saved + 2 * (root.TreeSize + 3);
        return saved;
    }

    static Expr Root(Expr x) => x is ApplyExpr e && e.Rule == Elementwise.Exp ? Expr.E : Views.RootOf(x);
}
