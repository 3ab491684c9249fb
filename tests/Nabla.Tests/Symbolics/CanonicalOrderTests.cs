using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class CanonicalOrderTests
{
    [Fact]
    public void Keys_of_factors_agree_with_their_order()
    {
        var random = new RandomFormulas(7);
        string[] names = ["a", "b", "Z", "ab", "x", "x2", "x10", "β", "_", "!", "1", "12", "2b", "3c4"];
        Expr[] factors = [.. names.Select(Expr.Symbol), .. Enumerable.Range(0, 200).Select(_ => random.Next(3))];
        foreach (var a in factors)
        {
            foreach (var b in factors)
            {
                int p = CanonicalOrder.KeyOfFactor(a), q = CanonicalOrder.KeyOfFactor(b);
                if (p != q) Assert.Equal(p < q ? -1 : 1, Math.Sign(CanonicalOrder.CompareFactors(a, b)));
            }
        }
    }
}
