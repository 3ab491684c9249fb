using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Optimization;

/// <summary>Parameter blocks of one kind and size, as the cameras or the points of a scene, with the values they start from.</summary>
public sealed class ParameterBlocks
{
    readonly double[] _start;

    /// <summary>Blocks of that many numbers each; the start has them block after block.</summary>
    /// <exception cref="ArgumentException">The start is no whole number of blocks.</exception>
    public ParameterBlocks(string name, int size, ReadOnlySpan<double> start)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (start.Length % size != 0)
            throw new ArgumentException($"{start.Length} numbers are no whole number of blocks of {size} for {name}.", nameof(start));
        (Name, Size, _start) = (name, size, start.ToArray());
    }

    /// <summary>The rows of a matrix as blocks.</summary>
    /// <exception cref="ShapeException">The tensor is no matrix.</exception>
    public ParameterBlocks(string name, Tensor start)
        : this(name, (int)(start.Rank == 2 ? start.Shape[1] : throw new ShapeException($"The blocks of {name} are the rows of a matrix, and this one has shape {start.Shape}.")), start.ToArray<double>())
    {
    }

    /// <summary>What the blocks are called in messages.</summary>
    public string Name { get; }

    /// <summary>The number of blocks.</summary>
    public int Count => _start.Length / Size;

    /// <summary>How many numbers a block has.</summary>
    public int Size { get; }

    /// <summary>The start, block after block.</summary>
    public ReadOnlySpan<double> Start => _start;

    /// <summary>The least that a number may become: a bound for each number of every block, or for each of all numbers; null where there is none.</summary>
    /// <exception cref="OptionException">There are neither as many bounds as a block has numbers nor as all blocks have.</exception>
    public IReadOnlyList<double>? Lower { get; init => field = Checked(value); }

    /// <summary>The most that a number may become, likewise. Equal bounds hold a number.</summary>
    /// <exception cref="OptionException">There are neither as many bounds as a block has numbers nor as all blocks have.</exception>
    public IReadOnlyList<double>? Upper { get; init => field = Checked(value); }

    /// <summary>The blocks that stay where they start, counted from 0, whatever the bounds.</summary>
    /// <exception cref="OptionException">A number is that of no block.</exception>
    public IReadOnlyList<int> Constant
    {
        get;
        init
        {
            foreach (var block in value)
                if ((uint)block >= (uint)Count) throw new OptionException("constant", $"{Name} {block} can't be constant: there are {Count}, counted from 0.");
            field = value;
        }
    } = [];

    internal bool HasBounds => Lower is not null || Upper is not null || Constant.Count > 0;

    /// <summary>Writes the bounds of all numbers, block after block.</summary>
    internal void CopyBounds(Span<double> lower, Span<double> upper)
    {
        for (var i = 0; i < _start.Length; i++)
            (lower[i], upper[i]) = (Bound(Lower, i) ?? double.NegativeInfinity, Bound(Upper, i) ?? double.PositiveInfinity);
        foreach (var block in Constant)
            for (var i = block * Size; i < (block + 1) * Size; i++) lower[i] = upper[i] = _start[i];
    }

    static double? Bound(IReadOnlyList<double>? bounds, int i) => bounds?[i % bounds.Count];

    IReadOnlyList<double>? Checked(IReadOnlyList<double>? bounds) => bounds is null || bounds.Count == Size || bounds.Count == _start.Length
        ? bounds
        : throw new OptionException("bounds", $"{bounds.Count} bounds for {Name}: give {Size}, one for each number of a block, or {_start.Length}, one for each of all numbers.");

    internal void CheckStart()
    {
        for (var i = 0; i < _start.Length; i++)
            if (!double.IsFinite(_start[i]))
                throw new OptionException("start", $"The start of {Name} {i / Size} has a {NumberText.Of(_start[i])}. Give finite numbers.");
    }
}

/// <summary>An argument of residual blocks: of which kind it is, and which block each of them takes, counted from 0.</summary>
/// <param name="Blocks">The kind.</param>
/// <param name="Index">For each residual block the number of the block it takes.</param>
public readonly record struct BlockArgument(ParameterBlocks Blocks, IReadOnlyList<int> Index)
{
    /// <summary>So that a pair can be written.</summary>
    public static implicit operator BlockArgument((ParameterBlocks Blocks, int[] Index) pair) => new(pair.Blocks, pair.Index);
}
