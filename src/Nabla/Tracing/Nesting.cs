using System.Runtime.CompilerServices;

namespace Nabla.Tracing;

/// <summary>The end of recursion that has none of its own, while there is stack left to say so.</summary>
static class Nesting
{
    // The runtime answers for more than this, so it need not be asked again for every operation at much the same depth.
    const int Step = 16 << 10;

    [ThreadStatic]
    static nuint t_enough;

    /// <summary>Throws where the stack is nearly used up.</summary>
    /// <param name="what">The transform or operation, as the error names it.</param>
    /// <exception cref="InsufficientExecutionStackException">It is.</exception>
    public static void Guard(string what)
    {
        if (IsExhausted) throw TooDeep(what);
    }

    /// <summary>Whether the stack is nearly used up.</summary>
    public static unsafe bool IsExhausted
    {
        get
        {
            byte here;
            var depth = nuint.MaxValue - (nuint)(&here);
            if (depth < t_enough) return false;
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return true;
            t_enough = depth + Step;
            return false;
        }
    }

    /// <summary>What to throw then.</summary>
    public static InsufficientExecutionStackException TooDeep(string what, string how = "functions are called within functions until the stack is used up") => new(
        $"{what}: {how}. A function that calls itself must come to an end: " +
        "while values are abstract no condition stops it, so use Scan or While for repetition. If the depth is meant, run it on a thread with a larger stack.");
}
