using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Rules;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Optimization;

public class DescentTests
{
    static readonly Expr x = Symbol("x"), y = Symbol("y");

    static Objective Of(Expr f, params string[] variables) => Objective.Of(CompiledFormula.Compile(f, variables));

    // λ/2·x², whose gradient descent multiplies x by 1 − ηλ.
    static Objective Parabola(double lambda) => new(["x"], x => lambda / 2 * x[0] * x[0], (x, g) =>
    {
        g[0] = lambda * x[0];
        return lambda / 2 * x[0] * x[0];
    });

    static DescentResult Run(Objective f, double[] start, double rate, long epochs, EpochObserver? onEpoch = null, string method = "gd") =>
        Run(f, start, FirstOrderMethod.Create(method, start.Length, rate), new() { Epochs = epochs }, onEpoch);

    static DescentResult Run(Objective f, double[] start, FirstOrderMethod method, DescentOptions options, EpochObserver? onEpoch = null) =>
        Descent.Run(f, start, method, options, onEpoch, TestContext.Current.CancellationToken);

    static List<string> Lines(Objective f, double[] start, double rate, long epochs)
    {
        var text = EpochText.Of(f);
        var lines = new List<string>();
        Run(f, start, rate, epochs, epoch =>
        {
            if (epoch.Number > 0) lines.Add(text.Line(epoch));
        });
        return lines;
    }

    [Fact]
    public void The_twenty_epochs_of_the_mission_come_out_to_the_letter()
    {
        var lines = Lines(Of(Pow(x, 2), "x"), [10], 0.1, 20);
        Assert.Equal(20, lines.Count);
        Assert.Equal("Epoch 1: x = 8.0, f(x) = 64.0", lines[0]);
        Assert.Equal("Epoch 2: x = 6.4, f(x) = 40.96000000000001", lines[1]);
        Assert.Equal("Epoch 5: x = 3.2768, f(x) = 10.73741824", lines[4]);
        Assert.Equal("Epoch 20: x = 0.11529215046068471, f(x) = 0.013292279957849162", lines[19]);
    }

    [Fact]
    public void Several_variables_are_named_in_the_line_of_an_epoch()
    {
        var lines = Lines(Of(Pow(x, 2) + 3 * Pow(y, 2), "x", "y"), [2.5, 2], 0.1, 1);
        Assert.Equal(["Epoch 1: x = 2.0, y = 0.7999999999999998, f(x, y) = 5.919999999999999"], lines);
    }

    [Fact]
    public void A_linear_function_falls_by_the_rate_times_the_slope_squared()
    {
        var result = Run(Of(4 * x, "x"), [3], 0.125, 10);
        Assert.Equal(3 - 10 * 0.5, result.X["x"]);
        Assert.Contains("f has no minimum", result.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5), InlineData(2), InlineData(7), InlineData(100), InlineData(1e-3)]
    public void Each_epoch_multiplies_the_distance_by_one_minus_rate_times_curvature(double lambda)
    {
        foreach (var share in (double[])[0.05, 0.5, 0.9, 1.0, 1.5, 1.95])
        {
            var rate = share / lambda;
            double previous = 3;
            Run(Parabola(lambda), [3], rate, 30, epoch =>
            {
                if (epoch.Number > 0) Assert.Equal(0, epoch.X[0] - previous * (1 - rate * lambda), 4e-16 * Math.Abs(previous) * (1 + share));
                previous = epoch.X[0];
            });
        }
    }

    [Theory]
    [InlineData(0.5), InlineData(2), InlineData(7), InlineData(100), InlineData(1e-3)]
    public void Divergence_is_seen_beyond_twice_the_inverse_curvature_and_not_before(double lambda)
    {
        foreach (var share in (double[])[0.1, 0.5, 0.9, 0.99, 0.9999, 1.0001, 1.01, 1.1, 2, 100])
        {
            var result = Run(Parabola(lambda), [3], share * 2 / lambda, 200);
            Assert.Equal(share > 1, result.Status == DescentStatus.Diverged);
            if (share > 1) Assert.Equal(5, result.Iterations);
            Assert.Equal(2 / lambda, result.StableRate!.Value, 1e-9 * 2 / lambda);
        }
    }

