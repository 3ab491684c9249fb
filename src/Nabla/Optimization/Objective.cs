using Nabla.Execution;

namespace Nabla.Optimization;

/// <summary>f(x).</summary>
public delegate double ValueFunction(ReadOnlySpan<double> x);

/// <summary>Writes ∇f(x) into the buffer, which has the length of x, and gives f(x).</summary>
public delegate double ValueAndGradientFunction(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>Writes the Hessian of f at x, row by row, into the buffer of length n·n.</summary>
public delegate void HessianFunction(ReadOnlySpan<double> x, Span<double> hessian);

/// <summary>
/// A differentiable function of named variables as every optimiser takes it: value and derivatives go into buffers of
/// the caller. Whatever has methods of these shapes plugs in: <c>new Objective(names, g.Value, g.ValueAndGradient)</c>.
/// </summary>
public sealed class Objective(IReadOnlyList<string> variables, ValueFunction value, ValueAndGradientFunction valueAndGradient)
{
    /// <summary>A compiled formula with its exact Hessian.</summary>
    public static Objective Of(CompiledFormula f) => new(f.Variables, f.Value, f.ValueAndGradient) { Hessian = f.Hessian };

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

    /// <summary>Whether the Hessian is known to be the same everywhere; null where that has to be found by looking at points.</summary>
    public bool? IsQuadratic { get; init; }

    /// <summary>What f is called in text.</summary>
    public string Name { get; init; } = "f";
}
