using System.Runtime.CompilerServices;
using Nabla.Tensors;
using Nabla.Tests.Primitives;
using Nabla.Tracing;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Where equations were written, and which of them makes a NaN.</summary>
public class ProvenanceTests
{
    static int Line([CallerLineNumber] int line = 0) => line;

    static void AssertHere(Origin? origin, int line, [CallerMemberName] string method = "")
    {
        Assert.NotNull(origin);
        Assert.Equal($"{nameof(ProvenanceTests)}.{method}", origin.Method);
        Assert.Equal(nameof(ProvenanceTests) + ".cs", Path.GetFileName(origin.File));
        Assert.Equal(line, origin.Line);
    }

    static NotANumberException Found(Action run) => Assert.Throws<NotANumberException>(run);

    [Fact]
    public void A_traced_graph_shows_the_method_and_line_of_every_equation()
    {
        var line = Line() + 3;
        var graph = Trace(x =>
        {
            var y = Sin(x);
            return Sum(y * y);
        }, Ones([2]));
        var lines = graph.ToText(origins: true).Split('\n');
        Assert.EndsWith(
            $"b: float32(2) = sin a    // ProvenanceTests.A_traced_graph_shows_the_method_and_line_of_every_equation, ProvenanceTests.cs:{line}", lines[1]);
        // Optimized code may give the line of the statement before.
        Assert.Matches($"sum.* c    // ProvenanceTests.*cs:({line}|{line + 1})$", lines[3]);
        Assert.Equal(graph.ToString(), string.Join('\n', lines.Select(l => l.Split("    //")[0])));
    }

