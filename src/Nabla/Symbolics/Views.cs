using Nabla.Rules;

namespace Nabla.Symbolics;

// What the builders of sums and products ask of a formula.
static class Views
{
    // Beyond this many terms or factors a part stays whole, so that the uses of a shared part do not each copy it.
    public const int MostCopied = 64;

    public static readonly Expr One = 1;

    public static bool IsSum(Expr x) => x is ApplyExpr f && (f.Rule == Elementwise.Add || f.Rule == Elementwise.Subtract);

    public static bool IsProduct(Expr x) => x is ApplyExpr f && f.Rule == Elementwise.Multiply;

    public static bool IsQuotient(Expr x) => x is ApplyExpr f && f.Rule == Elementwise.Divide;

    public static bool IsTie(ScalarRule rule) => rule == Elementwise.Max || rule == Elementwise.Min;

    /// <summary>Whether the rule's formulas are seen as sums or products.</summary>
    public static bool IsArithmetic(ScalarRule rule) =>
        rule == Elementwise.Add || rule == Elementwise.Subtract || rule == Elementwise.Multiply || rule == Elementwise.Divide
        || rule == Elementwise.Negate || rule == Elementwise.Power;

    /// <summary>The simplified argument, unless it would become a literal in min or max: that would take the whole share of a tie.</summary>
    public static Expr Argument(ApplyExpr f, int place, Expr simplified) =>
        IsTie(f.Rule) && simplified.IsLiteral && !f[place].IsLiteral ? f[place] : simplified;

    /// <summary>Whether a sum or product has few enough parts to be taken apart.</summary>
    public static bool IsShort(ApplyExpr chain)
    {
        Expr x = chain;
        for (var i = 0; i < MostCopied; i++)
        {
            if (!(IsSum(x) || IsProduct(x) || IsQuotient(x))) return true;
            x = x[0];
        }

        return false;
    }

    /// <summary>Whether a product has a sum among its factors above the line, beside others.</summary>
    public static bool HasSumFactor(Expr x)
    {
        if (x is ApplyExpr q && IsQuotient(q))
        {
            if (IsSum(q[0])) return true;
            x = q[0];
        }

        for (var depth = 0; x is ApplyExpr f && IsProduct(f) && depth < MostCopied; depth++)
        {
            if (IsSum(f[1])) return true;
            x = f[0];
            if (IsSum(x)) return true;
        }

        return false;
    }

    /// <summary>Whether a term of the sum is a quotient with a sum above its line.</summary>
    public static bool HasQuotientOfSum(Expr x)
    {
        for (var depth = 0; x is ApplyExpr f && IsSum(f) && depth < MostCopied; depth++)
        {
            if (IsQuotientOfSum(f[1])) return true;
            x = f[0];
        }

        return IsQuotientOfSum(x);
    }

    public static bool IsQuotientOfSum(Expr x)
    {
        if (x is ApplyExpr f && f.Rule == Elementwise.Negate) x = f[0];
        return IsQuotient(x) && HasSumFactor(x);
    }

    /// <summary>Whether two terms have the same sum below their lines.</summary>
    public static bool SharesSumBelow(Expr x)
    {
        HashSet<Expr>? met = null;
        for (var depth = 0; depth < MostCopied; depth++)
        {
            var term = IsSum(x) ? x[1] : x;
            if (term is ApplyExpr n && n.Rule == Elementwise.Negate) term = n[0];
            if (IsQuotient(term))
            {
                var own = new HashSet<Expr>();
                for (var line = term[1]; ; line = line[0])
                {
                    var factor = IsProduct(line) ? line[1] : line;
                    var root = factor is ApplyExpr f && (f.Rule == Elementwise.Power || f.Rule == Elementwise.Sqrt) ? f[0] : factor;
                    if (IsSum(root)) own.Add(root);
                    if (!IsProduct(line)) break;
                }

                if (met is null) met = own;
                else if (met.Overlaps(own)) return true;
                else met.UnionWith(own);
            }

            if (!IsSum(x)) break;
            x = x[0];
        }

        return false;
    }

    /// <summary>Whether the product, or a term of the sum, is a product of a sum: something that could be written out.</summary>
    public static bool HasProductOfSum(Expr x)
    {
        for (var depth = 0; x is ApplyExpr f && IsSum(f) && depth < MostCopied; depth++)
        {
            if (IsProductOfSum(f[1])) return true;
            x = f[0];
        }

        return IsProductOfSum(x);
    }

    static bool IsProductOfSum(Expr x) => HasSumFactor(x is ApplyExpr f && f.Rule == Elementwise.Negate ? f[0] : x);

    /// <summary>Whether a product has a sum among its factors on either side of the line.</summary>
    public static bool HasSumAnywhere(Expr x) => HasSumFactor(x) || (x is ApplyExpr f && IsQuotient(f) && (IsSum(f[1]) || HasSumFactor(f[1])));

    /// <summary>The power of a base that all terms share, the one nearest to 0; 0 if they share none.</summary>
    public static Quantity CommonPower(List<Coefficient> terms, Expr root)
    {
        var common = PowerIn(terms[0].Rest, root);
        for (var i = 1; i < terms.Count && !common.IsZero; i++)
        {
            var power = PowerIn(terms[i].Rest, root);
            if (power.Value.Sign != common.Value.Sign) return Quantity.Zero;
            if (power.Value.Abs() < common.Value.Abs()) common = power;
        }

        return common;
    }

