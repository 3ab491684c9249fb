using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Execution;

public class ScalarEmitterTests
{
    static readonly ExecutionOptions s_interpreted = new() { Emission = Emission.Never };
    static readonly ExecutionOptions s_emitted = new() { Emission = Emission.AtOnce };

    public static TheoryData<string> Rows => [.. Elementwise.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Emitted_rows_give_the_bits_of_the_interpreter_at_every_edge(string name)
    {
        var row = Elementwise.All.Single(row => row.Name == name);
        var arguments = RandomFormulas.Variables.Take(row.Arity < 0 ? 3 : row.Arity).Select(Expr.Symbol).ToArray();
        AssertAgree(Expr.Apply(row, arguments), Grid(arguments.Length));
    }

    [Fact]
    public void Emitted_random_formulas_give_the_bits_of_the_interpreter()
    {
        var random = new RandomFormulas(20261123);
        for (var i = 0; i < 60; i++)
            AssertAgree(random.Next(2 + i % 20), Enumerable.Range(0, 30).Select(_ => random.Point()));
    }

    [Fact]
    public void A_gradient_may_be_written_over_the_point()
    {
        var random = new RandomFormulas(20261126);
        for (var i = 0; i < 40; i++)
        {
            var formula = random.Next(2 + i % 20);
            foreach (var options in new[] { s_interpreted, s_emitted })
            {
                var f = CompiledFormula.Compile(formula, RandomFormulas.Variables, options);
                for (var k = 0; k < 20; k++)
                {
                    double[] x = random.Point(), apart = new double[x.Length];
                    var value = f.ValueAndGradient(x, apart);
                    Bits.AssertSame([value], [f.ValueAndGradient(x, x)], "value");
                    Bits.AssertSame(apart, x, "gradient");
                }
            }
        }
    }

    static void AssertAgree(Expr f, IEnumerable<double[]> points)
    {
        var n = points.First().Length;
        string[] variables = [.. RandomFormulas.Variables.Take(n)];
        var interpreted = CompiledFormula.Compile(f, variables, s_interpreted);
        var emitted = CompiledFormula.Compile(f, variables, s_emitted);
        double[] expected = new double[n * n], actual = new double[n * n];
        foreach (var x in points)
        {
            var what = $"x = ({string.Join(", ", x)})";
            Bits.AssertSame([interpreted.Value(x)], [emitted.Value(x)], "value at " + what);
            Bits.AssertSame(
                [interpreted.ValueAndGradient(x, expected)], [emitted.ValueAndGradient(x, actual)], "value beside gradient at " + what);
            Bits.AssertSame(expected.AsSpan(0, n), actual.AsSpan(0, n), "gradient at " + what);
            interpreted.Hessian(x, expected);
            emitted.Hessian(x, actual);
            Bits.AssertSame(expected, actual, "Hessian at " + what);
        }
    }

    static List<double[]> Grid(int n)
    {
        var points = new List<double[]> { Array.Empty<double>() };
        for (var i = 0; i < n; i++)
            points = [.. points.SelectMany(p => RandomFormulas.Edges.Where((_, k) => n < 3 || k % 3 == 0).Select(e => p.Append(e).ToArray()))];
        return points;
    }
}
