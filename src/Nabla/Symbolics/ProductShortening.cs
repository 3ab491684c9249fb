using Nabla.Rules;

namespace Nabla.Symbolics;

// What can shorten a product: a row for one or two of its factors, or writing it out as a sum.
sealed class ProductShortening(Rewriter rewriter)
{
    const int MostTerms = 64;
    const int HighestPower = 4;

    public SumShortening Sums { get; set; } = null!;

    public void Offer(ApplyExpr f, ref Candidate best)
    {
        var product = Open(f);
        var number = product.Number;
        Factor[] factors = [.. product.Factors];
        rewriter.Discard(product);
        foreach (var pattern in RowPattern.Products) OfferRow(pattern, number, factors, ref best);
        var onlyNumberAndSum = factors is [{ Power.IsOne: true, Symbolic: null }];
        // 9x + 27/2 rather than 9(2x + 3)/2, but (e + 1)/2 rather than e/2 + 1/2.
        if (Expanded(f) is { } sum)
            best.Offer(sum, Simplifications.Distribute, winsTie: onlyNumberAndSum && (NeedsNoLine(number) || NodeCount.Of(sum) < NodeCount.Of(f)));
        if (WithExpandedLine(number, factors) is { } below) best.Offer(below, Simplifications.Distribute);
        OfferOneLine(number, factors, ref best);
        if (PolynomialQuotient.TryCancel(factors, rewriter) is { } cancelled)
        {
            var rest = rewriter.RentProduct();
            rest.MultiplyBy(number);
            foreach (var factor in cancelled.Factors) rest.Multiply(factor);
            best.Offer(rewriter.Finish(rest), Simplifications.CommonFactor, [Expr.NotEqual(cancelled.Common, 0)]);
        }
    }

    // (x/√u + 1)/(x + √u): over one line, a sum may cancel with what is beside it.
    void OfferOneLine(Quantity number, Factor[] factors, ref Candidate best)
    {
        foreach (var factor in factors)
        {
            if (factor.Symbolic is not null || !factor.Power.Value.IsInteger || !Views.IsSum(factor.Base)) continue;
            if (Sums.OverOneLine(factor.Base) is not { } fraction) continue;
            var product = rewriter.RentProduct();
            product.MultiplyBy(number);
            foreach (var other in factors)
                if (other != factor) product.Multiply(other);
            product.Multiply(fraction.Above, factor.Power);
            foreach (var (root, power, _) in fraction.Line) product.Multiply(new Factor(root, -power * factor.Power, null));
            best.Offer(rewriter.Finish(product), Simplifications.OneLine);
        }
    }

    /// <summary>The quotient with the sums below its line multiplied out; null if there are not at least two.</summary>
    public Expr? WithExpandedLine(Quantity number, IReadOnlyList<Factor> factors)
    {
        var below = rewriter.RentProduct();
        var rest = rewriter.RentProduct();
        rest.MultiplyBy(number);
        var sums = 0;
        foreach (var factor in factors)
        {
            var isSumBelow = factor.IsBelow && factor.Power.IsMinusOne && Views.IsSum(factor.Base);
            if (isSumBelow) sums++;
            if (isSumBelow) below.Multiply(factor.Base, Quantity.One);
            else rest.Multiply(factor);
        }

        if (sums < 2)
        {
            rewriter.Discard(below);
            return Abandon(rest);
        }

        var line = rewriter.Finish(below);
        rest.Multiply(Expanded(line) ?? line, -1);
        return rewriter.Finish(rest);
    }

    ProductBuilder Open(Expr x)
    {
        var product = rewriter.RentProduct();
        product.Multiply(x, Quantity.One);
        product.Settle();
        return product;
    }

    void OfferRow(RowPattern pattern, Quantity number, Factor[] factors, ref Candidate best)
    {
        var parts = pattern.Terms[0].Factors;
        for (var i = 0; i < factors.Length; i++)
        {
            var matcher = default(Matcher);
            if (Times(factors[i], parts[0].Power) is not { } times || !matcher.TryBind(parts[0].Base, factors[i].Base)) continue;
            if (parts.Length == 1)
            {
                OfferMatch(pattern, number, factors, times, matcher, ref best);
                continue;
            }

            for (var j = 0; j < factors.Length; j++)
            {
                var both = matcher;
                if (j == i || Times(factors[j], parts[1].Power) is not { } second || !both.TryBind(parts[1].Base, factors[j].Base)) continue;
                OfferMatch(pattern, number, factors, Math.Min(times, second), both, ref best);
            }
        }
    }

