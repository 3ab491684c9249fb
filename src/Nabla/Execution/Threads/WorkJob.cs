using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Nabla.Execution;

/// <summary>One job of a <see cref="WorkPool"/>, reused from call to call.</summary>
sealed unsafe class WorkJob(ulong bit)
{
    // Number of chunks, those claimed from the front and those from the back in one word: who exchanges it has claimed a
    // chunk of the job that is described by the other fields, since these change only after all claimed chunks are done.
    const int CountBits = 21;
    const long CountMask = (1L << CountBits) - 1, OneFromFront = 1, OneFromBack = 1L << CountBits;

    OwnLine _state, _done;
    int _helpers;
    delegate*<object?, void*, int, void> _body;
    object? _target;
    void* _context;
    ExceptionDispatchInfo? _failure;

    // About the time of a chunk: who has begun one is likely done by then, unless its processor was taken away.
    const int Spins = 1000;

    /// <summary>The bit that stands for this job in the pool's sets.</summary>
    public ulong Bit => bit;

    /// <summary>The most chunks of a job.</summary>
    public const int MostChunks = (int)CountMask;

    /// <summary>Offers the chunks to whoever looks; a full fence, after which a worker that parks is seen to.</summary>
    public void Publish(int count, int helpers, delegate*<object?, void*, int, void> body, object? target, void* context)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostChunks);
        _body = body;
        _target = target;
        _context = context;
        _done.Value = 0;
        _helpers = helpers;
        Interlocked.Exchange(ref _state.Value, (long)count << 2 * CountBits);
    }

    /// <summary>
    /// Works on the job from the back until no chunk is unclaimed; false if there was none. Any thread may call. The
    /// caller works from the front, so that in one job after another each finds its own part of the data in its cache.
    /// </summary>
    public bool Help()
    {
        if (!WantsHelp || Interlocked.Decrement(ref _helpers) < 0) return false;
        var chunks = Work(OneFromBack);
        if (chunks > 0) Interlocked.Add(ref _done.Value, chunks);
        return chunks > 0;
    }

    /// <summary>Whether a chunk is unclaimed and fewer threads are at work than may be.</summary>
    public bool WantsHelp
    {
        get
        {
            var state = Volatile.Read(ref _state.Value);
            return Claimed(state) < state >> 2 * CountBits && Volatile.Read(ref _helpers) > 0;
        }
    }

    /// <summary>Works on the job from the front until no chunk is unclaimed.</summary>
    public void Work() => Work(OneFromFront);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int Work(long one)
    {
        var chunks = 0;
        for (; Claim(one, out var chunk); chunks++)
        {
            try
            {
                if (Volatile.Read(ref _failure) is null) _body(_target, _context, chunk);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }
        }

        return chunks;
    }

    /// <summary>Waits for the chunks that others have begun, all from the back; gives what the first failing one threw.</summary>
    public ExceptionDispatchInfo? Join()
    {
        var begun = FromBack(Volatile.Read(ref _state.Value));
        for (var i = 0; begun > 0 && Volatile.Read(ref _done.Value) != begun; i++)
        {
            if (i < Spins) Thread.SpinWait(1);
            else Thread.Yield();
        }

        var failure = _failure;
        _target = null;
        _failure = null;
        return failure;
    }

    static long FromBack(long state) => (state >> CountBits) & CountMask;

    static long Claimed(long state) => (state & CountMask) + FromBack(state);

    bool Claim(long one, out int chunk)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state.Value);
            var count = state >> 2 * CountBits;
            chunk = (int)(one == OneFromFront ? state & CountMask : count - 1 - FromBack(state));
            if (Claimed(state) >= count) return false;
            if (Interlocked.CompareExchange(ref _state.Value, state + one, state) == state) return true;
        }
    }
}
