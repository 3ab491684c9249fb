using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Items of equal work shared out to threads, many to a chunk, if together they are worth it.</summary>
static unsafe class Chunks
{
    const double ChunkSeconds = 20e-6;
    const int FewestChunks = 4;

    /// <summary>Runs the body over ranges of items (context, first, end) that together are all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TContext>(
        nint items, double seconds, ref TContext context, delegate*<ref TContext, nint, nint, void> body)
        where TContext : unmanaged
    {
        if (items == 0) return;
        if (items == 1 || !WorkPool.IsWorth(seconds))
        {
            body(ref context, 0, items);
            return;
        }

        var wanted = (nint)Math.Clamp(seconds / ChunkSeconds, FewestChunks, 4096);
        var chunks = (int)Math.Min(WorkPool.Fair(wanted), items);
        fixed (TContext* pinned = &context)
        {
            var job = new Job { Context = pinned, Body = (void*)body, Items = items, Chunks = chunks };
            WorkPool.Run(chunks, &RunChunk<TContext>, null, &job);
        }
    }

    struct Job
    {
        public void* Context, Body;
        public nint Items;
        public int Chunks;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunChunk<TContext>(object? target, void* context, int chunk) where TContext : unmanaged
    {
        var job = (Job*)context;
        var first = (nint)((Int128)job->Items * chunk / job->Chunks);
        var end = (nint)((Int128)job->Items * (chunk + 1) / job->Chunks);
        if (first < end) ((delegate*<ref TContext, nint, nint, void>)job->Body)(ref *(TContext*)job->Context, first, end);
    }
}
