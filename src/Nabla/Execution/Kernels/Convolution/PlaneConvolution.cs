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
    PlaneTerms _terms;
    T* _x, _weights, _y, _ordered;
    nint _bands, _units, _chunks, _joined, _length;

    static nint Wide => 8 * Vector256<T>.Count;

    /// <summary>y = w ∗ x, or what the pass says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvolutionPass pass, T* x, T* weights, T* y)
    {
        var run = new PlaneConvolution<T> { _pass = pass, _x = x, _weights = weights, _y = y };
        nint height = pass.Y.Outputs, width = pass.X.Outputs, planes = pass.Batch * pass.Groups;
        run._window = new(pass, height, width, sizeof(T));
        run._bands = Math.Min(height, Math.Max(Blocks.Count(height, run._window.Rows), Blocks.Count(FewestChunks, planes)));
        run._window = new(pass, Blocks.Count(height, run._bands), width, sizeof(T));
        // Rows of a window of one channel follow one another: they are summed as one, with what lies between them.
        run._joined = pass.GroupIn == 1 ? run._window.Rows : 1;
        run._length = (run._joined - 1) * run._window.RowStride + width + Wide;
        run._units = planes * run._bands;
        run._chunks = Math.Min(run._units, MostChunks);
        using var tables = Scratch.Rent(PlaneTerms.Bytes(pass));
        using var ordered = Scratch.Rent(pass.Groups * pass.GroupOut * pass.GroupIn * pass.Taps * sizeof(T));
        run._terms = new(pass, run._window, sizeof(T), tables.Address);
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
                var (channel, tap) = Math.DivRem(_terms.Order[i], (int)taps);
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
        using var sums = Scratch.Rent(pass.GroupOut * run._length * sizeof(T));
        for (var unit = Blocks.Begin(run._units, run._chunks, chunk); unit < Blocks.Begin(run._units, run._chunks, chunk + 1); unit++)
        {
            var (plane, band) = Math.DivRem(unit, run._bands);
            var (image, group) = Math.DivRem(plane, pass.Groups);
            nint begin = Blocks.Begin(height, run._bands, band), end = Blocks.Begin(height, run._bands, band + 1);
            run._window.Copy(pass.Input(run._x, image, group), begin, 0, end - begin, (T*)window.Address);
            var x = (T*)window.Address - pass.Y.Begin(begin) * run._window.RowStride - pass.X.Begin(0);
            var weights = run._ordered + group * pass.GroupOut * pass.GroupIn * pass.Taps;
            for (var row = begin; row < Math.Min(begin + pass.Y.Up, end); row++)
            for (nint column = 0; column < Math.Min(pass.X.Up, width); column++)
                run.ComputeClass(x, weights, row, end, column, pass.Output(run._y, image, group), (T*)sums.Address);
        }
    }

    /// <summary>The outputs of one residue from a row and column on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void ComputeClass(T* x, T* weights, nint row, nint end, nint column, T* y, T* sums)
    {
        nint up = _pass.X.Up, width = _pass.X.Outputs, pixels = Blocks.Count(width - column, up), rows = Blocks.Count(end - row, _pass.Y.Up);
        for (nint i = 0; i < rows; i += _joined)
        {
            var count = Math.Min(_joined, rows - i);
            var first = row + i * _pass.Y.Up;
            var from = x + _pass.Y.Place(first) * _window.RowStride + _pass.X.Place(column);
            Sum(from, weights, first % _pass.Y.Up, column, (count - 1) * _window.RowStride + pixels, sums);
            for (nint o = 0; o < _pass.GroupOut; o++)
            for (nint r = 0; r < count; r++)
            {
                T* source = sums + o * _length + r * _window.RowStride, to = y + (o * _pass.Y.Outputs + first + r * _pass.Y.Up) * width + column;
                if (up == 1) ConvolutionWindow.CopyRun(to, source, pixels);
                else
                    for (nint j = 0; j < pixels; j++) to[j * up] = source[j];
            }
        }
    }

    /// <summary>Sums for so many neighbouring pixels of all channels that come out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Sum(T* x, T* weights, nint y, nint residue, nint pixels, T* sums)
    {
        var (first, count) = _terms.Class(y, residue);
        nint steps = _pass.GroupIn * _pass.Taps, blocks = Math.Max(Blocks.Count(count, MatMulPlan.LongestRun), 1);
        for (nint block = 0; block < blocks; block++)
        {
            var begin = first + Blocks.Begin(count, blocks, block);
            var products = first + Blocks.Begin(count, blocks, block + 1) - begin;
            for (nint o = 0; o < _pass.GroupOut;)
            {
                var two = o + 1 < _pass.GroupOut;
                T* to = sums + o * _length, w = weights + o * steps + begin;
                for (nint j = 0; j < pixels;)
                {
                    var eight = !two && pixels - j > Wide / 2;
                    if (eight) PlaneVectors.SumEight(to + j, block == 0, products, _terms.Offsets + begin, x + j, w);
                    else
                    {
                        PlaneVectors.SumFour(
                            to + j, to + j + (two ? _length : 0), block == 0, products, _terms.Offsets + begin, x + j, w, w + (two ? steps : 0));
                    }

                    j += eight ? Wide : Wide / 2;
                }

                o += two ? 2 : 1;
            }
        }
    }
}