    /// <summary>Whether the base occurs among the factors of a term.</summary>
    public static bool IsFactorOf(Expr root, Expr term) => !PowerIn(term, root).IsZero;

    // The number to whose power the base occurs among the factors of a term.
    static Quantity PowerIn(Expr? term, Expr root)
    {
        Quantity sign = 1;
        if (term is ApplyExpr q && IsQuotient(q))
        {
            var above = PowerIn(q[0], root);
            if (!above.IsZero) return above;
            term = q[1];
            sign = -1;
        }

        for (var depth = 0; depth < MostCopied && term is ApplyExpr f && IsProduct(f); depth++)
        {
            var power = PowerOf(f[1], root);
            if (!power.IsZero) return power * sign;
            term = f[0];
        }

        return term is null ? Quantity.Zero : PowerOf(term, root) * sign;
    }

    static Quantity PowerOf(Expr factor, Expr root)
    {
        if (factor.Equals(root)) return Quantity.One;
        if (factor is not ApplyExpr f || !f[0].Equals(root)) return Quantity.Zero;
        if (f.Rule == Elementwise.Sqrt) return new(Rational.Of(1, 2), false);
        return f.Rule == Elementwise.Power && f[1] is NumberExpr n ? Quantity.Of(n) : Quantity.Zero;
    }

    /// <summary>The parts of a product or quotient, each to its whole power; a part of another power counts as one.</summary>
    public static List<(Expr Part, int Power)> Parts(Expr product)
    {
        var parts = new List<(Expr, int)>();
        Collect(product, 1);
        return parts;

        void Collect(Expr x, int sign)
        {
            for (; x is ApplyExpr f && (IsProduct(f) || IsQuotient(f)) && parts.Count < MostCopied; x = f[0])
                Collect(f[1], IsProduct(f) ? sign : -sign);
            parts.Add(WholePower(x) is NumberExpr n && n.Value.TryGetInt(out var power) ? (x[0], sign * power) : (x, sign));
        }
    }

    /// <summary>Whether two neighbouring factors have the same whole power, as in c²·x².</summary>
    public static bool IsProductOfEqualPowers(ApplyExpr f)
    {
        if (!IsProduct(f) && !IsQuotient(f)) return false;
        var a = f[0] is ApplyExpr g && IsProduct(g) ? g[1] : f[0];
        return WholePower(a) is { } p && WholePower(f[1]) is { } q && p.Equals(q);
    }

    static NumberExpr? WholePower(Expr x) =>
        x is ApplyExpr f && f.Rule == Elementwise.Power && f[1] is NumberExpr { Value.IsInteger: true } n ? n : null;

    /// <summary>The terms of a short sum as numbers times the rest.</summary>
    public static List<Coefficient> Terms(Expr sum)
    {
        var terms = new List<Coefficient>();
        var x = sum;
        while (x is ApplyExpr f && IsSum(f) && terms.Count < MostCopied)
        {
            var term = Coefficient.Of(f[1]);
            terms.Add(f.Rule == Elementwise.Subtract ? term.Negated() : term);
            x = f[0];
        }

        terms.Add(Coefficient.Of(x));
        terms.Reverse();
        return terms;
    }

    /// <summary>The nodes that a number in front of a term adds: none for ±1, two for 3·, four for 3·…/2.</summary>
    public static int CostOf(Quantity number, bool alone)
    {
        if (alone) return number.Value.IsInteger || number.IsDecimal ? 1 : 3;
        if (number.Value.IsInteger || number.IsDecimal) return number.IsOne || number.IsMinusOne ? 0 : 2;
        return number.Value.Above.Abs().IsOne ? 2 : 4;
    }

    /// <summary>Whether k·(a + b) written as k·a + k·b is no longer.</summary>
    public static bool IsShorterDistributed(Expr sum, Quantity k)
    {
        var cost = -CostOf(k, alone: false);
        foreach (var (number, rest) in Terms(sum))
            cost += CostOf(number * k, rest is null) - CostOf(number, rest is null);
        return cost <= 0;
    }

    /// <summary>Whether content·(a + b) in place of the terms is no longer, with the content in front.</summary>
    public static bool IsShorterExtracted(List<Coefficient> terms, Quantity content)
    {
        if (content.IsOne) return false;
        var cost = CostOf(content, alone: false);
        foreach (var (number, rest) in terms)
            cost += CostOf(number / content, rest is null) - CostOf(number, rest is null);
        return cost <= 0;
    }

    /// <summary>Whether the terms of a short sum have no number in common that is worth taking out; remembered with the sum.</summary>
    public static bool HasNoContent(ApplyExpr sum)
    {
        if (sum.WithoutNumber is not null) return true;
        var terms = Terms(sum);
        var content = Content(terms);
        if (IsShorterExtracted(terms, content) || IsShorterExtracted(terms, -content)) return false;
        // A sum has no number in front, so it is itself without.
        sum.WithoutNumber = sum;
        return true;
    }

    /// <summary>The largest number that divides the coefficients of all terms and leaves whole numbers.</summary>
    public static Quantity Content(List<Coefficient> terms)
    {
        var content = Rational.Zero;
        foreach (var (number, _) in terms)
        {
            if (number.IsDecimal) return Quantity.One;
            content = Rational.CommonDivisor(content, number.Value);
        }

        return content.IsZero ? Quantity.One : new(content, false);
    }
}
