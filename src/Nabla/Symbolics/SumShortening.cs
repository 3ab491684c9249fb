using Nabla.Rules;

namespace Nabla.Symbolics;

// What can shorten a sum: a row for two of its terms, a factor common to some of them, one line for its fractions, or
// writing its products out.
sealed class SumShortening(Rewriter rewriter, ProductShortening products)
{
    const int MostTerms = 24;

    readonly record struct Term(Quantity Number, Expr? Rest, Factor[] Factors);

    public void Offer(ApplyExpr sum, ref Candidate best)
    {
        var coefficients = Views.Terms(sum);
        if (coefficients.Count > MostTerms) return;
        Term[] terms = [.. coefficients.Select(Opened)];
        foreach (var pattern in RowPattern.Sums) OfferRow(pattern, terms, ref best);
        OfferExpanded(terms, ref best);
        OfferCommonFactors(terms, ref best);
        OfferOneLine(terms, ref best);
    }

    Term Opened(Coefficient term)
    {
        if (term.Rest is null) return new(term.Number, null, []);
        var product = rewriter.RentProduct();
        product.Multiply(term.Rest, Quantity.One);
        product.Settle();
        var opened = new Term(term.Number * product.Number, term.Rest, [.. product.Factors]);
        rewriter.Discard(product);
        return opened with { Rest = opened.Number == term.Number ? term.Rest : Multiplied(opened.Factors) };
    }

    // (u/v)² as u²/v², so that its line is seen.
    Term WithQuotientsApart(Term term)
    {
        if (!Array.Exists(term.Factors, IsPowerOfQuotient)) return term;
        var product = rewriter.RentProduct();
        foreach (var factor in term.Factors)
        {
            if (!IsPowerOfQuotient(factor)) product.Multiply(factor);
            else
            {
                product.Multiply(factor with { Base = factor.Base[0] });
                product.Multiply(new Factor(factor.Base[1], -factor.Power, null));
            }
        }

        var apart = new Term(term.Number * product.Number, term.Rest, [.. product.Factors]);
        rewriter.Discard(product);
        return apart;
    }

    static bool IsPowerOfQuotient(Factor factor) =>
        factor.Symbolic is null && factor.Power.Value.IsInteger && factor.Base is ApplyExpr f && Views.IsQuotient(f);

    Expr? Multiplied(Factor[] factors)
    {
        var product = rewriter.RentProduct();
        foreach (var factor in factors) product.Multiply(factor);
        return rewriter.Finish(product);
    }

