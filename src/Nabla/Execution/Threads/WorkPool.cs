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
    /// <summary>Work shorter than this, in seconds, gains nothing from a second thread that must first be woken.</summary>
    public const double LeastSeconds = 50e-6;

    // A thread that still looks for work takes a chunk within a microsecond.
    const double LeastSecondsAwake = 10e-6, SpinSeconds = 200e-6;

    // So many pieces of work, each too short to wake a thread for, one after another within the time a thread looks for
    // work: more will come, for which it is woken.
    const int Burst = 8;

    /// <summary>The largest number of threads that can be asked for.</summary>
    public const int MostThreads = 1024;

    static readonly WorkJob?[] s_jobs = new WorkJob[64];
    static readonly Shared s_shared = new();
    static readonly SemaphoreSlim s_wake = new(0);
    static readonly Lock s_growing = new();
    static int s_threads = FromEnvironment(), s_started, s_parked, s_short;
    static long s_lastShort;

    /// <summary>The threads one job may use, the caller included.</summary>
    public static int Threads
    {
        get => Volatile.Read(ref s_threads);
        set => Volatile.Write(ref s_threads, value);
    }

    /// <summary>
    /// Whether work of about so many seconds is worth sharing out now. The answer must not change what is computed.
    /// </summary>
    public static bool IsWorth(double seconds)
    {
        if (seconds < LeastSecondsAwake || Threads == 1) return false;
        if (seconds >= LeastSeconds || Volatile.Read(ref s_parked) < Volatile.Read(ref s_started)) return true;
        var now = Stopwatch.GetTimestamp();
        s_short = now - s_lastShort < SpinSeconds * Stopwatch.Frequency ? s_short + 1 : 1;
        s_lastShort = now;
        if (s_short % Burst == 0) Summon(1);
        return false;
    }

    /// <summary>
    /// So many chunks or a few more, that two or four threads can have equally many: of three chunks one thread would do two.
    /// </summary>
    public static nint Fair(nint chunks) => chunks <= 2 ? chunks : (chunks + 3) & ~3;

    /// <summary>
    /// Runs chunks 0 … count − 1, each once, in any order and on any threads, and returns when all are done. The body
    /// gets the target, the context and the number of its chunk. What the first failing chunk threw is thrown here, and
    /// chunks not yet begun are then skipped.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int count, delegate*<object?, void*, int, void> body, object? target, void* context)
    {
        if (count > WorkJob.MostChunks)
        {
            var several = new Several { Body = body, Context = context, Count = count, Together = count / WorkJob.MostChunks + 1 };
            Run((count - 1) / several.Together + 1, &RunSeveral, target, &several);
            return;
        }

        if (count <= 1 || Threads == 1 || Take() is not { } job)
        {
            for (var i = 0; i < count; i++) body(target, context, i);
            return;
        }

        job.Publish(count, Threads - 1, body, target, context);
        Summon(Math.Min(count, Threads) - 1);
        job.Work();
        var failure = job.Join();
        Interlocked.Or(ref s_shared.Free.Value, (long)job.Bit);
        failure?.Throw();
    }

    /// <summary>The same for work of so many seconds, on the calling thread alone if that is too little to share out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunIfWorth(double seconds, int count, delegate*<object?, void*, int, void> body, void* context)
    {
        if (IsWorth(seconds)) Run(count, body, null, context);
        else
            for (var i = 0; i < count; i++) body(null, context, i);
    }

    struct Several
    {
        public delegate*<object?, void*, int, void> Body;
        public void* Context;
        public int Count, Together;
    }

    static void RunSeveral(object? target, void* context, int chunk)
    {
        var several = (Several*)context;
        var end = (int)Math.Min((chunk + 1L) * several->Together, several->Count);
        for (var i = chunk * several->Together; i < end; i++) several->Body(target, several->Context, i);
    }

    /// <summary>The first job that is free: one thread that calls uses one and the same, which workers look at.</summary>
    static WorkJob? Take()
    {
        while (true)
        {
            var free = (ulong)Volatile.Read(ref s_shared.Free.Value);
            if (free == 0) return null;
            var bit = free & (0 - free);
            if (Interlocked.CompareExchange(ref s_shared.Free.Value, (long)(free & ~bit), (long)free) != (long)free) continue;
            ref var job = ref s_jobs[BitOperations.TrailingZeroCount(bit)];
            return job ?? Make(ref job, bit);
        }
    }

    static WorkJob Make(ref WorkJob? job, ulong bit)
    {
        Volatile.Write(ref job, new WorkJob(bit));
        Interlocked.Or(ref s_shared.Made.Value, (long)bit);
        return job;
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
        for (var made = (ulong)Volatile.Read(ref s_shared.Made.Value); made != 0; made &= made - 1)
            worked |= s_jobs[BitOperations.TrailingZeroCount(made)]!.Help();
        return worked;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool SpinForWork()
    {
        var end = Stopwatch.GetTimestamp() + (long)(SpinSeconds * Stopwatch.Frequency);
        do
        {
            if (HelpIsWanted()) return true;
            Thread.SpinWait(1);
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
        for (var made = (ulong)Volatile.Read(ref s_shared.Made.Value); made != 0; made &= made - 1)
            if (s_jobs[BitOperations.TrailingZeroCount(made)]!.WantsHelp) return true;
        return false;
    }

    static int FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("NABLA_THREADS"), out var asked) && asked is >= 1 and <= MostThreads
            ? asked
            : Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>The jobs that are free, and those that were ever made: the sets of their bits.</summary>
    sealed class Shared
    {
        public OwnLine Free = new() { Value = -1 }, Made;
    }
}
