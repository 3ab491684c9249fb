using System.Runtime.InteropServices;
using Nabla.Rules;

namespace Nabla.Symbolics;

// Factors that are alike only at a second look: parts of powers of products, roots of products, negatives, and what the
// terms of a sum have in common with the factors beside it.
sealed partial class ProductBuilder
{
    // What is among the factors that may meet its like at a second look.
    [Flags]
    enum Kinds : byte
    {
        None = 0,
        Products = 1,
        Sums = 2,
        Wholes = 4,
    }

    Kinds Survey()
    {
        var kinds = Kinds.None;
        foreach (ref readonly var factor in CollectionsMarshal.AsSpan(_factors))
        {
            if (factor.Symbolic is not null) continue;
            var isWhole = IsWhole(factor.Power);
            if (IsProductOrQuotient(factor.Base)) kinds |= isWhole ? Kinds.Products : Kinds.Wholes;
            else if (isWhole && Views.IsSum(factor.Base)) kinds |= Kinds.Sums;
            else if (!isWhole && factor.Base.Shape == ExprShape.Power) kinds |= Kinds.Wholes;
        }

        return kinds;
    }

    void Meet()
    {
        var kinds = Survey();
        if (kinds == Kinds.None) return;
        if ((kinds & Kinds.Products) != 0)
        {
            MeetProducts();
            kinds = Survey();
        }

        if ((kinds & Kinds.Sums) != 0)
        {
            MeetNegatives();
            MeetSums();
            kinds = Survey();
        }

        if ((kinds & Kinds.Wholes) != 0) MeetWholes();
        Settle();
    }

    // Takes powers of products apart whose parts occur beside them.
    void MeetProducts()
    {
        for (var i = 0; i < _factors.Count; i++)
        {
            var (root, power, symbolic) = _factors[i];
            if (symbolic is not null || !IsWhole(power) || !IsProductOrQuotient(root) || !Views.IsShort((ApplyExpr)root)) continue;
            if (!power.IsOne && !power.IsMinusOne && !Meets(root)) continue;
            rewriter.Charge(_factors.Count);
            _factors.RemoveAt(i);
            _places = null;
            TakeApart(root, power);
            i = -1;
        }
    }

    static bool IsProductOrQuotient(Expr x) => Views.IsProduct(x) || Views.IsQuotient(x);

    bool Meets(Expr product)
    {
        for (var depth = 0; product is ApplyExpr f && IsProductOrQuotient(f) && depth < Views.MostCopied; depth++)
        {
            if (Find(Views.RootOf(f[1])) >= 0) return true;
            product = f[0];
        }

        return Find(Views.RootOf(product)) >= 0;
    }

    // d·x·√(d·x) is (d·x)^(3/2), and f^x/√(f^x) is √(f^x).
    void MeetWholes()
    {
        for (var i = 0; i < _factors.Count; i++)
        {
            var (root, power, symbolic) = _factors[i];
            if (symbolic is not null || IsWhole(power)) continue;
            if (IsProductOrQuotient(root))
            {
                rewriter.HasRootsOfProducts = true;
                MeetParts(i);
            }
            else if (root is ApplyExpr f && f.Shape == ExprShape.Power) MeetPower(i, f);
        }
    }

    /// <summary>The roots and other broken powers of products among the factors.</summary>
    public void CollectRoots(List<(Expr Root, Quantity Power)> into)
    {
        Settle();
        foreach (var (root, power, symbolic) in _factors)
            if (symbolic is null && !IsWhole(power) && IsProductOrQuotient(root)) into.Add((root, power));
    }

    /// <summary>Multiplies by the whole power of a product and divides by its parts: 1/√(b·c) is √(b·c)/(b·c).</summary>
    public void RaiseRoot(Expr root, Quantity by)
    {
        AddPower(root, by, null);
        foreach (var (part, inBase) in Views.Parts(root)) Multiply(part, -by * inBase);
    }

    // Finds how many times the whole base is present in its parts.
    void MeetParts(int place)
    {
        var root = _factors[place].Base;
        var parts = Views.Parts(root);
        long? times = null;
        foreach (var (part, inBase) in parts)
        {
            if (part is NumberExpr) return;
            var at = Find(part);
            if (at < 0 || _factors[at] is not { Symbolic: null } found || !IsWhole(found.Power) || inBase == 0) return;
            if (!found.Power.Value.TryGetInt(out var here)) return;
            var ratio = here / inBase;
            if (ratio == 0 || (times is { } known && Math.Sign(known) != Math.Sign(ratio))) return;
            if (times is null || Math.Abs(ratio) < Math.Abs(times.Value)) times = ratio;
        }

        if (times is not { } k) return;
        foreach (var (part, inBase) in parts) TakeOut(part, new(k * inBase, false));
        AddPower(root, new(k, false), null);
        Log.Fired(Simplifications.PowerOfProduct);
        rewriter.MadeNewParts = true;
    }

    void MeetPower(int place, ApplyExpr power)
    {
        var at = Find(power[0]);
        if (at < 0 || _factors[at] is not { Symbolic: { } symbolic } found || !found.Power.IsZero || !symbolic.Equals(power[1])) return;
        _factors[at] = new(found.Base, Quantity.Zero, null);
        AddPower(_factors[place].Base, Quantity.One, null);
    }

