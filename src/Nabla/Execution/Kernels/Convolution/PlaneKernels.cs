using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The cotangent of the weights of a convolution of few channels: for each weight the products of the pixels of two planes, nine
/// weights at a time. Chunks own the kernels of some channels that come out.
/// </summary>
unsafe struct PlaneKernels<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    const int FewestChunks = 8, Together = PlaneVectors.Together;

    ConvolutionPass _pass;
    ConvolutionWindow _window;
    PlaneTerms _terms;
    T* _x, _weightsBar, _yBar;
    nint* _offsets;
    nint _bands, _parts;

    static nint Lanes => Vector256<T>.Count;

    // Sums in registers are no longer than those of a product.
    static nint LongestRow => MatMulPlan.LongestRun * Lanes;

    readonly nint Weights => _pass.GroupIn * _pass.Taps;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvolutionPass pass, T* x, T* weightsBar, T* yBar)
    {
        var run = new PlaneKernels<T> { _pass = pass, _x = x, _weightsBar = weightsBar, _yBar = yBar };
        nint height = pass.Y.Outputs, width = pass.X.Outputs;
        run._window = new(pass, height, width, sizeof(T));
        var rows = Math.Max(LongestRow / (Blocks.Count(width, Lanes) * Lanes), 1);
        run._bands = Blocks.Count(height, Math.Min(run._window.Rows, rows));
        run._window = new(pass, Blocks.Count(height, run._bands), width, sizeof(T));
        run._parts = Math.Min(pass.GroupOut, Blocks.Count(FewestChunks, pass.Groups));
        using var tables = Scratch.Rent(PlaneTerms.Bytes(pass));
        using var offsets = Scratch.Rent((run.Weights + Together) * sizeof(nint));
        run._terms = new(pass, run._window, sizeof(T), tables.Address);
        run._offsets = (nint*)offsets.Address;
        // The last one again up to a multiple of those taken together.
        for (nint i = 0; i < run.Weights + Together; i++) run._offsets[i] = run._terms.Offsets[Math.Min(i, run.Weights - 1)];
        WorkPool.RunIfWorth(pass.Products * sizeof(T) * 2 / 1e11, (int)(pass.Groups * run._parts), &ComputeChunk, &run);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(PlaneKernels<T>*)context;
        var pass = run._pass;
        var (group, part) = Math.DivRem(chunk, run._parts);
        nint first = Blocks.Begin(pass.GroupOut, run._parts, part), last = Blocks.Begin(pass.GroupOut, run._parts, part + 1);
        nint height = pass.Y.Outputs, width = pass.X.Outputs, padded = Blocks.Count(width, Lanes) * Lanes;
        var room = Blocks.Count(run.Weights, Together) * Together;
        using var window = Scratch.Rent((run._window.Length + Lanes) * sizeof(T));
        using var pixels = Scratch.Rent(run._window.Rows * padded * sizeof(T));
        using var sums = Scratch.Rent((last - first) * room * sizeof(Vector256<T>));
        new Span<Vector256<T>>(sums.Address, (int)((last - first) * room)).Clear();
        for (nint image = 0; image < pass.Batch; image++)
        for (nint band = 0; band < run._bands; band++)
        {
            nint begin = Blocks.Begin(height, run._bands, band), rows = Blocks.Begin(height, run._bands, band + 1) - begin;
            run._window.Copy(pass.Input(run._x, image, group), begin, 0, rows, (T*)window.Address);
            for (var o = first; o < last; o++)
            {
                var yBar = pass.Output(run._yBar, image, group) + (o * height + begin) * width;
                Pad(yBar, rows, width, (T*)pixels.Address, padded);
                var to = (Vector256<T>*)sums.Address + (o - first) * room;
                for (nint i = 0; i < room; i += Together)
                for (nint j = 0; j < width; j += LongestRow)
                {
                    PlaneVectors.AddProducts(
                        to + i, rows, Math.Min(width - j, LongestRow), (T*)pixels.Address + j, padded, (T*)window.Address + j,
                        run._window.RowStride, run._offsets + i);
                }
            }
        }

        for (var o = first; o < last; o++)
        for (nint i = 0; i < run.Weights; i++)
        {
            run._weightsBar[(group * pass.GroupOut + o) * run.Weights + run._terms.Order[i]] =
                Vector256.Sum(((Vector256<T>*)sums.Address)[(o - first) * room + i]);
        }
    }

    static void Pad(T* from, nint rows, nint columns, T* to, nint padded)
    {
        for (nint i = 0; i < rows; i++, from += columns, to += padded)
        {
            ConvolutionWindow.CopyRun(to, from, columns);
            for (var j = columns; j < padded; j++) to[j] = default;
        }
    }
}
