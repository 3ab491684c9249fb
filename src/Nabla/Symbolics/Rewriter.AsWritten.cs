using Nabla.Rules;

namespace Nabla.Symbolics;

// Products and sums that stand already as the builders would write them: most of those that people type, told at a glance.
sealed partial class Rewriter
{
    // In longer products each factor is looked up by the builder rather than among all others.
    const int MostFactors = 16;

    readonly List<Expr> _bases = [];
    readonly List<NumberExpr> _exponents = [];

    // Whether no sum among the parts, or under a power, leaves a number to take out.
    bool HaveNoContent()
    {
        foreach (var (part, _) in Leaves)
            if (Views.RootOf(part) is ApplyExpr root && Views.IsSum(root) && !Views.HasNoContent(root)) return false;
        return true;
    }

    bool IsAsWritten(ApplyExpr f) => Views.IsSum(f) ? IsAsWrittenSum(f) : (Views.IsProduct(f) || Views.IsQuotient(f)) && IsAsWrittenProduct(f);

    // True is certain: a number in front, if any, then distinct symbols, functions and powers of them, in their order.
    bool IsAsWrittenProduct(ApplyExpr product)
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
        _exponents.Clear();
        for (; ; factors = factors[0])
        {
            var isLast = !Views.IsProduct(factors);
            var factor = isLast ? factors : factors[1];
            if (isLast && factor is NumberExpr n)
            {
                number = n;
                return n is { IsDecimal: false, Value.IsInteger: true };
            }

            if (_bases.Count == MostFactors || !IsPlain(factor) || after is not null && CanonicalOrder.CompareFactors(factor, after) >= 0) return false;
            var root = Views.RootOf(factor);
            foreach (var other in _bases)
                if (ReferenceEquals(other, root)) return false;
            _bases.Add(root);
            if (isLast) return true;
            after = factor;
        }
    }

    // A sum to a whole power may have factors in common with others; two whole powers may have to be brought together.
    bool IsPlain(Expr factor)
    {
        if (factor is not ApplyExpr f) return factor is SymbolExpr;
        if (f.Shape == ExprShape.Root) return StaysAsBase(f[0]);
        if (f.Shape != ExprShape.Power) return IsFunction(f);
        if (f[1] is not NumberExpr n) return false;
        if (!n.Value.IsInteger) return StaysAsBase(f[0]);
        foreach (var other in _exponents)
            if (other.Value == n.Value) return false;
        _exponents.Add(n);
        return f[0] is SymbolExpr || f[0] is ApplyExpr root && IsFunction(root);
    }

    // Of one argument, and no arithmetic.
    static bool IsFunction(ApplyExpr f) => f.Shape == ExprShape.Function + 1 && f.Rule != Elementwise.Abs;

    // True is certain: distinct terms, none with a sign of its own or a sum to be taken apart, in their order.
    static bool IsAsWrittenSum(ApplyExpr sum)
    {
        if (!Views.IsShort(sum)) return false;
        var last = new Ordered(sum[1], sum.Shape == ExprShape.Difference);
        if (!last.IsPlain) return false;
        var after = last;
        var direction = 0;
        for (var x = sum[0]; ; x = x[0])
        {
            var isFirst = !Views.IsSum(x);
            var term = isFirst ? new Ordered(x, false) : new Ordered(x[1], x.Shape == ExprShape.Difference);
            if (!term.IsPlain) return false;
            var order = term.CompareTo(after);
            if (order == 0 || direction != 0 && direction != Math.Sign(order)) return false;
            direction = Math.Sign(order);
            // Falling, or rising where that spares a leading minus.
            if (isFirst) return direction < 0 || last.IsSubtracted;
            after = term;
        }
    }

    // A term of a sum with what its place depends on.
    readonly struct Ordered
    {
        readonly CanonicalOrder.TermKey _key;
        readonly Expr _rest;

        public Ordered(Expr term, bool isSubtracted)
        {
            var (number, rest) = Coefficient.Of(term);
            IsSubtracted = isSubtracted;
            IsPlain = number.Value.Sign > 0 && (rest is null || !Views.IsSum(rest));
            _rest = rest ?? Views.One;
            _key = IsPlain ? CanonicalOrder.KeyOf(rest) : default;
        }

        public bool IsSubtracted { get; }

        public bool IsPlain { get; }

        public int CompareTo(in Ordered other) =>
            _key.CompareTo(other._key) is not 0 and var order ? order : CanonicalOrder.CompareTerms(_rest, other._rest);
    }
}
