using Nabla.Execution;

namespace Nabla.Tests.Execution;

[Collection(nameof(Alone))]
public unsafe class WorkPoolTests
{
    static void CountUp(object? target, void* context, int chunk) => Interlocked.Increment(ref ((int*)context)[chunk]);

    static void Nest(object? target, void* context, int chunk)
    {
        var counts = stackalloc int[50];
        for (var i = 0; i < 50; i++) counts[i] = 0;
        WorkPool.Run(50, &CountUp, null, counts);
        for (var i = 0; i < 50; i++) Interlocked.Add(ref *(int*)context, counts[i]);
    }

    static void Fail(object? target, void* context, int chunk)
    {
        if (chunk == 3) throw new InvalidOperationException("chunk 3");
        Interlocked.Increment(ref *(int*)context);
    }

    static void RunOnce(int chunks)
    {
        var counts = new int[chunks];
        fixed (int* p = counts) WorkPool.Run(chunks, &CountUp, null, p);
        Assert.All(counts, c => Assert.Equal(1, c));
    }

    static void WithThreads(int count, Action work)
    {
        var before = Threads.Count;
        Threads.Count = count;
        try
        {
            work();
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Every_chunk_runs_once(int threads) => WithThreads(threads, () =>
    {
        for (var i = 0; i < 3000; i++) RunOnce(i % 40);
    });

    [Fact]
    public void A_job_of_more_chunks_than_one_can_number_runs_each_once() => WithThreads(2, () => RunOnce(3 * WorkJob.MostChunks + 5));

    [Fact]
    public void Short_work_is_shared_while_a_worker_is_awake_and_a_burst_of_it_wakes_one() => WithThreads(2, () =>
    {
        RunOnce(20);
        Assert.False(WorkPool.IsWorth(5e-6));
        Assert.True(WorkPool.IsWorth(60e-6));
        // Calls a millisecond apart are no burst: the worker goes to sleep.
        Assert.True(Eventually(() => !WorkPool.IsWorth(20e-6), pause: 1));
        Assert.True(Eventually(() => WorkPool.IsWorth(20e-6), pause: 0));
        Threads.Count = 1;
        Assert.False(WorkPool.IsWorth(1));
    });

    static bool Eventually(Func<bool> condition, int pause)
    {
        var start = Environment.TickCount64;
        while (Environment.TickCount64 - start < 20_000)
        {
            if (condition()) return true;
            if (pause > 0) Thread.Sleep(pause);
        }

        return false;
    }

    [Fact]
    public void Workers_that_sleep_are_woken_or_not_waited_for() => WithThreads(3, () =>
    {
        for (var i = 0; i < 60; i++)
        {
            Thread.Sleep(i % 3);
            RunOnce(64);
        }
    });

    [Fact]
    public void Many_threads_may_call_at_once() => WithThreads(3, () =>
    {
        var threads = Enumerable.Range(0, 100).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 100; i++) RunOnce(20);
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    });

    [Fact]
    public void A_chunk_may_itself_run_chunks() => WithThreads(4, () =>
    {
        var total = 0;
        WorkPool.Run(30, &Nest, null, &total);
        Assert.Equal(1500, total);
    });

    [Theory, InlineData(1), InlineData(3)]
    public void What_a_chunk_throws_reaches_the_caller_and_the_pool_lives_on(int threads) => WithThreads(threads, () =>
    {
        for (var i = 0; i < 100; i++)
        {
            var done = 0;
            var error = Assert.Throws<InvalidOperationException>(() => RunFailing(ref done));
            Assert.Equal("chunk 3", error.Message);
            Assert.InRange(done, 0, 19);
            RunOnce(20);
        }
    });

    static void RunFailing(ref int done)
    {
        fixed (int* p = &done) WorkPool.Run(20, &Fail, null, p);
    }

    [Fact]
    public void The_number_of_threads_is_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Count = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Count = 100_000);
        Assert.InRange(Threads.Count, 1, WorkPool.MostThreads);
    }

    [Fact]
    public void Running_allocates_nothing() => WithThreads(2, () =>
    {
        var counts = stackalloc int[20];
        for (var i = 0; i < 100; i++) WorkPool.Run(20, &CountUp, null, counts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) WorkPool.Run(20, &CountUp, null, counts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    });

    [Fact]
    public void Rented_memory_is_apart_aligned_and_kept()
    {
        for (var round = 0; round < 5; round++)
        {
            using var a = Scratch.Rent(100);
            using var b = Scratch.Rent(1 << 20);
            using var c = Scratch.Rent(3 << 20);
            foreach (var address in (ReadOnlySpan<nint>)[(nint)a.Address, (nint)b.Address, (nint)c.Address])
                Assert.Equal(0, address % 64);
            new Span<byte>(a.Address, 100).Fill(1);
            new Span<byte>(b.Address, 1 << 20).Fill(2);
            new Span<byte>(c.Address, 3 << 20).Fill(3);
            Assert.Equal(1, a.Address[99]);
            Assert.Equal(2, b.Address[(1 << 20) - 1]);
        }
    }
}
