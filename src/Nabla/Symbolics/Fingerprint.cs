namespace Nabla.Symbolics;

// Numbers for products that add as their factors multiply, blind to sign and coefficient: two products with different
// ones are not alike.
static class Fingerprint
{
    // Divisible by the denominators of the usual roots, so that the fingerprints of √x·√x and x agree.
    const long PowerUnit = 720_720;

    public static ulong OfFactor(Expr factor) => (ulong)PowerUnit * factor.Hash;

    /// <summary>For sums with their numbers: that of the negative is the negative, in any order of the terms.</summary>
    public static ulong OfSum(Expr sum)
    {
        var all = 0UL;
        for (; sum is ApplyExpr f && Views.IsSum(f); sum = f[0])
        {
            var term = OfTerm(f[1]);
            all += f.Shape == ExprShape.Difference ? 0 - term : term;
        }

        return all + OfTerm(sum);
    }

    static ulong OfTerm(Expr term)
    {
        var (number, rest) = Coefficient.Of(term);
        var size = ExprHash.Of((ulong)number.Value.Abs().GetHashCode(), rest?.Hash ?? 1);
        return number.Value.Sign < 0 ? 0 - size : size;
    }

    public static ulong Of(Expr product) => Of(product, PowerUnit, 0);

    static ulong Of(Expr x, long units, int depth)
    {
        var sum = 0UL;
        for (; x is ApplyExpr f && depth < Views.MostCopied; depth++)
        {
            if (f.Shape == ExprShape.Product) sum += Of(f[1], units, depth + 1);
            else if (f.Shape == ExprShape.Quotient) sum += Of(f[1], -units, depth + 1);
            else if (f.Shape == ExprShape.Root && units % 2 == 0) units /= 2;
            else if (f.Shape == ExprShape.Power && f[1] is NumberExpr n && (n.Value * units).TryGetInt(out var scaled)) units = scaled;
            else if (f.Shape != ExprShape.Negative) break;
            x = f[0];
        }

        return x is NumberExpr ? sum : sum + (ulong)units * x.Hash;
    }
}
