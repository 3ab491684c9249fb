using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The cotangent of the weights of a convolution by tiles whose rows are channels of the input under one tap and whose
/// vectors are channels of the output, a run of steps for each row of an image. Parts of the batch have sums of their own.
/// </summary>
unsafe struct KernelTiles<T, TTile>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
    // The sums of all parts together stay below so many bytes, unless those of one part do not.
    const int FewestChunks = 8, MostBytes = 8 << 20;

    ConvolutionPass _pass;
    ConvolutionWindow _window;
    KernelPanels<T, TTile> _panels;
    KernelRuns _runs;
    T* _x, _weightsBar, _yBar, _sums;
    nint _images, _bands, _strips, _units, _parts, _panelParts;

    static nint Width => 2 * TTile.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvolutionPass pass, T* x, T* weightsBar, T* yBar)
    {
        var run = new KernelTiles<T, TTile> { _pass = pass, _x = x, _weightsBar = weightsBar, _yBar = yBar };
        run.Plan();
        using var sums = Scratch.Rent(run._parts * pass.Groups * run._panels.Length * sizeof(T));
        using var tables = Scratch.Rent(KernelRuns.Bytes(pass, run._panels.StepBlocks));
        run._sums = (T*)sums.Address;
        run._runs = new(pass, run._window, run._panels.StepBlocks, tables.Address);
        WorkPool.RunIfWorth(pass.Products * sizeof(T) / 1e11, (int)(run._parts * pass.Groups * run._panelParts), &ComputeChunk, &run);
        WorkPool.RunIfWorth(
            (run._parts + 2) * pass.Groups * run._panels.Length * 1e-9, (int)(pass.Groups * run._panels.Count), &Finish, &run);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Plan()
    {
        _panels = new(_pass.GroupOut, _pass.GroupIn, _pass.Taps);
        var longest = MatMulPlan.LongestRun;
        _strips = Blocks.Count(_pass.X.Outputs, longest);
        var columns = Blocks.Count(_pass.X.Outputs, _strips);
        _window = new(_pass, _pass.Y.Outputs, columns, sizeof(T));
        _bands = Blocks.Count(_pass.Y.Outputs, _window.Rows);
        var wanted = Blocks.Count(FewestChunks, _pass.Groups);
        _bands = Math.Min(_pass.Y.Outputs, _bands * Blocks.Count(wanted, _pass.Batch * _bands * _strips));
        _window = new(_pass, Blocks.Count(_pass.Y.Outputs, _bands), columns, sizeof(T));
        // Small images are taken several at a time, so that sums in registers are worth their stores.
        var pixels = _pass.Y.Outputs * _pass.X.Outputs;
        _images = _bands * _strips > 1 ? 1 : Math.Clamp(Math.Min(longest / pixels, _window.Images), 1, _pass.Batch);
        _units = Blocks.Count(_pass.Batch, _images) * _bands * _strips;
        var room = Math.Max(MostBytes / (_panels.Length * _pass.Groups * sizeof(T)), 1);
        _parts = Math.Min(Math.Min(wanted, room), _units);
        _panelParts = Math.Min(_panels.Count, Blocks.Count(wanted, _parts));
    }

    readonly T* Sums(nint part, nint group, nint panel) =>
        _sums + (part * _pass.Groups + group) * _panels.Length + _panels.Begin(panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(KernelTiles<T, TTile>*)context;
        var (place, panelPart) = Math.DivRem(chunk, run._panelParts);
        var (group, part) = Math.DivRem(place, run._parts);
        var first = Blocks.Begin(run._panels.Count, run._panelParts, panelPart);
        var last = Blocks.Begin(run._panels.Count, run._panelParts, panelPart + 1);
        var lines = run._images * run._window.Rows;
        using var windows = Scratch.Rent(run._images * run._window.Length * sizeof(T));
        using var outputs = Scratch.Rent(lines * run._window.Columns * Width * sizeof(T));
        using var offsets = Scratch.Rent(lines * sizeof(nint));
        var begin = Blocks.Begin(run._units, run._parts, part);
        var end = Blocks.Begin(run._units, run._parts, part + 1);
        for (var unit = begin; unit < end; unit++)
        {
            var piece = run.Open(unit, group, (T*)windows.Address, (nint*)offsets.Address);
            for (var panel = first; panel < last; panel++)
            {
                run.Pack(piece, group, panel, (T*)outputs.Address);
                run.Accumulate(
                    piece, panel, (T*)windows.Address, (T*)outputs.Address, (nint*)offsets.Address, run.Sums(part, group, panel), unit == begin);
            }
        }
    }

    /// <summary>Some rows and columns of some images.</summary>
    readonly record struct Piece(nint Image, nint Images, nint Row, nint Rows, nint Column, nint Columns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly Piece Open(nint unit, nint group, T* windows, nint* offsets)
    {
        var (place, strip) = Math.DivRem(unit, _strips);
        var (block, band) = Math.DivRem(place, _bands);
        var blocks = Blocks.Count(_pass.Batch, _images);
        nint image = Blocks.Begin(_pass.Batch, blocks, block), images = Blocks.Begin(_pass.Batch, blocks, block + 1) - image;
        nint row = Blocks.Begin(_pass.Y.Outputs, _bands, band), rows = Blocks.Begin(_pass.Y.Outputs, _bands, band + 1) - row;
        nint column = Blocks.Begin(_pass.X.Outputs, _strips, strip), columns = Blocks.Begin(_pass.X.Outputs, _strips, strip + 1) - column;
        for (nint n = 0; n < images; n++)
        {
            _window.Copy(_pass.Input(_x, image + n, group), row, column, rows, windows + n * _window.Length);
            for (nint i = 0; i < rows; i++) *offsets++ = (n * _window.Length + i * _window.RowStride) * sizeof(T);
        }

        return new(image, images, row, rows, column, columns);
    }

    /// <summary>A panel of channels of the cotangent of y, pixel by pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Pack(Piece piece, nint group, nint panel, T* to)
    {
        nint plane = _pass.Y.Outputs * _pass.X.Outputs, filled = _panels.Filled(panel), padded = _panels.Padded(panel);
        var isWhole = piece.Columns == _pass.X.Outputs;
        var (runs, length) = isWhole ? (1, piece.Rows * piece.Columns) : (piece.Rows, piece.Columns);
        for (nint n = 0; n < piece.Images; n++)
        for (nint i = 0; i < runs; i++, to += length * padded)
        {
            var from = _pass.Output(_yBar, piece.Image + n, group) + panel * Width * plane + (piece.Row + i) * _pass.X.Outputs + piece.Column;
            Packing.Pack(to, from, length, filled, padded, 1, plane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Accumulate(Piece piece, nint panel, T* windows, T* outputs, nint* offsets, T* sums, bool overwrite)
    {
        nint lines = piece.Images * piece.Rows, padded = _panels.Padded(panel);
        var blocks = Blocks.Count(lines, Math.Max(MatMulPlan.LongestRun / piece.Columns, 1));
        for (nint i = 0; i < blocks; i++)
        {
            var line = Blocks.Begin(lines, blocks, i);
            var count = Blocks.Begin(lines, blocks, i + 1) - line;
            foreach (ref readonly var block in _runs.Class(0, 0))
            {
                var tiles = Blocks.Count(block.Steps, TTile.Rows);
                for (nint t = 0; t < tiles; t++)
                for (nint run = 0; run < block.Runs; run++)
                {
                    var first = Blocks.Begin(block.Steps, tiles, t);
                    var rows = Blocks.Begin(block.Steps, tiles, t + 1) - first;
                    TTile.Run(
                        (int)rows, (int)(padded / TTile.Lanes), count, offsets + line, piece.Columns,
                        (byte*)(windows + (block.Channel + first) * _window.ChannelStride) + _runs.Offsets[block.First + run],
                        _window.ChannelStride * sizeof(T), sizeof(T), (byte*)(outputs + line * piece.Columns * padded), padded * sizeof(T),
                        (byte*)(sums + (block.Weights + run * block.Steps + first) * padded), padded * sizeof(T), T.One, T.One, overwrite && i == 0);
                }
            }
        }
    }

    /// <summary>Adds the sums of the parts for a panel and writes the cotangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Finish(object? target, void* context, int chunk)
    {
        ref var run = ref *(KernelTiles<T, TTile>*)context;
        var (group, panel) = Math.DivRem(chunk, run._panels.Count);
        var sums = run.Sums(0, group, panel);
        var length = run._panels.Padded(panel) * run._panels.Rows;
        for (nint part = 1; part < run._parts; part++) Spans.Add(sums, run.Sums(part, group, panel), length);
        run._panels.Unpack(sums, run._runs.Order, panel, run._weightsBar + group * run._pass.GroupOut * run._panels.Rows);
    }
}
