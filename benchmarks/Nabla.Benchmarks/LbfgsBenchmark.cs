using System.Diagnostics;
using System.Globalization;
using Nabla.Optimization;
using Nabla.Optimization.Dense;

namespace Nabla.Benchmarks;

/// <summary>
/// L-BFGS on Rosenbrock's function against SciPy's L-BFGS-B with a NumPy gradient: the same start, memory (10) and final f;
/// and the share of the machine's memory bandwidth that an iteration over a million variables reaches.
/// </summary>
static class LbfgsBenchmark
{
    const int Memory = 10;
    const double Target = 1e-8;

    public static void Run(string[] args)
    {
        var save = args is [.., "--out", _] ? args[^1] : null;
        var python = args is ["--python", var named, ..] ? named : "python3";
        var file = new ResultFile(
            "L-BFGS on Rosenbrock's function",
            "dotnet run -c Release --project benchmarks/Nabla.Benchmarks -- lbfgs --python /usr/bin/python3 --out benchmarks/results/lbfgs.md");
        file.Line($"Start (−1.2, 1, −1.2, 1 …), memory {Memory}, both stopped at the first f ≤ {Target:0e0}; the gradient is a plain method over spans here, of NumPy arrays there (`benchmarks/scipy/lbfgs.py`); medians, one thread. extended = pairs apart (MGH 21), chained = every neighbour coupled.");
        file.Line($"");
        file.Line($"| function | n | SciPy: f, iterations, evaluations | ours: f, iterations, evaluations | SciPy ms | ours ms | ratio | ratio an iteration |");
        file.Line($"|---|---|---|---|---|---|---|---|");
        foreach (var row in Rival(python)) Compare(file, row.Split(' '));
        Bandwidth(file);
        if (save is not null) file.Save(save);
    }

    static void Compare(ResultFile file, string[] row)
    {
        var (name, n, f, steps, evaluations, theirs) = (row[0], int.Parse(row[1], CultureInfo.InvariantCulture), Number(row[2]), Number(row[3]), Number(row[4]), 1e3 * Number(row[5]));
        ValueAndGradientFunction function = name == "extended" ? Extended : Chained;
        var start = Start(n);
        MinimizeResult result = null!;
        // The JIT takes its time before it optimises what is called often.
        var warm = Stopwatch.GetTimestamp();
        while (n <= 100_000 && Stopwatch.GetElapsedTime(warm).TotalSeconds < 1)
            Optimize.Minimize(Objective.Of(n, function), start, new LimitedMemoryBfgs { Memory = Memory }, new() { Target = Target, GradientTolerance = 0 });
        var times = new double[n > 100_000 ? 5 : n > 1000 ? 11 : 101];
        for (var run = 0; run < times.Length; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            result = Optimize.Minimize(Objective.Of(n, function), start, new LimitedMemoryBfgs { Memory = Memory }, new() { Target = Target, GradientTolerance = 0 });
            times[run] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        var ours = times[times.Length / 2];
        file.Line($"| {name} | {n} | {f:0.0e0}, {steps}, {evaluations} | {result.F:0.0e0}, {result.Iterations}, {result.Evaluations.Values} | {theirs:G4} | {ours:G4} | {theirs / ours:G3} | {theirs / steps / (ours / result.Iterations):G3} |");
    }

    // The time of iterations with a full memory, against that of reading as many numbers from memory.
    static void Bandwidth(ResultFile file)
    {
        const int N = 1_000_000;
        var start = Start(N);
        double Seconds(long iterations, out MinimizeResult result)
        {
            var begin = Stopwatch.GetTimestamp();
            result = Optimize.Minimize(Objective.Of(N, Extended), start, new LimitedMemoryBfgs { Memory = Memory }, new() { Iterations = iterations, GradientTolerance = 0 });
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        // Written to, so that each has pages of its own.
        var vectors = Enumerable.Range(0, 2 * Memory).Select(_ => Start(N)).ToArray();
        double best = double.PositiveInfinity, reading = best, triad = best, moved = 0;
        for (var run = 0; run < 7; run++)
        {
            var some = Seconds(Memory + 2, out var few);
            var all = Seconds(Memory + 22, out var many);
            var extra = many.Evaluations.Values - few.Evaluations.Values;
            // Vectors read or written: the new pair and inner products 4 + 2·9, the direction 1 + 2·10 + 1, a trial
            // point 3, its gradient 2 and slope 2.
            moved = 20 * (4.0 + 2 * (Memory - 1) + 2 + 2 * Memory) * 8 * N + extra * 7.0 * 8 * N;
            best = Math.Min(best, all - some);
            reading = Math.Min(reading, Reading(vectors));
            triad = Math.Min(triad, Triad(vectors));
        }

        var reached = moved / best / 1e9;
        var (read, stream) = (2 * Memory * 8.0 * N / reading / 1e9, 3 * (2 * Memory / 3) * 8.0 * N / triad / 1e9);
        file.Line($"");
        file.Line($"n = 10⁶, memory full: {best / 20 * 1e3:G4} ms an iteration, {moved / 20 / 1e6:G4} MB read and written in each: {reached:G3} GB/s. Inner products of {Memory} pairs of other vectors of that length read {read:G3} GB/s, z ← x + a·y (McCalpin's triad) moves {stream:G3} GB/s: an iteration reaches {100 * reached / read:G3} % of the one and {100 * reached / stream:G3} % of the other.");
    }

    static double Reading(double[][] vectors)
    {
        var begin = Stopwatch.GetTimestamp();
        var sum = 0.0;
        for (var k = 0; k < vectors.Length; k += 2) sum += Vectors.Dot(vectors[k], vectors[k + 1]);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds + 0 * sum;
    }

    static double Triad(double[][] vectors)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var k = 0; k + 2 < vectors.Length; k += 3) Vectors.Sum(vectors[k], 0.5, vectors[k + 1], vectors[k + 2]);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    static string[] Rival(string python)
    {
        var info = new ProcessStartInfo(python, ["benchmarks/scipy/lbfgs.py", Target.ToString(CultureInfo.InvariantCulture), "3", "1000", "100000", "1000000"]) { RedirectStandardOutput = true };
        info.Environment["OMP_NUM_THREADS"] = info.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using var process = Process.Start(info)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static double[] Start(int n)
    {
        var start = new double[n];
        for (var i = 0; i < n; i += 2) (start[i], start[i + 1]) = (-1.2, 1);
        return start;
    }

    static double Extended(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var f = 0.0;
        for (var i = 0; i + 1 < x.Length; i += 2)
        {
            double a = x[i], t = x[i + 1] - a * a, u = 1 - a;
            f += 100 * t * t + u * u;
            gradient[i] = -400 * a * t - 2 * u;
            gradient[i + 1] = 200 * t;
        }

        return f;
    }

    static double Chained(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (f, carried) = (0.0, 0.0);
        for (var i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i], t = x[i + 1] - a * a, u = 1 - a;
            f += 100 * t * t + u * u;
            gradient[i] = carried - 400 * a * t - 2 * u;
            carried = 200 * t;
        }

        gradient[^1] = carried;
        return f;
    }
}
