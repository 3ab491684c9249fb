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

    /// <summary>y = w ∗ x; a width of 128, 256 or 512 bits overrules what the CPU prefers.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void Forward<T>(in ConvolutionShape shape, T* x, T* weights, T* y, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        var pass = ConvolutionPass.Forward(shape);
        if (Fills<T>(shape, pass, width) && pass.ShortestRun >= ShortestRun) Run(new Tiled<T>(pass, false, x, weights, y), width);
        else ColumnConvolution.Forward(shape, x, weights, y);
    }

    /// <summary>The cotangent of x from that of y.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void BackwardInput<T>(in ConvolutionShape shape, T* yBar, T* weights, T* xBar, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        var pass = ConvolutionPass.Backward(shape);
        if (Fills<T>(shape, pass, width) && pass.ShortestRun >= ShortestRun) Run(new Tiled<T>(pass, false, yBar, weights, xBar), width);
        else ColumnConvolution.BackwardInput(shape, yBar, weights, xBar);
    }

    /// <summary>The cotangent of the weights from that of y.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void BackwardWeights<T>(in ConvolutionShape shape, T* yBar, T* x, T* weightsBar, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        var pass = ConvolutionPass.Forward(shape);
        if (Fills<T>(shape, pass, width) && pass.ShortestRun >= FewestRows) Run(new Tiled<T>(pass, true, x, weightsBar, yBar), width);
        else ColumnConvolution.BackwardWeights(shape, yBar, x, weightsBar);
    }

    /// <summary>Whether the channels that come out side by side are half a vector or more, and there is something to walk over.</summary>
    static bool Fills<T>(in ConvolutionShape s, in ConvolutionPass pass, int width) where T : unmanaged =>
        2 * pass.GroupOut * sizeof(T) * 8 >= (width == 0 ? Tiles.PreferredWidth : width) && !s.IsPointwise
        && s.Batch > 0 && s.GroupIn > 0 && s.GroupOut > 0 && s.OutHeight > 0 && s.OutWidth > 0 && s.Height > 0 && s.Width > 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Tiled<T> work, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) Tiles.RunSingle(Unsafe.BitCast<Tiled<T>, Tiled<float>>(work), width);
        else if (typeof(T) == typeof(double)) Tiles.RunDouble(Unsafe.BitCast<Tiled<T>, Tiled<double>>(work), width);
        else throw new ArgumentException($"Convolutions of {typeof(T).Name} have no kernel: float and double do.");
    }

    readonly struct Tiled<T>(ConvolutionPass pass, bool toWeights, T* x, T* weights, T* y) : ITiled<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TTile>() where TTile : struct, ITile<T>
        {
            if (toWeights) KernelTiles<T, TTile>.Run(pass, x, weights, y);
            else ImageTiles<T, TTile>.Run(pass, x, weights, y);
        }
    }
}
