using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// The order of the products of a convolution's output: in runs, along which the input is one row of the window further on at
/// each step. A run goes along the channels under a tap, or where these are few along those of all taps below one another.
/// Runs come in blocks that are summed in registers at once, blocks in classes: outputs of one residue to an axis's Up.
/// </summary>
unsafe struct KernelRuns
{
    /// <summary>So many runs of so many steps each, from a channel on; the weights begin at a step.</summary>
    public readonly record struct Block(nint Channel, nint Steps, nint First, nint Runs, nint Weights);

    readonly ConvolutionPass _pass;
    readonly ConvolutionWindow _window;
    readonly nint _stepBlocks, _joined;
    readonly nint* _offsets, _taps, _ends;
    readonly Block* _blocks;
    readonly int* _order;
    nint _blockCount, _runCount, _stepCount;

    /// <summary>The bytes that the tables take.</summary>
    public static nint Bytes(in ConvolutionPass pass, nint stepBlocks) =>
        pass.Taps * (2 * sizeof(nint) + stepBlocks * sizeof(Block) + pass.GroupIn * sizeof(int)) + pass.Y.Up * pass.X.Up * sizeof(nint);

    /// <summary>Fills tables in the memory given; channels come in so many blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public KernelRuns(in ConvolutionPass pass, in ConvolutionWindow window, nint stepBlocks, byte* memory)
    {
        (_pass, _window, _stepBlocks) = (pass, window, stepBlocks);
        _blocks = (Block*)memory;
        _offsets = (nint*)(_blocks + pass.Taps * stepBlocks);
        _taps = _offsets + pass.Taps;
        _ends = _taps + pass.Taps;
        _order = (int*)(_ends + pass.Y.Up * pass.X.Up);
        _joined = pass.JoinsTaps ? Blocks.Count(pass.Y.Taps, pass.Y.Every) : 1;
        for (nint i = 0; i < pass.Y.Up * pass.X.Up; i++)
        {
            // Runs of equal length share blocks.
            for (var joined = _joined; joined > 0; joined--) AddRuns(i / pass.X.Up, i % pass.X.Up, joined);
            _ends[i] = _blockCount;
        }
    }

    /// <summary>For each step in order, its channel · taps + its tap in the kernel.</summary>
    public readonly int* Order => _order;

    /// <summary>Where runs begin in the window, in bytes.</summary>
    public readonly nint* Offsets => _offsets;

    /// <summary>The blocks of the outputs of such residues.</summary>
    public readonly ReadOnlySpan<Block> Class(nint y, nint x)
    {
        var i = y * _pass.X.Up + x;
        var begin = i == 0 ? 0 : _ends[i - 1];
        return new(_blocks + begin, (int)(_ends[i] - begin));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddRuns(nint y, nint x, nint joined)
    {
        var first = _runCount;
        var heads = _pass.JoinsTaps ? Math.Min(_pass.Y.Every, _pass.Y.Taps) : _pass.Y.Taps;
        for (nint p = 0; p < heads; p++)
        {
            if (!_pass.Y.Meets(p, y) || (_pass.JoinsTaps && Blocks.Count(_pass.Y.Taps - p, _pass.Y.Every) != joined)) continue;
            for (nint q = 0; q < _pass.X.Taps; q++)
            {
                if (!_pass.X.Meets(q, x)) continue;
                _offsets[_runCount] = _window.Offset(p, q, y, x);
                _taps[_runCount++] = p * _pass.X.Taps + q;
            }
        }

        for (nint i = 0; i < _stepBlocks && first < _runCount; i++)
        {
            var channel = Blocks.Begin(_pass.GroupIn, _stepBlocks, i);
            AddBlocks(first, _runCount - first, channel, Blocks.Begin(_pass.GroupIn, _stepBlocks, i + 1) - channel, joined);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddBlocks(nint first, nint runs, nint channel, nint channels, nint joined)
    {
        var blocks = Blocks.Count(runs, Math.Max(MatMulPlan.LongestRun / (channels * joined), 1));
        for (nint i = 0; i < blocks; i++)
        {
            nint begin = first + Blocks.Begin(runs, blocks, i), end = first + Blocks.Begin(runs, blocks, i + 1);
            _blocks[_blockCount++] = new(channel, channels * joined, begin, end - begin, _stepCount);
            for (var run = begin; run < end; run++)
            for (nint j = 0; j < joined; j++)
            {
                var tap = _taps[run] + j * _pass.Y.Every * _pass.X.Taps;
                if (_pass.IsExchanged) tap = _pass.Taps - 1 - tap;
                for (var c = channel; c < channel + channels; c++) _order[_stepCount++] = (int)(c * _pass.Taps + tap);
            }
        }
    }
}
