using System.Reflection;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Rules;

/// <summary>Laws of the rule table: a new row is tested by existing.</summary>
public class ElementwiseTests
{
    static IEnumerable<ScalarRule> Named => Elementwise.All.Where(row => row.WrittenAs is null);

    public static TheoryData<string> Names => [.. Elementwise.All.Select(row => row.Name)];

    public static TheoryData<string> NamedRows => [.. Named.Select(row => row.Name)];

    [Fact]
    public void The_table_has_as_many_rows_as_the_documents_say()
    {
        Assert.Equal(69, Named.Count());
        Assert.Equal(19, Elementwise.All.Count - Named.Count());
    }

    [Fact]
    public void Names_and_aliases_find_their_row_and_no_other()
    {
        Assert.Equal(Elementwise.All.Count, Elementwise.All.Select(row => row.Name).Distinct().Count());
        var named = Named.ToArray();
        Assert.Distinct(named.SelectMany(row => row.Aliases.Append(row.Name)));
        foreach (var row in named)
            Assert.All(row.Aliases.Append(row.Name), name => Assert.Same(row, Elementwise.Find(name)));
        Assert.All(Elementwise.All.Except(named), row => Assert.Null(Elementwise.Find(row.Name)));
    }

    [Theory, MemberData(nameof(NamedRows))]
    public void A_row_that_people_see_has_its_names_for_them(string name)
    {
        var row = Row(name);
        Assert.EndsWith(" rule", row.RuleName);
        for (var i = 1; i <= RowFormulas.Arity(row); i++) Assert.Contains($"#{i}", row.Latex);
        Assert.DoesNotContain($"#{RowFormulas.Arity(row) + 1}", row.Latex);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_row_states_its_accuracy_and_where_to_sample_it_and_has_true_values(string name)
    {
        var row = Row(name);
        Assert.Equal(RowFormulas.Arity(row), row.Sampled.Length);
        Assert.All(row.Sampled, range => Assert.True(range.Low <= range.High));
        Assert.True(row.ValueAccuracy is { Ulps: >= 0 and <= 4, Absolute: >= 0 and <= 2.3e-16 });
        // A row that only serves in other rows' derivatives need not promise a second derivative.
        if (row.WrittenAs is null)
            Assert.True(row.DerivativeAccuracy is { Ulps: >= 0 and <= 4, Absolute: >= 0 and <= 2.3e-16 });
        // The function that is defined nowhere has no true values.
        Assert.True(Fixture.Exists(row) != (row == Elementwise.Undefined));
    }

    [Theory]
    [InlineData(typeof(Expr))]
    [InlineData(typeof(Nabla.Tensors.Tensor))]
    public void Every_function_has_its_front_doors(Type door)
    {
        string[] operators = ["Add", "Subtract", "Multiply", "Divide", "Negate", "Less", "LessEqual", "Greater", "GreaterEqual"];
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var rows = typeof(Elementwise).GetFields(all).Where(f => f.FieldType == typeof(ScalarRule) && ((ScalarRule)f.GetValue(null)!).WrittenAs is null);
        var methods = door.GetMethods(all).Select(m => m.Name is "Pow" ? "Power" : m.Name is "Log" ? "Ln" : m.Name).ToHashSet();
        Assert.Equal([], rows.Select(f => f.Name).Except(operators).Where(name => !methods.Contains(name)));
    }

    [Theory, MemberData(nameof(NamedRows))]
    public void True_derivatives_are_given_for_every_argument(string name)
    {
        var row = Row(name);
        var lines = Fixture.Of(row).Lines;
        Assert.InRange(lines.Count, 15, 2000);
        for (var i = 0; i < RowFormulas.Arity(row); i++)
        {
            // The order of a polygamma function is a whole number: no derivative by it.
            if (row == Elementwise.Polygamma && i is 0) continue;
            Assert.True(lines.Count(line => line.Partials[i].IsStated) > lines.Count / 4, $"argument {i}");
        }
    }

    [Fact]
    public void Only_saturating_rows_promise_an_absolute_bound()
    {
        Assert.Equal(
            ["gelu", "gelu_tanh", "sigmoid", "silu", "tanh"],
            Named.Where(row => row.DerivativeAccuracy.Absolute != 0).Select(row => row.Name).Order());
        // One promise or the other, never the larger of both.
        Assert.All(Named, row => Assert.True(row.DerivativeAccuracy is { Absolute: 0 } or { Ulps: 0, Absolute: 1.0 / (1L << 52) }));
        Assert.All(Named, row => Assert.Equal(0, row.ValueAccuracy.Absolute));
    }

    [Theory, MemberData(nameof(NamedRows))]
    public void Only_a_singular_row_has_an_infinite_or_undefined_derivative_where_its_value_is_finite(string name)
    {
        var row = Row(name);
        var bad = Fixture.Of(row).Lines.Select(line => line.Arguments).Concat(Edges(RowFormulas.Arity(row)))
            .Where(x => double.IsFinite(row.Evaluate(x)) && RowFormulas.Partials(row, x).Any(d => !double.IsFinite(d)));
        if (!row.IsSingular) Assert.Empty(bad.Select(x => string.Join(", ", x)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_agree_with_central_differences(string name)
    {
        var row = Row(name);
        foreach (var x in Samples(row))
        {
            var partials = RowFormulas.Partials(row, x);
            for (var i = 0; i < x.Length; i++)
            {
                if (row.Sampled[i].Low == row.Sampled[i].High) continue;
                var difference = Differences.Central(at => row.Evaluate(With(x, i, at)), x[i]);
                Close(difference, partials[i], 1e-7, $"argument {i}", x);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Second_derivatives_by_the_rows_agree_with_central_differences(string name)
    {
        var row = Row(name);
        var n = RowFormulas.Arity(row);
        string[] names = [.. Enumerable.Range(0, n).Select(i => "x" + i)];
        ExecutionOptions interpreted = new() { Emission = Emission.Never };
        var compiled = CompiledFormula.Compile(Expr.Apply(row, Arguments(row)), names, interpreted);
        foreach (var x in Samples(row))
        {
            var hessian = new double[n * n];
            compiled.Hessian(x, hessian);
            for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                var difference = Differences.Central(at => Gradient(compiled, With(x, j, at))[i], x[j]);
                Close(difference, hessian[i * n + j], 1e-6, $"arguments {i}, {j}", x);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_written_derivative_is_the_derivative(string name)
    {
        var row = Row(name);
        var x = Arguments(row);
        var written = row.WrittenPartials(x, RowFormulas.Output);
        foreach (var at in Samples(row))
        {
            var partials = RowFormulas.Partials(row, at);
            for (var i = 0; i < written.Length; i++)
            {
                if (row.Sampled[i].Low == row.Sampled[i].High) continue;
                AssertNamed(written[i]);
                var value = RowFormulas.Evaluate(written[i], at, row.Evaluate(at));
                Close(value, partials[i], 1e-12, written[i].ToString(), at);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_derivative_holds_no_rounded_constants(string name)
    {
        var row = Row(name);
        foreach (var partial in row.Partials(RowFormulas.Arguments(row), RowFormulas.Output)) AssertExact(partial);
    }

    [Fact]
    public void Every_row_has_a_front_door_among_the_functions_of_formulas()
    {
        var doors = typeof(Expr).GetMethods(BindingFlags.Public | BindingFlags.Static);
        var opened = doors.Where(m => m.ReturnType == typeof(Expr)).Select(Open).Where(row => row is not null).ToHashSet();
        Assert.Empty(Named.Where(row => !opened.Contains(row)).Select(row => row.Name));
    }

    static ScalarRule? Open(MethodInfo door)
    {
        Expr[] letters = [Expr.Symbol("a"), Expr.Symbol("b"), Expr.Symbol("c")];
        var parameters = door.GetParameters();
        object[]? arguments =
            parameters is [{ ParameterType: var only }] && only == typeof(Expr[]) ? [letters]
            : parameters.All(p => p.ParameterType == typeof(Expr)) ? [.. letters.Take(parameters.Length)]
            : null;
        return arguments is { Length: > 0 } ? (door.Invoke(null, arguments) as ApplyExpr)?.Rule : null;
    }

    static ScalarRule Row(string name) => Elementwise.All.Single(row => row.Name == name);

    static IEnumerable<double[]> Samples(ScalarRule row)
    {
        var random = new Random(20261123);
        for (var i = 0; i < 40; i++)
            yield return [.. row.Sampled.Select(range => range.Low + (range.High - range.Low) * random.NextDouble())];
    }

    static IEnumerable<double[]> Edges(int arity)
    {
        double[] special = [0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.MinValue];
        return arity is 1 ? special.Select(x => new[] { x })
            : Edges(arity - 1).SelectMany(_ => special, (x, last) => x.Append(last).ToArray());
    }

    // An argument that is a whole number is a literal of the formula, as people would write it.
    static Expr[] Arguments(ScalarRule row) =>
        [.. RowFormulas.Arguments(row).Zip(row.Sampled, (x, range) => range.Low == range.High ? (int)range.Low : x)];

    static double[] With(double[] x, int place, double value) => [.. x.Select((xi, i) => i == place ? value : xi)];

    static double[] Gradient(CompiledFormula compiled, double[] x)
    {
        var gradient = new double[x.Length];
        compiled.ValueAndGradient(x, gradient);
        return gradient;
    }

    static void Close(double expected, double actual, double tolerance, string what, double[] at) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected))
                || (double.IsNaN(expected) && double.IsNaN(actual)),
            $"{what} at ({string.Join(", ", at)}): {actual}, expected {expected}");

    static void AssertNamed(Expr formula)
    {
        if (formula is not ApplyExpr f) return;
        Assert.Null(f.Rule.WrittenAs);
        for (var i = 0; i < f.Arity; i++) AssertNamed(f[i]);
    }

    static void AssertExact(Expr formula)
    {
        // A constant that was a rounded double has a denominator of many digits.
        if (formula is NumberExpr { Value: var value })
            Assert.True(value.Denominator <= 1_000_000 && value.Numerator <= 1_000_000, $"{value}");
        for (var i = 0; i < formula.Arity; i++) AssertExact(formula[i]);
    }
}
