using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The functions of the rule table that kernels over rows are made of, for one element type.</summary>
interface IMath<T>
{
    /// <summary>What exp needs, each a sum with zero or spare.</summary>
    static abstract Kept<V> KeepExp<V>(V zero, V spare) where V : struct, ISimd<V, T>;

    static abstract V Exp<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, T>;

    /// <summary>What ln needs.</summary>
    static abstract Kept<V> KeepLn<V>(V zero, V spare) where V : struct, ISimd<V, T>;

    static abstract V Ln<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, T>;
}

/// <summary>For floats.</summary>
readonly struct SingleMath : IMath<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> KeepExp<V>(V zero, V spare) where V : struct, ISimd<V, float> => ExpSingle.Keep(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float> => ExpSingle.Invoke(x, kept);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> KeepLn<V>(V zero, V spare) where V : struct, ISimd<V, float> => LnSingle.Keep(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ln<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, float> => LnSingle.Invoke(x, kept);
}

/// <summary>For doubles.</summary>
readonly struct DoubleMath : IMath<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> KeepExp<V>(V zero, V spare) where V : struct, ISimd<V, double> => Kernels.Exp.Keep(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, double> => Kernels.Exp.Invoke(x, kept);

    /// <summary>Nothing: it has its constants itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> KeepLn<V>(V zero, V spare) where V : struct, ISimd<V, double> => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ln<V>(V x, in Kept<V> kept) where V : struct, ISimd<V, double> => Kernels.Ln.Invoke(x);
}
