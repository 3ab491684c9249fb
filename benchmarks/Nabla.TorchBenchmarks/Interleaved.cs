using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Nabla.TorchBenchmarks;

/// <summary>Several pieces of code timed in turns, in rounds shorter than a time slice.</summary>
static partial class Interleaved
{
    const double RoundSeconds = 2e-3, WarmUpSeconds = 0.2;

    // On more threads than one a round is also spoilt where another process takes one of the cores for a moment.
    const int RoundsThreaded = 3;

    /// <summary>
    /// Seconds of one call of each. What other processes take is no property of the code: on one thread that thread's
    /// processor time counts, the median of so many rounds; on more the wall clock, the fastest of three times as many
    /// rounds, with pauses in which the other side's spinning threads fall asleep.
    /// </summary>
    public static double[] Measure(Action[] actions, int rounds, bool threaded)
    {
        foreach (var action in actions) WarmUp(action);
        var calls = actions.Select(a => CallsPerRound(a, threaded)).ToArray();
        if (threaded) rounds *= RoundsThreaded;
        var times = actions.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        for (var i = 0; i < actions.Length; i++)
        {
            if (threaded)
            {
                Thread.Sleep(25);
                WakeThreads(actions[i]);
            }

            times[i][round] = Time(actions[i], calls[i], threaded);
        }

        return [.. times.Select(t => threaded ? t.Min() : t.Order().ElementAt(rounds / 2))];
    }

    // Code of both sides that is compiled in tiers comes to its last one: after thirty calls and a tenth of a second.
    static void WarmUp(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 40 && Stopwatch.GetElapsedTime(start).TotalSeconds < 10 * WarmUpSeconds; i++) action();
        do action();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds);
    }

    // A parked thread takes up to a millisecond to come: one side waits for it, the other goes on alone meanwhile.
    static void WakeThreads(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        do action();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < RoundSeconds);
    }

    static int CallsPerRound(Action action, bool threaded)
    {
        for (var i = 0; i < 5; i++) action();
        var fastest = Enumerable.Range(0, 5).Min(_ => Time(action, 3, threaded));
        return Math.Max(1, (int)(RoundSeconds / fastest));
    }

    static double Time(Action action, int calls, bool threaded)
    {
        var start = Now(threaded);
        for (var i = 0; i < calls; i++) action();
        return (Now(threaded) - start) / calls;
    }

    static double Now(bool threaded)
    {
        const int ThreadProcessorTime = 3;
        if (threaded || !OperatingSystem.IsLinux()) return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        GetTime(ThreadProcessorTime, out var time);
        return time.Seconds + time.Nanoseconds * 1e-9;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    struct TimeSpec
    {
        public long Seconds, Nanoseconds;
    }
}
