using Nabla.Rules;

namespace Nabla.Symbolics;

// The order in which terms and factors are written. It depends on structure alone: never on when a part was made.
static class CanonicalOrder
{
    // Deeper differences are decided by the structural hash.
    const int Deepest = 8;

    // As textbooks write them: e^x·sin x·cos x, sec x·tan x; other functions follow by name.
    static readonly string[] s_first = ["sqrt", "cbrt", "power", "exp", "ln", "sin", "cos", "sec", "csc", "tan", "cot", "sinh", "cosh", "tanh"];

    static readonly RowTable<int> s_places = Places();

    static RowTable<int> Places()
    {
        var places = new RowTable<int>();
        var next = 0;
        foreach (var row in Elementwise.All.OrderBy(row => (uint)Array.IndexOf(s_first, row.Name)).ThenBy(row => row.Name, StringComparer.Ordinal))
            places[row] = next++;
        return places;
    }

    /// <summary>What the order of terms in a sum looks at first: polynomials by falling degree, then the rest, numbers last.</summary>
    public readonly record struct TermKey(int Class, double Degree) : IComparable<TermKey>
    {
        public int CompareTo(TermKey other) => Class != other.Class ? Class.CompareTo(other.Class) : other.Degree.CompareTo(Degree);
    }

    /// <summary>The key of a term without its number factor; null stands for a plain number.</summary>
    public static TermKey KeyOf(Expr? term)
    {
        if (term is null) return new(3, 0);
        var degree = 0.0;
        var kind = 0;
        AddFactors(term, 1, 0, ref degree, ref kind);
        return new(kind, degree);
    }

    static void AddFactors(Expr x, double sign, int depth, ref double degree, ref int kind)
    {
        while (x is ApplyExpr f && depth++ < Deepest)
        {
            if (f.Shape == ExprShape.Product)
            {
                AddFactors(f[1], sign, depth, ref degree, ref kind);
                x = f[0];
            }
            else if (f.Shape == ExprShape.Quotient)
            {
                AddFactors(f[1], -sign, depth, ref degree, ref kind);
                x = f[0];
            }
            else
            {
                break;
            }
        }

        var (root, exponent) = PowerOf(x);
        if (root is SymbolExpr) degree += sign * exponent;
        else if (root is not (NumberExpr or ConstantExpr)) kind = Math.Max(kind, IsSum(root) ? 1 : 2);
    }

    static Expr RootOf(Expr x) =>
        x is ApplyExpr f && (f.Shape == ExprShape.Root || f.Shape == ExprShape.Power && f[1] is NumberExpr) ? f[0] : x;

    static (Expr Root, double Exponent) PowerOf(Expr x)
    {
        if (x is not ApplyExpr f) return (x, 1);
        if (f.Shape == ExprShape.Power && f[1] is NumberExpr n) return (f[0], n.Value.ToDouble());
        return f.Shape == ExprShape.Root ? (f[0], 0.5) : (x, 1);
    }

    static bool IsSum(Expr x) => Views.IsSum(x);

    /// <summary>The order of two terms with equal keys, and of arguments: factor by factor, the higher power first.</summary>
    public static int CompareTerms(Expr a, Expr b)
    {
        if (ReferenceEquals(a, b)) return 0;
        Slots slotsA = default, slotsB = default;
        Span<Expr?> p = slotsA, q = slotsB;
        int m = Factors(a, p), n = Factors(b, q);
        for (var i = 0; i < m && i < n; i++)
        {
            var order = CompareFactors(p[i]!, q[i]!);
            if (order != 0) return order;
        }

        return m != n ? n.CompareTo(m) : a.Hash.CompareTo(b.Hash);
    }

    [System.Runtime.CompilerServices.InlineArray(Deepest)]
    struct Slots
    {
        Expr? _first;
    }

