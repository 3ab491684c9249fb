using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tests.Rules;
using Nabla.Tests.Symbolics;
using Nabla.Transforms;
using static Nabla.Differentiate;

namespace Nabla.Tests.Tracing;

/// <summary>A formula is the same function as symbols, as instructions over doubles and as a program over tensors.</summary>
public class LoweringTests
{
    static readonly string[] s_names = ["x", "y", "z"];

    public static TheoryData<string> Rows => [.. Elementwise.All.Select(row => row.Name)];

    public static TheoryData<string, string> Edges => new(EdgePoints.Sections.SelectMany(s => s.Points).Select(p => (p.Formula, p.At)));

    [Theory, MemberData(nameof(Rows))]
    public void A_row_has_one_value_gradient_and_Hessian_as_symbols_as_instructions_and_as_a_traced_program(string name)
    {
        var (f, names, ranges) = Composed(name);
        var traced = f.ToVectorFunction(names);
        var interpreted = CompiledFormula.Compile(f, names, new() { Emission = Emission.Never });
        var (gradient, hessian) = (f.Gradient(names), f.Hessian(names));
        var n = names.Length;
        var random = new Random(5);
        for (var k = 0; k < 10; k++)
        {
            double[] x = [.. ranges.Select(r => r.Low + (r.High - r.Low) * (0.05 + 0.9 * random.NextDouble()))], g = new double[n], h = new double[n * n];
            var value = interpreted.ValueAndGradient(x, g);
            interpreted.Hessian(x, h);
            var at = new Valuation(names.Zip(x).ToDictionary(p => p.First, p => p.Second));
            var (y, dy) = ValueAndGrad(traced, Tensor.From(x));
            Assert.Equal(value, (double)y);
            Close(g, dy.ToArray<double>(), $"{name}: gradient, instructions and program");
            var second = Hessian(traced, Tensor.From(x)).ToArray<double>();
            Close(h, second, $"{name}: Hessian, instructions and program");
            // Simplification over real numbers may hide NaN, and this row is nothing else.
            if (name == Elementwise.Undefined.Name) continue;
            Close([.. gradient.Select(at.Of)], dy.ToArray<double>(), $"{name}: gradient, symbols and program");
            Close([.. hessian.Cast<Expr>().Select(at.Of)], second, $"{name}: Hessian, symbols and program");
        }
    }

    [Theory, MemberData(nameof(Edges))]
    public void An_edge_point_has_the_decided_value_and_derivative_in_both_modes_of_a_traced_program(string formula, string at)
    {
        var point = EdgePoints.Sections.SelectMany(s => s.Points).Single(p => p.Formula == formula && p.At == at);
        var (names, x) = EdgePointTests.Read(at);
        AssertEdge(Formula.Parse(formula).Expression, names, x, point.Value, point.Gradient);
    }

    [Fact]
    public void The_table_of_powers_holds_in_both_modes_of_a_traced_program()
    {
        foreach (var a in PowerEdges.Bases)
        foreach (var b in PowerEdges.Exponents)
        {
            var (value, byBase, byExponent) = PowerEdges.Decided(a, b);
            AssertEdge(Formula.Parse("x^y").Expression, ["x", "y"], [a, b], value, [byBase, byExponent]);
        }
    }

    [Theory]
    [InlineData("max(x, sqrt(4))", 2, 0.5)]
    [InlineData("max(x, 2)", 2, 0)]
    [InlineData("min(x, exp(0))", 1, 0.5)]
    [InlineData("max(x, 1, 2, sqrt(4))", 2, 0)]
    public void A_tie_goes_to_a_number_that_stands_in_the_formula_and_not_to_one_that_is_computed(string formula, double x, double derivative)
    {
        var f = Formula.Parse(formula).Expression;
        AssertEdge(f, ["x"], [x], x, [derivative]);
        double[] gradient = [0];
        CompiledFormula.Compile(f, ["x"]).ValueAndGradient([x], gradient);
        Assert.Equal(derivative, gradient[0]);
    }

