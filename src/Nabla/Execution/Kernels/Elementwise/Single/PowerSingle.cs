using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>xʸ for floats, in doubles: e^(y·ln x) loses some of their digits and none of a float's.</summary>
readonly struct PowerSingle : IBinaryKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double>
    {
        V ax = V.Abs(x);
        V f = Logarithm.Reduce(ax, out V n);
        V z = V.AtMost(V.AtLeast(y * Logarithm.Sum(n, f), -200.0), 200.0);
        V e = Exponential.Significand(z, out n);
        V result = V.Scale(e, n) | Exponentiation.Sign(x, y);
        V usual = (ax > 0.0) & (ax < double.PositiveInfinity) & (V.Abs(y) < double.PositiveInfinity);
        return V.All(usual) ? result : V.Select(usual, result, V.Map2<Power>(x, y));
    }
}
