using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>What elements are folded into: an associative operation and where it begins.</summary>
interface IFold<T>
{
    static abstract double Seed { get; }

    static abstract V Combine<V>(V x, V y) where V : struct, ISimd<V, T>;
}

/// <summary>The sum.</summary>
readonly struct SumFold<T> : IFold<T>
{
    public static double Seed => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ISimd<V, T> => x + y;
}

/// <summary>The largest; NaN wins.</summary>
readonly struct MaxFold<T> : IFold<T>
{
    public static double Seed => double.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ISimd<V, T> => V.Max(x, y);
}

/// <summary>
/// The largest number, in one instruction: a NaN may be passed over, and of two zeros either taken. For what comes to NaN by
/// another way, and takes zeros for equal.
/// </summary>
readonly struct LargestFold<T> : IFold<T>
{
    public static double Seed => double.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ISimd<V, T> => V.AtLeast(y, x);
}

/// <summary>The smallest; NaN wins.</summary>
readonly struct MinFold<T> : IFold<T>
{
    public static double Seed => double.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ISimd<V, T> => V.Min(x, y);
}
