using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>The partial derivatives of a row by its operands, read once from the row's formulas.</summary>
sealed class RowDerivative
{
    readonly RowProgram[] _partials;
    readonly string _name;

    /// <summary>The derivative of the row with a number in some places; NaN marks the operands.</summary>
    public RowDerivative(ScalarRule row, double[] literals)
    {
        _name = row.Name;
        var arguments = new Expr[literals.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = double.IsNaN(literals[i]) ? Expr.Symbol($"#{i}") : Expr.Decimal(Rational.FromDouble(literals[i]));
        var output = Expr.Symbol("#y");
        var partials = row.Partials(arguments, output);
        Expr[] operands = [.. arguments.Where(a => a is SymbolExpr)];
        _partials = [.. partials.Where((_, i) => double.IsNaN(literals[i])).Select(p => RowProgram.Read(p, operands, output))];
    }

    /// <summary>Whether it is a product of two operands: the derivative by each is the other.</summary>
    public bool IsProduct => _partials is [{ Result: { Kind: SourceKind.Operand, Index: 1 } }, { Result: { Kind: SourceKind.Operand, Index: 0 } }];

    /// <summary>Whether the partial derivative by the operand depends neither on it nor on the output.</summary>
    public bool IsLinearIn(int operand) => !_partials[operand].Mentions(operand);

    /// <summary>The partial derivative by the operand times a tangent or cotangent, zero absorbing; null is zero.</summary>
    public Tensor? Times(int operand, Tensor along, ReadOnlySpan<Tensor> x, Tensor? y)
    {
        var partial = _partials[operand];
        return partial.Result.Kind switch
        {
            SourceKind.Number => partial.Result.Number switch { 0 => null, 1 => along, var c => Scale(c, along) },
            SourceKind.Operand => ElementwisePrimitive.Scale.Apply(x[partial.Result.Index], along),
            SourceKind.Output => ElementwisePrimitive.Scale.Apply(y!, along),
            _ => ElementwisePrimitive.Scale.Apply(Tracing.Provenance.Watched(partial.Evaluate(x, y), _name, operand, x), along),
        };
    }

    static Tensor Scale(double c, Tensor along) => double.IsFinite(c)
        ? ElementwisePrimitive.Of(Elementwise.Scaled, [c, double.NaN]).Apply(along)
        : ElementwisePrimitive.Scale.Apply(Tensor.Full(along.Type, c), along);
}
