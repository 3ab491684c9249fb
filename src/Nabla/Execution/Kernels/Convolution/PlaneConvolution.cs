using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution whose vectors are neighbouring pixels of one channel: where channels are too few to fill vectors or runs, as in
/// depthwise convolutions. It walks over windows of the image as tiles do, by the same tables.
/// </summary>
unsafe struct PlaneConvolution<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    const int FewestChunks = 8, MostChunks = 64;

    ConvolutionPass _pass;
    ConvolutionWindow _window;
    KernelRuns _runs;
    T* _x, _weights, _y, _ordered;
    nint _bands, _units, _chunks;

    static nint Wide => 4 * Vector256<T>.Count;

    /// <summary>y = w ∗ x, or what the pass says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvolutionPass pass, T* x, T* weights, T* y)
    {
        var run = new PlaneConvolution<T> { _pass = pass, _x = x, _weights = weights, _y = y };
        nint height = pass.Y.Outputs, width = pass.X.Outputs, planes = pass.Batch * pass.Groups;
        run._window = new(pass, height, width, sizeof(T));
        run._bands = Math.Min(height, Math.Max(Blocks.Count(height, run._window.Rows), Blocks.Count(FewestChunks, planes)));
        run._window = new(pass, Blocks.Count(height, run._bands), width, sizeof(T));
        run._units = planes * run._bands;
        run._chunks = Math.Min(run._units, MostChunks);
        var stepBlocks = Blocks.Count(pass.GroupIn, MatMulPlan.LongestRun);
        using var tables = Scratch.Rent(KernelRuns.Bytes(pass, stepBlocks));
        using var ordered = Scratch.Rent(pass.Groups * pass.GroupOut * pass.GroupIn * pass.Taps * sizeof(T));
        run._runs = new(pass, run._window, stepBlocks, tables.Address);
        run._ordered = (T*)ordered.Address;
        run.Order();
        WorkPool.RunIfWorth(pass.Products * sizeof(T) * 2 / 1e11, (int)run._chunks, &ComputeChunk, &run);
    }

    /// <summary>Puts the weights of each channel that comes out into the order of the tables.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Order()
    {
        nint taps = _pass.Taps, steps = _pass.GroupIn * taps;
        var to = _ordered;
        for (nint group = 0; group < _pass.Groups; group++)
        for (nint o = 0; o < _pass.GroupOut; o++)
        {
            // Kernels lie (channel that comes out, channel, tap), or exchanged (channel, channel that comes out, tap).
            var kernels = _weights + group * _pass.GroupOut * steps + o * (_pass.IsExchanged ? taps : steps);
            for (nint i = 0; i < steps; i++)
            {
                var (channel, tap) = Math.DivRem(_runs.Order[i], (int)taps);
                *to++ = kernels[channel * (_pass.IsExchanged ? _pass.GroupOut * taps : taps) + tap];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(PlaneConvolution<T>*)context;
        var pass = run._pass;
        nint height = pass.Y.Outputs, width = pass.X.Outputs;
        using var window = Scratch.Rent((run._window.Length + Wide) * sizeof(T));
        using var sums = Scratch.Rent((width + Wide) * sizeof(T));
        for (var unit = Blocks.Begin(run._units, run._chunks, chunk); unit < Blocks.Begin(run._units, run._chunks, chunk + 1); unit++)
        {
            var (plane, band) = Math.DivRem(unit, run._bands);
            var (image, group) = Math.DivRem(plane, pass.Groups);
            nint begin = Blocks.Begin(height, run._bands, band), end = Blocks.Begin(height, run._bands, band + 1);
            run._window.Copy(pass.Input(run._x, image, group), begin, 0, end - begin, (T*)window.Address);
            for (nint o = 0; o < pass.GroupOut; o++)
            for (var row = begin; row < end; row++)
            {
                var x = (T*)window.Address + (pass.Y.Place(row) - pass.Y.Begin(begin)) * run._window.RowStride - pass.X.Begin(0);
                var weights = run._ordered + (group * pass.GroupOut + o) * pass.GroupIn * pass.Taps;
                run.ComputeRow(x, weights, row, pass.Output(run._y, image, group) + (o * height + row) * width, (T*)sums.Address);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void ComputeRow(T* x, T* weights, nint row, T* y, T* sums)
    {
        nint up = _pass.X.Up, width = _pass.X.Outputs;
        for (nint i = 0; i < Math.Min(up, width); i++)
        {
            var pixels = Blocks.Count(width - i, up);
            var blocks = _runs.Class(row % _pass.Y.Up, i);
            if (blocks.Length == 0) new Span<T>(sums, (int)pixels).Clear();
            var from = x + _pass.X.Place(i);
            for (nint j = 0; j < pixels;)
            {
                var wide = pixels - j > Wide / 2;
                for (var b = 0; b < blocks.Length; b++)
                {
                    ref readonly var block = ref blocks[b];
                    PlaneVectors.AddBlock(
                        sums + j, wide, b == 0, block.Runs, _runs.Offsets + block.First, block.Steps,
                        (byte*)(from + j + block.Channel * _window.ChannelStride), _window.ChannelStride, weights + block.Weights);
                }

                j += wide ? Wide : Wide / 2;
            }

            if (up == 1) new ReadOnlySpan<T>(sums, (int)pixels).CopyTo(new(y, (int)pixels));
            else
                for (nint j = 0; j < pixels; j++) y[i + j * up] = sums[j];
        }
    }
}