    // The leading factors, from left to right; what lies below a quotient's line comes last.
    static int Factors(Expr x, Span<Expr?> into)
    {
        if (x is ApplyExpr q && q.Shape == ExprShape.Quotient)
        {
            var above = Factors(q[0], into);
            if (above < into.Length) into[above++] = q[1];
            return above;
        }

        var count = 0;
        while (x is ApplyExpr f && f.Shape == ExprShape.Product && count < into.Length - 1)
        {
            into[count++] = f[1];
            x = f[0];
        }

        into[count++] = x;
        into[..count].Reverse();
        return count;
    }

    /// <summary>The order of factors in a product: numbers, constants, symbols by name, sums, functions.</summary>
    public static int CompareFactors(Expr a, Expr b)
    {
        var order = Compare(RootOf(a), RootOf(b), 0);
        return order != 0 ? order : PowerOf(b).Exponent.CompareTo(PowerOf(a).Exponent);
    }

    /// <summary>What the order of factors looks at first: those with a smaller key come first, and those with the same are compared.</summary>
    public static int KeyOfFactor(Expr factor)
    {
        const int most = 1 << 16;
        var root = RootOf(factor);
        return Rank(root) * most + root switch
        {
            ApplyExpr f => s_places[f.Rule],
            // Names of digits alone have nothing before their number.
            SymbolExpr { Name: [var first, ..] name } => char.IsAsciiDigit(first) && name.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? 0 : first,
            _ => 0,
        };
    }

    static int Compare(Expr a, Expr b, int depth)
    {
        if (ReferenceEquals(a, b)) return 0;
        int rankA = Rank(a), rankB = Rank(b);
        if (rankA != rankB) return rankA.CompareTo(rankB);
        if (rankA >= Operations) return CompareParts((ApplyExpr)a, (ApplyExpr)b, depth);
        switch (a, b)
        {
            case (NumberExpr m, NumberExpr n):
                return m.Value.CompareTo(n.Value) is not 0 and var order ? order : m.IsDecimal.CompareTo(n.IsDecimal);
            case (ConstantExpr m, ConstantExpr n):
                return string.CompareOrdinal(n.Name, m.Name);
            default:
                return CompareNames(((SymbolExpr)a).Name, ((SymbolExpr)b).Name);
        }
    }

    static int CompareParts(ApplyExpr f, ApplyExpr g, int depth)
    {
        var order = CompareFunctions(f.Rule, g.Rule);
        if (order != 0) return order;
        order = f.TreeSize.CompareTo(g.TreeSize);
        if (order != 0) return order;
        order = f.Arity.CompareTo(g.Arity);
        for (var i = 0; order == 0 && i < f.Arity && depth < Deepest; i++) order = Compare(f[i], g[i], depth + 1);
        return order != 0 ? order : f.Hash.CompareTo(g.Hash);
    }

    // The rank of the first of them, sums.
    const int Operations = 3;

    static int Rank(Expr x) => x.Shape switch
    {
        ExprShape.Leaf => x is SymbolExpr ? 2 : x is ConstantExpr ? 1 : 0,
        ExprShape.Sum or ExprShape.Difference => Operations,
        _ => Operations + 1,
    };

    static int CompareFunctions(ScalarRule f, ScalarRule g)
    {
        if (f == g) return 0;
        return s_places[f].CompareTo(s_places[g]);
    }

    // x2 before x10.
    static int CompareNames(string a, string b)
    {
        if (a.Length == 1 && b.Length == 1 && char.IsAsciiLetter(a[0]) && char.IsAsciiLetter(b[0])) return a[0].CompareTo(b[0]);
        int i = a.Length, j = b.Length;
        while (i > 0 && char.IsAsciiDigit(a[i - 1])) i--;
        while (j > 0 && char.IsAsciiDigit(b[j - 1])) j--;
        var order = a.AsSpan(0, i).SequenceCompareTo(b.AsSpan(0, j));
        if (order == 0 && a.Length != b.Length) order = a.Length.CompareTo(b.Length);
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }
}
