using Nabla.Optimization.Blocks;
using Nabla.Tensors;

namespace Nabla.Optimization;

/// <summary>How a fit of blocks runs; losses belong to <see cref="ResidualBlocks"/>. An evaluation is one of all residuals.</summary>
public sealed record BlockFitOptions : RunOptions;

/// <summary>What a fit of blocks came to. Not converging is a result, never an exception.</summary>
public sealed record BlockFitResult
{
    internal Func<ParameterBlocks, Tensor?> Solved { get; init; } = _ => null;

    internal BlockLayout Layout { get; init; } = new([]);

    internal Lazy<BlockCovariance?> Errors { get; init; } = new(() => null);

    /// <summary>The blocks at the solution as the rows of a float64 matrix.</summary>
    /// <exception cref="ArgumentException">No residual depends on those blocks.</exception>
    public Tensor this[ParameterBlocks blocks] =>
        Solved(blocks) ?? throw new ArgumentException($"No residual depends on those blocks of {blocks.Name}.", nameof(blocks));

    /// <summary>Residuals less the parameters that they depend on and no bound holds.</summary>
    public int DegreesOfFreedom => Math.Max(0, Errors.Value?.DegreesOfFreedom ?? 0);

    /// <summary>
    /// The covariance of the numbers of a block: s²(JᵀJ)⁻¹ with s² the cost for each degree of freedom, or what takes its place under robust losses (Huber 1981). 0 for what is held; NaN where
    /// the residuals do not determine the parameters, as under a free gauge: hold a block constant there.
    /// </summary>
    /// <exception cref="ArgumentException">No residual depends on those blocks, or there is no such block.</exception>
    public Tensor Covariance(ParameterBlocks blocks, int block) => Covariance(blocks, block, blocks, block);

    /// <summary>The covariance of the numbers of one block, the rows, with those of another.</summary>
    /// <exception cref="ArgumentException">No residual depends on those blocks, or there is no such block.</exception>
    public Tensor Covariance(ParameterBlocks blocks, int block, ParameterBlocks others, int other)
    {
        var (first, second) = (Place(blocks, block), Place(others, other));
        return Errors.Value is { } errors
            ? errors.Between(first, blocks.Size, second, others.Size)
            : Tensor.Full([blocks.Size, others.Size], double.NaN, DType.Float64);
    }

    /// <summary>The standard errors of all blocks as the rows of a matrix; NaN where the residuals do not determine a number, or it is held.</summary>
    /// <exception cref="ArgumentException">No residual depends on those blocks.</exception>
    public Tensor StandardErrors(ParameterBlocks blocks)
    {
        var (from, count) = (Place(blocks, 0), blocks.Count * blocks.Size);
        var errors = Errors.Value?.StandardErrors(from, count) ?? [.. Enumerable.Repeat(double.NaN, count)];
        return Tensor.From(errors, [blocks.Count, blocks.Size]);
    }

    int Place(ParameterBlocks blocks, int block)
    {
        if (Layout.Offset(blocks) is not (>= 0 and var offset)) throw new ArgumentException($"No residual depends on those blocks of {blocks.Name}.", nameof(blocks));
        if ((uint)block >= (uint)blocks.Count) throw new ArgumentException($"There is no {blocks.Name} {block}: there are {blocks.Count}, counted from 0.", nameof(block));
        return offset + block * blocks.Size;
    }

    /// <summary>The cost at the solution: the sum of squares, or of the robust losses. Ceres calls half of it the cost.</summary>
    public required double Cost { get; init; }

    /// <summary>The cost at the start.</summary>
    public required double StartCost { get; init; }

    /// <summary>The Euclidean length of the gradient of the cost.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The number of iterations: points accepted after the start.</summary>
    public required long Iterations { get; init; }

    /// <summary>How often residuals and Jacobians were evaluated.</summary>
    public required EvaluationCounts Evaluations { get; init; }

    /// <summary>How the fit ended.</summary>
    public required OptimizationStatus Status { get; init; }

    /// <summary>The test that was passed, if one was.</summary>
    public required ConvergenceTest? ConvergedBy { get; init; }

    /// <summary>What happened and what to do about it, in words.</summary>
    public required string Explanation { get; init; }

    /// <summary>The points on the way where they were asked for, the start first: all blocks, kind after kind.</summary>
    public IReadOnlyList<PathPoint>? Path { get; init; }

    /// <summary>Whether a test of convergence was passed.</summary>
    public bool Converged => Status == OptimizationStatus.Converged;
}