    [Fact]
    public void A_traced_gradient_says_whose_derivative_an_equation_is()
    {
        var text = Trace(Grad(x => Log(x)), Ones([])).ToText(origins: true);
        Assert.Contains($"// derivative of ln: {nameof(ProvenanceTests)}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_fails_when_the_graph_runs_is_named_with_its_line()
    {
        var line = Line() + 1;
        var graph = Trace((x, i) => Take(x, i), Ones([3]), Arange(2));
        var error = Assert.Throws<EquationException>(() => graph.Run(Ones([3]), From([1, 7])));
        AssertHere(error.Origin, line);
        Assert.Contains("gather", error.Message, StringComparison.Ordinal);
        Assert.Contains("no element 7", error.Message, StringComparison.Ordinal);
        Assert.Contains($"ProvenanceTests.cs:{line}", error.Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentOutOfRangeException>(error.InnerException);
    }

    [Fact]
    public void Reading_an_abstract_value_names_the_line()
    {
        var line = Line() + 1;
        var error = Assert.Throws<AbstractValueException>(() => Trace(x => x > 0 ? x : -x, Ones([])));
        Assert.Contains($"ProvenanceTests.cs:{line}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_NaN_forward_is_named_with_operands_and_line()
    {
        var x = From([4.0, -1, 9]);
        var line = Line() + 1;
        var error = Found(() => DebugNaN(() => Sum(Exp(Sqrt(x)) * 2)));
        AssertHere(error.Origin, line);
        Assert.Equal(("sqrt", Pass.Forward, null), (error.Operation, error.Pass, error.DerivativeOf));
        Assert.Contains("[1] is -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("[4, -1, 9]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, NaN, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_of_a_local_derivative_is_named_by_its_operation()
    {
        // Finite values whose local derivative is not: ∞ − ∞ inside a rule of one's own.
        var line = Line() + 1;
        var f = CustomJvp(x => x * 1, (x, dx) => new Dual<Tensor>(x * 1, (Log(x - x) - Log(x - x)) * dx));
        var error = Found(() => DebugNaN(() => Grad(f)(From([2.0])[0])));
        AssertHere(error.Origin, line);
        Assert.Equal(("subtract", Pass.Backward), (error.Operation, error.Pass));
        error = Found(() => DebugNaN(() => Jvp(f, From([2.0])[0], 1)));
        Assert.Equal(("subtract", Pass.Tangent), (error.Operation, error.Pass));
        Assert.Contains("in the derivative", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_NaN_backward_names_the_line_of_the_forward_operation()
    {
        var (zero, two) = (From([0.0])[0], From([2.0])[0]);
        int line = 0;
        // √x and −√x are finite at 0, and their cotangents ∞ and −∞ meet at x.
        var error = Found(() => DebugNaN(() => Grad(x =>
        {
            line = Line() + 1;
            var y = x * two;
            var z = Sqrt(y);
            return z + Sin(y) - Sqrt(y);
        })(zero)));
        Assert.Equal(Pass.Backward, error.Pass);
        Assert.Equal("add", error.Operation);
        Assert.InRange(error.Origin!.Line, line + 1, line + 2);
        Assert.Equal("sqrt", error.DerivativeOf);
        Assert.Contains("in the backward pass of sqrt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_in_the_body_of_a_scan_names_the_line_in_the_body_in_both_passes()
    {
        var line = 0;
        Tensor Step(Tensor c, Tensor i)
        {
            line = Line() + 1;
            var y = Sqrt(c);
            return y - 1;
        }

        var forward = Found(() => DebugNaN(() => Scan(Step, From([0.25]), 3)));
        Assert.Equal(("sqrt", line, Pass.Forward), (forward.Operation, forward.Origin!.Line, forward.Pass));
        Tensor Meeting(Tensor c, Tensor i)
        {
            line = Line() + 1;
            return c * c + (Sqrt(c) - Sqrt(c));
        }

        var backward = Found(() => DebugNaN(() => Grad(x => Sum(Scan(Meeting, x, 3)))(From([0.0]))));
        Assert.Equal((Pass.Backward, line), (backward.Pass, backward.Origin!.Line));
        Assert.EndsWith("Meeting", backward.Origin.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_that_came_in_is_told_from_one_that_was_made()
    {
        var error = Found(() => DebugNaN(() => Ones([2]) * From([1f, float.NaN])));
        Assert.Contains("was given a NaN by operand 1", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<Tensor, Tensor>> Masking => new()
    {
        { "norm", x => Norm(x) },
        { "power", x => Sum(Pow(x, 2)) },
        { "hypot", x => Hypot(x[0], x[1]) },
        { "logsumexp", x => LogSumExp(x) },
        { "softmax", x => Sum(Softmax(x) * x) },
        { "masked root", x => Sum(0 * Sqrt(x)) },
        { "product", x => Prod(x) },
        { "largest", x => Max(x) },
    };

    [Theory]
    [MemberData(nameof(Masking))]
    public void What_a_rule_masks_is_no_NaN(string name, Func<Tensor, Tensor> f)
    {
        var x = From([0.0, 0]);
        foreach (var transform in new Func<Func<Tensor, Tensor>, Func<Tensor, Tensor>>[] { f => x => f(x), Grad, Hessian, f => x => Jvp(f, x, x + 1).Tangent })
        {
            var y = transform(f)(x);
            if (y.ToArray<double>().Any(double.IsNaN)) Assert.Throws<NotANumberException>(() => DebugNaN(() => transform(f)(x)));
            else Assert.Equal(y.ToArray<double>(), DebugNaN(() => transform(f)(x)).ToArray<double>());
        }

        Assert.NotEmpty(name);
    }

    public static TheoryData<string> Names => PrimitiveSamples.Names;

    // So that no shortcut past the common road is overlooked.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_primitive_is_watched(string name)
    {
        var sample = PrimitiveSamples.Find(name);
        Tensor[] x = [.. sample.Make(DType.Float64).Select(t => t.DType.IsFloating ? t * double.NaN : t)];
        var y = sample.Apply(x);
        if (!y.DType.IsFloating || !y.ToArray<double>().Any(double.IsNaN)) return;
        Assert.Throws<NotANumberException>(() => DebugNaN(() => sample.Apply(x)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Watching_a_gradient_changes_no_bit(string name)
    {
        var law = new LawFunctions(PrimitiveSamples.Find(name), DType.Float64);
        if (!law.HasReverse || LawFunctions.Numbers(law.Y).Any(double.IsNaN)) return;
        Assert.Equal(LawFunctions.Numbers(law.GradG(law.X)), LawFunctions.Numbers(DebugNaN(() => law.GradG(law.X))));
    }

    [Fact]
    public void Watching_changes_no_bit_and_ends_with_its_call()
    {
        Tensor F(Tensor x) => Sum(Tanh(MatMul(x, x)) * Scan((c, i) => Sin(c) * x, x, 3));
        var x = From([0.5, -1, 2, 0.25], [2, 2]);
        Assert.Equal(Grad(F)(x).ToArray<double>(), DebugNaN(() => Grad(F)(x)).ToArray<double>());
        Assert.Equal(Hessian(F)(x).ToArray<double>(), DebugNaN(() => Hessian(F)(x)).ToArray<double>());
        Found(() => DebugNaN(() => Sqrt(-Ones([]))));
        Assert.Null(Provenance.Current);
        Assert.True(double.IsNaN((double)Sqrt(-Ones([]))));
        Assert.Equal(3, DebugNaN(() => DebugNaN(() => 3)));
    }

    [Fact]
    public void Other_threads_are_not_disturbed() => DebugNaN(() =>
    {
        var other = new Thread(() => Sqrt(-Ones([])));
        other.Start();
        other.Join();
    });

    [Fact]
    public void Eager_work_records_nothing() =>
        Assert.Null(Nabla.Transforms.Linearization.Of(x => [Sin(x[0])], [Ones([2])]).Linear is var g ? g.SiteOf(g.Equations[0]) : null);
}