    [Fact]
    public void Constants_are_exact_to_the_double_and_take_the_type_of_what_they_meet()
    {
        var f = Formula.Parse("pi x + 1/3 + 0.1e").Expression.ToFunction();
        Assert.Equal(Math.PI * 0.7 + 1.0 / 3 + 0.1 * Math.E, (double)f(Tensor.From([0.7])));
        Assert.Equal((true, Math.PI * 0.7 + 1.0 / 3 + 0.1 * Math.E), (f(0.7).IsWeak, f(0.7).Number));
        Assert.Equal(Math.Exp(0.1), Formula.Parse("max(x, exp(0.1), 1)").Expression.ToFunction()(0.7).Number);
        Assert.Equal(1, Formula.Parse("x < 1").Expression.ToFunction()(0.7).Number);
        Assert.Equal(DType.Float32, f(Tensor.From([0.7f])).DType);
        Assert.Equal(DType.Float32, f(Tensor.From([7])).DType);
        var constant = Formula.Parse("sqrt(2)").Expression.ToFunction("x")(Tensor.Ones([2, 3], DType.Float64));
        Assert.Equal(new TensorType(DType.Float64, [2, 3]), constant.Type);
        Assert.Equal(Math.Sqrt(2), constant.ToArray<double>()[5]);
    }

    [Fact]
    public void A_formula_is_taken_at_every_place_and_variables_broadcast()
    {
        var f = Formula.Parse("x^2 + where(x > y, x y, 0)").Expression.ToFunction("x", "y");
        var y = f(Tensor.From([1.0, 2, 3]), Tensor.From(new double[,] { { 2 }, { 0 } }));
        Assert.Equal([1, 4, 15, 1, 4, 9], y.ToArray<double>());
        var rows = Vmap(Formula.Parse("x1 x2 + x1").Expression.ToVectorFunction("x1", "x2"))(Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal([3, 15], rows.ToArray<double>());
    }

    [Fact]
    public void Shared_parts_are_one_equation_and_a_deep_formula_does_not_recurse()
    {
        Expr x = Expr.Symbol("x"), f = x;
        for (var i = 0; i < 60; i++) f = f * f + 1;
        Assert.Equal(120, f.ToGraph().Length);
        var deep = x;
        for (var i = 0; i < 200_000; i++) deep = Expr.Sin(deep);
        var graph = deep.ToGraph();
        Assert.Equal(200_000, graph.Length);
        Assert.True(deep == graph.ToExpr());
    }

    [Fact]
    public void Variables_must_be_named_once_each_and_all_of_them()
    {
        var f = Formula.Parse("x y").Expression;
        Assert.Contains("y", Assert.Throws<UnboundVariableException>(() => f.ToFunction("x")).Message);
        Assert.Throws<ArgumentException>(() => f.ToFunction("x", "x"));
        Assert.Contains("2 variables", Assert.Throws<ArgumentException>(() => f.ToFunction()).Message);
        Assert.Contains("float32(3)", Assert.Throws<ShapeException>(() => f.ToVectorFunction("x", "y")(Tensor.Ones([3]))).Message);
        Assert.Throws<GradientException>(() => Grad(Formula.Parse("7").Expression.ToFunction("x"))(1.0));
    }

    static void AssertEdge(Expr f, string[] names, double[] x, double value, double[] gradient)
    {
        var traced = f.ToVectorFunction(names);
        var (y, dy) = ValueAndGrad(traced, Tensor.From(x));
        Assert.Equal(value, (double)y);
        Assert.Equal(gradient, dy.ToArray<double>());
        for (var i = 0; i < x.Length; i++)
        {
            double[] along = new double[x.Length];
            along[i] = 1;
            Assert.Equal(gradient[i], (double)Jvp(traced, Tensor.From(x), Tensor.From(along)).Tangent);
        }
    }

    // The row inside a product and a sum, so that what is carried along matters; an order is a number of the formula.
    internal static (Expr, string[], Nabla.Rules.Range[]) Composed(string name)
    {
        var row = Elementwise.All.Single(r => r.Name == name);
        var varies = row.Sampled.Select(r => r.Low < r.High).ToArray();
        Expr[] arguments = [.. row.Sampled.Select((r, i) => varies[i] ? Expr.Symbol(s_names[i]) : (int)r.Low)];
        var f = Expr.Apply(row, arguments);
        return (f * (1 + arguments[^1] / 2) + f / 3, [.. s_names.Where((_, i) => i < varies.Length && varies[i])], [.. row.Sampled.Where((_, i) => varies[i])]);
    }

    static void Close(double[] expected, double[] actual, string what)
    {
        var size = expected.Max(e => double.IsFinite(e) ? Math.Abs(e) : 0);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 1e-13 * Math.Max(1, size) || expected[i].Equals(actual[i]),
                $"{what}: element {i} is {actual[i]:R}, not {expected[i]:R}");
    }
}
