using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution and its two gradients. Tiles multiply windows of the images where there are channels enough to fill their
/// vectors and runs; where there are few, as in depthwise convolutions, or one tap, pixels fill the vectors.
/// </summary>
static unsafe class Convolution
{
    // A run of steps costs some ten cycles besides them, and a tile of fewer rows waits for its own sums.
    const int ShortestRun = 8, FewestRows = 3;

    /// <summary>y = w ∗ x.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void Forward<T>(in ConvolutionShape shape, T* x, T* weights, T* y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        if (Fills<T>(shape, shape.GroupOut) && shape.GroupIn >= ShortestRun) Run(new Tiled<T>(shape, ConvolutionPart.Result, x, weights, y));
        else ColumnConvolution.Forward(shape, x, weights, y);
    }

    /// <summary>The cotangent of x from that of y.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void BackwardInput<T>(in ConvolutionShape shape, T* yBar, T* weights, T* xBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        if (Fills<T>(shape, shape.GroupIn) && shape.GroupOut >= ShortestRun && shape is { StrideX: 1, StrideY: 1 })
            Run(new Tiled<T>(shape.Exchanged(), ConvolutionPart.Input, yBar, weights, xBar));
        else ColumnConvolution.BackwardInput(shape, yBar, weights, xBar);
    }

    /// <summary>The cotangent of the weights from that of y.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void BackwardWeights<T>(in ConvolutionShape shape, T* yBar, T* x, T* weightsBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        if (Fills<T>(shape, shape.GroupOut) && shape.GroupIn >= FewestRows) Run(new Tiled<T>(shape, ConvolutionPart.Weights, x, weightsBar, yBar));
        else ColumnConvolution.BackwardWeights(shape, yBar, x, weightsBar);
    }

    /// <summary>Whether so many channels side by side are half a vector or more, and there is something to walk over.</summary>
    static bool Fills<T>(in ConvolutionShape s, int channels) where T : unmanaged =>
        2 * channels * sizeof(T) * 8 >= Tiles.PreferredWidth && !s.IsPointwise
        && s.Batch > 0 && s.GroupIn > 0 && s.GroupOut > 0 && s.OutHeight > 0 && s.OutWidth > 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Tiled<T> work) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) Tiles.RunSingle(Unsafe.BitCast<Tiled<T>, Tiled<float>>(work));
        else if (typeof(T) == typeof(double)) Tiles.RunDouble(Unsafe.BitCast<Tiled<T>, Tiled<double>>(work));
        else throw new ArgumentException($"Convolutions of {typeof(T).Name} have no kernel: float and double do.");
    }

    readonly struct Tiled<T>(ConvolutionShape shape, ConvolutionPart part, T* x, T* weights, T* y) : ITiled<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TTile>() where TTile : struct, ITile<T>
        {
            if (part == ConvolutionPart.Weights) KernelTiles<T, TTile>.Run(shape, x, weights, y);
            else ImageTiles<T, TTile>.Run(shape, x, weights, y, exchanged: part == ConvolutionPart.Input);
        }
    }
}
