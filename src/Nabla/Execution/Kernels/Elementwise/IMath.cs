using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The functions of the rule table that kernels over rows are made of, for one element type.</summary>
interface IMath<T>
{
    static abstract V Exp<V>(V x) where V : struct, ISimd<V, T>;

    static abstract V Ln<V>(V x) where V : struct, ISimd<V, T>;
}

/// <summary>For floats.</summary>
readonly struct SingleMath : IMath<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, ISimd<V, float> => ExpSingle.Invoke(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ln<V>(V x) where V : struct, ISimd<V, float> => LnSingle.Invoke(x);
}

/// <summary>For doubles.</summary>
readonly struct DoubleMath : IMath<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, ISimd<V, double> => Kernels.Exp.Invoke(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ln<V>(V x) where V : struct, ISimd<V, double> => Kernels.Ln.Invoke(x);
}
