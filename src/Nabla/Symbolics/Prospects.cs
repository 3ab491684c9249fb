using Nabla.Rules;

namespace Nabla.Symbolics;

// Tells cheaply whether writing out the products of a sum could pay: by fingerprints of products that add as their
// factors multiply, so that those of the pieces are known before any piece is made.
sealed class Prospects
{
    // Divisible by the denominators of the usual roots, so that the fingerprints of √x·√x and x agree.
    const long PowerUnit = 720_720;
    const int MostPieces = 512;

    readonly Dictionary<ulong, int> _owners = [];
    readonly List<Expr> _around = [];
    int _pieces;

    public bool ArePromising(Expr x)
    {
        _owners.Clear();
        _pieces = 0;
        var owner = 0;
        for (; x is ApplyExpr f && Views.IsSum(f) && owner < Views.MostCopied; x = f[0])
            if (IsPromising(f[1], owner++)) return true;
        return IsPromising(x, owner);
    }

    bool IsPromising(Expr term, int owner) => Meets(Fingerprint(term), owner) || WrittenOutMeets(term, 0, owner, depth: 0);

    // Whether one of the pieces of outer · term meets a term met before, or loses a factor to what is around its sum.
    bool WrittenOutMeets(Expr term, ulong outer, int owner, int depth)
    {
        if (depth > 1 || Largest(Unsigned(term)) is not { } sum) return false;
        var rest = outer + Fingerprint(term) - (ulong)PowerUnit * sum.Hash;
        if (depth == 0) CollectAround(Unsigned(term), sum);
        for (Expr? piece = sum; piece is not null && _pieces++ < MostPieces;)
        {
            var isLast = piece is not ApplyExpr f || !Views.IsSum(f);
            var part = isLast ? piece : piece[1];
            piece = isLast ? null : piece[0];
            if (Meets(rest + Fingerprint(part), owner) || SharesBase(part) || WrittenOutMeets(part, rest, owner, depth + 1)) return true;
        }

        return false;
    }

    bool Meets(ulong fingerprint, int owner)
    {
        if (_owners.TryGetValue(fingerprint, out var other)) return other != owner;
        _owners.Add(fingerprint, owner);
        return false;
    }

    static Expr Unsigned(Expr x) => x is ApplyExpr f && f.Rule == Elementwise.Negate ? f[0] : x;

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

    bool SharesBase(Expr part)
    {
        if (_around.Count == 0) return false;
        part = Unsigned(part);
        for (var depth = 0; part is ApplyExpr f && (Views.IsProduct(f) || Views.IsQuotient(f)) && depth < Views.MostCopied; part = f[0], depth++)
            if (SharesBase(f[1])) return true;
        var root = Root(part);
        foreach (var other in _around)
            if (other.Equals(root)) return true;
        return false;
    }

    static Expr Root(Expr x) =>
        x is ApplyExpr f && (f.Rule == Elementwise.Power || f.Rule == Elementwise.Sqrt) ? f[0]
        : x is ApplyExpr e && e.Rule == Elementwise.Exp ? Expr.E : x;

    static ulong Fingerprint(Expr x, long units = PowerUnit, int depth = 0)
    {
        var sum = 0UL;
        for (; x is ApplyExpr f && depth < Views.MostCopied; depth++)
        {
            if (f.Rule == Elementwise.Multiply) sum += Fingerprint(f[1], units, depth + 1);
            else if (f.Rule == Elementwise.Divide) sum += Fingerprint(f[1], -units, depth + 1);
            else if (f.Rule == Elementwise.Sqrt && units % 2 == 0) units /= 2;
            else if (f.Rule == Elementwise.Power && f[1] is NumberExpr n && (n.Value * units).TryGetInt(out var scaled)) units = scaled;
            else if (f.Rule != Elementwise.Negate) break;
            x = f[0];
        }

        return x is NumberExpr ? sum : sum + (ulong)units * x.Hash;
    }
}
