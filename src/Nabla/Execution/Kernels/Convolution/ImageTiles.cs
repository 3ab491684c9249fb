using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution by tiles whose rows are neighbouring pixels and whose vectors are channels that come out. Nothing is laid
/// out for them: the steps of an element come in a run for each tap, along the channels of a window of the input.
/// </summary>
unsafe struct ImageTiles<T, TTile>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
    // So many chunks keep some threads busy to the end; a part of so many panels is worth a copy of the window of its own.
    const int FewestChunks = 8, PanelsPerPart = 4, CacheLine = 64, PixelsTogether = 64;

    ConvolutionShape _shape;
    ConvolutionWindow _window;
    KernelPanels<T, TTile> _panels;
    T* _x, _weights, _y, _packed;
    nint* _offsets;
    Block* _blocks;
    nint _blockCount;
    bool _exchanged;
    nint _bands, _strips, _parts;

    static nint Width => 2 * TTile.Lanes;

    /// <summary>y = w ∗ x, or with the weights of a convolution from y to x, that is the cotangent of x in the place of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ConvolutionShape shape, T* x, T* weights, T* y, bool exchanged)
    {
        var run = new ImageTiles<T, TTile> { _shape = shape, _x = x, _weights = weights, _y = y, _exchanged = exchanged };
        run.Plan();
        var panels = run._panels;
        var length = panels.Length * shape.Groups;
        using var packed = Scratch.Rent(length * sizeof(T));
        using var offsets = Scratch.Rent(panels.Taps * sizeof(nint));
        using var blocks = Scratch.Rent(panels.StepBlocks * panels.TapBlocks * sizeof(Block));
        run._packed = (T*)packed.Address;
        run._offsets = (nint*)offsets.Address;
        run._blocks = (Block*)blocks.Address;
        run.Tabulate();
        WorkPool.RunIfWorth(length * 2e-9, (int)(shape.Groups * panels.Count), &PackPanel, &run);
        WorkPool.RunIfWorth(shape.Products() * sizeof(T) / 1e11, (int)(shape.Batch * shape.Groups * run._bands * run._strips * run._parts), &ComputeChunk, &run);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Plan()
    {
        _panels = new(_shape.GroupOut, _shape.GroupIn, _shape.KernelHeight * _shape.KernelWidth);
        _strips = Blocks.Count(_shape.OutWidth, MatMulPlan.LongestRun);
        var columns = Blocks.Count(_shape.OutWidth, _strips);
        _window = new(_shape, _shape.OutHeight, columns, sizeof(T));
        _bands = Blocks.Count(_shape.OutHeight, _window.Rows);
        var wanted = Blocks.Count(FewestChunks, _shape.Batch * _shape.Groups * _bands * _strips);
        _parts = Math.Clamp(_panels.Count / PanelsPerPart, 1, wanted);
        _bands = Math.Min(_shape.OutHeight, _bands * Blocks.Count(wanted, _parts));
        _window = new(_shape, Blocks.Count(_shape.OutHeight, _bands), columns, sizeof(T));
    }

    /// <summary>Some taps of some channels, which are summed in registers at once.</summary>
    struct Block
    {
        public nint Channel, Channels, Tap, Taps;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Tabulate()
    {
        for (nint tap = 0; tap < _panels.Taps; tap++)
            _offsets[tap] = _window.Offset(0, 0, tap / _shape.KernelWidth, tap % _shape.KernelWidth) * sizeof(T);
        for (nint i = 0; i < _panels.StepBlocks; i++)
        for (nint j = 0; j < _panels.TapBlocks; j++)
        {
            nint channel = Blocks.Begin(_panels.Steps, _panels.StepBlocks, i), tap = Blocks.Begin(_panels.Taps, _panels.TapBlocks, j);
            _blocks[_blockCount++] = new()
            {
                Channel = channel,
                Channels = Blocks.Begin(_panels.Steps, _panels.StepBlocks, i + 1) - channel,
                Tap = tap,
                Taps = Blocks.Begin(_panels.Taps, _panels.TapBlocks, j + 1) - tap,
            };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackPanel(object? target, void* context, int chunk)
    {
        ref var run = ref *(ImageTiles<T, TTile>*)context;
        var (group, panel) = Math.DivRem(chunk, run._panels.Count);
        run._panels.Pack(
            run._weights + group * run._shape.GroupOut * run._shape.Taps, run._exchanged, panel, run.Packed(group, panel));
    }

    readonly T* Packed(nint group, nint panel) => _packed + group * _panels.Length + _panels.Begin(panel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(ImageTiles<T, TTile>*)context;
        var s = run._shape;
        var (place, part) = Math.DivRem(chunk, run._parts);
        (place, var strip) = Math.DivRem(place, run._strips);
        (place, var band) = Math.DivRem(place, run._bands);
        var (image, group) = Math.DivRem(place, s.Groups);
        nint row = Blocks.Begin(s.OutHeight, run._bands, band), rows = Blocks.Begin(s.OutHeight, run._bands, band + 1) - row;
        nint column = Blocks.Begin(s.OutWidth, run._strips, strip), columns = Blocks.Begin(s.OutWidth, run._strips, strip + 1) - column;
        // Whole rows follow one another in y, so that several are transposed together.
        var together = columns < s.OutWidth ? 1 : Math.Clamp(PixelsTogether / columns, 1, rows);
        using var window = Scratch.Rent(run._window.Length * sizeof(T));
        using var sums = Scratch.Rent(together * columns * Width * sizeof(T));
        run._window.Copy(s.Input(run._x, image, group), row, column, rows, (T*)window.Address);
        nint plane = (nint)s.OutHeight * s.OutWidth;
        for (var panel = Blocks.Begin(run._panels.Count, run._parts, part); panel < Blocks.Begin(run._panels.Count, run._parts, part + 1); panel++)
        for (nint i = 0; i < rows; i += together)
        {
            var (count, filled, padded) = (Math.Min(together, rows - i), run._panels.Filled(panel), run._panels.Padded(panel));
            var y = s.Output(run._y, image, group) + panel * Width * plane + (row + i) * s.OutWidth + column;
            Prefetch(y, plane, filled, count * columns);
            for (nint r = 0; r < count; r++)
            {
                run.ComputeRow(
                    (T*)window.Address + run._window.Offset(i + r, 0, 0, 0), run.Packed(group, panel), padded, columns,
                    (T*)sums.Address + r * columns * padded);
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

    /// <summary>The channels of a panel for so many pixels of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void ComputeRow(T* x, T* weights, nint padded, nint columns, T* to)
    {
        var tiles = Blocks.Count(columns, TTile.Rows);
        for (nint t = 0; t < tiles; t++)
        {
            var first = Blocks.Begin(columns, tiles, t);
            var pixels = Blocks.Begin(columns, tiles, t + 1) - first;
            Sum((int)pixels, x + first * _shape.StrideX, weights, padded, to + first * padded);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Sum(int pixels, T* x, T* weights, nint padded, T* to)
    {
        var (step, plane) = (padded * sizeof(T), _window.PlaneStride * sizeof(T));
        var vectors = padded == Width ? 2 : 1;
        for (nint i = 0; i < _blockCount; i++)
        {
            ref var block = ref _blocks[i];
            TTile.Run(
                pixels, vectors, block.Taps, _offsets + block.Tap, block.Channels,
                (byte*)(x + block.Channel * _window.PlaneStride), _shape.StrideX * sizeof(T), plane,
                (byte*)weights, step, (byte*)to, step, T.One, T.One, i == 0);
            weights += block.Taps * block.Channels * padded;
        }
    }
}
