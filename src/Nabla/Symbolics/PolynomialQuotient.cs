namespace Nabla.Symbolics;

/// <summary>The greatest common divisor of a polynomial above the line and one below, both in the same single variable.</summary>
static class PolynomialQuotient
{
    const int HighestDegree = 24;

    /// <summary>The factors after cancelling, and what was cancelled; null if nothing can be.</summary>
    public static (List<Factor> Factors, Expr Common)? TryCancel(Factor[] factors, Rewriter rewriter)
    {
        for (var i = 0; i < factors.Length; i++)
        {
            if (!IsWhole(factors[i], 1) || Read(factors[i].Base, out var x) is not { } p) continue;
            for (var j = 0; j < factors.Length; j++)
            {
                if (!IsWhole(factors[j], -1) || Read(factors[j].Base, out var y) is not { } q || !x!.Equals(y)) continue;
                var common = GreatestCommonDivisor(p, q);
                if (common.Length < 2) continue;
                List<Factor> left = [.. factors];
                left[i] = left[i] with { Power = left[i].Power + -(Quantity)1 };
                left[j] = left[j] with { Power = left[j].Power + 1 };
                left.Add(new(Write(Divide(p, common).Quotient, x, rewriter), 1, null));
                left.Add(new(Write(Divide(q, common).Quotient, x, rewriter), -1, null));
                return (left, Write(common, x, rewriter));
            }
        }

        return null;
    }

    static bool IsWhole(Factor factor, int sign) =>
        factor.Symbolic is null && factor.Power.Value.IsInteger && factor.Power.Value.Sign == sign && Views.IsSum(factor.Base) && Views.IsShort((ApplyExpr)factor.Base);

    // Coefficients from the constant up; null if the sum is no polynomial in one variable with whole powers.
    static Rational[]? Read(Expr sum, out Expr? x)
    {
        x = null;
        var coefficients = new Rational[HighestDegree + 1];
        var degree = 0;
        foreach (var (number, rest) in Views.Terms(sum))
        {
            var (root, power) = rest is null ? (null, 0) : Power(rest);
            if (number.IsDecimal || power is < 0 or > HighestDegree || (rest is not null && root is null)) return null;
            if (root is not null && x is not null && !x.Equals(root)) return null;
            x ??= root;
            coefficients[power] = number.Value;
            degree = Math.Max(degree, power);
        }

        return x is null ? null : coefficients[..(degree + 1)];
    }

    static (Expr? Root, int Power) Power(Expr x) => x switch
    {
        SymbolExpr => (x, 1),
        ApplyExpr f when f.Rule == Rules.Elementwise.Power && f[0] is SymbolExpr && f[1] is NumberExpr n && n.Value.TryGetInt(out var power) => (f[0], power),
        _ => (null, 0),
    };

    static Expr Write(Rational[] coefficients, Expr x, Rewriter rewriter)
    {
        var sum = rewriter.RentSum();
        for (var power = 0; power < coefficients.Length; power++)
            sum.Add(rewriter.Power(x, power), new(coefficients[power], false));
        return rewriter.Finish(sum);
    }

    static Rational[] GreatestCommonDivisor(Rational[] a, Rational[] b)
    {
        while (b.Length > 0) (a, b) = (b, Divide(a, b).Remainder);
        return [.. a.Select(c => c / a[^1])];
    }

    static (Rational[] Quotient, Rational[] Remainder) Divide(Rational[] a, Rational[] b)
    {
        var rest = (Rational[])a.Clone();
        if (a.Length < b.Length) return ([], rest);
        var quotient = new Rational[a.Length - b.Length + 1];
        for (var k = quotient.Length - 1; k >= 0; k--)
        {
            quotient[k] = rest[k + b.Length - 1] / b[^1];
            for (var i = 0; i < b.Length; i++) rest[k + i] -= quotient[k] * b[i];
        }

        var length = b.Length - 1;
        while (length > 0 && rest[length - 1].IsZero) length--;
        return (quotient, rest[..length]);
    }
}
