using System.Numerics.Tensors;

namespace Nabla.Benchmarks.HandWritten;

/// <summary>The same chains by TensorPrimitives, with as few passes as it allows and its temporaries made beforehand.</summary>
static class TensorChains
{
    static readonly double[] s_temporary = new double[1_000_000];

    // tanh(x/2 + 1/4)·x + exp(−x²)
    public static void TanhExp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        var t = s_temporary.AsSpan(0, x.Length);
        TensorPrimitives.Multiply(x, 0.5, results);
        TensorPrimitives.Add(results, 0.25, results);
        TensorPrimitives.Tanh<double>(results, results);
        TensorPrimitives.Multiply(x, x, t);
        TensorPrimitives.Negate<double>(t, t);
        TensorPrimitives.Exp<double>(t, t);
        TensorPrimitives.MultiplyAdd(results, x, t, results);
    }

    // exp(−x²)·sin 3y
    public static void GaussianSine(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        var t = s_temporary.AsSpan(0, x.Length);
        TensorPrimitives.Multiply(x, x, results);
        TensorPrimitives.Negate<double>(results, results);
        TensorPrimitives.Exp<double>(results, results);
        TensorPrimitives.Multiply(y, 3, t);
        TensorPrimitives.Sin<double>(t, t);
        TensorPrimitives.Multiply(results, t, results);
    }

    // ln(1 + exp x)
    public static void LogOnePlusExp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        TensorPrimitives.Exp(x, results);
        TensorPrimitives.Add(results, 1, results);
        TensorPrimitives.Log<double>(results, results);
    }

    // sin²x + cos²y
    public static void SineCosine(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        var t = s_temporary.AsSpan(0, x.Length);
        TensorPrimitives.Sin(x, results);
        TensorPrimitives.Cos(y, t);
        TensorPrimitives.Multiply(results, results, results);
        TensorPrimitives.MultiplyAdd(t, t, results, results);
    }

    // √(x² + y²)·atan x
    public static void NormAtan(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        var t = s_temporary.AsSpan(0, x.Length);
        TensorPrimitives.Multiply(x, x, t);
        TensorPrimitives.MultiplyAdd(y, y, t, results);
        TensorPrimitives.Sqrt<double>(results, results);
        TensorPrimitives.Atan(x, t);
        TensorPrimitives.Multiply(results, t, results);
    }

    // exp(sin x)
    public static void ExpSine(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> results)
    {
        TensorPrimitives.Sin(x, results);
        TensorPrimitives.Exp<double>(results, results);
    }
}
