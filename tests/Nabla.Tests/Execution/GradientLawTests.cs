using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Execution;

public class GradientLawTests
{
    public static TheoryData<string> Rows => [.. Elementwise.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_gradient_of_every_row_is_the_limit_of_its_differences(string name)
    {
        var (f, ranges) = Composed(name);
        var random = new Random(1);
        var gradient = new double[ranges.Length];
        for (var k = 0; k < 20; k++)
        {
            var x = Sample(ranges, random);
            var value = f.ValueAndGradient(x, gradient);
            Bits.AssertSame([f.Value(x)], [value], "value");
            for (var i = 0; i < x.Length; i++)
            {
                if (double.IsNaN(gradient[i])) continue;
                var expected = Difference(at => f.Value(at), x, i);
                AssertClose(expected, gradient[i], Math.Abs(value), $"{name} by argument {i} at {string.Join(", ", x)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_Hessian_of_every_row_is_the_limit_of_its_gradients_differences(string name)
    {
        var (f, ranges) = Composed(name);
        var n = ranges.Length;
        var random = new Random(2);
        double[] hessian = new double[n * n], product = new double[n], gradient = new double[n];
        for (var k = 0; k < 10; k++)
        {
            var x = Sample(ranges, random);
            double[] direction = [.. x.Select(_ => random.NextDouble() - 0.5)];
            f.Hessian(x, hessian);
            f.HessianVector(x, direction, product);
            f.ValueAndGradient(x, gradient);
            for (var i = 0; i < n; i++)
            {
                double row = 0;
                for (var j = 0; j < n; j++)
                {
                    row += hessian[i * n + j] * direction[j];
                    if (double.IsNaN(hessian[i * n + j])) continue;
                    var expected = Difference(at => Gradient(f, at)[i], x, j);
                    AssertClose(expected, hessian[i * n + j], Math.Abs(gradient[i]), $"{name} by {i} and {j} at {string.Join(", ", x)}");
                }

                if (!double.IsNaN(row)) Assert.Equal(row, product[i], 1e-9 * (1 + hessian.Max(Math.Abs)));
            }
        }
    }

    [Fact]
    public void Guards_are_left_out_only_where_that_changes_nothing_of_a_formula_that_has_a_value()
    {
        var random = new RandomFormulas(99);
        var numbers = new Random(99);
        double[] candidates = [0, -0.0, 1, -1, 0.5, 2];
        double[] kept = new double[3], dropped = new double[3];
        for (var k = 0; k < 150; k++)
        {
            var formula = random.Next(2 + k % 12);
            var guarded = CompiledFormula.Compile(formula, RandomFormulas.Variables, new() { KeepGuards = true });
            var free = CompiledFormula.Compile(formula, RandomFormulas.Variables);
            for (var i = 0; i < 40; i++)
            {
                double[] x = [.. kept.Select(_ => numbers.Next(2) == 0 ? candidates[numbers.Next(6)] : 4 * numbers.NextDouble() - 2)];
                if (!double.IsFinite(guarded.ValueAndGradient(x, kept))) continue;
                free.ValueAndGradient(x, dropped);
                for (var j = 0; j < 3; j++)
                    Assert.True(
                        kept[j] == dropped[j] || (double.IsNaN(kept[j]) && double.IsNaN(dropped[j])),
                        $"{formula.ToText()} by {RandomFormulas.Variables[j]} at {string.Join(", ", x)}: {kept[j]:R} with all guards, {dropped[j]:R} without");
            }
        }
    }

    // The row inside a product and a sum, so that what is carried along matters.
    static (CompiledFormula, Nabla.Rules.Range[]) Composed(string name)
    {
        var row = Elementwise.All.Single(r => r.Name == name);
        var n = row.Arity < 0 ? 2 : row.Arity;
        string[] variables = [.. RandomFormulas.Variables.Take(n)];
        Expr[] arguments = [.. variables.Select(Expr.Symbol)];
        var f = Expr.Apply(row, arguments);
        return (CompiledFormula.Compile(f * (1 + arguments[^1] / 2) + f / 3, variables), [.. row.Sampled.Take(n)]);
    }

    static double[] Sample(Nabla.Rules.Range[] ranges, Random random) =>
        [.. ranges.Select(r => r.Low + (r.High - r.Low) * (0.05 + 0.9 * random.NextDouble()))];

    static double[] Gradient(CompiledFormula f, double[] x)
    {
        var gradient = new double[x.Length];
        f.ValueAndGradient(x, gradient);
        return gradient;
    }

    // Central differences at two steps, extrapolated to fourth order.
    static double Difference(Func<double[], double> f, double[] x, int i)
    {
        double At(double step)
        {
            double[] left = [.. x], right = [.. x];
            left[i] -= step;
            right[i] += step;
            return (f(right) - f(left)) / (right[i] - left[i]);
        }

        const double Step = 1e-4;
        return (4 * At(Step) - At(2 * Step)) / 3;
    }

    static void AssertClose(double expected, double actual, double size, string what)
    {
        // Rows whose first argument is a whole order cannot be moved along it.
        if (double.IsNaN(expected)) return;
        Assert.True(
            Math.Abs(expected - actual) <= 1e-9 * (1 + Math.Abs(expected)) + 1e-10 * size, $"{what}: {actual:R}, differences give {expected:R}");
    }
}
