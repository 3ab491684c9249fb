using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution by tiles whose rows are neighbouring pixels and whose vectors are channels that come out. No columns are laid
/// out for them: the steps of an element come in runs along the channels of a window of the input.
/// </summary>
unsafe struct ImageTiles<T, TTile>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
    // So many chunks keep some threads busy to the end; a part of so many panels is worth a copy of the window of its own.
    const int FewestChunks = 8, PanelsPerPart = 4, CacheLine = 64, PixelsTogether = 64;

    ConvolutionPass _pass;
    ConvolutionWindow _window;
    KernelPanels<T, TTile> _panels;
    KernelRuns _runs;
    T* _x, _weights, _y, _packed;
    nint _bands, _strips, _parts;

    static nint Width => 2 * TTile.Lanes;

    /// <summary>y = w ∗ x, or what the pass says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvolutionPass pass, T* x, T* weights, T* y)
    {
        var run = new ImageTiles<T, TTile> { _pass = pass, _x = x, _weights = weights, _y = y };
        run.Plan();
        var panels = run._panels;
        var length = panels.Length * pass.Groups;
        using var packed = Scratch.Rent(length * sizeof(T));
        using var tables = Scratch.Rent(KernelRuns.Bytes(pass, panels.StepBlocks));
        run._packed = (T*)packed.Address;
        run._runs = new(pass, run._window, panels.StepBlocks, tables.Address);
        WorkPool.RunIfWorth(length * 2e-9, (int)(pass.Groups * panels.Count), &PackPanel, &run);
        WorkPool.RunIfWorth(
            pass.Products * sizeof(T) / 1e11, (int)(pass.Batch * pass.Groups * run._bands * run._strips * run._parts), &ComputeChunk, &run);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Plan()
    {
        nint height = _pass.Y.Outputs, width = _pass.X.Outputs;
        _panels = new(_pass.GroupOut, _pass.GroupIn, _pass.Taps);
        _strips = Blocks.Count(width, MatMulPlan.LongestRun);
        var columns = Blocks.Count(width, _strips);
        _window = new(_pass, height, columns, sizeof(T));
        _bands = Blocks.Count(height, _window.Rows);
        var wanted = Blocks.Count(FewestChunks, _pass.Batch * _pass.Groups * _bands * _strips);
        _parts = Math.Clamp(_panels.Count / PanelsPerPart, 1, wanted);
        _bands = Math.Min(height, _bands * Blocks.Count(wanted, _parts));
        _window = new(_pass, Blocks.Count(height, _bands), columns, sizeof(T));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackPanel(object? target, void* context, int chunk)
    {
        ref var run = ref *(ImageTiles<T, TTile>*)context;
        var (group, panel) = Math.DivRem(chunk, run._panels.Count);
        run._panels.Pack(
            run._weights + group * run._pass.GroupOut * run._panels.Rows, run._pass.IsExchanged, run._runs.Order, panel, run.Packed(group, panel));
    }

    readonly T* Packed(nint group, nint panel) => _packed + group * _panels.Length + _panels.Begin(panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(ImageTiles<T, TTile>*)context;
        var pass = run._pass;
        nint height = pass.Y.Outputs, width = pass.X.Outputs;
        var (place, part) = Math.DivRem(chunk, run._parts);
        (place, var strip) = Math.DivRem(place, run._strips);
        (place, var band) = Math.DivRem(place, run._bands);
        var (image, group) = Math.DivRem(place, pass.Groups);
        nint row = Blocks.Begin(height, run._bands, band), rows = Blocks.Begin(height, run._bands, band + 1) - row;
        nint column = Blocks.Begin(width, run._strips, strip), columns = Blocks.Begin(width, run._strips, strip + 1) - column;
        // Whole rows follow one another in y, so that several are transposed together.
        var together = columns < width ? 1 : Math.Clamp(PixelsTogether / columns, 1, rows);
        using var window = Scratch.Rent(run._window.Length * sizeof(T));
        using var sums = Scratch.Rent(together * columns * Width * sizeof(T));
        run._window.Copy(pass.Input(run._x, image, group), row, column, rows, (T*)window.Address);
        var plane = height * width;
        for (var panel = Blocks.Begin(run._panels.Count, run._parts, part); panel < Blocks.Begin(run._panels.Count, run._parts, part + 1); panel++)
        for (nint i = 0; i < rows; i += together)
        {
            var (count, filled, padded) = (Math.Min(together, rows - i), run._panels.Filled(panel), run._panels.Padded(panel));
            var y = pass.Output(run._y, image, group) + panel * Width * plane + (row + i) * width + column;
            Prefetch(y, plane, filled, count * columns);
            for (nint r = 0; r < count; r++)
            {
                var x = (T*)window.Address + (pass.Y.Place(row + i + r) - pass.Y.Begin(row)) * run._window.RowStride;
                run.ComputeRow(x, run.Packed(group, panel), padded, row + i + r, column, columns, (T*)sums.Address + r * columns * padded);
            }

            Transposition.Scatter(y, plane, (T*)sums.Address, padded, count * columns, filled);
        }
    }

    /// <summary>Lines that will be written come to the second-level cache while the tiles work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Prefetch(T* y, nint plane, nint channels, nint pixels)
    {
        if (!Sse.IsSupported) return;
        for (nint c = 0; c < channels; c++, y += plane)
        for (nint j = 0; j < pixels; j += CacheLine / sizeof(T)) Sse.Prefetch1(y + j);
    }

    /// <summary>The channels of a panel for so many pixels of a row, those of one residue after those of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void ComputeRow(T* x, T* weights, nint padded, nint row, nint column, nint columns, T* to)
    {
        var up = _pass.X.Up;
        x -= _pass.X.Begin(column);
        for (nint i = 0; i < Math.Min(up, columns); i++)
        {
            var blocks = _runs.Class(row % _pass.Y.Up, (column + i) % up);
            var pixels = Blocks.Count(columns - i, up);
            nint tiles = Blocks.Count(pixels, TTile.Rows), rows = pixels / tiles, larger = pixels % tiles;
            T* from = x + _pass.X.Place(column + i), sums = to + i * padded;
            Sum(larger, (int)rows + 1, blocks, from, weights, padded, sums);
            Sum(tiles - larger, (int)rows, blocks, from + larger * (rows + 1), weights, padded, sums + larger * (rows + 1) * up * padded);
        }
    }

    /// <summary>The channels of a panel for so many tiles side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Sum(nint tiles, int pixels, ReadOnlySpan<KernelRuns.Block> blocks, T* x, T* weights, nint padded, T* to)
    {
        if (tiles == 0) return;
        var (step, channel, pixel) = (padded * sizeof(T), _window.ChannelStride * sizeof(T), _pass.X.Up * padded * sizeof(T));
        var vectors = padded == Width ? 2 : 1;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            TTile.Run(
                tiles, pixels * sizeof(T), pixels, vectors, block.Runs, _runs.Offsets + block.First, block.Steps,
                (byte*)(x + block.Channel * _window.ChannelStride), sizeof(T), channel,
                (byte*)(weights + block.Weights * padded), step, (byte*)to, pixel, T.One, T.One, i == 0);
        }

        if (blocks.Length > 0) return;
        for (nint i = 0; i < tiles * pixels; i++) new Span<byte>((byte*)to + i * pixel, (int)step).Clear();
    }
}
