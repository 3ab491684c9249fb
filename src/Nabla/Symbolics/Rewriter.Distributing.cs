using Nabla.Rules;

namespace Nabla.Symbolics;

// Products of sums written out, where that is worth it.
sealed partial class Rewriter
{
    // u·(v + w) written out wherever that makes the whole shorter: where a part cancels or meets its like.
    Expr Distributed(Expr x)
    {
        if (x is not ApplyExpr f || f.TreeSize > LargestDistributed || !Views.HasProductOfSum(f) || (Views.IsSum(f) && !Views.IsShort(f))) return x;
        if (_splitsQuotients && Views.IsQuotientOfSum(x)) return Split(x);
        // The same part comes again after a round, and in other products.
        for (var round = 0; round < MostRounds && !_whole.Contains(x); round++)
        {
            _log.BeginTrying();
            var shorter = _distribution.TryShorten(x);
            _log.EndTrying(shorter is null ? [] : _log.TakeTried());
            if (shorter is null)
            {
                _whole[x] = true;
                return x;
            }

            _log.Fired(Simplifications.Distribute);
            MadeNewParts = true;
            x = shorter;
        }

        return x;
    }

    // (a + b)/c as a/c + b/c, shorter or not.
    Expr Split(Expr quotient)
    {
        var pieces = new List<Coefficient>();
        var whole = Coefficient.Of(quotient);
        if (whole.Rest is null || !TryDistribute(whole.Rest, pieces)) return quotient;
        _log.Fired(Simplifications.Distribute);
        var sum = RentSum();
        foreach (var (number, rest) in pieces) sum.Add(rest ?? Views.One, number * whole.Number);
        return Finish(sum);
    }

    /// <summary>The terms of rest as a sum, if it has a sum among its factors; false if it has none.</summary>
    public bool TryDistribute(Expr rest, List<Coefficient> pieces)
    {
        if (Views.IsSum(rest) && Views.IsShort((ApplyExpr)rest))
        {
            Views.CollectTerms(rest, pieces);
            return true;
        }

        if (!Views.HasSumFactor(rest)) return false;
        var product = RentProduct();
        product.Multiply(rest, Quantity.One);
        if (product.TakeSum() is not { } sum)
        {
            Finish(product);
            return false;
        }

        product.Settle();
        var x = sum;
        for (; Views.IsSum(x) && pieces.Count < Views.MostCopied; x = x[0])
            pieces.Add(Piece(product, x[1], isNegative: ((ApplyExpr)x).Rule == Elementwise.Subtract));
        pieces.Add(Piece(product, x, isNegative: false));
        Discard(product);
        pieces.Reverse();
        return true;
    }

    Coefficient Piece(ProductBuilder factors, Expr term, bool isNegative)
    {
        var piece = RentProduct();
        piece.CopyFrom(factors);
        piece.Multiply(term, Quantity.One);
        if (isNegative) piece.MultiplyBy(Quantity.MinusOne);
        return Coefficient.Of(Finish(piece));
    }

    /// <summary>The sum of the terms, each divided by the power of the base.</summary>
    public Expr DividedTerms(List<Coefficient> terms, Expr root, Quantity power)
    {
        MadeNewParts = true;
        var sum = RentSum();
        var isPlain = power.IsOne && StaysAsBase(root);
        foreach (var (number, rest) in terms)
        {
            if (isPlain && Other(rest!, root) is { } other)
            {
                sum.Add(other, number);
                continue;
            }

            var product = RentProduct();
            product.Multiply(rest!, Quantity.One);
            product.TakeOut(root, power);
            sum.Add(Finish(product), number);
        }

        return Finish(sum);
    }

    // What stands beside the base in a product of two, or 1 where there is nothing, if that is no more than it seems.
    static Expr? Other(Expr term, Expr root)
    {
        if (term.Equals(root)) return Views.One;
        if (!Views.IsProduct(term)) return null;
        var other = term[0].Equals(root) ? term[1] : term[1].Equals(root) ? term[0] : null;
        return other is not null && StaysAsBase(other) ? other : null;
    }
}
