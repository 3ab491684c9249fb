namespace Nabla.Rules;

public static partial class Scalar
{
    /// <summary>ψ(x) = Γ′(x)/Γ(x): ∓∞ at ±0, NaN at the negative integers and -∞.</summary>
    public static double Digamma(double x)
    {
        if (Math.Abs(x) < 1e-17) return -1 / x;
        if (double.IsNaN(x) || double.IsNegativeInfinity(x) || (x < 0 && x == Math.Floor(x))) return double.NaN;
        return NearRoot(ScalarTables.DigammaRoots, x) ?? Digamma(new DoubleDouble(x, 0)).Value;
    }

    /// <summary>ψ(1 + x), the addition done exactly.</summary>
    public static double DigammaSucc(double x)
    {
        if (x is -1) return double.NaN;
        var s = DoubleDouble.Sum(1, x);
        if (s.Lo is 0 || double.IsNaN(s.Lo)) return Digamma(s.Hi);
        return NearRoot(ScalarTables.DigammaSuccRoots, x) ?? Digamma(s).Value;
    }

    static DoubleDouble Digamma(DoubleDouble x)
    {
        // ψ(x) = ψ(1-x) - π cot πx (DLMF 5.5.4).
        if (x.Hi < 0)
        {
            var (sin, cos) = DoubleDouble.SinCosPi(x);
            return Digamma(1 - x) - ScalarTables.Pi * cos / sin;
        }

        if (x.Hi > 1e17) return Math.Log(x.Hi);
        DoubleDouble shift = 0;
        for (; x.Hi < StirlingFrom; x += 1) shift += 1 / x;
        // ψ(x) ~ ln x - 1/(2x) - Σ B₂ₖ/(2k x²ᵏ) (DLMF 5.11.2).
        var reciprocal = 1 / x;
        var square = reciprocal * reciprocal;
        DoubleDouble sum = 0;
        for (var k = 14; k >= 1; k--) sum = (sum + ScalarTables.Bernoulli[k - 1] / (2.0 * k)) * square;
        return DoubleDouble.Log(x) - reciprocal.Scale(-1) - sum - shift;
    }

    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of ψ; NaN unless n is a whole number from 0 to 1000.</summary>
    public static double Polygamma(double n, double x)
    {
        if (n is 0) return Digamma(x);
        if (!(n > 0) || n != Math.Floor(n) || n > 1000 || double.IsNaN(x)) return double.NaN;
        if (x < 0 && (double.IsInfinity(x) || x == Math.Floor(x))) return double.NaN;
        var sign = n % 2 is 0 ? -1.0 : 1;
        if (double.IsPositiveInfinity(x)) return sign * 0;
        var order = (int)n;
        // Close enough to a pole, the pole's own term is all that counts.
        var toPole = x < 0.5 ? x - Math.Round(x) : 1;
        if (Math.Pow(Math.Abs(toPole) / (1 - Math.Abs(toPole)), order + 1) < 1e-18)
            return sign * FactorialOverPower(order, toPole, 1).Value;
        if (x > 0) return sign * HurwitzTimesFactorial(order, x).Value;
        // ψ⁽ⁿ⁾(x) = (-1)ⁿψ⁽ⁿ⁾(1-x) - π dⁿ/dxⁿ cot πx (DLMF 5.15.6).
        var reflected = HurwitzTimesFactorial(order, DoubleDouble.Sum(1, -x));
        return -(reflected + ScalarTables.Pi * CotangentDerivative(order, x)).Value;
    }

    // n!·ζ(n+1, x) = |ψ⁽ⁿ⁾(x)| for x > 0 (DLMF 25.11.12), by Euler and Maclaurin's formula (DLMF 25.11.5):
    // Σ (x+k)⁻ˢ + X¹⁻ˢ/(s-1) + X⁻ˢ/2 + Σ B₂ₖ/(2k)!·s(s+1)…(s+2k-2)·X¹⁻ˢ⁻²ᵏ, here all divided by x⁻ˢ.
    static DoubleDouble HurwitzTimesFactorial(int n, DoubleDouble x)
    {
        var s = n + 1.0;
        DoubleDouble sum = 0;
        var end = x;
        for (; end.Hi < 24 + s; end += 1) sum += Power(x / end, n + 1);
        var last = Power(x / end, n + 1);
        var square = 1 / end / end;
        var factor = s / 2 / end;
        var tail = end / n + 0.5;
        for (var k = 1; k <= ScalarTables.Bernoulli.Length; k++)
        {
            tail += ScalarTables.Bernoulli[k - 1] * factor;
            factor *= square * ((s + 2 * k - 1) * (s + 2 * k)) / ((2 * k + 1.0) * (2 * k + 2));
        }

        return FactorialOverPower(n, x, sum + last * tail);
    }

    // factor·n!/xⁿ⁺¹, multiplied up in an order that neither over- nor underflows before the result does.
    static DoubleDouble FactorialOverPower(int n, DoubleDouble x, DoubleDouble factor)
    {
        var result = Math.Abs(x.Hi) < 1e-290 ? factor.Hi / x.Hi : factor / x;
        for (var j = 1; j <= n; j++)
        {
            if (Math.Abs(result.Hi) < 1e200 && Math.Abs(x.Hi) > 1e-90) result *= j / x;
            else result = result.Hi * (j / x.Hi);
        }

        return result;
    }

    // dⁿ/dxⁿ cot πx = πⁿ P(cot πx), P₀ = c, Pₖ₊₁ = -(1 + c²)P′ₖ: all terms of one P have one sign.
    static DoubleDouble CotangentDerivative(int n, double x)
    {
        var p = new DoubleDouble[n + 2];
        p[1] = 1;
        for (var k = 0; k < n; k++)
        {
            var next = new DoubleDouble[n + 2];
            for (var i = 1; i <= k + 1; i++)
            {
                var term = p[i] * -(i * ScalarTables.Pi);
                next[i - 1] += term;
                next[i + 1] += term;
            }

            p = next;
        }

        var (sin, cos) = DoubleDouble.SinCosPi(x);
        var cot = cos / sin;
        DoubleDouble sum = 0;
        for (var i = n + 1; i >= 0; i--) sum = sum * cot + p[i];
        return sum;
    }

    static DoubleDouble Power(DoubleDouble x, int n)
    {
        DoubleDouble result = 1;
        for (; n > 0; n >>= 1, x *= x)
            if ((n & 1) != 0) result *= x;
        return result;
    }
}
