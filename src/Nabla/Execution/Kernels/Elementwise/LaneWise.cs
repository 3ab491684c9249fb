using Nabla.Rules;

namespace Nabla.Execution.Kernels;

/// <summary>A kernel that calls a scalar function lane by lane.</summary>
readonly struct LaneWise<TFunction> : IUnaryKernel<double> where TFunction : struct, IScalarFunction<double>
{
    public static V Invoke<V>(V x) where V : struct, ISimd<V, double> => V.Map<TFunction>(x);
}

/// <summary>A kernel of two arguments that calls a scalar function lane by lane.</summary>
readonly struct LaneWise2<TFunction> : IBinaryKernel<double> where TFunction : struct, IScalarFunction2<double>
{
    public static V Invoke<V>(V x, V y) where V : struct, ISimd<V, double> => V.Map2<TFunction>(x, y);
}

// The functions too rare or too hard to be written in vectors.

readonly struct Acot : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Acot(x);
}

readonly struct Asec : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Asec(x);
}

readonly struct Acsc : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Acsc(x);
}

readonly struct Acoth : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Acoth(x);
}

readonly struct Asech : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Asech(x);
}

readonly struct Acsch : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Acsch(x);
}

readonly struct Gamma : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Gamma(x);
}

readonly struct LogGamma : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.LogGamma(x);
}

readonly struct Digamma : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Digamma(x);
}

readonly struct DigammaSucc : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.DigammaSucc(x);
}

readonly struct Factorial : IScalarFunction<double>
{
    public static double Invoke(double x) => Scalar.Factorial(x);
}

readonly struct GammaSlope : IScalarFunction2<double>
{
    public static double Invoke(double x, double y) => Scalar.GammaSlope(x, y);
}

readonly struct FactorialSlope : IScalarFunction2<double>
{
    public static double Invoke(double x, double y) => Scalar.FactorialSlope(x, y);
}

readonly struct Polygamma : IScalarFunction2<double>
{
    public static double Invoke(double n, double x) => Scalar.Polygamma(n, x);
}
