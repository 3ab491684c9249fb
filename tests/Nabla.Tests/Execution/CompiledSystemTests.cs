using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Tests.Execution;

public class CompiledSystemTests
{
    [Fact]
    public void The_Jacobian_of_residuals_gives_the_gradient_of_their_sum_of_squares()
    {
        foreach (var line in TestData.Lines("mgh", "mgh.jsonl"))
        {
            string[] names = [.. line.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];
            double[] x = [.. line.GetProperty("xp").EnumerateArray().Select(v => v.GetDouble())];
            double[] expected = [.. line.GetProperty("grad_xp").EnumerateArray().Select(v => v.GetDouble())];
            var f = CompiledSystem.Compile(
                [.. line.GetProperty("residuals").EnumerateArray().Select(r => Formula.Parse(r.GetString()!, new ParseOptions { Names = names }).Expression)], names);
            int n = f.Dimension, m = f.Count;
            double[] alone = new double[m], r = new double[m], jacobian = new double[m * n], product = new double[n];
            f.Values(x, alone);
            f.ValuesAndJacobian(x, r, jacobian);
            Bits.AssertSame(alone, r, "values");
            f.VectorJacobian(x, r, product);
            var size = expected.Max(Math.Abs);
            for (var j = 0; j < n; j++)
            {
                var sum = Enumerable.Range(0, m).Sum(i => r[i] * jacobian[i * n + j]);
                Assert.Equal(expected[j], 2 * sum, 1e-13 * Math.Max(1, size));
                Assert.Equal(sum, product[j], 1e-13 * Math.Max(1, size));
            }
        }
    }

    [Fact]
    public void Products_from_both_sides_agree()
    {
        // ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩ to rounding, with no differences taken.
        var random = new RandomFormulas(4);
        var numbers = new Random(4);
        for (var k = 0; k < 40; k++)
        {
            var f = CompiledSystem.Compile([random.Next(4), random.Next(6), random.Next(8)], RandomFormulas.Variables);
            double[] x = Numbers(), v = Numbers(), w = Numbers(), forward = new double[3], backward = new double[3];
            f.JacobianVector(x, v, forward);
            f.VectorJacobian(x, w, backward);
            double left = Dot(w, forward), right = Dot(backward, v);
            if (!double.IsFinite(left) || !double.IsFinite(right)) continue;
            var size = forward.Concat(backward).Max(Math.Abs);
            Assert.Equal(left, right, 1e-11 * Math.Max(1, size));
        }

        double[] Numbers() => [.. Enumerable.Range(0, 3).Select(_ => 2 * numbers.NextDouble() - 1)];
    }

    [Fact]
    public void A_system_without_formulas_is_refused() =>
        Assert.Throws<ArgumentException>(() => CompiledSystem.Compile([], ["x"]));

    static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();
}
