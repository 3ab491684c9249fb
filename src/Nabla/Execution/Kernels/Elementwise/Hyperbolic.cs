using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>tanh x = (e²ˣ − 1) / (e²ˣ + 1), by expm1 so that nothing cancels.</summary>
readonly struct Tanh : IUnaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double>
    {
        V sign = x & Bits.SignMask;
        V magnitude = V.Abs(x);
        V t = ExpMinusOne.Bounded(V.Select(magnitude > 22.0, 44.0, magnitude + magnitude));
        return (t / (t + 2.0)) | sign;
    }
}
