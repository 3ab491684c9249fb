using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tests.Symbolics;
using Nabla.Tracing;
using RandomFormulas = Nabla.Tests.Execution.RandomFormulas;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Tracing;

/// <summary>A program of numbers is a formula: what was lowered comes back, and what was written in C# is explained.</summary>
public class LiftingTests
{
    public static TheoryData<string> Rows => [.. Elementwise.All.Select(row => row.Name)];

    [Fact]
    public void The_derivation_of_a_lambda_is_that_of_its_formula()
    {
        var derivation = Explain(x => Sin(x) * x);
        Assert.Equal(Formula.Parse("sin(x) x").Expression, derivation.Function);
        Assert.Equal(Formula.Parse("sin(x) x").Expression.Explain("x").ToText(), derivation.ToText());
        Assert.Equal("t", Explain(t => Exp(-t / 2)).Variables[0]);
        Assert.Equal("2x·y", Explain((x, y) => x * y * y, "y").Result.ToText());
        Assert.Equal(Formula.Parse("cos(x)").Expression, Explain(Trace(Sin, Zeros([], DType.Float64))).Result);
        Assert.Equal("2x2", Explain(Trace(x => Sum(Pow(x, 2)), Zeros([2], DType.Float64)), "x2").Result.ToText());
        Assert.Equal(Formula.Parse("a b + c", new() { Names = ["a", "b", "c"] }).Expression, ToExpr((a, b, c) => a * b + c));
        Assert.Contains("x, y, and 'z' is none", Assert.Throws<ArgumentException>(() => Explain((x, y) => x * y, "z")).Message);
        Assert.Contains("x1, x2", Assert.Throws<ArgumentException>(() => Explain(Trace(x => Sum(x), Zeros([2], DType.Float64)))).Message);
    }

    [Theory]
    [InlineData("x => x", "x")]
    [InlineData("static w => w * w", "w")]
    [InlineData("(Tensor rate) => rate", "rate")]
    [InlineData("(x, y) => x", "x,y")]
    [InlineData("(Tensor a, Nabla.Tensors.Tensor @b) => a", "a,b")]
    [InlineData("(_, y) => y", "x,y")]
    [InlineData("Loss", "x")]
    [InlineData("new Func<Tensor, Tensor>(u => u)", "x")]
    public void Variables_are_named_as_the_parameters_of_the_lambda(string text, string names) =>
        Assert.Equal(names.Split(','), Lifting.Names(text, names.Split(',').Length));

    [Theory, MemberData(nameof(Rows))]
    public void Every_row_comes_back_as_it_went_or_as_people_write_it(string name)
    {
        var (f, names, _) = LoweringTests.Composed(name);
        Assert.Equal(Normal(f), f.ToGraph(names).ToExpr(names));
        if (Elementwise.Find(name) is not null) Assert.Equal(f, Normal(f));
    }

