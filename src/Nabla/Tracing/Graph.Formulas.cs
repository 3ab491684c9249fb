using Nabla.Symbolics;

namespace Nabla.Tracing;

public sealed partial class Graph
{
    /// <summary>
    /// The one number that the graph gives, as a formula of its inputs: rows of the rule table, sums, products of matrices and
    /// what moves elements are formulas; the numbers in it are those of the program.
    /// </summary>
    /// <param name="variables">A name for each input, numbered where it has axes: x1, x2, … Without names x, y, z.</param>
    /// <exception cref="LiftException">It gives more than one number, or has an equation that no formula says, which is named.</exception>
    public Expr ToExpr(params IReadOnlyList<string> variables) => ToExprs(variables) is [var one]
        ? one
        : throw new LiftException($"The graph gives {string.Join(", ", Outputs)}, and a formula is one number: sum it, or use ToExprs.");

    /// <summary>The numbers that the graph gives, in row-major order, as formulas of its inputs.</summary>
    /// <param name="variables">A name for each input, numbered where it has axes: x1, x2, … Without names x, y, z.</param>
    /// <exception cref="LiftException">It has an equation that no formula says, which is named.</exception>
    public Expr[] ToExprs(params IReadOnlyList<string> variables) => ToExprs(variables, new Budget());

    /// <summary>The numbers that the graph gives, in row-major order, as formulas of its inputs.</summary>
    /// <exception cref="LiftException">It has an equation that no formula says, which is named.</exception>
    /// <exception cref="LimitException">The budget is used up.</exception>
    public Expr[] ToExprs(IReadOnlyList<string> variables, Budget budget) => Lifting.Run(this, variables, budget);
}