    // How many times the factor holds the pattern's power; broken powers must be equal.
    static int? Times(Factor factor, Quantity power)
    {
        if (factor.Symbolic is not null || factor.Power.Value.Sign != power.Value.Sign) return null;
        if (!power.Value.IsInteger) return factor.Power.Value == power.Value ? 1 : null;
        if (!factor.Power.Value.IsInteger || !(factor.Power / power).Value.TryGetInt(out var times)) return null;
        return times >= 1 ? times : null;
    }

    void OfferMatch(RowPattern pattern, Quantity number, Factor[] factors, int times, Matcher matcher, ref Candidate best)
    {
        if (!matcher.Satisfies(pattern.Row)) return;
        var term = pattern.Terms[0];
        if (Quantity.TryPower(term.Number, times) is not { } numbers) return;
        var product = rewriter.RentProduct();
        product.MultiplyBy(number / numbers);
        foreach (var factor in factors) product.Multiply(factor);
        foreach (var (part, power) in term.Factors)
        {
            var matched = rewriter.Canonical(matcher.Write(part));
            product.TakeOut(matched, power * times);
        }

        product.Multiply(rewriter.Canonical(matcher.Write(pattern.Row.Result)), times);
        IReadOnlyList<Expr> conditions = pattern.Row.Condition is { } stated ? [rewriter.Canonical(matcher.Write(stated))] : [];
        best.Offer(rewriter.Finish(product), pattern.Row, conditions);
    }

    /// <summary>The product with its sums and their small powers multiplied out and like terms collected; null if it has none or too many terms.</summary>
    public Expr? Expanded(Expr x)
    {
        List<Coefficient> terms = [new(Quantity.One, null)];
        var product = Open(x);
        var others = rewriter.RentProduct();
        others.MultiplyBy(product.Number);
        Factor[] factors = [.. product.Factors];
        rewriter.Discard(product);
        var any = false;
        foreach (var factor in factors)
        {
            if (factor.Symbolic is null && Views.IsSum(factor.Base) && Views.IsShort((ApplyExpr)factor.Base)
                && factor.Power.Value.TryGetInt(out var power) && power is >= 1 and <= HighestPower)
            {
                any = true;
                var sum = Views.Terms(factor.Base);
                for (var k = 0; k < power; k++)
                {
                    if (terms.Count * sum.Count > MostTerms) return Abandon(others);
                    terms = Multiplied(terms, sum);
                }
            }
            else
            {
                others.Multiply(factor);
            }
        }

        if (!any) return Abandon(others);
        var scale = Coefficient.Of(rewriter.Finish(others));
        return Summed(Multiplied(terms, [scale]));
    }

    static bool NeedsNoLine(Quantity number) => number.Value.IsInteger || number.IsDecimal;

    Expr? Abandon(ProductBuilder product)
    {
        rewriter.Discard(product);
        return null;
    }

    List<Coefficient> Multiplied(List<Coefficient> a, List<Coefficient> b)
    {
        var products = new List<Coefficient>(a.Count * b.Count);
        foreach (var p in a)
            foreach (var q in b) products.Add(Multiplied(p, q));
        return products;
    }

    Coefficient Multiplied(Coefficient p, Coefficient q)
    {
        var number = p.Number * q.Number;
        if (p.Rest is null || q.Rest is null) return new(number, p.Rest ?? q.Rest);
        var rest = Coefficient.Of(rewriter.Product(p.Rest, q.Rest));
        return rest with { Number = rest.Number * number };
    }

    Expr Summed(List<Coefficient> terms)
    {
        var sum = rewriter.RentSum();
        foreach (var (number, rest) in terms) sum.Add(rest ?? Views.One, number);
        return rewriter.Finish(sum);
    }
}