    [Fact]
    public void Random_formulas_come_back_with_their_computed_constants_as_numbers_and_the_same_values()
    {
        const int seed = 7;
        var random = new RandomFormulas(seed);
        for (var k = 0; k < 300; k++)
        {
            var f = random.Next(1 + k % 14);
            var lifted = f.ToGraph(RandomFormulas.Variables).ToExpr(RandomFormulas.Variables);
            Assert.True(Normal(f) == lifted, $"seed {seed}, {k}: {f.ToText()} came back as {lifted.ToText()}, not {Normal(f).ToText()}");
            var (before, after) = (Compile(f), Compile(lifted));
            for (var i = 0; i < 10; i++)
            {
                double[] x = random.Point(), g = new double[3], h = new double[3];
                var value = before.ValueAndGradient(x, g);
                // Written in other words, a row may differ in the last digits, and where its words are undefined.
                if (UsesOnlyNamedRows(f)) Assert.Equal((value, g[0], g[1], g[2]), (after.ValueAndGradient(x, h), h[0], h[1], h[2]));
            }
        }
    }

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(-3, "-3")]
    [InlineData(1 / 3.0, "1/3")]
    [InlineData(-22 / 7.0, "-22/7")]
    [InlineData(Math.PI, "pi")]
    [InlineData(Math.E, "e")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1e300")]
    [InlineData(0.1234567890123456, "0.1234567890123456")]
    [InlineData(double.PositiveInfinity, "1/0")]
    [InlineData(double.NegativeInfinity, "-1/0")]
    [InlineData(double.NaN, "0/0")]
    public void Numbers_come_back_as_people_write_them(double number, string text)
    {
        var lifted = FormulaNumber.Of(number, DType.Float64);
        Assert.Equal(number, Valuation.Of(lifted));
        if (double.IsFinite(number)) Assert.Equal(Formula.Parse(text).Expression, lifted);
        else Assert.Equal(text, lifted.ToText(TextStyle.Ascii));
    }

    [Fact]
    public void Numbers_of_single_precision_have_the_digits_that_were_written()
    {
        Assert.Equal(Formula.Parse("0.1x + 1/3").Expression, Trace(x => 0.1f * x + 1 / 3f, Zeros([])).ToExpr());
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var (single, x) = ((float)(random.NextDouble() * Math.Pow(10, random.Next(-6, 7))), random.NextDouble() * Math.Pow(10, random.Next(-20, 21)));
            Assert.Equal(single, (float)Valuation.Of(FormulaNumber.Of(single, DType.Float32)));
            Assert.Equal(x, Valuation.Of(FormulaNumber.Of(x, DType.Float64)));
        }
    }

    [Fact]
    public void Ties_keep_their_literals()
    {
        foreach (var (f, text) in new (Func<Tensor, Tensor>, string)[]
        {
            (x => Max(x, 0), "max(x, 0)"), (x => Clamp(x, 0, 1), "min(max(x, 0), 1)"), (Relu, "relu(x)"),
            (x => Where(x > 0, x, 0), "where(x > 0, x, 0)"), (x => Max(x, 1, x * x), "max(x, 1, x*x)"),
        })
        {
            var lifted = ToExpr(f);
            Assert.Equal(Formula.Parse(text).Expression, lifted);
            Assert.Equal(0, (double)Grad(lifted.ToFunction())(lifted.ToText().Contains('1') ? 1.0 : 0.0));
        }

        Assert.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0], Grad(Trace(x => Max(x), Zeros([3], DType.Float64)).ToExpr().ToVectorFunction("x1", "x2", "x3"))(Ones([3], DType.Float64)).ToArray<double>());
    }

    [Fact]
    public void Programs_over_vectors_and_matrices_are_formulas_of_their_elements()
    {
        var v = Zeros([3], DType.Float64);
        var rosenbrock = Trace(x => Sum(100 * (x[1..] - x[..^1] * x[..^1]) * (x[1..] - x[..^1] * x[..^1]) + (1 - x[..^1]) * (1 - x[..^1])), v).ToExpr();
        var text = "100(x2 - x1*x1)*(x2 - x1*x1) + (1 - x1)*(1 - x1) + (100(x3 - x2*x2)*(x3 - x2*x2) + (1 - x2)*(1 - x2))";
        Assert.Equal(Formula.Parse(text, new() { Names = ["x1", "x2", "x3"] }).Expression, rosenbrock);
        Func<Tensor, Tensor> f = x => Sum(MatMul(Stack([x, Flip(x)]).T, Ones([2, 2], DType.Float64)) * Pad(x, [(1, 2)]).Reshape(3, 2));
        AssertSame(f, Trace(f, v).ToExpr(), [0.3, -1.1, 2.4]);
        Func<Tensor, Tensor> g = x => Max(Take(x, From([2, 0, 1, 2])) * From([1.0, 2, 3, 4])) + Mean(x) + LogAddExp(x[0], x[1]);
        AssertSame(g, Trace(g, v).ToExpr(), [0.3, -1.1, 2.4]);
    }

    [Fact]
    public void Operations_with_a_definition_are_written_out()
    {
        var v = Zeros([3], DType.Float64);
        foreach (var (f, text) in new (Func<Tensor, Tensor>, string)[]
        {
            (x => LogSumExp(x), "ln(exp(x1) + exp(x2) + exp(x3))"), (x => Norm(x), "sqrt(x1^2 + x2^2 + x3^2)"),
            (x => Softmax(x)[1], "exp(x2)/(exp(x1) + exp(x2) + exp(x3))"), (x => Prod(x), "x1*x2*x3"),
            (x => CumSum(x)[2], "x1 + x2 + x3"), (x => CumProd(x, backwards: true)[1], "x3*x2"),
        })
        {
            var lifted = Trace(f, v).ToExpr();
            AssertSame(f, lifted, [0.3, -1.1, 2.4]);
            Assert.Equal(CompiledText(text), CompiledText(lifted.ToText()));
        }

        static double[] CompiledText(string text)
        {
            var gradient = new double[3];
            CompiledFormula.Compile(Formula.Parse(text).Expression, ["x1", "x2", "x3"]).ValueAndGradient([0.4, 1.3, -0.6], gradient);
            return gradient;
        }
    }

    [Fact]
    public void Gradients_conditions_checkpoints_and_scans_are_formulas_too()
    {
        Assert.Equal(Formula.Parse("cos(x)").Expression.ToText(), ToExpr(x => Grad(Sin)(x)).ToText());
        AssertSame(x => Grad(t => Exp(t * t) / t)(x[0]), Trace(x => Grad(t => Exp(t * t) / t)(x[0]), Zeros([1], DType.Float64)).ToExpr(), [0.7]);
        Assert.Equal(Formula.Parse("where(x > 1, sin(x), x^2)").Expression, ToExpr(x => Cond(x > 1, Sin, t => Pow(t, 2), x)));
        Assert.Equal(Formula.Parse("sin(x) + x").Expression, ToExpr(x => Checkpoint(t => Sin(t) + t)(x)));
        Func<Tensor, Tensor> scattered = x => Sum(Sin(ScatterAdd(x, From([0, 2, 0]), x * x)));
        AssertSame(scattered, Trace(scattered, Zeros([3], DType.Float64)).ToExpr(), [0.3, -1.1, 2.4]);
        Assert.Equal(Formula.Parse("x x x x").Expression.ToText(), ToExpr(x => Scan((c, i) => c * x, x, 3)).ToText());
    }

    [Fact]
    public void A_parameter_named_as_a_constant_stays_a_variable()
    {
        var lifted = ToExpr(e => Sin(e) * 2);
        Assert.Equal(["e"], lifted.Variables);
        Assert.Equal(lifted, Formula.Parse(lifted.ToText(), new() { Names = ["e"] }).Expression);
    }

    [Fact]
    public void What_no_formula_says_is_named_with_its_equation()
    {
        var v = Zeros([3], DType.Float64);
        Throws("c: int64(3) = argsort", () => Trace(x => Sum(Sort(x + 1)), v).ToExpr());
        Throws("solve", () => Trace(x => Sum(Solve(Eye(3, DType.Float64) * x, x)), v).ToExpr());
        Throws("determinant", () => Trace(x => Determinant(Eye(3, DType.Float64) * x), v).ToExpr());
        Throws("convolution", () => Trace(x => Sum(Convolve(x.Reshape(1, 1, 3), x.Reshape(1, 1, 3))), v).ToExpr());
        Throws("cholesky", () => Trace(x => Sum(Cholesky(Eye(3, DType.Float64) * x)), v).ToExpr());
        Throws("stop_gradient", () => ToExpr(x => StopGradient(x) * x));
        Throws("custom_jvp", () => ToExpr(x => CustomJvp(Sin, (a, da) => new(Sin(a), da))(x)));
        Throws("while", () => ToExpr(x => While(t => t < 9, t => t * 2, x)));
        Throws("convert[int32]", () => ToExpr(x => x.To(DType.Int32) * x));
        Throws("float64(3)", () => Trace(x => x * 2, v).ToExpr());
        Throws("Input 0", () => Trace(x => x * 2, Zeros([], DType.Int32)).ToExpr());
        Assert.Equal(3, Trace(x => x * 2, v).ToExprs().Length);
        Assert.Throws<AbstractValueException>(() => ToExpr(x => (double)x > 0 ? x : -x));
        Assert.Throws<ArgumentException>(() => Trace(x => x * 2, v[0]).ToExpr("a", "b"));
        Assert.Contains("x1", Assert.Throws<ArgumentException>(() => Trace((x, y) => Sum(x * y), v, v[0]).ToExpr("x", "x1")).Message);
        Assert.Throws<LimitException>(() => Trace(x => Sum(Exp(x)), Zeros([1000], DType.Float64)).ToExprs([], new Budget(500)));
    }

    static void Throws(string part, Action lift) => Assert.Contains(part, Assert.Throws<LiftException>(lift).Message, StringComparison.Ordinal);

    static void AssertSame(Func<Tensor, Tensor> f, Expr lifted, double[] x)
    {
        string[] names = x.Length == 1 ? ["x1"] : ["x1", "x2", "x3"];
        var (value, gradient) = ValueAndGrad(f, From(x));
        var actual = new double[x.Length];
        Assert.Equal((double)value, CompiledFormula.Compile(lifted, names).ValueAndGradient(x, actual), 1e-14);
        for (var i = 0; i < x.Length; i++) Assert.Equal(gradient.ToArray<double>()[i], actual[i], 1e-13);
    }

    static bool UsesOnlyNamedRows(Expr f) =>
        f is not ApplyExpr a || (a.Rule.WrittenAs is null && Enumerable.Range(0, a.Arity).All(i => UsesOnlyNamedRows(a[i])));

    // What the way there and back may change: a number becomes its nearest double, a part of numbers alone its value, and a row
    // that only derivatives have is written as people write it.
    static Expr Normal(Expr f)
    {
        var normal = new Dictionary<Expr, Expr>();
        Expr Of(Expr e) => normal.TryGetValue(e, out var known) ? known : normal[e] = e switch
        {
            NumberExpr n => FormulaNumber.Of(n.Value.ToDouble(), DType.Float64, isLiteral: true),
            ApplyExpr a => Folded(a),
            _ => e,
        };
        Expr Folded(ApplyExpr a)
        {
            var arguments = Enumerable.Range(0, a.Arity).Select(i => Of(a[i])).ToArray();
            // A number inside is a literal of the program, which has no negative zero.
            if (a.Variables.Count == 0) return FormulaNumber.Of(Valuation.Of(a), DType.Float64, isLiteral: !ReferenceEquals(a, f));
            if (a.Rule == Elementwise.Where && a[0].Variables.Count == 0) return arguments[Valuation.Of(a[0]) != 0 ? 1 : 2];
            return a.Rule == Elementwise.Scaled ? Fold.Multiply(arguments[0], arguments[1])
                : a.Rule.WrittenAs is { } write ? write(arguments)
                : Expr.Apply(a.Rule, arguments);
        }

        return Of(f);
    }

    static CompiledFormula Compile(Expr f) => CompiledFormula.Compile(f, RandomFormulas.Variables, new() { Emission = Emission.Never });
}
