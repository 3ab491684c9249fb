using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution and its two gradients. Tiles multiply windows of the images where there are channels enough to fill their
/// vectors and runs; where there are few, as in depthwise convolutions, pixels fill the vectors. Kernels of one pixel are
/// products of matrices.
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
        if (shape.IsEmpty) Clear(y, (nint)shape.Batch * shape.OutChannels * shape.OutHeight * shape.OutWidth);
        else if (shape.IsPointwise) PointwiseConvolution.Forward(shape, x, weights, y);
        else Run(new Tiled<T>(ConvolutionPass.Forward(shape), ConvolutionPart.Result, x, weights, y, width));
    }

    /// <summary>The cotangent of x from that of y.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void BackwardInput<T>(in ConvolutionShape shape, T* yBar, T* weights, T* xBar, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        if (shape.IsEmpty) Clear(xBar, (nint)shape.Batch * shape.InChannels * shape.Height * shape.Width);
        else if (shape.IsPointwise) PointwiseConvolution.BackwardInput(shape, yBar, weights, xBar);
        else Run(new Tiled<T>(ConvolutionPass.Backward(shape), ConvolutionPart.Input, yBar, weights, xBar, width));
    }

    /// <summary>The cotangent of the weights from that of y.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void BackwardWeights<T>(in ConvolutionShape shape, T* yBar, T* x, T* weightsBar, int width = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Validate();
        if (shape.IsEmpty) Clear(weightsBar, (nint)shape.OutChannels * shape.Taps);
        else if (shape.IsPointwise) PointwiseConvolution.BackwardWeights(shape, yBar, x, weightsBar);
        else Run(new Tiled<T>(ConvolutionPass.Forward(shape), ConvolutionPart.Weights, x, weightsBar, yBar, width));
    }

    static void Clear<T>(T* to, nint count) where T : unmanaged => NativeMemory.Clear(to, (nuint)(count * sizeof(T)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T>(Tiled<T> work) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) Tiles.RunSingle(Unsafe.BitCast<Tiled<T>, Tiled<float>>(work), work.Width);
        else if (typeof(T) == typeof(double)) Tiles.RunDouble(Unsafe.BitCast<Tiled<T>, Tiled<double>>(work), work.Width);
        else throw new ArgumentException($"Convolutions of {typeof(T).Name} have no kernel: float and double do.");
    }

    readonly struct Tiled<T>(ConvolutionPass pass, ConvolutionPart part, T* x, T* weights, T* y, int width) : ITiled<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public int Width => width;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TTile>() where TTile : struct, ITile<T>
        {
            // Half a vector of channels that come out is worth a tile.
            var fills = 2 * pass.GroupOut >= TTile.Lanes && pass.ShortestRun >= (part == ConvolutionPart.Weights ? FewestRows : ShortestRun);
            if (part == ConvolutionPart.Weights && fills) KernelTiles<T, TTile>.Run(pass, x, weights, y);
            else if (part == ConvolutionPart.Weights) PlaneKernels<T>.Run(pass, x, weights, y);
            else if (fills) ImageTiles<T, TTile>.Run(pass, x, weights, y);
            else PlaneConvolution<T>.Run(pass, x, weights, y);
        }
    }
}