    [Theory]
    [InlineData("momentum", 0.5), InlineData("momentum", 0.9), InlineData("momentum", 0.99)]
    [InlineData("nesterov", 0.5), InlineData("nesterov", 0.9), InlineData("nesterov", 0.99)]
    public void Methods_with_momentum_have_their_own_limit_and_swings_below_it_are_no_divergence(string name, double mu)
    {
        foreach (var share in (double[])[0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 1.01, 1.1, 2])
        {
            FirstOrderMethod Method(double rate) =>
                name == "momentum" ? new Momentum(2, rate) { Mu = mu } : new Nesterov(2, rate) { Mu = mu };
            var limit = Method(1).StableRate(6)!.Value;
            var f = Of(Pow(x, 2) + 3 * Pow(y, 2), "x", "y");
            var result = Run(f, [3, -2], Method(share * limit), new() { Epochs = 3000 });
            Assert.Equal(share > 1, result.Status is DescentStatus.Diverged);
        }
    }

    [Fact]
    public void The_warning_of_a_diverging_parabola_says_what_happened_and_what_to_do()
    {
        var result = Run(Of(Pow(x, 2), "x"), [10], 1.1, 50);
        Assert.Equal(DescentStatus.Diverged, result.Status);
        Assert.Equal(5, result.Iterations);
        Assert.Equal(
            "diverging — f grew 5 epochs in a row (100 → 619.17). For this f a step shrinks x only when η < 1.0; "
            + "try --rate 0.5. stopped at epoch 5", result.Explanation);
    }

