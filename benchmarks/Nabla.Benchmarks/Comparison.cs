using System.Diagnostics;

namespace Nabla.Benchmarks;

/// <summary>
/// Two ways to the same result, timed in turns. Rounds are shorter than a time slice, and the fastest quarter of them is
/// what is reported: what other processes take away from the rest is no property of the code.
/// </summary>
readonly record struct Comparison(double OursNanoseconds, double TheirsNanoseconds)
{
    const double RoundMilliseconds = 1;

    /// <summary>Their time over ours: above 1 where ours is faster.</summary>
    public double Ratio => TheirsNanoseconds / OursNanoseconds;

    /// <summary>Times of one call each: the lower quartiles of so many interleaved rounds.</summary>
    public static Comparison Measure(Action ours, Action theirs, int rounds = 60)
    {
        var ourCalls = CallsPerRound(ours);
        var theirCalls = CallsPerRound(theirs);
        double[] a = new double[rounds], b = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            a[i] = Time(ours, ourCalls);
            b[i] = Time(theirs, theirCalls);
        }

        return new(LowerQuartile(a), LowerQuartile(b));
    }

    static int CallsPerRound(Action action)
    {
        for (var i = 0; i < 3; i++) action();
        var fastest = Enumerable.Range(0, 5).Min(_ => Time(action, 20));
        return Math.Max(1, (int)(RoundMilliseconds * 1e6 / fastest));
    }

    static double Time(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    static double LowerQuartile(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 4];
    }
}
