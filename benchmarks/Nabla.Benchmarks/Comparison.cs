using System.Diagnostics;

namespace Nabla.Benchmarks;

/// <summary>Two ways to the same result, timed in turns: medians of both, and the median of the ratios round by round.</summary>
readonly record struct Comparison(double OursNanoseconds, double TheirsNanoseconds, double Ratio)
{
    const double RoundMilliseconds = 4;

    /// <summary>Times of one call each; the ratio is theirs over ours, above 1 where ours is faster.</summary>
    public static Comparison Measure(Action ours, Action theirs, int rounds = 21)
    {
        var ourCalls = CallsPerRound(ours);
        var theirCalls = CallsPerRound(theirs);
        double[] a = new double[rounds], b = new double[rounds], ratios = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            a[i] = Time(ours, ourCalls);
            b[i] = Time(theirs, theirCalls);
            ratios[i] = b[i] / a[i];
        }

        return new(Median(a), Median(b), Median(ratios));
    }

    // Warm until tiered compilation has had its calls, then as many calls as fill a round.
    static int CallsPerRound(Action action)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 60 || clock.ElapsedMilliseconds < 30; i++) action();
        return Math.Max(1, (int)(RoundMilliseconds * 1e6 / Time(action, 5)));
    }

    static double Time(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
