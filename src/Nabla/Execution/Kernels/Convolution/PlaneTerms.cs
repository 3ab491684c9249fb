using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>The products of each output one by one, in the order of <see cref="KernelRuns"/>: where their pixels are in the window.</summary>
readonly unsafe struct PlaneTerms
{
    readonly KernelRuns _runs;
    readonly nint* _offsets;

    /// <summary>The bytes that the tables take.</summary>
    public static nint Bytes(in ConvolutionPass pass) => KernelRuns.Bytes(pass, StepBlocks(pass)) + pass.GroupIn * pass.Taps * sizeof(nint);

    static nint StepBlocks(in ConvolutionPass pass) => Blocks.Count(pass.GroupIn, MatMulPlan.LongestRun);

    /// <summary>Fills tables in the memory given, for windows of so many bytes an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PlaneTerms(in ConvolutionPass pass, in ConvolutionWindow window, int elementSize, byte* memory)
    {
        _offsets = (nint*)memory;
        _runs = new(pass, window, StepBlocks(pass), memory + pass.GroupIn * pass.Taps * sizeof(nint));
        var to = _offsets;
        for (nint y = 0; y < pass.Y.Up; y++)
        for (nint x = 0; x < pass.X.Up; x++)
            foreach (ref readonly var block in _runs.Class(y, x))
            for (nint run = 0; run < block.Runs; run++)
            for (nint i = 0; i < block.Steps; i++)
                *to++ = _runs.Offsets[block.First + run] + (block.Channel + i) * window.ChannelStride * elementSize;
    }

    /// <summary>For each product in order, its channel · taps + its tap in the kernel.</summary>
    public int* Order => _runs.Order;

    /// <summary>Bytes from what an output reads under a shift of 0 to each of its pixels.</summary>
    public nint* Offsets => _offsets;

    /// <summary>The first product of the outputs of such residues, and their number.</summary>
    public (nint First, nint Count) Class(nint y, nint x)
    {
        var blocks = _runs.Class(y, x);
        if (blocks.Length == 0) return (0, 0);
        var last = blocks[^1];
        return (blocks[0].Weights, last.Weights + last.Runs * last.Steps - blocks[0].Weights);
    }
}
