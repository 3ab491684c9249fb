namespace Nabla.Execution.Kernels;

/// <summary>xʸ, as Math.Pow.</summary>
readonly struct Power : IBinaryKernel<double>, IScalarFunction2<double>
{
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => V.Map2<Power>(x, y);

    static double IScalarFunction2<double>.Invoke(double x, double y) => Math.Pow(x, y);
}