    [Fact]
    public void Steps_that_swing_and_grow_are_divergence_even_where_f_does_not_grow_each_time()
    {
        // A steep wall on one side: f is high on the left and low on the right, the swings grow all the same.
        var wall = Expr.Where(Expr.Apply(Elementwise.Find("less")!, x, 0), 2 * Pow(x, 2), Pow(x, 2) / 2);
        var result = Run(Of(wall, "x"), [1], 2.2, 200);
        Assert.Equal(DescentStatus.Diverged, result.Status);
        Assert.Contains("epochs in a row", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_curvature_changes_the_limit_holds_near_the_start()
    {
        var result = Run(Of(Pow(x, 4), "x"), [1], 0.6, 50);
        Assert.True(result.Status is DescentStatus.Diverged or DescentStatus.NonFinite);
        Assert.Contains("Near the start a step shrinks the distance to a minimum only when η < 0.1667; try --rate 0.083", result.Explanation, StringComparison.Ordinal);
        Assert.False(result.Curvature!.IsConstant);
    }

    [Theory]
    [InlineData("gd", 0.1), InlineData("momentum", 0.02), InlineData("nesterov", 0.02)]
    [InlineData("adagrad", 1.0), InlineData("rmsprop", 0.01), InlineData("adam", 0.05)]
    public void Every_method_comes_down_to_the_bottom_of_a_bowl(string name, double rate)
    {
        var f = Of(Pow(x - 1, 2) + 2 * Pow(y + 2, 2) + x * y / 2, "x", "y");
        var result = Run(f, [4, 3], FirstOrderMethod.Create(name, 2, rate), new() { Epochs = 20_000, Tolerance = name == "rmsprop" ? 0.05 : 1e-6 });
        Assert.Equal(DescentStatus.Converged, result.Status);
        Assert.StartsWith("converged — |∇f|", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_counts_one_evaluation_for_the_start_and_one_for_each_epoch()
    {
        var calls = 0;
        var f = new Objective(["x"], x => x[0] * x[0], (x, g) =>
        {
            calls++;
            g[0] = 2 * x[0];
            return x[0] * x[0];
        }) { Hessian = (_, h) => h[0] = 2 };
        var result = Run(f, [10], 0.1, 20);
        Assert.Equal((21, 20), (result.Evaluations, result.Iterations));
        Assert.Equal(21, calls);
    }

    [Fact]
    public void Progress_is_described_with_the_factor_and_the_epochs_that_would_do()
    {
        var result = Run(Of(Pow(x, 2), "x"), [10], 0.1, 20);
        Assert.Equal(DescentStatus.EpochLimit, result.Status);
        Assert.Equal("η = 0.1 → factor 0.8 per epoch; still moving (|∇f| = 0.23058). Try --epochs 60.", result.Explanation);
        Assert.Equal(0.013292279957849162, result.F);
        Assert.Equal(2 * 0.11529215046068471, result.GradientNorm);
        var longer = Run(Of(Pow(x, 2), "x"), [10], 0.1, 60);
        Assert.Contains("arrived", longer.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tiny_rate_is_named_with_one_that_would_do()
    {
        var result = Run(Of(Pow(x - 3, 2), "x"), [10], 1e-9, 50);
        Assert.Equal(DescentStatus.Plateau, result.Status);
        Assert.Contains("The rate is tiny for this f: try --rate 0.5.", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_place_is_a_plateau()
    {
        var result = Run(Of(Pow(Apply(Elementwise.Find("sigmoid")!, x), 2), "x"), [12], 0.1, 50);
        Assert.Equal(DescentStatus.Plateau, result.Status);
        Assert.Contains("f is flat there", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Jumping_to_and_fro_at_exactly_the_limit_is_a_plateau()
    {
        var result = Run(Of(Pow(x, 2), "x"), [10], 1, 50);
        Assert.Equal(DescentStatus.Plateau, result.Status);
        Assert.Contains("only when η < 1.0; try --rate 0.5", result.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abs(x)"), InlineData("sqrt(x^2)"), InlineData("abs(x-3)"), InlineData("max(x, -x)"), InlineData("relu(x) + relu(-x)"), InlineData("abs(x) + x/2")]
    public void A_corner_is_no_fall_without_bound(string formula)
    {
        var f = Formula.Parse(formula).Expression;
        foreach (var epochs in (long[])[1, 3, 8, 100])
            Assert.DoesNotContain("without bound", Run(Of(f, "x"), [1], 0.3, epochs).Explanation, StringComparison.Ordinal);
        Assert.Contains("falls without bound", Run(Of(Formula.Parse("2x + 1").Expression, "x"), [1], 0.3, 8).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_gradient_at_a_maximum_or_a_saddle_is_not_convergence()
    {
        var maximum = Run(Of(-Pow(x, 2), "x"), [0], 0.1, 5);
        Assert.Equal((DescentStatus.Plateau, 5), (maximum.Status, maximum.Iterations));
        Assert.Contains("∇f is exactly 0", maximum.Explanation, StringComparison.Ordinal);
        Assert.Contains("a maximum, no minimum", maximum.Explanation, StringComparison.Ordinal);
        var saddle = Run(Of(Pow(x, 2) - Pow(y, 2), "x", "y"), [0, 0], 0.1, 5);
        Assert.Contains("a saddle, no minimum", saddle.Explanation, StringComparison.Ordinal);
        var minimum = Run(Of(Pow(x, 2), "x"), [0], 0.1, 5);
        Assert.Equal((DescentStatus.Converged, 5), (minimum.Status, minimum.Iterations));
    }

    [Fact]
    public void An_ill_conditioned_bowl_is_called_so()
    {
        var result = Run(Of(Pow(x, 2) + 1000 * Pow(y, 2), "x", "y"), [1, 1], 0.0009, 100);
        Assert.Contains("Ill-conditioned: the steepest direction curves 1000 times as much", result.Explanation, StringComparison.Ordinal);
        Assert.Equal(1000, result.Curvature!.Condition!.Value, 1e-6);
    }

    [Fact]
    public void Maximising_is_minimising_the_negative_bit_for_bit()
    {
        var f = Of(3 * x - Pow(x, 4), "x");
        var negative = Of(-(3 * x - Pow(x, 4)), "x");
        var up = Run(f, [0.25], new Adam(1, 0.1), new() { Epochs = 50, Maximize = true });
        var down = Run(negative, [0.25], new Adam(1, 0.1), new() { Epochs = 50 });
        Assert.Equal(down.X["x"], up.X["x"]);
        Assert.Equal(-down.F, up.F);
    }

    [Fact]
    public void Climbing_a_bowl_diverges_in_words_for_climbers()
    {
        var result = Run(Of(Pow(x, 2), "x"), [1], new GradientDescent(1, 0.1), new() { Epochs = 100, Maximize = true });
        Assert.Contains("f has no maximum: it rises without bound", result.Explanation, StringComparison.Ordinal);
        var fell = Run(Of(-Pow(x, 2), "x"), [10], new GradientDescent(1, 1.1), new() { Epochs = 100, Maximize = true });
        Assert.StartsWith("diverging — f fell 5 epochs in a row (-100 → -619.17). For this f a step shrinks x only when η < 1.0; try --rate 0.5.", fell.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_out_of_the_domain_stops_at_once_and_names_epoch_and_place()
    {
        var numbers = new List<long>();
        var result = Run(Of(x + Ln(x), "x"), [0.5], 0.2, 50, epoch => numbers.Add(epoch.Number));
        Assert.Equal(DescentStatus.NonFinite, result.Status);
        Assert.Equal([0, 1], numbers);
        Assert.Equal("f became nan at epoch 1 (x = -0.10000000000000009). A step left the domain of f: try a smaller rate, as in --rate 0.02, or another start. stopped at epoch 1", result.Explanation);
    }

    [Fact]
    public void An_infinite_derivative_is_named_with_its_variable()
    {
        var result = Run(Of(Pow(x, 2) + Sqrt(y), "x", "y"), [1, 0], 0.1, 5);
        Assert.Equal((DescentStatus.NonFinite, 0), (result.Status, result.Iterations));
        Assert.StartsWith("∂f/∂y is inf at the start (x = 1.0, y = 0.0)", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_that_blow_up_are_told_from_steps_out_of_the_domain()
    {
        var result = Run(Of(Pow(x, 4), "x"), [10], 1, 50);
        Assert.Equal(DescentStatus.NonFinite, result.Status);
        Assert.Contains("The steps are too long. Near the start", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_start_or_options_are_refused_with_advice()
    {
        Assert.Equal("from", Assert.Throws<OptionException>(() => Run(Parabola(1), [double.NaN], 0.1, 5)).Option);
        Assert.Equal("epochs", Assert.Throws<OptionException>(() => new DescentOptions { Epochs = -1 }).Option);
        Assert.Equal("tol", Assert.Throws<OptionException>(() => new DescentOptions { Tolerance = double.NaN }).Option);
        Assert.Throws<ArgumentException>(() => Run(Parabola(1), [1, 2], 0.1, 5));
    }

    [Fact]
    public void Cancelling_ends_the_run_within_the_epoch()
    {
        using var source = new CancellationTokenSource();
        var result = Descent.Run(Parabola(1), [1], new GradientDescent(1, 1e-3), new() { Epochs = 1_000_000_000 },
            epoch =>
            {
                if (epoch.Number == 1000) source.Cancel();
            }, source.Token);
        Assert.Equal((DescentStatus.Cancelled, 1000), (result.Status, result.Iterations));
        Assert.StartsWith("cancelled after epoch 1000", result.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void An_epoch_allocates_nothing()
    {
        var f = Of(Pow(x, 2) + 3 * Pow(y, 2), "x", "y");
        long early = 0, late = 0;
        Run(f, [2.5, 2], 0.01, 10_000, epoch =>
        {
            if (epoch.Number == 5000) early = GC.GetAllocatedBytesForCurrentThread();
            if (epoch.Number == 10_000) late = GC.GetAllocatedBytesForCurrentThread();
        }, "adam");
        Assert.Equal(early, late);
    }

    [Fact]
    public void The_same_run_gives_the_same_bits()
    {
        foreach (var name in FirstOrderMethod.Names)
        {
            var f = Of(Pow(1 - x, 2) + 100 * Pow(y - Pow(x, 2), 2), "x", "y");
            List<double> Bits()
            {
                var seen = new List<double>();
                Run(f, [-1.2, 1], 0.0005, 100, epoch => seen.AddRange(epoch.X[0], epoch.X[1], epoch.F, epoch.GradientNorm), name);
                return seen;
            }

            Assert.Equal(Bits(), Bits());
        }
    }

    [Fact]
    public void A_path_keeps_first_and_last_in_bounded_memory()
    {
        var path = new DescentPath(1, capacity: 64);
        Run(Parabola(1), [1], 1e-3, 10_001, path.Add);
        Assert.InRange(path.Points.Count, 32, 64);
        Assert.Equal(0, path.Points[0].Epoch);
        Assert.Equal(10_001, path.Points[^1].Epoch);
        Assert.Equal(1, path.Points[0].X[0]);
        Assert.All(path.Points.SkipLast(1), point => Assert.Equal(0, point.Epoch % path.Stride));
        var all = new DescentPath(1);
        Run(Parabola(1), [1], 1e-3, 20, all.Add);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => (long)i), all.Points.Select(p => p.Epoch));
    }

    [Theory, InlineData(1e-12), InlineData(1e-4), InlineData(3e-3), InlineData(0.05), InlineData(0.5), InlineData(20)]
    public void A_run_that_nobody_watches_ends_as_one_that_is_watched(double rate)
    {
        foreach (var line in TestData.Lines("optfuncs", "optfuncs.jsonl").Concat(TestData.Lines("mgh", "mgh.jsonl")))
        {
            string[] names = [.. line.GetProperty("vars").EnumerateArray().Select(v => v.GetString()!)];
            double[] start = [.. line.GetProperty("x0").EnumerateArray().Select(v => v.GetDouble())];
            var formula = line.TryGetProperty("residuals", out var residuals)
                ? string.Join(" + ", residuals.EnumerateArray().Select(r => $"({r.GetString()})^2"))
                : line.GetProperty("objective").GetString()!;
            WatchedAndFree(Formula.Parse(formula, new() { Names = names }).Expression, names, start, rate);
        }
    }

    // Guarded products, choices, kinks, a variable that f never reads, a slope that never changes, a gradient that vanishes.
    [Theory]
    [InlineData("sqrt(x)*y^2 + x + y^1.5 + (x*y)^0.7", 2, 0.5)]
    [InlineData("where(x > 1, (x-1)^2, (x-1)^4) + abs(y) + 3y", 2, 1)]
    [InlineData("max(x, 2y)^2 + relu(x-1)*sqrt(y)", 1.5, 0.3)]
    [InlineData("x^2 + 0*y", 1, 7)]
    [InlineData("3x - 2y", 1, 7)]
    [InlineData("sin(x)*cos(y) + sin(x+y)^2", 0.3, 0.2)]
    [InlineData("x^2 + y^2", 1e-160, 1e-170)]
    [InlineData("x^4 + y^6", 3, 2)]
    public void Guards_choices_and_kinks_end_the_same_watched_or_not(string formula, double a, double b)
    {
        foreach (var rate in (double[])[1e-6, 1e-3, 0.02, 0.3, 1.1]) WatchedAndFree(Formula.Parse(formula).Expression, ["x", "y"], [a, b], rate);
    }

    static void WatchedAndFree(Expr formula, string[] names, double[] start, double rate)
    {
        foreach (var emission in (Emission[])[Emission.WhenHot, Emission.AtOnce])
        {
            var f = Objective.Of(CompiledFormula.Compile(formula, names, new() { Emission = emission }));
            foreach (var options in (DescentOptions[])[new() { Epochs = 3000 }, new() { Epochs = 20_000, Tolerance = 1e-7 }, new() { Epochs = 0 }, new() { Epochs = 17, Tolerance = 0 }])
            {
                var (watched, free) = (Run(f, start, new GradientDescent(start.Length, rate), options, _ => { }), Run(f, start, new GradientDescent(start.Length, rate), options));
                Assert.Equal(watched.X, free.X);
                Assert.Equal((watched.F, watched.GradientNorm, watched.Iterations, watched.Evaluations, watched.Status, watched.Explanation),
                    (free.F, free.GradientNorm, free.Iterations, free.Evaluations, free.Status, free.Explanation));
            }
        }
    }

    [Fact]
    public void Many_variables_end_the_same_watched_or_not()
    {
        var f = Objective.Of(100, (x, g) =>
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                g[i] = (i + 1) * x[i] + Math.Cos(x[i]);
                sum += (i + 1) * x[i] * x[i] / 2 + Math.Sin(x[i]);
            }

            return sum;
        });
        var start = Enumerable.Range(0, 100).Select(i => Math.Sin(i)).ToArray();
        foreach (var rate in (double[])[1e-5, 1e-3, 0.015, 0.0199, 0.021])
        {
            var (watched, free) = (Run(f, start, rate, 5000, _ => { }), Run(f, start, rate, 5000));
            Assert.Equal(watched.X, free.X);
            Assert.Equal((watched.F, watched.GradientNorm, watched.Iterations, watched.Status, watched.Explanation), (free.F, free.GradientNorm, free.Iterations, free.Status, free.Explanation));
        }
    }
}
