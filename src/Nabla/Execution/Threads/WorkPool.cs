using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution;

/// <summary>
/// Runs the chunks of a job on the calling thread and on those workers that are free. Everybody claims the next chunk
/// until none is left; the caller then waits only for chunks that a worker has begun, never for work nobody started.
/// Many threads may call at once, and a chunk may itself call: each is one job among at most 64.
/// </summary>
static unsafe class WorkPool
{
    /// <summary>Work shorter than this, in seconds, gains nothing from a second thread.</summary>
    public const double LeastSeconds = 50e-6;

    /// <summary>The largest number of threads that can be asked for.</summary>
    public const int MostThreads = 1024;

    static readonly WorkJob[] s_jobs = [.. Enumerable.Range(0, 64).Select(i => new WorkJob(1UL << i))];
    static readonly SemaphoreSlim s_wake = new(0);
    static readonly Lock s_growing = new();
    static int s_threads = FromEnvironment(), s_started, s_parked;
    static ulong s_free = ulong.MaxValue, s_open;

    /// <summary>The threads one job may use, the caller included.</summary>
    public static int Threads
    {
        get => Volatile.Read(ref s_threads);
        set => Volatile.Write(ref s_threads, value);
    }

    /// <summary>
    /// Runs chunks 0 … count − 1, each once, in any order and on any threads, and returns when all are done. The body
    /// gets the target, the context and the number of its chunk. What the first failing chunk threw is thrown here, and
    /// chunks not yet begun are then skipped.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int count, delegate*<object?, void*, int, void> body, object? target, void* context)
    {
        if (count <= 1 || Threads == 1 || Take() is not { } job)
        {
            for (var i = 0; i < count; i++) body(target, context, i);
            return;
        }

        job.Publish(count, Threads - 1, body, target, context);
        Interlocked.Or(ref s_open, job.Bit);
        Summon(Math.Min(count, Threads) - 1);
        job.Work();
        Interlocked.And(ref s_open, ~job.Bit);
        var failure = job.Join();
        Interlocked.Or(ref s_free, job.Bit);
        failure?.Throw();
    }

    static WorkJob? Take()
    {
        while (true)
        {
            var free = Volatile.Read(ref s_free);
            if (free == 0) return null;
            var bit = free & (0 - free);
            if (Interlocked.CompareExchange(ref s_free, free & ~bit, free) == free)
                return s_jobs[BitOperations.TrailingZeroCount(bit)];
        }
    }

    /// <summary>
    /// Wakes parked workers, after the job was published with a full fence: a worker that parks now either is counted
    /// here or, having counted itself first, sees the job when it looks once more.
    /// </summary>
    static void Summon(int wanted)
    {
        if (Volatile.Read(ref s_started) < Threads - 1) Start();
        for (; wanted > 0; wanted--)
        {
            if (!Unpark()) return;
            s_wake.Release();
        }
    }

    static void Start()
    {
        lock (s_growing)
        {
            for (; s_started < Threads - 1; s_started++)
                new Thread(WorkForEver, 1 << 20) { IsBackground = true, Name = "Nabla worker" }.Start();
        }
    }

    static bool Unpark()
    {
        while (true)
        {
            var parked = Volatile.Read(ref s_parked);
            if (parked == 0) return false;
            if (Interlocked.CompareExchange(ref s_parked, parked - 1, parked) == parked) return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void WorkForEver()
    {
        while (true)
        {
            if (WorkOnce()) continue;
            if (!SpinForWork()) Park();
        }
    }

    static bool WorkOnce()
    {
        var worked = false;
        for (var open = Volatile.Read(ref s_open); open != 0; open &= open - 1)
            worked |= s_jobs[BitOperations.TrailingZeroCount(open)].Help();
        return worked;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool SpinForWork()
    {
        const double Seconds = 200e-6;
        var end = Stopwatch.GetTimestamp() + (long)(Seconds * Stopwatch.Frequency);
        do
        {
            if (HelpIsWanted()) return true;
            Thread.SpinWait(4);
        }
        while (Stopwatch.GetTimestamp() < end);
        return false;
    }

    static void Park()
    {
        Interlocked.Increment(ref s_parked);
        if (HelpIsWanted() && Unpark()) return;
        s_wake.Wait();
    }

    static bool HelpIsWanted()
    {
        for (var open = Volatile.Read(ref s_open); open != 0; open &= open - 1)
            if (s_jobs[BitOperations.TrailingZeroCount(open)].WantsHelp) return true;
        return false;
    }

    static int FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("NABLA_THREADS"), out var asked) && asked is >= 1 and <= MostThreads
            ? asked
            : Math.Min(Environment.ProcessorCount, MostThreads);
}
