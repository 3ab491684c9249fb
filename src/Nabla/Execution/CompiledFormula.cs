using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>
/// A formula made ready to be evaluated: its value, gradient, Hessian and products with it, by the rows of the rule table
/// and so exact to rounding. Safe on several threads at once; after the first calls nothing is allocated.
/// </summary>
public sealed partial class CompiledFormula
{
    readonly Routine _value;
    readonly Routine _valueAndGradient;
    readonly Columns _valueColumns;
    readonly Columns _gradientColumns;
    readonly Routine _hessian;
    readonly Routine _hessianVector;
    readonly Workspace _joined;
    Function _runValueAndGradient;

    CompiledFormula(Code code, IReadOnlyList<string> variables, ExecutionOptions options, Budget? budget)
    {
        Variables = variables;
        _joined = new(2 * variables.Count);
        var derivatives = new Derivatives(budget, options.KeepGuards, options.FastMath);
        _value = new(() => code, options);
        _valueAndGradient = new(() => derivatives.Jacobian(code), options);
        _runValueAndGradient = RunUntilEmitted;
        _valueColumns = new(_value, options);
        _gradientColumns = new(_valueAndGradient, options);
        _hessian = new(() => derivatives.Hessian(code), options);
        _hessianVector = new(() => derivatives.HessianVector(code), options);
    }

    /// <summary>The variables, in the order of every point and gradient.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The number of variables.</summary>
    public int Dimension => Variables.Count;

    /// <summary>Makes the formula ready for points of those variables.</summary>
    /// <exception cref="UnboundVariableException">The formula has a variable that is not among them.</exception>
    /// <exception cref="ArgumentException">A variable is named twice.</exception>
    public static CompiledFormula Compile(
        Expr formula, IReadOnlyList<string> variables, ExecutionOptions? options = null, Budget? budget = null)
    {
        options ??= ExecutionOptions.Default;
        using var builder = new CodeBuilder(variables.Count, budget, fastMath: options.FastMath);
        return new(Lowering.Lower([formula], variables, builder), [.. variables], options, budget);
    }

    /// <summary>Whether value and gradient are still interpreted, or run as machine code.</summary>
    public bool IsInterpreted => !_valueAndGradient.IsEmitted;

    /// <summary>What value and gradient run.</summary>
    internal Code GradientCode => _valueAndGradient.Code;

    /// <summary>What second derivatives run.</summary>
    internal Code HessianCode => _hessian.Code;

    /// <summary>The value at the point.</summary>
    public double Value(ReadOnlySpan<double> x) => _value.Run(x, default);

    /// <summary>The value at the point; its derivative by each variable is written to the gradient.</summary>
    public double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient) => _runValueAndGradient(x, gradient);

    // Once there is machine code, calls go to it without a step between.
    double RunUntilEmitted(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var value = _valueAndGradient.Run(x, gradient);
        if (_valueAndGradient.IsEmitted) _runValueAndGradient = _valueAndGradient.Run;
        return value;
    }

    /// <summary>Writes the second derivatives, row by row: n² of them for n variables.</summary>
    public void Hessian(ReadOnlySpan<double> x, Span<double> hessian)
    {
        var n = Dimension;
        Shapes.CheckColumns(hessian.Length, n, n);
        if (n == 0) return;
        // The code gives the lower triangle; it is spread from its end, so that nothing is overwritten before it is read.
        hessian[0] = _hessian.Run(x, hessian[1..]);
        for (var row = n - 1; row > 0; row--)
            for (var column = row; column >= 0; column--)
                hessian[row * n + column] = hessian[row * (row + 1) / 2 + column];
        for (var row = 0; row < n; row++)
            for (var column = row + 1; column < n; column++)
                hessian[row * n + column] = hessian[column * n + row];
    }

    /// <summary>Writes the Hessian times a vector.</summary>
    public void HessianVector(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        var n = Dimension;
        if (n == 0) return;
        var joined = _joined.Take();
        x[..n].CopyTo(joined);
        vector[..n].CopyTo(joined.AsSpan(n));
        product[0] = _hessianVector.Run(joined, product[1..]);
        _joined.Give(joined);
    }
}
