namespace Nabla.Execution.Kernels;

/// <summary>A function of one argument, its body written once for all widths.</summary>
interface IUnaryKernel<T>
{
    static abstract V Invoke<V>(V x) where V : struct, ISimd<V, T>;
}

/// <summary>A function of two arguments, its body written once for all widths.</summary>
interface IBinaryKernel<T>
{
    static abstract V Invoke<V>(V x, V y) where V : struct, ISimd<V, T>;
}

/// <summary>A function of three arguments, its body written once for all widths.</summary>
interface ITernaryKernel<T>
{
    static abstract V Invoke<V>(V x, V y, V z) where V : struct, ISimd<V, T>;
}
