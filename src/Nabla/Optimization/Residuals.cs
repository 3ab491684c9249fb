using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>Writes the m residuals at x into the buffer.</summary>
public delegate void ResidualsFunction(ReadOnlySpan<double> x, Span<double> residuals);

/// <summary>Writes the m residuals at x and their m·n derivatives into the buffers.</summary>
public delegate void ResidualsAndJacobianFunction(ReadOnlySpan<double> x, Span<double> residuals, Span<double> jacobian);

/// <summary>Writes as many residuals as the buffer holds, from a row on, and their derivatives column by column unless that buffer is empty.</summary>
delegate void RangeOfResiduals(ReadOnlySpan<double> x, int from, Span<double> residuals, Span<double> jacobian);

/// <summary>How a dense Jacobian lies in its buffer.</summary>
public enum JacobianLayout
{
    /// <summary>Residual by residual: all derivatives of the first, then of the second.</summary>
    Rows,

    /// <summary>Variable by variable: the derivatives of all residuals by the first variable, then by the second.</summary>
    Columns,
}

/// <summary>m residuals of n named variables, as least squares takes them: values and Jacobian go into buffers of the caller.</summary>
public sealed class Residuals(
    IReadOnlyList<string> variables, int count, ResidualsFunction values, ResidualsAndJacobianFunction valuesAndJacobian)
{
    /// <summary>Several compiled formulas, each a residual.</summary>
    public static Residuals Of(CompiledSystem system) =>
        new(system.Variables, system.Count, system.Values, system.ValuesAndJacobian);

    /// <summary>Several formulas of those variables, each a residual.</summary>
    /// <exception cref="UnboundVariableException">A formula has a variable that is not among them.</exception>
    public static Residuals Of(IReadOnlyList<Expr> formulas, IReadOnlyList<string> variables, Budget? budget = null) =>
        Of(CompiledSystem.Compile(formulas, variables, budget: budget));

    /// <summary>A method over spans that gives m residuals of n variables, called x1, x2 …, and their Jacobian.</summary>
    public static Residuals Of(int m, int n, ResidualsAndJacobianFunction valuesAndJacobian, ResidualsFunction? values = null)
    {
        var spare = new Workspace(m * n);
        return new(new NumberedNames("x", n), m, values ?? ValuesAlone, valuesAndJacobian);

        void ValuesAlone(ReadOnlySpan<double> x, Span<double> residuals)
        {
            var jacobian = spare.Take();
            valuesAndJacobian(x, residuals, jacobian);
            spare.Give(jacobian);
        }
    }

    /// <summary>The names of the variables, in the order of x.</summary>
    public IReadOnlyList<string> Variables { get; } = variables;

    /// <summary>The number n of variables.</summary>
    public int Dimension => Variables.Count;

    /// <summary>The number m of residuals.</summary>
    public int Count { get; } = count;

    /// <summary>Writes the residuals.</summary>
    public ResidualsFunction Values { get; } = values;

    /// <summary>Writes the residuals and their Jacobian.</summary>
    public ResidualsAndJacobianFunction ValuesAndJacobian { get; } = valuesAndJacobian;

    /// <summary>How the Jacobian lies in its buffer.</summary>
    public JacobianLayout Layout { get; init; } = JacobianLayout.Rows;

    /// <summary>
    /// Variables that every residual is affine in, once the others are held: their best values follow by linear least
    /// squares, which rescues fits from far starts. Empty where none are known.
    /// </summary>
    public IReadOnlyList<int> Linear
    {
        get => field ??= FindLinear?.Invoke() ?? [];
        init;
    }

    /// <summary>Whether all residuals are known to be affine in all variables together.</summary>
    internal bool IsLinear { get; init; }

    /// <summary>Residuals and, if wanted, derivatives of some rows, where they can be had by themselves: x, the first row, and the buffers.</summary>
    internal RangeOfResiduals? Range { get; init; }

    // Finding them takes derivatives, and most fits never ask.
    internal Func<IReadOnlyList<int>>? FindLinear { get; init; }
}
