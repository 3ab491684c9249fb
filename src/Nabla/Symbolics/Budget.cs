namespace Nabla.Symbolics;

/// <summary>What one operation may cost: nodes made, time, and a caller's wish to stop.</summary>
/// <remarks>Work that input can make large charges its budget; past it <see cref="LimitException"/> is thrown.</remarks>
public sealed class Budget(long nodes = Budget.DefaultNodes, TimeSpan? time = null, CancellationToken cancellation = default)
{
    const long DefaultNodes = 200_000_000;
    const long ClockEvery = 4096;

    [ThreadStatic] static Budget? t_printing;

    readonly long _deadline = time is { } allowed ? Environment.TickCount64 + (long)allowed.TotalMilliseconds : long.MaxValue;
    long _left = nodes;
    long _untilClock = ClockEvery;

    // What text that is written on this thread is charged to; printers have no parameter for it, because they are called
    // from many places, and only somebody who waits for an answer has a limit.
    internal static Budget? Printing => t_printing;

    /// <summary>Until the result is disposed, formulas and derivations that are written on this thread charge this budget too.</summary>
    public IDisposable ChargePrinting()
    {
        var before = new Charging(t_printing);
        t_printing = this;
        return before;
    }

    /// <summary>Takes that many nodes from the budget; throws <see cref="LimitException"/> when it is used up and <see cref="OperationCanceledException"/> when cancelled.</summary>
    public void Charge(long count = 1)
    {
        _left -= count;
        _untilClock -= count;
        if (_left < 0) throw new LimitException($"The formula grew past the budget of nodes. Use a smaller formula, a lower order or --simplify light.");
        if (_untilClock > 0) return;
        _untilClock = ClockEvery;
        cancellation.ThrowIfCancellationRequested();
        if (Environment.TickCount64 > _deadline)
            throw new LimitException("The time allowed is used up. Allow more time (--timeout), or use --simplify light.");
    }

    /// <summary>Whether the budget is used up: for work that can stop early and keep what it has.</summary>
    public bool TryCharge(long count = 1)
    {
        try
        {
            Charge(count);
            return true;
        }
        catch (LimitException)
        {
            return false;
        }
    }

    sealed class Charging(Budget? before) : IDisposable
    {
        public void Dispose() => t_printing = before;
    }
}
