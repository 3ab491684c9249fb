using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The weights of a convolution as tiles read and write them: the channels that lie side by side in vectors form panels of
/// two vectors, the last one perhaps of one; in a panel the other channels (in blocks), for each block the taps, for each
/// tap the channels of the block.
/// </summary>
readonly unsafe struct KernelPanels<T, TTile>(nint lanes, nint steps, nint taps)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
    static nint Width => 2 * TTile.Lanes;

    /// <summary>The channels side by side.</summary>
    public nint Lanes => lanes;

    public nint Count { get; } = Blocks.Count(lanes, Width);

    /// <summary>The channels stepped through, cut so that a run is no longer than the sums of a product.</summary>
    public nint StepBlocks { get; } = Blocks.Count(steps, Longest);

    /// <summary>The blocks of taps summed in registers at once.</summary>
    public nint TapBlocks { get; } = Blocks.Count(taps, Math.Max(Longest / Blocks.Count(steps, Blocks.Count(steps, Longest)), 1));

    public nint Steps => steps;

    public nint Taps => taps;

    static nint Longest => MatMulPlan.LongestRun;

    /// <summary>Elements of the panels of a group.</summary>
    public nint Length => (Count - 1) * Width * steps * taps + Padded(Count - 1) * steps * taps;

    /// <summary>Where a panel begins.</summary>
    public nint Begin(nint panel) => panel * Width * steps * taps;

    /// <summary>The channels of a panel.</summary>
    public nint Filled(nint panel) => Math.Min(Width, lanes - panel * Width);

    /// <summary>The lanes of a panel.</summary>
    public nint Padded(nint panel) => Filled(panel) <= TTile.Lanes ? TTile.Lanes : Width;

    /// <summary>Packs a panel from kernels of a group, (lane, step, tap) or with the first two exchanged and the taps reversed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* kernels, bool exchanged, nint panel, T* to)
    {
        nint filled = Filled(panel), padded = Padded(panel), first = panel * Width;
        using var scratch = Scratch.Rent(steps * taps * padded * sizeof(T));
        var rows = (T*)scratch.Address;
        if (!exchanged) Packing.Pack(rows, kernels + first * steps * taps, steps * taps, filled, padded, 1, steps * taps);
        else
            for (nint step = 0; step < steps; step++)
                Packing.Pack(rows + step * taps * padded, kernels + (step * lanes + first) * taps, taps, filled, padded, 1, taps);
        for (nint block = 0; block < StepBlocks; block++)
        for (nint tap = 0; tap < taps; tap++)
        for (var step = Blocks.Begin(steps, StepBlocks, block); step < Blocks.Begin(steps, StepBlocks, block + 1); step++, to += padded)
        {
            var from = rows + (step * taps + (exchanged ? taps - 1 - tap : tap)) * padded;
            new ReadOnlySpan<T>(from, (int)padded).CopyTo(new(to, (int)padded));
        }
    }

    /// <summary>Writes a panel, all taps of it and for each all steps, to kernels (lane, step, tap) of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Unpack(T* from, nint panel, T* kernels)
    {
        nint filled = Filled(panel), padded = Padded(panel), first = panel * Width;
        using var scratch = Scratch.Rent(steps * taps * padded * sizeof(T));
        var rows = (T*)scratch.Address;
        for (nint tap = 0; tap < taps; tap++)
        for (nint step = 0; step < steps; step++, from += padded)
            new ReadOnlySpan<T>(from, (int)padded).CopyTo(new(rows + (step * taps + tap) * padded, (int)padded));
        Transposition.Scatter(kernels + first * steps * taps, steps * taps, rows, padded, steps * taps, filled);
    }
}
