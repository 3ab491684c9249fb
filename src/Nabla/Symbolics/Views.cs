using System.Runtime.InteropServices;
using Nabla.Rules;

namespace Nabla.Symbolics;

// What the builders of sums and products ask of a formula.
static class Views
{
    // Beyond this many terms or factors a part stays whole, so that the uses of a shared part do not each copy it.
    public const int MostCopied = 64;

    public static readonly Expr One = 1;

    // Lent for one look at the terms of a sum, and empty between.
    [ThreadStatic] static List<Coefficient>? t_terms;

    public static bool IsSum(Expr x) => x.Shape is ExprShape.Sum or ExprShape.Difference;

    public static bool IsProduct(Expr x) => x.Shape == ExprShape.Product;

    public static bool IsQuotient(Expr x) => x.Shape == ExprShape.Quotient;

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

    public static bool IsQuotientOfSum(Expr x)
    {
        x = Unsigned(x);
        return IsQuotient(x) && HasSumFactor(x);
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

    static bool IsProductOfSum(Expr x) => HasSumFactor(Unsigned(x));

    /// <summary>Whether a product has a sum among its factors on either side of the line.</summary>
    public static bool HasSumAnywhere(Expr x) => HasSumFactor(x) || (x is ApplyExpr f && IsQuotient(f) && (IsSum(f[1]) || HasSumFactor(f[1])));

    /// <summary>The power of a base that all terms of a short sum share, the one nearest to 0; 0 if they share none.</summary>
    public static Quantity CommonPower(Expr sum, Expr root)
    {
        Quantity? common = null;
        for (var depth = 0; ; depth++)
        {
            var isLast = !IsSum(sum) || depth == MostCopied;
            var power = PowerIn(Unsigned(isLast ? sum : sum[1]), root);
            if (power.IsZero || common is { } other && power.Value.Sign != other.Value.Sign) return Quantity.Zero;
            if (common is null || power.Value.Abs() < common.Value.Value.Abs()) common = power;
            if (isLast) return common.Value;
            sum = sum[0];
        }
    }

    /// <summary>The formula without its minus sign.</summary>
    public static Expr Unsigned(Expr x) => x.Shape == ExprShape.Negative ? x[0] : x;

    /// <summary>The base of a power or root; anything else is its own.</summary>
    public static Expr RootOf(Expr x) =>
        x.Shape is ExprShape.Power or ExprShape.Root ? x[0] : x;

    /// <summary>Whether the base occurs among the factors of a term.</summary>
    public static bool IsFactorOf(Expr root, Expr term) => !PowerIn(term, root).IsZero;

    // The number to whose power the base occurs among the factors of a term.
    static Quantity PowerIn(Expr term, Expr root)
    {
        // Parts with a symbol that the term lacks are no part of it.
        if ((root.Symbols & ~term.Symbols) != 0) return Quantity.Zero;
        if (term is not ApplyExpr q || !IsQuotient(q)) return PowerInProduct(term, root);
        var above = PowerInProduct(q[0], root);
        return above.IsZero ? -PowerInProduct(q[1], root) : above;
    }

    static Quantity PowerInProduct(Expr term, Expr root)
    {
        for (var depth = 0; depth < MostCopied && term is ApplyExpr f && IsProduct(f); depth++)
        {
            var power = PowerOf(f[1], root);
            if (!power.IsZero) return power;
            term = f[0];
        }

        return PowerOf(term, root);
    }

    static Quantity PowerOf(Expr factor, Expr root)
    {
        // A number in front is no factor like others.
        if (factor is NumberExpr) return Quantity.Zero;
        if (factor.Equals(root)) return Quantity.One;
        if (factor is not ApplyExpr f || !f[0].Equals(root)) return Quantity.Zero;
        if (f.Shape == ExprShape.Root) return Quantity.Half;
        return f.Shape == ExprShape.Power && f[1] is NumberExpr n ? Quantity.Of(n) : Quantity.Zero;
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

    /// <summary>Whether a product or quotient to a whole power occurs somewhere: parts that could be raised one by one.</summary>
    public static bool HasPowerOfProduct(Expr root)
    {
        var met = new NodeMap<bool>();
        var pending = new PagedStack<Expr>();
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            if (node is not ApplyExpr f || met.Contains(f)) continue;
            met[f] = true;
            if (f.Shape == ExprShape.Power && (IsProduct(f[0]) || IsQuotient(f[0])) && f[1] is NumberExpr { Value.IsInteger: true }) return true;
            for (var i = 0; i < f.Arity; i++) pending.Push(f[i]);
        }

        return false;
    }

    static NumberExpr? WholePower(Expr x) =>
        x is ApplyExpr f && f.Shape == ExprShape.Power && f[1] is NumberExpr { Value.IsInteger: true } n ? n : null;

    /// <summary>The terms of a short sum as numbers times the rest.</summary>
    public static List<Coefficient> Terms(Expr sum)
    {
        var terms = new List<Coefficient>();
        CollectTerms(sum, terms);
        return terms;
    }

    /// <summary>Adds the terms of a short sum to the list, as numbers times the rest.</summary>
    public static void CollectTerms(Expr sum, List<Coefficient> into)
    {
        var count = 0;
        for (var x = sum; IsSum(x) && count < MostCopied; x = x[0]) count++;
        CollectionsMarshal.SetCount(into, into.Count + count + 1);
        var terms = CollectionsMarshal.AsSpan(into)[^(count + 1)..];
        for (; count > 0; count--)
        {
            var term = Coefficient.Of(sum[1]);
            terms[count] = sum.Shape == ExprShape.Difference ? term.Negated() : term;
            sum = sum[0];
        }

        terms[0] = Coefficient.Of(sum);
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
        var terms = t_terms ??= [];
        CollectTerms(sum, terms);
        var content = Content(terms);
        var isWorth = IsShorterExtracted(terms, content)
            || terms.TrueForAll(static t => t.Number.Value.Sign < 0) && IsShorterExtracted(terms, -content);
        terms.Clear();
        if (isWorth) return false;
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
