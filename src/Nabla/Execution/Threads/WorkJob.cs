using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Nabla.Execution;

/// <summary>One job of a <see cref="WorkPool"/>, reused from call to call.</summary>
sealed unsafe class WorkJob(ulong bit)
{
    // Generation, number of chunks and next chunk in one word: who exchanges it has claimed a chunk of the job that is
    // described by the other fields, since these change only after all claimed chunks are done.
    const int CountBits = 24;
    const long CountMask = (1L << CountBits) - 1;

    long _state;
    int _pending, _helpers, _generation;
    delegate*<object?, void*, int, void> _body;
    object? _target;
    void* _context;
    ExceptionDispatchInfo? _failure;

    /// <summary>The bit that stands for this job in the pool's sets.</summary>
    public ulong Bit => bit;

    /// <summary>The most chunks of a job.</summary>
    public const int MostChunks = (int)CountMask;

    public void Publish(int count, int helpers, delegate*<object?, void*, int, void> body, object? target, void* context)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostChunks);
        _body = body;
        _target = target;
        _context = context;
        _pending = count;
        _helpers = helpers;
        _generation = (_generation + 1) & 0x7FFF;
        Volatile.Write(ref _state, ((long)_generation << 2 * CountBits) | ((long)count << CountBits));
    }

    /// <summary>Works on the job until no chunk is unclaimed; false if there was none. Any thread may call.</summary>
    public bool Help() => WantsHelp && Interlocked.Decrement(ref _helpers) >= 0 && Work();

    /// <summary>Whether a chunk is unclaimed and fewer threads are at work than may be.</summary>
    public bool WantsHelp
    {
        get
        {
            var state = Volatile.Read(ref _state);
            return (state & CountMask) < ((state >> CountBits) & CountMask) && Volatile.Read(ref _helpers) > 0;
        }
    }

    /// <summary>Claims and runs chunks until none is left; false if there was none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Work()
    {
        var worked = false;
        while (Claim(out var chunk))
        {
            worked = true;
            try
            {
                if (Volatile.Read(ref _failure) is null) _body(_target, _context, chunk);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }

            Interlocked.Decrement(ref _pending);
        }

        return worked;
    }

    /// <summary>Waits for the chunks that others have begun; gives what the first failing one threw.</summary>
    public ExceptionDispatchInfo? Join()
    {
        var spinner = new SpinWait();
        while (Volatile.Read(ref _pending) != 0) spinner.SpinOnce(sleep1Threshold: -1);
        var failure = _failure;
        _target = null;
        _failure = null;
        return failure;
    }

    bool Claim(out int chunk)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            chunk = (int)(state & CountMask);
            if (chunk >= ((state >> CountBits) & CountMask)) return false;
            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state) return true;
        }
    }
}
