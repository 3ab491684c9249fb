using Nabla.Optimization;
using Nabla.Optimization.Blocks;
using Nabla.Tensors;

namespace Nabla.Tests.Optimization;

public sealed class BlockFitTests
{
    static readonly Random s_random = new(5);

    static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * s_random.NextDouble() - 1)];

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
        var fit = Optimize.Fit([term]);
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

    sealed class Stop(CancellationTokenSource source) : IProgress<OptimizationProgress>
    {
        public void Report(OptimizationProgress value)
        {
            if (value.Iteration == 2) source.Cancel();
        }
    }

    // r = J·x + c for every residual block, with random J and c.
    static ResidualBlocks Linear(int size, params BlockArgument[] arguments)
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
