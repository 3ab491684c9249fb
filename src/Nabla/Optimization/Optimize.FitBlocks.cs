using Nabla.Optimization.Blocks;
using Nabla.Tensors;

namespace Nabla.Optimization;

public static partial class Optimize
{
    /// <summary>
    /// Minimises the sum of squares (or of robust losses) of residual blocks over the parameter blocks that they depend on, as
    /// bundle adjustment does: Levenberg and Marquardt's method on the sparse Jacobian, with the Schur complement of the kind of
    /// blocks that has most numbers and never meets itself in a residual. The others share a dense matrix.
    /// </summary>
    /// <exception cref="ArgumentException">There are no residual blocks.</exception>
    /// <exception cref="OptionException">An option makes no sense: a start that is not finite or outside its bounds, bounds that contradict each other.</exception>
    public static BlockFitResult Fit(IReadOnlyList<ResidualBlocks> residuals, BlockFitOptions? options = null)
    {
        options ??= new();
        if (residuals.Count == 0) throw new ArgumentException("Without residual blocks there is nothing to fit.", nameof(residuals));
        if (options.Bounds is not null) throw new OptionException("bounds", "Blocks have bounds of their own: give Lower and Upper to ParameterBlocks.");
        return FitBlocks(residuals, new(residuals), options);
    }

    internal static BlockFitResult FitBlocks(IReadOnlyList<ResidualBlocks> residuals, BlockLayout layout, BlockFitOptions options)
    {
        foreach (var kind in layout.Kinds) kind.CheckStart();
        var run = new BlockLevenbergMarquardt(residuals, layout, options);
        var status = run.Run();
        return new()
        {
            Solved = Rows,
            Layout = layout,
            Errors = new(() => status == OptimizationStatus.NonFinite ? null : run.Covariance(layout)),
            Cost = run.Cost,
            StartCost = run.StartCost,
            GradientNorm = run.GradientNorm,
            Iterations = run.Iterations,
            Evaluations = run.Evaluations,
            Status = status,
            ConvergedBy = run.Test,
            Explanation = status == OptimizationStatus.NonFinite
                ? NonFinite(run)
                : FitExplanation.Text(
                    status, run.Test, run.Iterations, "cost", ": the Jacobian does not belong to the residuals, or they have a kink"),
            Path = run.Path?.Points.Select(point => new PathPoint(point.Epoch, point.F, point.X)).ToArray(),
        };

        Tensor? Rows(ParameterBlocks blocks) => layout.Offset(blocks) is >= 0 and var offset
            ? Tensor.From<double>(run.X.AsSpan(offset, blocks.Count * blocks.Size), [blocks.Count, blocks.Size])
            : null;
    }

    static string NonFinite(BlockLevenbergMarquardt run)
    {
        for (var t = 0; t < run.Terms.Count; t++)
            if (run.Terms[t].FirstNonFinite(run.X) is >= 0 and var i)
                return $"A residual of block {i}{(run.Terms.Count > 1 ? $" of kind {t}" : "")} is not finite at the start, so no step can be made. Start elsewhere.";
        return "The cost or its Jacobian is not finite at the start, so no step can be made. Start elsewhere.";
    }
}
