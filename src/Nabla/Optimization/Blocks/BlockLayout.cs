namespace Nabla.Optimization.Blocks;

/// <summary>
/// Where each kind of parameter blocks lies in one vector. The kind to eliminate is last: no residual depends on two of its
/// blocks, so its part of JᵀJ is block-diagonal; of several such kinds the one with the most numbers.
/// </summary>
sealed class BlockLayout
{
    readonly List<ParameterBlocks> _kinds = [];
    readonly Dictionary<ParameterBlocks, int> _offsets = [];

    public BlockLayout(IReadOnlyList<ResidualBlocks> residuals, bool eliminates = true)
    {
        foreach (var argument in residuals.SelectMany(r => r.Arguments))
            if (!_kinds.Contains(argument.Blocks)) _kinds.Add(argument.Blocks);
        if (eliminates)
            Eliminated = _kinds.Where(kind => residuals.All(r => r.Arguments.Count(argument => argument.Blocks == kind) <= 1))
                .MaxBy(kind => kind.Count * kind.Size);
        if (Eliminated is not null)
        {
            _kinds.Remove(Eliminated);
            _kinds.Add(Eliminated);
        }

        foreach (var kind in _kinds)
        {
            _offsets.Add(kind, Length);
            Length += kind.Count * kind.Size;
        }

        Reduced = Eliminated is null ? Length : _offsets[Eliminated];
    }

    /// <summary>The kind to eliminate, if there is one.</summary>
    public ParameterBlocks? Eliminated { get; }

    /// <summary>The kinds in order.</summary>
    public IReadOnlyList<ParameterBlocks> Kinds => _kinds;

    /// <summary>The number of variables.</summary>
    public int Length { get; }

    /// <summary>The number of variables that are not eliminated.</summary>
    public int Reduced { get; }

    /// <summary>The first place of a kind, or −1 of one that no residual depends on.</summary>
    public int Offset(ParameterBlocks kind) => _offsets.GetValueOrDefault(kind, -1);

    /// <summary>The bounds of all variables, if any kind has some.</summary>
    /// <exception cref="OptionException">A bound is NaN, a lower bound lies above its upper one, or the start outside them.</exception>
    public Bounds? Bounds()
    {
        if (!_kinds.Any(kind => kind.HasBounds)) return null;
        var (lower, upper) = (new double[Length], new double[Length]);
        foreach (var kind in _kinds) kind.CopyBounds(lower.AsSpan(_offsets[kind]), upper.AsSpan(_offsets[kind]));
        var names = _kinds.SelectMany(kind => Enumerable.Range(0, kind.Count * kind.Size).Select(i => $"{kind.Name} {i / kind.Size}[{i % kind.Size}]"));
        var bounds = new Bounds([.. names], lower, upper);
        bounds.CheckStart(Start());
        return bounds;
    }

    public double[] Start()
    {
        var x = new double[Length];
        foreach (var kind in _kinds) kind.Start.CopyTo(x.AsSpan(_offsets[kind]));
        return x;
    }
}
