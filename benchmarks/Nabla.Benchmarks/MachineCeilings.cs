using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Nabla.Execution;

namespace Nabla.Benchmarks;

/// <summary>What the machine does at most: seconds of the fastest of many short rounds.</summary>
static unsafe class MachineCeilings
{
    public static float Sink { get; set; }

    /// <summary>Seconds of one call, the fastest of the rounds; on two threads, both call at the same time.</summary>
    public static double Fastest(Action action, int rounds = 60, double roundSeconds = 1e-3)
    {
        for (var i = 0; i < 3; i++) action();
        var fastest = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var (start, calls) = (Stopwatch.GetTimestamp(), 0);
            do
            {
                action();
                calls++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < roundSeconds);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds / calls);
        }

        return fastest;
    }

    /// <summary>Calls the action once on each of two threads.</summary>
    public static void OnTwo(Action action) => WorkPool.Run(2, &CallTarget, action, null);

    static void CallTarget(object? target, void* context, int chunk) => ((Action)target!)();

    /// <summary>Bytes a second that one thread loads from a block of so many bytes, again and again.</summary>
    public static double LoadRate(nint bytes)
    {
        var block = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Span<byte>(block, (int)bytes).Clear();
        var times = (nint)Math.Max(1, (16 << 20) / bytes);
        var seconds = Fastest(() => Load(block, bytes, times), 20);
        NativeMemory.AlignedFree(block);
        return bytes * times / seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Load(byte* block, nint bytes, nint times)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (nint t = 0; t < times; t++)
        for (var p = block; p < block + bytes; p += 128)
        {
            a += Vector256.Load((float*)p);
            b += Vector256.Load((float*)(p + 32));
            c += Vector256.Load((float*)(p + 64));
            d += Vector256.Load((float*)(p + 96));
        }

        Sink = Vector256.Sum(a + b + c + d);
    }

    /// <summary>Seconds a cache line takes from one core to another and back.</summary>
    public static double RoundTrip()
    {
        const int Times = 20_000;
        var line = (long*)NativeMemory.AlignedAlloc(128, 128);
        var fastest = double.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            *line = 0;
            var other = new Thread(() => Answer(line, Times));
            other.Start();
            while (Volatile.Read(ref *line) != -1) { }
            var start = Stopwatch.GetTimestamp();
            for (var i = 1; i <= Times; i++)
            {
                Volatile.Write(ref *line, 2L * i);
                while (Volatile.Read(ref *line) != 2L * i + 1) { }
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds / Times);
            other.Join();
        }

        NativeMemory.AlignedFree(line);
        return fastest;
    }

    static void Answer(long* line, int times)
    {
        Volatile.Write(ref *line, -1);
        for (var i = 1; i <= times; i++)
        {
            while (Volatile.Read(ref *line) != 2L * i) { }
            Volatile.Write(ref *line, 2L * i + 1);
        }
    }

    /// <summary>Seconds from a call to the first chunk of another thread: one that sleeps, and one that still looks for work.</summary>
    public static (double Asleep, double Awake) Wake()
    {
        var (asleep, awake) = (new List<double>(), new List<double>());
        var work = stackalloc long[2];
        for (var i = 0; i < 40; i++)
        {
            Thread.Sleep(5);
            asleep.Add(Once());
            awake.Add(Once());
        }

        return (asleep.Order().ElementAt(20), awake.Order().ElementAt(20));

        double Once()
        {
            (work[0], work[1]) = (Environment.CurrentManagedThreadId, 0);
            var start = Stopwatch.GetTimestamp();
            WorkPool.Run(2, &WaitForOther, null, work);
            return Stopwatch.GetElapsedTime(start, work[1]).TotalSeconds;
        }
    }

    static void WaitForOther(object? target, void* context, int chunk)
    {
        var work = (long*)context;
        if (Environment.CurrentManagedThreadId != work[0]) Volatile.Write(ref work[1], Stopwatch.GetTimestamp());
        else
            while (Volatile.Read(ref work[1]) == 0) { }
    }
}