    void OfferRow(RowPattern pattern, Term[] terms, ref Candidate best)
    {
        var (first, second) = (pattern.Terms[0], pattern.Terms[1]);
        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var factor in terms[i].Factors)
            {
                var matcher = default(Matcher);
                if (!Holds(factor, first.Factors[0].Power) || !matcher.TryBind(first.Factors[0].Base, factor.Base)) continue;
                var common = Without(terms[i], factor.Base, first.Factors[0].Power);
                for (var j = 0; j < terms.Length; j++)
                {
                    var both = matcher;
                    if (j != i && Completes(second, terms[j], common, ref both)) OfferMatch(pattern, terms, i, j, common, both, ref best);
                }
            }
        }
    }

    static bool Holds(Factor factor, Quantity power) =>
        factor.Symbolic is null && factor.Power.Value.IsInteger && factor.Power.Value.CompareTo(power.Value) >= 0;

    // Whether a term is the second of the pattern times what the first was times.
    bool Completes(PatternTerm second, Term term, Expr? common, ref Matcher matcher)
    {
        if (second.Factors.Length == 0) return Same(term.Rest, common);
        var (pattern, power) = second.Factors[0];
        foreach (var factor in term.Factors)
        {
            var both = matcher;
            if (!Holds(factor, power) || !both.TryBind(pattern, factor.Base) || !Same(Without(term, factor.Base, power), common)) continue;
            matcher = both;
            return true;
        }

        return false;
    }

    static bool Same(Expr? a, Expr? b) => a is null ? b is null : b is not null && a.Equals(b);

    // null stands for 1
    Expr? Without(Term term, Expr root, Quantity power)
    {
        var product = rewriter.RentProduct();
        foreach (var factor in term.Factors) product.Multiply(factor);
        product.TakeOut(root, power);
        var rest = rewriter.Finish(product);
        return rest is NumberExpr { Value.IsOne: true } ? null : rest;
    }

    void OfferMatch(RowPattern pattern, Term[] terms, int i, int j, Expr? common, Matcher matcher, ref Candidate best)
    {
        var (p, q) = (terms[i].Number / pattern.Terms[0].Number, terms[j].Number / pattern.Terms[1].Number);
        if (p.Value.Sign != q.Value.Sign || !matcher.Satisfies(pattern.Row)) return;
        var times = p.Value.Abs() < q.Value.Abs() ? p : q;
        var sum = rewriter.RentSum();
        for (var k = 0; k < terms.Length; k++)
        {
            var number = terms[k].Number;
            if (k == i) number += -(times * pattern.Terms[0].Number);
            if (k == j) number += -(times * pattern.Terms[1].Number);
            sum.Add(terms[k].Rest ?? Views.One, number);
        }

        var result = rewriter.Canonical(matcher.Write(pattern.Row.Result));
        sum.Add(common is null ? result : rewriter.Product(common, result), times);
        IReadOnlyList<Expr> conditions = pattern.Row.Condition is { } stated ? [rewriter.Canonical(matcher.Write(stated))] : [];
        best.Offer(rewriter.Finish(sum), pattern.Row, conditions);
    }

    void OfferExpanded(Term[] terms, ref Candidate best)
    {
        if (!terms.Any(t => t.Factors.Any(f => Views.IsSum(f.Base)))) return;
        var expanded = Rewritten(Expanded(terms.Select(t => new Coefficient(t.Number, t.Rest))));
        best.Offer(expanded.Expr, Simplifications.Distribute, expanded.Conditions);
    }

    // A sum with the row for two of its terms that shortens it most: written out, it may be longer until then.
    Candidate Rewritten(Expr sum)
    {
        var best = new Candidate(sum, rewriter.Log);
        if (sum is not ApplyExpr f || !Views.IsSum(f)) return best;
        var coefficients = Views.Terms(f);
        if (coefficients.Count > MostTerms) return best;
        Term[] terms = [.. coefficients.Select(Opened)];
        foreach (var pattern in RowPattern.Sums) OfferRow(pattern, terms, ref best);
        return best;
    }

    Expr Expanded(IEnumerable<Coefficient> terms)
    {
        var sum = rewriter.RentSum();
        foreach (var (number, rest) in terms) sum.Add(rest is null ? Views.One : products.Expanded(rest) ?? rest, number);
        return rewriter.Finish(sum);
    }

    // Polynomials stay written out, as in textbooks: what is taken out is a function, a root or a power of a sum.
    void OfferCommonFactors(Term[] terms, ref Candidate best)
    {
        var tried = new HashSet<Expr>();
        foreach (var term in terms)
            foreach (var factor in term.Factors)
                if (IsWorthTaking(factor) && tried.Add(factor.Base)) OfferCommonFactor(terms, factor, ref best);
    }

    static bool IsWorthTaking(Factor factor) =>
        factor.Symbolic is not null || factor.Power.Value.Sign < 0 || !factor.Power.Value.IsInteger || factor.Base is ApplyExpr;

    void OfferCommonFactor(Term[] terms, Factor first, ref Candidate best)
    {
        var having = Array.FindAll(terms, t => Array.Exists(t.Factors, f => IsLike(f, first)));
        if (having.Length < 2) return;
        var common = new List<Factor>();
        foreach (var candidate in having[0].Factors)
        {
            var shared = candidate;
            var isShared = true;
            foreach (var term in having)
            {
                var here = Array.Find(term.Factors, f => IsLike(f, candidate));
                isShared &= here.Base is not null;
                if (isShared && here.Power.Value.Abs() < shared.Power.Value.Abs()) shared = here;
            }

            if (isShared) common.Add(shared);
        }

        var inner = rewriter.RentSum();
        foreach (var term in having) inner.Add(Divided(term, common), term.Number);
        var product = rewriter.RentProduct();
        product.Multiply(rewriter.Finish(inner), Quantity.One);
        foreach (var factor in common) product.Multiply(factor);
        var sum = rewriter.RentSum();
        sum.Add(rewriter.Finish(product), Quantity.One, distribute: false);
        foreach (var term in terms)
            if (!having.Contains(term)) sum.Add(term.Rest ?? Views.One, term.Number);
        best.Offer(rewriter.Finish(sum), Simplifications.CommonFactor);
    }

    static bool IsLike(Factor a, Factor b) =>
        a.Base.Equals(b.Base) && Same(a.Symbolic, b.Symbolic) && a.Power.Value.Sign == b.Power.Value.Sign;

    Expr Divided(Term term, List<Factor> by)
    {
        var product = rewriter.RentProduct();
        foreach (var factor in term.Factors) product.Multiply(factor);
        foreach (var (root, power, symbolic) in by)
            product.TakeOut(root, power, symbolic);
        return rewriter.Finish(product);
    }

    // a/b + c/d = (a·d + c·b)/(b·d), with what the denominators have in common taken once.
    void OfferOneLine(Term[] terms, ref Candidate best)
    {
        if (LineOf(terms) is not { } line) return;
        var above = terms.Select(t => (t.Number, Raised(t, line))).Select(t => new Coefficient(t.Number, t.Item2)).ToList();
        OfferOver(Summed(above), line, ref best);
        OfferOver(Expanded(above), line, ref best);
    }

    /// <summary>The sum over one fraction line, as numerator and the factors below; null if it has no fractions.</summary>
    public (Expr Above, List<Factor> Line)? OverOneLine(Expr sum)
    {
        var coefficients = Views.Terms(sum);
        if (coefficients.Count > MostTerms) return null;
        Term[] terms = [.. coefficients.Select(Opened).Select(WithQuotientsApart)];
        if (LineOf(terms) is not { } line) return null;
        return (Summed(terms.Select(t => new Coefficient(t.Number, Raised(t, line)))), line);
    }

    Expr Summed(IEnumerable<Coefficient> terms)
    {
        var sum = rewriter.RentSum();
        foreach (var (number, rest) in terms) sum.Add(rest ?? Views.One, number);
        return rewriter.Finish(sum);
    }

    static List<Factor>? LineOf(Term[] terms)
    {
        var below = new Dictionary<Expr, Quantity>();
        foreach (var term in terms)
            foreach (var (root, power, symbolic) in term.Factors)
            {
                // 1/0 has no line to bring others over.
                if (root is NumberExpr { Value.IsZero: true }) return null;
                if (symbolic is null && power.Value.Sign < 0 && (!below.TryGetValue(root, out var most) || (-power).Value > most.Value)) below[root] = -power;
            }

        return below.Count == 0 ? null : [.. below.Select(b => new Factor(b.Key, b.Value, null))];
    }

    Expr Raised(Term term, List<Factor> by)
    {
        var product = rewriter.RentProduct();
        foreach (var factor in term.Factors) product.Multiply(factor);
        foreach (var factor in by) product.Multiply(factor);
        return rewriter.Finish(product);
    }

    void OfferOver(Expr above, List<Factor> line, ref Candidate best)
    {
        var inner = Rewritten(above);
        var product = rewriter.RentProduct();
        product.Multiply(inner.Expr, Quantity.One);
        foreach (var (root, power, _) in line) product.Multiply(new Factor(root, -power, null));
        if (products.WithExpandedLine(product.Number, product.Factors) is { } expanded) best.Offer(expanded, Simplifications.OneLine, inner.Conditions);
        best.Offer(rewriter.Finish(product), Simplifications.OneLine, inner.Conditions);
    }
}
