using Nabla.Tensors;
using Nabla.Trees;

namespace Nabla.Optimization;

/// <summary>What a minimisation over a tree came to.</summary>
/// <typeparam name="T">The type of the tree.</typeparam>
/// <param name="X">The best point: a tree as the start, of its element types.</param>
/// <param name="Run">Value, gradient, counts and status; its variables are the numbers of the tree, called as <c>In.Weight[3]</c>.</param>
public sealed record MinimizeResult<T>(T X, MinimizeResult Run) where T : ITree;

public static partial class Optimize
{
    /// <summary>Minimises a function of a tensor from a start, with gradients and Hessian-vector products by tracing it.</summary>
    /// <exception cref="OptionException">An option makes no sense, or the start is not finite.</exception>
    /// <exception cref="Transforms.GradientException">The result is no floating number or does not depend on the argument.</exception>
    public static MinimizeResult<Tensor> Minimize(
        Func<Tensor, Tensor> f, Tensor start, MinimizeMethod? method = null, MinimizeOptions? options = null) =>
        Minimize<Tensor>(f, start, method, options);

    /// <summary>
    /// Minimises a function of a model, any tree, from a start, with gradients and Hessian-vector products by tracing it. It is
    /// evaluated in float64; what the tree holds constant stays.
    /// </summary>
    /// <exception cref="OptionException">An option makes no sense, or the start is not finite.</exception>
    /// <exception cref="Transforms.GradientException">The result is no floating number or does not depend on the argument.</exception>
    public static MinimizeResult<T> Minimize<T>(Func<T, Tensor> f, T start, MinimizeMethod? method = null, MinimizeOptions? options = null)
        where T : ITree
    {
        var variables = new TreeVariables<T>(start);
        var run = Minimize(Of(f, variables), variables.Start(), method, options);
        return new(variables.Result([.. run.X]), run);
    }

    static Objective Of<T>(Func<T, Tensor> f, TreeVariables<T> variables) where T : ITree
    {
        return new(variables.Names, x => (double)f(variables.Point(x)), ValueAndGradient) { HessianVector = HessianVector };

        double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var (value, slope) = Differentiate.ValueAndGrad(f, variables.Point(x));
            variables.Write(slope, gradient);
            return (double)value;
        }

        void HessianVector(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product) =>
            variables.Write(Differentiate.HessianVectorProduct(f, variables.Point(x), variables.Point(vector)), product);
    }
}
