using Nabla.Rules;

namespace Nabla.Symbolics;

// Products that stand already as the builder would write them: most of those that people type, told at a glance.
sealed partial class Rewriter
{
    readonly List<Expr> _bases = [];

    // True is certain: a number in front, if any, then distinct symbols, functions and powers of them, in their order.
    bool IsAsWritten(ApplyExpr product)
    {
        _bases.Clear();
        if (!Views.IsQuotient(product))
            return AreAsWritten(product, out var front) && (front is null || !(front.Value.IsZero || front.Value.Abs().IsOne));
        if (!AreAsWritten(product[0], out var above) || !AreAsWritten(product[1], out var below)) return false;
        var isAlone = product[0] is NumberExpr;
        if (below is null) return above is null || !above.Value.IsZero && (isAlone || !above.Value.Abs().IsOne);
        if (below.Value.Sign < 0 || below.Value.IsZero || below.Value.IsOne || isAlone && product[1] is NumberExpr) return false;
        return above is null || (above.Value / below.Value).Below == below.Value && (isAlone || !above.Value.Abs().IsOne);
    }

    // Whether the factors on one side of the line are so; the number in front apart.
    bool AreAsWritten(Expr factors, out NumberExpr? number)
    {
        number = null;
        Expr? after = null;
        var hasPower = false;
        for (; ; factors = factors[0])
        {
            var isLast = !Views.IsProduct(factors);
            var factor = isLast ? factors : factors[1];
            if (isLast && factor is NumberExpr n)
            {
                number = n;
                return n is { IsDecimal: false, Value.IsInteger: true };
            }

            if (!IsPlain(factor, ref hasPower) || after is not null && CanonicalOrder.CompareFactors(factor, after) >= 0) return false;
            var root = Views.RootOf(factor);
            foreach (var other in _bases)
                if (ReferenceEquals(other, root)) return false;
            _bases.Add(root);
            if (isLast) return true;
            after = factor;
        }
    }

    // A second whole power may have to be brought together with the first: c²·x².
    static bool IsPlain(Expr factor, ref bool hasPower)
    {
        if (factor is not ApplyExpr f || f.Shape == ExprShape.Root) return IsPlain(factor is ApplyExpr root ? root[0] : factor);
        if (f.Shape != ExprShape.Power) return IsPlain(f);
        if (f[1] is not NumberExpr n || hasPower && n.Value.IsInteger) return false;
        hasPower |= n.Value.IsInteger;
        return IsPlain(f[0]);
    }

    static bool IsPlain(Expr root) => root is SymbolExpr || root is ApplyExpr { Arity: 1 } f
        && f.Shape != ExprShape.Negative && f.Shape != ExprShape.Root && f.Shape != ExprShape.Exponential && f.Rule != Elementwise.Abs;
}
