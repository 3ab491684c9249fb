using Nabla.Execution;

namespace Nabla;

/// <summary>How many threads numerical work may use. The results do not depend on it, bit for bit.</summary>
public static class Threads
{
    /// <summary>
    /// The threads that one piece of work may use, the calling one included: at first the value of the environment
    /// variable NABLA_THREADS, or else the number of processors. It may be changed at any time and holds for work that
    /// starts afterwards.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1 or more than 1024.</exception>
    public static int Count
    {
        get => WorkPool.Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, WorkPool.MostThreads);
            WorkPool.Threads = value;
        }
    }
}
