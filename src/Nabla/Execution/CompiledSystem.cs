using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>
/// Several formulas of the same variables made ready to be evaluated together: their values, their Jacobian and products
/// with it from both sides, by the rows of the rule table. Safe on several threads at once.
/// </summary>
public sealed class CompiledSystem
{
    readonly Routine _values;
    readonly Routine _valuesAndJacobian;
    readonly Routine _jacobianVector;
    readonly Routine _vectorJacobian;
    readonly Workspace _joined;

    CompiledSystem(Code code, IReadOnlyList<string> variables, ExecutionOptions options, Budget? budget)
    {
        Variables = variables;
        Count = code.Outputs.Length;
        var derivatives = new Derivatives(budget, options.KeepGuards, options.FastMath);
        _values = new(() => code, options);
        _valuesAndJacobian = new(() => derivatives.Jacobian(code), options);
        _jacobianVector = new(() => derivatives.Tangents(code), options);
        _vectorJacobian = new(() => derivatives.Cotangents(code), options);
        _joined = new(Math.Max(Count * (Dimension + 1), Math.Max(2 * Dimension, Dimension + Count)));
    }

    /// <summary>The variables, in the order of every point and of the Jacobian's columns.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The number of variables.</summary>
    public int Dimension => Variables.Count;

    /// <summary>The number of formulas.</summary>
    public int Count { get; }

    /// <summary>Makes the formulas ready for points of those variables.</summary>
    /// <exception cref="UnboundVariableException">A formula has a variable that is not among them.</exception>
    /// <exception cref="ArgumentException">There is no formula, or a variable is named twice.</exception>
    public static CompiledSystem Compile(
        IReadOnlyList<Expr> formulas, IReadOnlyList<string> variables, ExecutionOptions? options = null, Budget? budget = null)
    {
        if (formulas.Count == 0) throw new ArgumentException("A system needs at least one formula.", nameof(formulas));
        options ??= ExecutionOptions.Default;
        using var builder = new CodeBuilder(variables.Count, budget, fastMath: options.FastMath);
        return new(Lowering.Lower(formulas, variables, builder), [.. variables], options, budget);
    }

    /// <summary>Writes the value of each formula at the point.</summary>
    public void Values(ReadOnlySpan<double> x, Span<double> values)
    {
        Shapes.Check(x.Length, Dimension, values.Length, Count);
        values[0] = _values.Run(x, values[1..]);
    }

    /// <summary>Writes the values at the point, and row by row the derivative of each formula by each variable.</summary>
    public void ValuesAndJacobian(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        Shapes.Check(x.Length, Dimension, values.Length, Count);
        Shapes.CheckColumns(jacobian.Length, Count, Dimension);
        var both = _joined.Take();
        both[0] = _valuesAndJacobian.Run(x, both.AsSpan(1));
        both.AsSpan(0, Count).CopyTo(values);
        both.AsSpan(Count, Count * Dimension).CopyTo(jacobian);
        _joined.Give(both);
    }

    /// <summary>Writes the Jacobian times a vector of one number for each variable: the derivatives along it.</summary>
    public void JacobianVector(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        Shapes.Check(x.Length, Dimension, product.Length, Count);
        Shapes.Check(vector.Length, Dimension, product.Length, Count);
        Run(_jacobianVector, x, vector[..Dimension], product[..Count]);
    }

    /// <summary>Writes a vector of one number for each formula times the Jacobian: the gradient of the sum so weighted.</summary>
    public void VectorJacobian(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        Shapes.Check(x.Length, Dimension, product.Length, Dimension);
        Shapes.Check(vector.Length, Count, product.Length, Dimension);
        Run(_vectorJacobian, x, vector[..Count], product[..Dimension]);
    }

    void Run(Routine routine, ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        if (product.IsEmpty) return;
        var joined = _joined.Take();
        x[..Dimension].CopyTo(joined);
        vector.CopyTo(joined.AsSpan(Dimension));
        product[0] = routine.Run(joined, product[1..]);
        _joined.Give(joined);
    }
}
