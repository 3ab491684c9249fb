using System.Diagnostics;

namespace Nabla.TorchBenchmarks;

/// <summary>Several pieces of code timed in turns, in rounds shorter than a time slice.</summary>
static class Interleaved
{
    const double RoundSeconds = 2e-3;

    /// <summary>
    /// Seconds of one call of each, the fastest quarter of so many rounds: what other processes take is no property of
    /// the code. With a pause, each phase finds the other's spinning threads asleep.
    /// </summary>
    public static double[] Measure(Action[] actions, int rounds, bool pause)
    {
        var calls = actions.Select(CallsPerRound).ToArray();
        var times = actions.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        for (var i = 0; i < actions.Length; i++)
        {
            if (pause)
            {
                Thread.Sleep(25);
                actions[i]();
            }

            times[i][round] = Time(actions[i], calls[i]);
        }

        return [.. times.Select(t => t.Order().ElementAt(rounds / 4))];
    }

    static int CallsPerRound(Action action)
    {
        for (var i = 0; i < 5; i++) action();
        var fastest = Enumerable.Range(0, 5).Min(_ => Time(action, 3));
        return Math.Max(1, (int)(RoundSeconds / fastest));
    }

    static double Time(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
