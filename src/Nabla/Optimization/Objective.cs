using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>f(x).</summary>
public delegate double ValueFunction(ReadOnlySpan<double> x);

/// <summary>Writes ∇f(x) into the buffer, which has the length of x, and gives f(x).</summary>
public delegate double ValueAndGradientFunction(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>Writes the Hessian of f at x, row by row, into the buffer of length n·n.</summary>
public delegate void HessianFunction(ReadOnlySpan<double> x, Span<double> hessian);

/// <summary>Writes the Hessian of f at x times a vector into the buffer; all three have the length of x.</summary>
public delegate void HessianVectorFunction(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product);

/// <summary>
/// A differentiable function of named variables as every optimiser takes it: value and derivatives go into buffers of
/// the caller. Whatever has methods of these shapes plugs in: <c>new Objective(names, g.Value, g.ValueAndGradient)</c>.
/// </summary>
public sealed class Objective(IReadOnlyList<string> variables, ValueFunction value, ValueAndGradientFunction valueAndGradient)
{
    /// <summary>A compiled formula with its exact Hessian.</summary>
    public static Objective Of(CompiledFormula f) =>
        new(f.Variables, f.Value, f.ValueAndGradient) { Hessian = f.Hessian, HessianVector = f.HessianVector, Compiled = f };

    /// <summary>A formula of those variables, with every derivative by the rule table.</summary>
    /// <exception cref="UnboundVariableException">The formula has a variable that is not among them.</exception>
    public static Objective Of(Expr f, IReadOnlyList<string> variables, Budget? budget = null) =>
        Of(CompiledFormula.Compile(f, variables, budget: budget));

    /// <summary>A method over spans of n numbers that gives its own gradient; its variables are called x1, x2 ….</summary>
    public static Objective Of(int n, ValueAndGradientFunction valueAndGradient, ValueFunction? value = null)
    {
        var spare = new Workspace(n);
        return new(new NumberedNames("x", n), value ?? ValueAlone, valueAndGradient);

        double ValueAlone(ReadOnlySpan<double> x)
        {
            var gradient = spare.Take();
            var f = valueAndGradient(x, gradient);
            spare.Give(gradient);
            return f;
        }
    }

    /// <summary>The names of the variables, in the order of x.</summary>
    public IReadOnlyList<string> Variables { get; } = variables;

    /// <summary>The number of variables.</summary>
    public int Dimension => Variables.Count;

    /// <summary>f(x).</summary>
    public ValueFunction Value { get; } = value;

    /// <summary>f(x), with ∇f(x) written into the buffer.</summary>
    public ValueAndGradientFunction ValueAndGradient { get; } = valueAndGradient;

    /// <summary>The exact Hessian, or null where it is to be had from differences of gradients.</summary>
    public HessianFunction? Hessian { get; init; }

    /// <summary>The exact product of the Hessian with a vector, or null where it is to be had from the Hessian or from differences of gradients.</summary>
    public HessianVectorFunction? HessianVector { get; init; }

    /// <summary>Whether the Hessian is known to be the same everywhere; null where that has to be found by looking at points.</summary>
    public bool? IsQuadratic { get; init; }

    internal CompiledFormula? Compiled { get; init; }

    /// <summary>Epochs of gradient descent as machine code; null where value and gradient are not such code themselves yet.</summary>
    internal CalmEpochs? CalmEpochs => field ??= Compiled is { IsInterpreted: false } ? CalmEpochs.Of(Compiled) : null;

    /// <summary>What f is called in text.</summary>
    public string Name { get; init; } = "f";
}