    // (1 − x)/√(x − 1) is −√(x − 1).
    void MeetNegatives()
    {
        if (!TakeFingerprints()) return;
        for (var i = 0; i < _factors.Count; i++)
        {
            var (root, power, symbolic) = _factors[i];
            if (symbolic is not null || !IsWhole(power) || FindNegated(i) is not { } negated) continue;
            rewriter.Charge(_factors.Count);
            if (!power.Value.IsEven) _number = -_number;
            _factors[i] = new(root, Quantity.Zero, null);
            AddPower(negated, power, null);
            Settle();
            if (!TakeFingerprints()) return;
            i = -1;
        }
    }

    // Whether two sums are so alike that one may be the negative of the other: of the same symbols, and but for a leading
    // minus of the same size.
    bool MayHaveNegatives()
    {
        var factors = CollectionsMarshal.AsSpan(_factors);
        for (var i = 1; i < factors.Length; i++)
        {
            var sum = factors[i].Base;
            if (!Views.IsSum(sum)) continue;
            for (var j = 0; j < i; j++)
            {
                var other = factors[j].Base;
                if (other.Symbols == sum.Symbols && Math.Abs(other.TreeSize - sum.TreeSize) <= 2 && Views.IsSum(other)) return true;
            }
        }

        return false;
    }

    // Those of the factors that are short sums, 0 for others; false if none may be the negative of another.
    bool TakeFingerprints()
    {
        if (!MayHaveNegatives()) return false;
        var factors = CollectionsMarshal.AsSpan(_factors);
        _signed.Clear();
        foreach (ref readonly var factor in factors)
            _signed.Add(Views.IsSum(factor.Base) && Views.IsShort((ApplyExpr)factor.Base) ? Fingerprint.OfSum(factor.Base) : 0);
        return true;
    }

    Expr? FindNegated(int place)
    {
        var own = _signed[place];
        if (own == 0) return null;
        var signed = CollectionsMarshal.AsSpan(_signed);
        for (var i = 0; i < signed.Length; i++)
        {
            if (signed[i] != 0 - own || i == place) continue;
            var negated = rewriter.Scaled(_factors[place].Base, -1);
            if (Find(negated) >= 0) return negated;
        }

        return null;
    }

    // Takes a factor common to the terms of a sum out of it where the product has that base already: (x² + x)/x.
    void MeetSums()
    {
        for (var i = 0; i < _factors.Count; i++)
        {
            var (sum, power, symbolic) = _factors[i];
            if (symbolic is not null || !IsWhole(power) || !Views.IsSum(sum) || !Views.IsShort((ApplyExpr)sum)) continue;
            if (TakeCommonFactor(sum, power) is not { } rest) continue;
            rewriter.Charge(_factors.Count + sum.TreeSize);
            _factors.RemoveAt(i);
            _places = null;
            Multiply(rest, power);
            Log.Fired(Simplifications.CommonFactor);
            i = -1;
        }
    }

    // The sum without the factors that it shares with this product, which are multiplied in; null if there are none.
    Expr? TakeCommonFactor(Expr sum, Quantity power)
    {
        // What all terms share is in the last one: looking for its few factors here is quicker than for all of these there.
        var last = Views.Unsigned(sum[1]);
        var place = Views.IsQuotient(last)
            ? First(FirstShared(sum, last[0]), FirstShared(sum, last[1]))
            : FirstShared(sum, last);
        if (place < 0) return null;
        var root = _factors[place].Base;
        var common = Views.CommonPower(sum, root);
        AddPower(root, common * power, null);
        return rewriter.DividedTerms(Views.Terms(sum), root, common);
    }

    int FirstShared(Expr sum, Expr product)
    {
        var first = -1;
        for (var depth = 0; depth < Views.MostCopied && Views.IsProduct(product); depth++)
        {
            first = First(first, Shared(sum, product[1]));
            product = product[0];
        }

        return First(first, Shared(sum, product));
    }

    int Shared(Expr sum, Expr part)
    {
        var root = Views.RootOf(part);
        var place = SharedRoot(sum, part);
        return ReferenceEquals(root, part) ? place : First(place, SharedRoot(sum, root));
    }

    int SharedRoot(Expr sum, Expr root)
    {
        if (root == sum) return -1;
        var place = Find(root);
        if (place < 0 || _factors[place].Symbolic is not null || Views.CommonPower(sum, root).IsZero) return -1;
        return Views.IsSum(root) && Views.Terms(sum).Count > 8 ? -1 : place;
    }

    static int First(int a, int b) => a < 0 ? b : b < 0 ? a : Math.Min(a, b);

    void TakeApart(Expr product, Quantity power)
    {
        while (product is ApplyExpr f && IsProductOrQuotient(f))
        {
            if (!Views.IsProduct(f)) RequireBelow(f[1], power);
            Multiply(f[1], Views.IsProduct(f) ? power : -power);
            product = f[0];
        }

        Multiply(product, power);
        Log.Fired(Simplifications.PowerOfProduct);
        rewriter.MadeNewParts = true;
    }
}
