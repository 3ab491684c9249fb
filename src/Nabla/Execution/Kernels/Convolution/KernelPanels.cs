using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The weights of a convolution as tiles read and write them: the channels that lie side by side in vectors form panels of
/// two vectors, the last one perhaps of one; in a panel a row for each of the other channels under each tap, in the order of
/// <see cref="KernelRuns"/>.
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
    public nint StepBlocks { get; } = Blocks.Count(steps, MatMulPlan.LongestRun);

    /// <summary>Rows of a panel.</summary>
    public nint Rows => steps * taps;

    /// <summary>Elements of the panels of a group.</summary>
    public nint Length => (Count - 1) * Width * steps * taps + Padded(Count - 1) * steps * taps;

    /// <summary>Where a panel begins.</summary>
    public nint Begin(nint panel) => panel * Width * steps * taps;

    /// <summary>The channels of a panel.</summary>
    public nint Filled(nint panel) => Math.Min(Width, lanes - panel * Width);

    /// <summary>The lanes of a panel.</summary>
    public nint Padded(nint panel) => Filled(panel) <= TTile.Lanes ? TTile.Lanes : Width;

    /// <summary>Packs a panel from kernels of a group, (lane, step, tap) or with the first two exchanged, in an order of (step, tap).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* kernels, bool exchanged, int* order, nint panel, T* to)
    {
        nint filled = Filled(panel), padded = Padded(panel), first = panel * Width;
        using var scratch = Scratch.Rent(steps * taps * padded * sizeof(T));
        var rows = (T*)scratch.Address;
        if (!exchanged) Packing.Pack(rows, kernels + first * steps * taps, steps * taps, filled, padded, 1, steps * taps);
        else
            for (nint step = 0; step < steps; step++)
                Packing.Pack(rows + step * taps * padded, kernels + (step * lanes + first) * taps, taps, filled, padded, 1, taps);
        for (nint i = 0; i < steps * taps; i++, to += padded)
            new ReadOnlySpan<T>(rows + order[i] * padded, (int)padded).CopyTo(new(to, (int)padded));
    }

    /// <summary>Writes a panel whose (step, tap) are in an order to kernels (lane, step, tap) of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Unpack(T* from, int* order, nint panel, T* kernels)
    {
        nint filled = Filled(panel), padded = Padded(panel), first = panel * Width;
        using var scratch = Scratch.Rent(steps * taps * padded * sizeof(T));
        var rows = (T*)scratch.Address;
        for (nint i = 0; i < steps * taps; i++, from += padded)
            new ReadOnlySpan<T>(from, (int)padded).CopyTo(new(rows + order[i] * padded, (int)padded));
        Transposition.Scatter(kernels + first * steps * taps, steps * taps, rows, padded, steps * taps, filled);
    }
}
