using Nabla.Optimization;
using Nabla.Optimization.Blocks;
using Nabla.Tensors;

namespace Nabla.Tests.Optimization;

public sealed class BlockFitTests
{
    // A test class has an instance for each test, and so each test its own numbers, whatever runs beside it.
    readonly Random _random = new(5);

    double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * _random.NextDouble() - 1)];

    // Stations at unknown places see landmarks at unknown places: only distances, so that the whole can be moved and turned.
    static (ParameterBlocks Stations, ParameterBlocks Landmarks, ResidualBlocks Seen) Survey(double noise = 0, double offset = 0.1, Loss loss = Loss.Squares)
    {
        const int Stations = 4, Landmarks = 9;
        var random = new Random(3);
        double[] stations = [.. Enumerable.Range(0, 2 * Stations).Select(_ => 4 * random.NextDouble())];
        double[] landmarks = [.. Enumerable.Range(0, 2 * Landmarks).Select(_ => 4 * random.NextDouble())];
        int[] of = [.. Enumerable.Range(0, Stations * Landmarks).Select(i => i / Landmarks)], to = [.. Enumerable.Range(0, Stations * Landmarks).Select(i => i % Landmarks)];
        double[] distances = [.. of.Zip(to, (s, l) => double.Hypot(stations[2 * s] - landmarks[2 * l], stations[2 * s + 1] - landmarks[2 * l + 1]) + noise * (random.NextDouble() - 0.5))];
        for (var i = 0; i < stations.Length; i++) stations[i] += offset * (random.NextDouble() - 0.5);
        for (var i = 0; i < landmarks.Length; i++) landmarks[i] += offset * (random.NextDouble() - 0.5);
        var (s, l) = (new ParameterBlocks("station", 2, stations), new ParameterBlocks("landmark", 2, landmarks));
        var traced = ResidualBlocks.Of((a, b, d) => Tensor.Sqrt(Tensor.Sum((a - b) * (a - b))) - d, (s, of), (l, to), Tensor.From(distances));
        return (s, l, traced.With(loss, 0.05));
    }

    [Theory, InlineData(0.0), InlineData(1e-6), InlineData(3.0)]
    public void The_step_of_the_Schur_complement_is_the_step_of_the_whole_matrix(double damping)
    {
        // Terms that share kinds, take a block twice, lack the one to eliminate, and see a landmark twice from one station.
        var (a, b, c) = (new ParameterBlocks("a", 3, Numbers(6)), new ParameterBlocks("b", 2, Numbers(8)), new ParameterBlocks("c", 1, Numbers(2)));
        ResidualBlocks[] terms =
        [
            Linear(2, (a, [0, 0, 1, 1, 0, 1, 0, 1, 0]), (b, [0, 0, 0, 1, 1, 2, 2, 3, 3])),
            Linear(3, (a, [0, 1, 1]), (a, [1, 1, 0])),
            Linear(2, (c, [0, 1, 1, 0]), (b, [1, 2, 3, 0]), (a, [0, 1, 0, 1])),
            Linear(1, (b, [0, 1, 2, 3])),
            Linear(4, (c, [0, 1]), (a, [1, 0])),
        ];
        var (schur, whole) = (new BlockLayout(terms), new BlockLayout(terms, eliminates: false));
        Assert.Same(b, schur.Eliminated);
        Assert.Null(whole.Eliminated);
        var (x, y) = (Step(terms, schur, damping), Step(terms, whole, damping));
        foreach (var kind in schur.Kinds)
            for (var k = 0; k < kind.Count * kind.Size; k++) Assert.Equal(y[whole.Offset(kind) + k], x[schur.Offset(kind) + k], 1e-9);

        static double[] Step(ResidualBlocks[] terms, BlockLayout layout, double damping)
        {
            var parts = terms.Select(t => new BlockTerm(t, layout)).ToArray();
            var x = layout.Start();
            foreach (var part in parts) Assert.True(part.Linearize(x));
            var system = new SchurSystem(parts, layout);
            system.Prepare();
            var step = new double[layout.Length];
            Assert.True(system.Solve(damping, step));
            return step;
        }
    }

    [Fact]
    public void A_linear_problem_is_solved_as_by_the_plain_fit()
    {
        var (a, b) = (new ParameterBlocks("a", 2, Numbers(4)), new ParameterBlocks("b", 1, Numbers(3)));
        var term = Linear(2, (a, [0, 1, 0, 1, 0, 1]), (b, [0, 1, 2, 0, 1, 2]));
        var fit = Optimize.Fit([term], new() { GradientTolerance = 1e-13 });
        var layout = new BlockLayout([term], eliminates: false);
        var part = new BlockTerm(term, layout);
        var plain = Optimize.Fit(Residuals.Of(12, 7, (x, r, jacobian) =>
        {
            part.Linearize(x);
            jacobian.Clear();
            for (var i = 0; i < 12; i++)
            {
                r[i] = part.Residuals(i / 2)[i % 2];
                for (var j = 0; j < 3; j++) jacobian[i * 7 + part.Places(i / 2)[j]] += part.Jacobian(i / 2)[i % 2 * 3 + j];
            }
        }), layout.Start());
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal(plain.Cost, fit.Cost, 1e-12);
        var solved = fit[a].ToArray<double>().Concat(fit[b].ToArray<double>()).ToArray();
        for (var j = 0; j < 7; j++) Assert.Equal(plain.Parameters[j].Estimate, solved[j], 1e-8);
    }

    [Fact]
    public void A_gauge_that_nothing_determines_stays_where_it_is_and_the_rest_is_solved()
    {
        var (stations, landmarks, seen) = Survey();
        var fit = Optimize.Fit([seen]);
        Assert.True(fit.Converged, fit.Explanation);
        Assert.InRange(fit.Cost, 0, 1e-20);
        Assert.True(fit.StartCost > 1e-3);
        // Nothing ran away along the movements that change no distance.
        Assert.All(fit[stations].ToArray<double>().Zip(stations.Start.ToArray()), p => Assert.Equal(p.Second, p.First, 0.5));
        Assert.All(fit[landmarks].ToArray<double>().Zip(landmarks.Start.ToArray()), p => Assert.Equal(p.Second, p.First, 0.5));
    }

    [Fact]
    public void A_block_that_no_residual_feels_stays()
    {
        var (a, b) = (new ParameterBlocks("a", 2, [1, 2, 3, 4]), new ParameterBlocks("b", 1, [5.0, 6, 7]));
        var fit = Optimize.Fit([ResidualBlocks.Of((x, y, d) => x[0] * y - d, (a, [0, 0]), (b, [0, 2]), Tensor.From([10.0, 20]))]);
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal([3, 4], fit[a][1].ToArray<double>());
        Assert.Equal(2, (double)fit[a][0, 1]);
        Assert.Equal(6, (double)fit[b][1, 0]);
        Assert.InRange(fit.Cost, 0, 1e-20);
    }

    [Theory, InlineData(Loss.Huber), InlineData(Loss.SoftL1), InlineData(Loss.Cauchy)]
    public void A_robust_loss_of_single_residuals_is_that_of_the_plain_fit(Loss loss)
    {
        double[] t = [0, 1, 2, 3, 4, 5, 6], y = [1, 2.1, 2.9, 4.2, 5, 16, 7.1];
        var line = new ParameterBlocks("line", 2, [0, 0]);
        var data = Tensor.Stack([.. t.Zip(y, (a, b) => Tensor.From([a, b]))]);
        var traced = ResidualBlocks.Of((p, d) => p[0] + p[1] * d[0] - d[1], (line, new int[7]), data);
        var fit = Optimize.Fit([traced.With(loss, 0.3)]);
        var plain = Optimize.Fit(Residuals.Of(7, 2, (p, r, jacobian) =>
        {
            for (var i = 0; i < 7; i++) (r[i], jacobian[2 * i], jacobian[2 * i + 1]) = (p[0] + p[1] * t[i] - y[i], 1, t[i]);
        }), [0, 0], new() { Loss = loss, LossScale = 0.3 });
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal(plain.Cost, fit.Cost, 1e-10);
        Assert.Equal(plain.Parameters[1].Estimate, (double)fit[line][0, 1], 1e-6);
        for (var j = 0; j < 2; j++) Assert.Equal(plain.Parameters[j].StandardError, (double)fit.StandardErrors(line)[0, j], 1e-5);
    }

    [Theory, InlineData(Loss.Huber), InlineData(Loss.SoftL1), InlineData(Loss.Cauchy)]
    public void The_loss_of_a_block_has_the_gradient_that_differences_see(Loss loss)
    {
        var (a, b) = (new ParameterBlocks("a", 2, Numbers(4)), new ParameterBlocks("b", 2, Numbers(4)));
        var plain = ResidualBlocks.Of((x, y, d) => x * y - d, (a, [0, 1, 0]), (b, [0, 1, 1]), Tensor.From(new double[,] { { 1, 2 }, { 0.1, 0 }, { -3, 1 } }));
        var term = plain.With(loss, 0.7);
        var layout = new BlockLayout([term]);
        var part = new BlockTerm(term, layout);
        var x = layout.Start();
        var system = new SchurSystem([part], layout);
        Assert.True(part.Linearize(x));
        system.Prepare();
        double[] gradient = [.. system.Gradient];
        for (var j = 0; j < x.Length; j++)
        {
            var (at, h) = (x[j], 1e-6);
            x[j] = at + h;
            var above = part.Cost(x);
            x[j] = at - h;
            var below = part.Cost(x);
            x[j] = at;
            Assert.Equal((above - below) / (2 * h), 2 * gradient[j], 1e-7);
        }
    }

    [Theory, InlineData(Loss.Huber), InlineData(Loss.SoftL1), InlineData(Loss.Cauchy)]
    public void Robust_losses_of_blocks_converge_under_a_free_gauge(Loss loss)
    {
        var (_, _, seen) = Survey(noise: 0.3, loss: loss);
        var fit = Optimize.Fit([seen]);
        Assert.True(fit.Converged, fit.Explanation);
        Assert.InRange(fit.GradientNorm, 0, 1e-6 * Math.Sqrt(fit.Cost));
    }

    [Fact]
    public void Limits_and_cancellation_are_statuses()
    {
        var (_, _, seen) = Survey(noise: 0.2);
        Assert.Equal(OptimizationStatus.IterationLimit, Optimize.Fit([seen], new() { Iterations = 1 }).Status);
        Assert.Equal(OptimizationStatus.BudgetLimit, Optimize.Fit([seen], new() { Evaluations = 2 }).Status);
        using var source = new CancellationTokenSource();
        var fit = Optimize.Fit([seen], new() { Cancellation = source.Token, Progress = new Stop(source), KeepPath = true });
        Assert.Equal(OptimizationStatus.Cancelled, fit.Status);
        Assert.Equal(2, fit.Iterations);
        Assert.Equal(3, fit.Path!.Count);
        Assert.Equal(fit.StartCost, fit.Path[0].F);
        Assert.True(fit.Cost < fit.StartCost);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var a = new ParameterBlocks("a", 1, [1.0, -1]);
        var fit = Optimize.Fit([ResidualBlocks.Of((x, d) => Tensor.Log(x) - d, (a, [0, 1]), Tensor.From([0.0, 0]))]);
        Assert.Equal(OptimizationStatus.NonFinite, fit.Status);
        Assert.Contains("block 1 is not finite", fit.Explanation);
        Assert.Contains("a 2", Assert.Throws<ArgumentException>(() => ResidualBlocks.Of((x, d) => x - d, (a, [0, 2]), Tensor.From([0.0, 0]))).Message);
        Assert.Contains("not as many rows", Assert.Throws<ArgumentException>(() => ResidualBlocks.Of((x, d) => x - d, (a, [0, 1]), Tensor.From([0.0]))).Message);
        Assert.Contains("whole number of blocks", Assert.Throws<ArgumentException>(() => new ParameterBlocks("p", 2, [1.0, 2, 3])).Message);
        var nan = new ParameterBlocks("p", 1, [double.NaN]);
        Assert.Contains("p 0", Assert.Throws<OptionException>(() => Optimize.Fit([ResidualBlocks.Of((x, d) => x - d, (nan, [0]), Tensor.From([0.0]))])).Message);
        Assert.Contains("depends on", Assert.Throws<ArgumentException>(() => fit[nan]).Message);
    }

    // A decay seen by three instruments: each has its own level and rate, and all share the times' offsets.
    static (ParameterBlocks Instruments, ParameterBlocks Times, ResidualBlocks Seen, Residuals Plain) Decays(
        Func<ParameterBlocks, ParameterBlocks> with, Func<ParameterBlocks, ParameterBlocks>? withTimes = null)
    {
        var random = new Random(8);
        int[] of = [.. Enumerable.Range(0, 24).Select(i => i % 3)], at = [.. Enumerable.Range(0, 24).Select(i => i / 3 % 4)];
        double[] t = [.. Enumerable.Range(0, 24).Select(i => 0.1 * i)];
        double[] y = [.. t.Select((s, i) => (2 + of[i]) * Math.Exp(-(0.5 + 0.1 * of[i]) * s) + 0.2 * at[i] + 0.05 * (random.NextDouble() - 0.5))];
        var instruments = with(new("instrument", 2, [2.5, 0.4, 3, 0.6, 4.2, 0.7]));
        var times = (withTimes ?? (blocks => blocks))(new("time", 1, [0.0, 0, 0, 0]));
        var data = Tensor.Stack([.. t.Zip(y, (a, b) => Tensor.From([a, b]))]);
        var seen = ResidualBlocks.Of((p, o, d) => p[0] * Tensor.Exp(-p[1] * d[0]) + o - d[1], (instruments, of), (times, at), data);
        var plain = Residuals.Of(24, 10, (x, r, jacobian) =>
        {
            jacobian.Clear();
            for (var i = 0; i < 24; i++)
            {
                var (k, decay) = (2 * of[i], Math.Exp(-x[2 * of[i] + 1] * t[i]));
                r[i] = x[k] * decay + x[6 + at[i]] - y[i];
                (jacobian[10 * i + k], jacobian[10 * i + k + 1], jacobian[10 * i + 6 + at[i]]) = (decay, -t[i] * x[k] * decay, 1);
            }
        });
        return (instruments, times, seen, plain);
    }

    static Bounds PlainBounds(Residuals plain, double[] lower, double[] upper) => new(plain.Variables, lower, upper);

    static void SameAsPlain(ParameterBlocks instruments, ParameterBlocks times, ResidualBlocks seen, FitResult plain)
    {
        var fit = Optimize.Fit([seen]);
        Assert.True(fit.Converged, fit.Explanation);
        Assert.True(plain.Converged, plain.Explanation);
        Assert.Equal(plain.Cost, fit.Cost, 1e-9 * plain.Cost);
        Assert.Equal(plain.DegreesOfFreedom, fit.DegreesOfFreedom);
        double[] x = [.. fit[instruments].ToArray<double>(), .. fit[times].ToArray<double>()];
        double[] errors = [.. fit.StandardErrors(instruments).ToArray<double>(), .. fit.StandardErrors(times).ToArray<double>()];
        for (var j = 0; j < 10; j++)
        {
            Assert.Equal(plain.Parameters[j].Estimate, x[j], 1e-6);
            if (plain.Parameters[j].IsAtBound) Assert.Equal(double.NaN, errors[j]);
            else Assert.Equal(plain.Parameters[j].StandardError, errors[j], 1e-6 * errors[j]);
        }

        for (var i = 0; i < 10; i++)
            for (var j = 0; j < 10; j++)
            {
                var (first, second) = (i < 6 ? instruments : times, j < 6 ? instruments : times);
                var (one, two) = (i < 6 ? i / 2 : i - 6, j < 6 ? j / 2 : j - 6);
                var entry = (double)fit.Covariance(first, one, second, two)[i < 6 ? i % 2 : 0, j < 6 ? j % 2 : 0];
                Assert.Equal(plain.Covariance[10 * i + j], entry, 1e-6 * Math.Sqrt(Math.Abs(plain.Covariance[11 * i] * plain.Covariance[11 * j])) + 1e-15);
            }
    }

    [Fact]
    public void Standard_errors_and_covariances_are_those_of_the_plain_fit()
    {
        var (instruments, times, seen, plain) = Decays(blocks => blocks);
        SameAsPlain(instruments, times, seen, Optimize.Fit(plain, [.. instruments.Start, .. times.Start]));
    }

    [Fact]
    public void Constant_blocks_stay_and_the_others_are_fitted_as_beside_known_numbers()
    {
        var (instruments, times, seen, plain) = Decays(
            blocks => new("instrument", 2, blocks.Start) { Constant = [1] }, blocks => new("time", 1, [0.1, 0, 0, 0]) { Constant = [0, 3] });
        double[] start = [.. instruments.Start, .. times.Start], lower = new double[10], upper = new double[10];
        Array.Fill(lower, double.NegativeInfinity);
        Array.Fill(upper, double.PositiveInfinity);
        foreach (var j in (int[])[2, 3, 6, 9]) lower[j] = upper[j] = start[j];
        SameAsPlain(instruments, times, seen, Optimize.Fit(plain, start, new() { Bounds = PlainBounds(plain, lower, upper) }));
        var fit = Optimize.Fit([seen]);
        Assert.Equal([3, 0.6], fit[instruments][1].ToArray<double>());
        Assert.Equal(0.1, (double)fit[times][0, 0]);
        Assert.All(fit.StandardErrors(instruments)[1].ToArray<double>(), error => Assert.Equal(double.NaN, error));
        Assert.All(fit.Covariance(times, 3, instruments, 0).ToArray<double>(), entry => Assert.Equal(0, entry));
    }

    [Theory, InlineData(2.2, 0.55, 0.3), InlineData(3.1, 0.5, 0.2), InlineData(10, 0.45, 0.1)]
    public void Bounds_hold_as_in_the_plain_fit(double most, double fastest, double offset)
    {
        double[] lowest = [0.1, 0.1], highest = [most, fastest];
        var (instruments, times, seen, plain) = Decays(
            blocks => new("instrument", 2, [1, 0.3, 2, 0.4, 2, 0.4]) { Lower = lowest, Upper = highest },
            blocks => new("time", 1, blocks.Start) { Upper = [offset, offset, offset, 1] });
        double[] lower = [.. Enumerable.Repeat(0.1, 6), .. Enumerable.Repeat(double.NegativeInfinity, 4)];
        double[] upper = [most, fastest, most, fastest, most, fastest, offset, offset, offset, 1];
        var fit = Optimize.Fit([seen]);
        Assert.All(fit[instruments].ToArray<double>().Chunk(2), x => Assert.True(x[0] <= most && x[1] <= fastest));
        Assert.Contains(fit[instruments].ToArray<double>().Chunk(2), x => x[0] == most || x[1] == fastest);
        SameAsPlain(instruments, times, seen, Optimize.Fit(plain, [.. instruments.Start, .. times.Start], new() { Bounds = PlainBounds(plain, lower, upper) }));
    }

    [Fact]
    public void A_gauge_has_no_standard_errors_until_blocks_are_held()
    {
        var (stations, landmarks, seen) = Survey(noise: 0.05);
        var free = Optimize.Fit([seen]);
        Assert.All(free.StandardErrors(landmarks).ToArray<double>(), error => Assert.Equal(double.NaN, error));
        // One station in its place and another on a line through it: no movement is left.
        var lower = Enumerable.Repeat(double.NegativeInfinity, stations.Start.Length).ToArray();
        var upper = Enumerable.Repeat(double.PositiveInfinity, stations.Start.Length).ToArray();
        lower[2] = upper[2] = stations.Start[2];
        var held = new ParameterBlocks("station", 2, stations.Start) { Constant = [0], Lower = lower, Upper = upper };
        int[] of = [.. seen.Arguments[0].Index], to = [.. seen.Arguments[1].Index];
        var fit = Optimize.Fit([new ResidualBlocks(1, [(held, of), (landmarks, to)], seen.Values, seen.ValuesAndJacobian)]);
        Assert.True(fit.Converged, fit.Explanation);
        Assert.Equal(free.Cost, fit.Cost, 1e-9);
        Assert.All(fit.StandardErrors(landmarks).ToArray<double>(), error => Assert.InRange(error, 1e-4, 1));
        Assert.Equal(36 - 26 + 3, fit.DegreesOfFreedom);
    }

    [Fact]
    public void Bad_bounds_of_blocks_are_named()
    {
        Assert.Contains("a 2", Assert.Throws<OptionException>(() => new ParameterBlocks("a", 1, [1.0, 2]) { Constant = [2] }).Message);
        Assert.Contains("2 bounds for a: give 1", Assert.Throws<OptionException>(() => new ParameterBlocks("a", 1, [1.0, 2, 3]) { Lower = [1, 2] }).Message);
        Assert.Contains("a 1[0] contradict", Message(new("a", 1, [1.0, 2]) { Lower = [0, 3], Upper = [5, 2] }));
        Assert.Contains("start a 1[0] = 2.0 lies outside", Message(new("a", 1, [1.0, 2]) { Upper = [1.5] }));
        Assert.Contains("NaN", Message(new("a", 1, [1.0, 2]) { Upper = [double.NaN] }));

        static string Message(ParameterBlocks blocks) => Assert.Throws<OptionException>(() =>
            Optimize.Fit([ResidualBlocks.Of((x, d) => x - d, (blocks, [0, 1]), Tensor.From([0.0, 0]))])).Message;
    }

    sealed class Stop(CancellationTokenSource source) : IProgress<OptimizationProgress>
    {
        public void Report(OptimizationProgress value)
        {
            if (value.Iteration == 2) source.Cancel();
        }
    }

    // r = J·x + c for every residual block, with random J and c.
    ResidualBlocks Linear(int size, params BlockArgument[] arguments)
    {
        var (count, width) = (arguments[0].Index.Count, arguments.Sum(a => a.Blocks.Size));
        var (all, shift) = (Numbers(count * size * width), Numbers(count * size));
        return new(size, arguments, Values, (x, r, jacobian) =>
        {
            Values(x, r);
            all.CopyTo(jacobian);
        });

        void Values(ReadOnlySpan<double> x, Span<double> r)
        {
            for (var k = 0; k < count * size; k++)
            {
                r[k] = shift[k];
                for (var j = 0; j < width; j++) r[k] += all[k * width + j] * x[k / size * width + j];
            }
        }
    }
}
