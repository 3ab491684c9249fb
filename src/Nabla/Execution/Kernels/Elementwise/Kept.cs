namespace Nabla.Execution.Kernels;

/// <summary>
/// Numbers that a kernel keeps in registers during a loop. A constant the JIT reads from memory at each use, and on wide
/// vectors these reads cost more than the arithmetic; so these are sums of a constant and a zero that it can't see through.
/// Of 16 registers only a few are free: there a number is kept that stands beside another constant in an instruction,
/// which can read but one from memory, and the others are read.
/// </summary>
struct Kept<V>
{
    /// <summary>Bounds of the argument.</summary>
    public V Least, Greatest;

    /// <summary>The factor of a range reduction in two parts.</summary>
    public V Scale, ScaleLow;

    public V One, Half;

    /// <summary>What rounds to integers.</summary>
    public V Integer;

    /// <summary>Coefficients of up to two polynomials.</summary>
    public V P0, P1, P2, P3, P4, P5, Q0, Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9;
}

/// <summary>A kernel of one argument that keeps its constants during a loop.</summary>
interface IKeepingKernel<T> : IUnaryKernel<T>
{
    /// <summary>The numbers to keep, each a sum with zero, or with spare if it need not be kept where registers are few.</summary>
    static abstract Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, T>;

    static abstract V Invoke<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, T>;
}
