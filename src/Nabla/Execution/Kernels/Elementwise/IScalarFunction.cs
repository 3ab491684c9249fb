namespace Nabla.Execution.Kernels;

/// <summary>A scalar function that a kernel may fall back on, lane by lane.</summary>
interface IScalarFunction<T>
{
    static abstract T Invoke(T x);
}

/// <summary>A scalar function of two arguments that a kernel may fall back on, lane by lane.</summary>
interface IScalarFunction2<T>
{
    static abstract T Invoke(T x, T y);
}
