using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Tests.Optimization;

public sealed class MinimizeTests
{
    public static TheoryData<string> Methods => [.. MinimizeMethod.Names];

    static Expr F(string text) => Formula.Parse(text).Expression;

    static readonly Dictionary<string, double> s_start = new() { ["x"] = -1.2, ["y"] = 1 };

    // A convex quadratic with eigenvalues 1 … n, turned so that no axis is special.
    static Objective Quadratic(int n)
    {
        var v = Enumerable.Range(0, n).Select(i => Math.Sin(i + 1.0)).ToArray();
        var square = v.Sum(x => x * x);
        double[] Reflect(ReadOnlySpan<double> x)
        {
            var dot = 0.0;
            for (var i = 0; i < n; i++) dot += 2 * v[i] * x[i] / square;
            var y = x.ToArray();
            for (var i = 0; i < n; i++) y[i] -= dot * v[i];
            return y;
        }

        double[] Product(ReadOnlySpan<double> x)
        {
            var y = Reflect(x);
            for (var i = 0; i < n; i++) y[i] *= i + 1;
            return Reflect(y);
        }

        return new Objective([.. Enumerable.Range(0, n).Select(i => $"x{i}")], x => Value(x, new double[n]), Value)
        {
            HessianVector = (_, d, product) => Product(d).CopyTo(product),
            Hessian = (_, h) =>
            {
                var unit = new double[n];
                for (var i = 0; i < n; i++)
                {
                    unit[i] = 1;
                    Product(unit).CopyTo(h[(i * n)..]);
                    unit[i] = 0;
                }
            },
        };

        double Value(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var away = x.ToArray();
            for (var i = 0; i < n; i++) away[i] -= i;
            Product(away).CopyTo(gradient);
            var sum = 0.0;
            for (var i = 0; i < n; i++) sum += 0.5 * gradient[i] * away[i];
            return sum;
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_convex_quadratic_is_solved_in_as_many_steps_as_theory_says(string name)
    {
        const int N = 6;
        var result = Optimize.Minimize(Quadratic(N), new double[N], MinimizeMethod.Create(name));
        Assert.True(result.Converged, result.Explanation);
        for (var i = 0; i < N; i++) Assert.Equal(i, result.X[i], 1e-8);
        var most = name switch
        {
            "newton" => 5, // the first region is short: it doubles until it holds the whole step
            "newton-cg" => 8,
            "bfgs" or "l-bfgs" or "cg" => 4 * N,
            _ => 500,
        };
        Assert.InRange(result.Iterations, 1, most);
    }

    [Fact]
    public void Newton_takes_one_step_where_the_start_is_as_far_as_the_minimum()
    {
        var result = Optimize.Minimize(F("(x-1)^2+3*(y-2)^2"), new Dictionary<string, double> { ["x"] = 20, ["y"] = 2 }, new Newton());
        Assert.InRange(result.Iterations, 1, 5);
        Assert.Equal(0, result.F, 1e-20);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Rosenbrocks_valley_is_followed_to_its_end(string name)
    {
        var result = Optimize.Minimize(F("(1-x)^2+100*(y-x^2)^2"), s_start, MinimizeMethod.Create(name));
        if (name == "steepest")
        {
            Assert.InRange(result.F, 0, 1e-3);
            return;
        }

        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(1, result["x"], 1e-6);
        Assert.Equal(1, result["y"], 1e-6);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_maximum_is_the_minimum_of_the_negative(string name)
    {
        var up = Optimize.Minimize(F("-(x-1)^2-2*y^2+3"), s_start, MinimizeMethod.Create(name), new() { Maximize = true });
        var down = Optimize.Minimize(F("(x-1)^2+2*y^2-3"), s_start, MinimizeMethod.Create(name));
        Assert.Equal(down.X, up.X);
        Assert.Equal(3, up.F, 1e-12);
        Assert.Equal(down.Iterations, up.Iterations);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_function_without_a_minimum_is_told_apart(string name)
    {
        var result = Optimize.Minimize(F("-exp(x)+y^2"), s_start, MinimizeMethod.Create(name), new() { Iterations = 100_000 });
        Assert.False(result.Converged, $"{result.F} {result.Explanation}");
    }

    [Fact]
    public void Newton_leaves_a_saddle()
    {
        var result = Optimize.Minimize(F("x^2-y^2+y^4/4"), new Dictionary<string, double> { ["x"] = 1, ["y"] = 1e-9 }, new Newton());
        Assert.Equal(-1, result.F, 1e-12);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_start_where_the_gradient_vanishes_is_the_end_only_at_a_minimum(string name)
    {
        MinimizeResult From(string f, params (string Name, double Value)[] start) =>
            Optimize.Minimize(F(f), start.ToDictionary(v => v.Name, v => v.Value), MinimizeMethod.Create(name));
        foreach (var f in (string[])["sigmoid(x)", "tanh(x)", "erf(x)"])
        {
            var flat = From(f, ("x", 50));
            Assert.Equal((OptimizationStatus.NoDescent, null), (flat.Status, flat.ConvergedBy));
            Assert.Contains(" is flat there", flat.Explanation, StringComparison.Ordinal);
        }

        Assert.Contains("f is flat there; it is lower at x = ", From("sigmoid(x)", ("x", 50)).Explanation, StringComparison.Ordinal);
        Assert.Contains("f falls on one side of it, so that is no minimum: start beside it.", From("x^3", ("x", 0)).Explanation, StringComparison.Ordinal);
        Assert.Contains("that is a saddle, no minimum", From("x^2 - y^4", ("x", 0), ("y", 0)).Explanation, StringComparison.Ordinal);
        foreach (var f in (string[])["x^2", "x^4 + 1", "abs(x)", "relu(x)^2", "cosh(x) - 1"])
            Assert.Equal((true, 0L), (From(f, ("x", 0)).Converged, From(f, ("x", 0)).Iterations));
    }

    [Theory]
    [InlineData("x^4 - x^2", 0), InlineData("cos(x)", 0), InlineData("-(sigmoid(x)-0.5)^2*exp(-x^2)", 0)]
    public void Newton_leaves_a_start_at_a_maximum(string f, double start)
    {
        var result = Optimize.Minimize(F(f), new Dictionary<string, double> { ["x"] = start });
        Assert.True(result.Converged, result.Explanation);
        Assert.True(result.F < CompiledFormula.Compile(F(f), ["x"]).Value([start]) - 0.01);
        foreach (var name in (string[])["bfgs", "l-bfgs", "cg"])
            Assert.Contains("that is a maximum, no minimum: start beside it.", Optimize.Minimize(F(f), new Dictionary<string, double> { ["x"] = start }, MinimizeMethod.Create(name)).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_sigmoid_is_followed_down_from_where_it_is_nearly_flat()
    {
        var result = Optimize.Minimize(F("sigmoid(x) + (x/100)^2"), new Dictionary<string, double> { ["x"] = 30 });
        Assert.True(result.Converged, result.Explanation);
        var flat = Optimize.Minimize(F("sigmoid(x)"), new Dictionary<string, double> { ["x"] = 30 });
        Assert.True(!flat.Converged || flat.F < 1e-6, flat.Explanation);
    }

    [Fact]
    public void Newton_does_not_depend_on_the_units_of_the_variables()
    {
        var plain = Optimize.Minimize(F("(1-x)^2+100*(y-x^2)^2"), s_start, new Newton());
        var scaled = Optimize.Minimize(F("(1-x*1024)^2+100*(y/4096-(x*1024)^2)^2"), new Dictionary<string, double> { ["x"] = -1.2 / 1024, ["y"] = 4096 }, new Newton());
        Assert.Equal(plain.Iterations, scaled.Iterations);
        Assert.Equal(plain["x"], scaled["x"] * 1024, 1e-9);
    }

    [Fact]
    public void Limits_cancellation_progress_and_path_do_what_they_say()
    {
        var f = F("(1-x)^2+100*(y-x^2)^2");
        var limited = Optimize.Minimize(f, s_start, new LimitedMemoryBfgs(), new() { Iterations = 3, KeepPath = true });
        Assert.Equal(OptimizationStatus.IterationLimit, limited.Status);
        Assert.Equal([0L, 1, 2, 3], limited.Path!.Select(p => p.Iteration));
        Assert.Equal(limited.X, limited.Path![^1].X);
        Assert.Equal(OptimizationStatus.BudgetLimit, Optimize.Minimize(f, s_start, options: new() { Evaluations = 5 }).Status);
        Assert.Equal(OptimizationStatus.Cancelled, Optimize.Minimize(f, s_start, options: new() { Cancellation = new(true) }).Status);
        Assert.Equal(ConvergenceTest.Target, Optimize.Minimize(f, s_start, options: new() { Target = 0.1 }).ConvergedBy);
        var seen = new List<long>();
        Optimize.Minimize(f, s_start, options: new() { Iterations = 2, Progress = new Watch(p => seen.Add(p.Iteration)) });
        Assert.Equal([0L, 1, 2], seen);
    }

    sealed class Watch(Action<OptimizationProgress> report) : IProgress<OptimizationProgress>
    {
        public void Report(OptimizationProgress value) => report(value);
    }

    [Fact]
    public void Bounds_hold_and_the_gradient_may_push_against_them()
    {
        var bounds = Bounds.Of(["x", "y"], [KeyValuePair.Create("x", (double.NegativeInfinity, 0.5))]);
        var result = Optimize.Minimize(F("(1-x)^2+100*(y-x^2)^2"), s_start, options: new() { Bounds = bounds });
        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(0.5, result["x"]);
        Assert.Equal(0.25, result["y"], 1e-8);
    }

    [Fact]
    public void Bad_calls_are_errors_that_name_what_is_wrong()
    {
        string Error(Func<object> call) => Assert.Throws<OptionException>(call).Message;
        Assert.Contains("y has no start", Error(() => Optimize.Minimize(F("x+y"), new Dictionary<string, double> { ["x"] = 1 })));
        Assert.Contains("z has a start", Error(() => Optimize.Minimize(F("x^2"), new Dictionary<string, double> { ["x"] = 1, ["z"] = 1 })));
        Assert.Contains("x = nan", Error(() => Optimize.Minimize(F("x^2"), new Dictionary<string, double> { ["x"] = double.NaN })));
        Assert.Contains("contradict", Error(() => new Bounds(["x"], [3], [2])));
        Assert.Contains("outside the bounds", Error(() => Optimize.Minimize(F("x^2"), new Dictionary<string, double> { ["x"] = 5 }, options: new() { Bounds = new(["x"], [0], [1]) })));
        Assert.Contains("newton keeps to no bounds", Error(() => Optimize.Minimize(F("x^2"), new Dictionary<string, double> { ["x"] = 1 }, new Newton(), new() { Bounds = new(["x"], [0], [1]) })));
        Assert.Contains("no method 'newtn'", Error(() => MinimizeMethod.Create("newtn")));
    }

    [Fact]
    public void A_start_outside_the_domain_is_a_status_that_names_it()
    {
        var result = Optimize.Minimize(F("ln(x)+x^2"), new Dictionary<string, double> { ["x"] = -1 });
        Assert.Equal(OptimizationStatus.NonFinite, result.Status);
        Assert.Contains("f is nan at the start (x = -1.0)", result.Explanation);
    }

    [Theory, InlineData("l-bfgs"), InlineData("cg"), InlineData("newton"), InlineData("bfgs"), InlineData("newton-cg")]
    public void Iterations_allocate_nothing(string name)
    {
        var method = MinimizeMethod.Create(name);
        long Allocated(long iterations)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Optimize.Minimize(Chained, Start(), method, new() { Iterations = iterations, GradientTolerance = 0 });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(20);
        // From 10 iterations on every buffer of L-BFGS is there; the text of the explanation may differ by a digit.
        Assert.InRange(Allocated(19) - Allocated(12), -64, 64);
    }

    static double[] Start() => [.. Enumerable.Repeat(-1.0, 20)];

    static double Chained(ReadOnlySpan<double> x, Span<double> g)
    {
        g.Clear();
        var f = 0.0;
        for (var i = 0; i < x.Length - 1; i++)
        {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            f += 100 * a * a + b * b;
            g[i] += -400 * x[i] * a - 2 * b;
            g[i + 1] += 200 * a;
        }

        return f;
    }

    [Fact]
    public void First_order_methods_minimise_too()
    {
        var result = Optimize.Minimize(F("(x-1)^2+3*y^2"), s_start, new FirstOrder(n => new Adam(n, 0.05)) { Decay = 0.001 }, new() { GradientTolerance = 1e-6 });
        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(1, result["x"], 1e-5);
    }

    [Fact]
    public void Constraints_are_met_and_their_multipliers_balance_the_gradient()
    {
        // The nearest point of the circle to (2, 1), and of the half plane x + y ≤ 1.
        var f = Objective.Of(F("(x-2)^2+(y-1)^2"), ["x", "y"]);
        var circle = Objective.Of(F("x^2+y^2-1"), ["x", "y"]);
        var result = Optimize.Minimize(f, [1, 1], options: new() { Constraints = [Constraint.Zero(circle)] });
        Assert.True(result.Converged, result.Explanation);
        Assert.Equal(2 / Math.Sqrt(5), result["x"], 1e-7);
        Assert.Equal(1 - Math.Sqrt(5), result.Multipliers[0], 1e-6);
        var half = Constraint.AtLeastZero(Objective.Of(F("1-x-y"), ["x", "y"]));
        var idle = Constraint.AtLeastZero(Objective.Of(F("10-x"), ["x", "y"]));
        var flat = Optimize.Minimize(f, [0, 0], options: new() { Constraints = [half, idle] });
        Assert.Equal([1, 0], flat.X.Select(x => Math.Round(x, 7)));
        Assert.Equal(0, flat.Multipliers[1]);
        Assert.Equal(2, flat.Multipliers[0], 1e-6);
        var none = Optimize.Minimize(f, [0, 0], options: new() { Constraints = [Constraint.Zero(Objective.Of(F("x^2+1+0*y"), ["x", "y"]))] });
        Assert.Equal(OptimizationStatus.Infeasible, none.Status);
    }

    [Fact]
    public void A_spoilt_metric_is_no_proof_of_convergence()
    {
        // CLIFF of CUTEst: curvatures that differ by eight powers of ten between the start and the minimum.
        var f = Objective.Of(Formula.Parse("((x-3)/100)^2 - (x-y) + exp(20*(x-y))").Expression, ["x", "y"]);
        foreach (var method in (MinimizeMethod[])[new Bfgs(), new LimitedMemoryBfgs(), new Newton(), new NewtonCg(), new ConjugateGradients()])
        {
            var result = Optimize.Minimize(f, [0, -1], method);
            Assert.True(result.Converged, $"{method.Name}: {result.Explanation}");
            Assert.Equal(0.199786613, result.F, 1e-9);
        }
    }

    [Fact]
    public void Bounds_are_met_where_the_cost_is_nothing_but_rounding()
    {
        // Number 2 of Hock and Schittkowski, from where its other minimum is nearer.
        var f = Objective.Of(Formula.Parse("100*(y-x^2)^2 + (1-x)^2").Expression, ["x", "y"]);
        var bounds = new Bounds(["x", "y"], [double.NegativeInfinity, 1.5], [double.PositiveInfinity, double.PositiveInfinity]);
        foreach (var from in (double[])[-2, -1.3, 0.5, 1.2, 4])
        {
            var result = Optimize.Minimize(f, [from, 1.6], options: new() { Bounds = bounds });
            Assert.True(result.Converged, result.Explanation);
            Assert.Equal(1.5, result["y"]);
            Assert.True(Math.Abs(result.F - 0.0504261879) < 1e-9 || Math.Abs(result.F - 4.941229318) < 1e-8, $"f = {result.F:R}");
        }
    }

    [Theory, InlineData("-x^2", 1), InlineData("-x^4", 2), InlineData("x^3", -1), InlineData("-exp(x)", 0)]
    public void A_function_without_minimum_diverges(string f, double from)
    {
        var result = Optimize.Minimize(F(f), new Dictionary<string, double> { ["x"] = from });
        Assert.Equal(OptimizationStatus.Diverged, result.Status);
        Assert.Contains("falls without bound", result.Explanation);
    }
}
