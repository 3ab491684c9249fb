using System.Runtime.InteropServices;

namespace Nabla.Symbolics;

// Tells cheaply whether writing out the products of a sum could pay: by fingerprints of products that add as their
// factors multiply, so that those of the pieces are known before any piece is made.
sealed class Prospects
{
    const int MostPieces = 512;

    readonly FingerprintMap<Place> _places = new();
    readonly List<Power> _around = [];
    readonly List<Prospect> _found = [];
    int _pieces;
    bool _isAlone;

    // A term (depth 0), a piece of it written out (1), or a piece of a piece (2).
    readonly record struct Place(int Term, int Depth);

    // A factor as a power; of an unknown one where the exponent is no number.
    readonly record struct Power(Expr Root, Quantity Exponent, bool IsUnknown);

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
            if (terms[i].Rest is { } rest && !(terms.Count == 1 && Views.IsSum(rest))) WriteOut(rest, 0, new(i, 1), terms[i].Number);
        return _found.Exists(p => p != Prospect.None);
    }

    public bool IsPromising(int term) => (_found[term] & Prospect.ByPieces) != 0;

    public bool IsPromisingNested(int term) => (_found[term] & Prospect.ByPiecesOfPieces) != 0;

    // Notes where a piece of outer · term meets a term or another's piece, and where enough cancels within the product.
    void WriteOut(Expr term, ulong outer, Place place, Quantity number)
    {
        if (place.Depth > 2 || Largest(Views.Unsigned(term)) is not { } sum) return;
        var rest = _isAlone ? 0 : outer + Fingerprint.Of(term) - Fingerprint.OfFactor(sum);
        var mostSaved = 0L;
        if (place.Depth == 1) CollectAround(Views.Unsigned(term), sum);
        var length = 0;
        for (Expr? piece = sum; piece is not null && _pieces++ < MostPieces; length++)
        {
            var isLast = piece is not ApplyExpr f || !Views.IsSum(f);
            var part = isLast ? piece : piece[1];
            piece = isLast ? null : piece[0];
            if (place.Depth == 1 && _around.Count > 0) mostSaved += Shared(Views.Unsigned(part));
            // The pieces of one product alone meet no others.
            if (_isAlone) continue;
            Meet(rest + Fingerprint.Of(part), place);
            WriteOut(part, rest, place with { Depth = place.Depth + 1 }, number);
        }

        // Each piece after the first repeats what is around the sum; a base that cancels may spare itself twice.
        var around = term.TreeSize - sum.TreeSize;
        if (mostSaved > (length - 1) * around && MayBeShorter(sum, around, number)) _found[place.Term] |= Prospect.ByPieces;
    }

    void Meet(ulong fingerprint, Place place)
    {
        ref var other = ref _places.At(fingerprint, out var isNew);
        if (isNew)
        {
            other = place;
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
        Collect(product, sum, isBelow: false, 0);
    }

    void Collect(Expr x, Expr sum, bool isBelow, int depth)
    {
        for (; x is ApplyExpr f && (Views.IsProduct(f) || Views.IsQuotient(f)) && depth < Views.MostCopied; x = f[0], depth++)
            Collect(f[1], sum, isBelow ^ Views.IsQuotient(f), depth + 1);
        if (x is not NumberExpr && !ReferenceEquals(x, sum)) _around.Add(PowerOf(x, isBelow));
    }

    // At most how many nodes the factors that a part has in common with what is around it may spare.
    long Shared(Expr part)
    {
        var saved = 0L;
        for (var depth = 0; part is ApplyExpr f && IsProductOrQuotient(f) && depth < Views.MostCopied; part = f[0], depth++)
            saved += Shared(f[1]);
        var root = Root(part);
        foreach (ref readonly var other in CollectionsMarshal.AsSpan(_around))
            if (other.Root.Equals(root)) return saved + 2 * (root.TreeSize + 3);
        return saved;
    }

    // Whether the pieces may be shorter than the whole: known before any piece is made, but for sums that share a factor
    // with what is around them and for roots of products, which meet their like in ways of their own.
    bool MayBeShorter(Expr sum, long around, Quantity number)
    {
        foreach (ref readonly var other in CollectionsMarshal.AsSpan(_around))
            if (IsRootOfProduct(other)) return true;
        long gained = -Views.CostOf(number, alone: false), length = 0;
        for (Expr? terms = sum; terms is not null && length < Views.MostCopied; length++)
        {
            var isLast = !Views.IsSum(terms);
            var (own, rest) = Coefficient.Of(isLast ? terms : terms[1]);
            terms = isLast ? null : terms[0];
            gained += Views.CostOf(own * number, alone: false) - Views.CostOf(own, rest is null);
            if (rest is null) gained--;
            else if (Spared(rest, isBelow: false) is { } spared) gained -= spared;
            else return true;
        }

        return gained + (length - 1) * around < 0;
    }

    // How many nodes fewer a part is with what is around it than beside it; null where that is not known.
    long? Spared(Expr part, bool isBelow)
    {
        var spared = 0L;
        for (var depth = 0; part is ApplyExpr f && IsProductOrQuotient(f) && depth < Views.MostCopied; part = f[0], depth++)
        {
            if (Spared(f[1], isBelow ^ Views.IsQuotient(f)) is not { } more) return null;
            spared += more;
        }

        var own = PowerOf(part, isBelow);
        if (IsRootOfProduct(own)) return null;
        foreach (ref readonly var other in CollectionsMarshal.AsSpan(_around))
        {
            if (other.Root.Equals(own.Root)) return spared + Spared(own, other);
            if (ShareFactor(own, other) || ShareFactor(other, own)) return null;
        }

        return spared;
    }

    static bool IsProductOrQuotient(Expr x) => Views.IsProduct(x) || Views.IsQuotient(x);

    static bool ShareFactor(in Power sum, in Power factor) =>
        Views.IsSum(sum.Root) && sum.Exponent.Value.IsInteger && !Views.CommonPower(sum.Root, factor.Root).IsZero;

    static bool IsRootOfProduct(in Power x) => !x.Exponent.Value.IsInteger && IsProductOrQuotient(x.Root);

    static long Spared(in Power a, in Power b)
    {
        var size = a.Root.TreeSize;
        if (a.IsUnknown || b.IsUnknown) return 2 * (size + 3);
        return Length(size, a.Exponent) + Length(size, b.Exponent) - Length(size, a.Exponent + b.Exponent);
    }

    // The nodes of a power among other factors.
    static long Length(long root, Quantity exponent)
    {
        if (exponent.IsZero) return 0;
        if (exponent.IsOne || exponent.IsMinusOne) return root + 1;
        return root + (exponent.Value.Abs() == Quantity.Half.Value ? 2 : 3);
    }

    static Expr Root(Expr x) => x is ApplyExpr e && e.Shape == ExprShape.Exponential ? Expr.E : Views.RootOf(x);

    static Power PowerOf(Expr x, bool isBelow)
    {
        if (x is not ApplyExpr f) return new(x, Signed(Quantity.One, isBelow), false);
        if (f.Shape == ExprShape.Exponential) return new(Expr.E, default, true);
        if (f.Shape == ExprShape.Root) return new(f[0], Signed(Quantity.Half, isBelow), false);
        if (f.Shape != ExprShape.Power) return new(f, Signed(Quantity.One, isBelow), false);
        return f[1] is NumberExpr n ? new(f[0], Signed(Quantity.Of(n), isBelow), false) : new(f[0], default, true);
    }

    static Quantity Signed(Quantity exponent, bool isBelow) => isBelow ? -exponent : exponent;
}
