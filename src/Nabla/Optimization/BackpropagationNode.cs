using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>An operand of a node: its name or literal, and the local derivative of the node by it as a number.</summary>
/// <param name="Name">The name of the operand's node, or the number or constant it is.</param>
/// <param name="Partial">The local derivative at the point; 0 by an operand that depends on no variable.</param>
/// <param name="IsVaried">Whether the operand depends on a variable, so that a cotangent flows back to it.</param>
public readonly record struct BackpropagationOperand(string Name, double Partial, bool IsVaried);

/// <summary>A node of a loss's graph: what it computes from other nodes, its value, and the loss's derivative by it.</summary>
public sealed class BackpropagationNode
{
    readonly Expr _symbol;
    Expr[]? _derivatives;

    internal BackpropagationNode(
        Expr symbol, string name, Expr expression, double value, double cotangent,
        IReadOnlyList<BackpropagationOperand> operands) =>
        (_symbol, Name, Expression, Value, Cotangent, Operands) =
        (symbol, name, expression, value, cotangent, operands);

    /// <summary>A variable's own name, v1, v2 … in the order of computation, or L for the loss.</summary>
    public string Name { get; }

    /// <summary>The operation on the names of other nodes, as in v1 + b; a variable is itself.</summary>
    public Expr Expression { get; }

    /// <summary>The value at the point.</summary>
    public double Value { get; }

    /// <summary>The derivative of the loss by this node; 0 for a node that depends on no variable.</summary>
    public double Cotangent { get; }

    /// <summary>What the operation is applied to, in order; none for a variable.</summary>
    public IReadOnlyList<BackpropagationOperand> Operands { get; }

    /// <summary>Whether the node is a variable.</summary>
    public bool IsVariable => Operands.Count == 0 && Expression is SymbolExpr;

    /// <summary>
    /// The local derivatives by each operand as formulas in the names of the operands and of this node; 0 by an operand
    /// that depends on no variable. Made when first asked for.
    /// </summary>
    public IReadOnlyList<Expr> Derivatives => _derivatives ??= LocalDerivatives();

    Expr[] LocalDerivatives()
    {
        if (Expression is not ApplyExpr f) return [.. Operands.Select(_ => (Expr)1)];
        var arguments = new Expr[f.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = f[i];
        var written = f.Rule.WrittenPartials(arguments, _symbol);
        return [.. written.Select((partial, i) =>
            Operands[i].IsVaried ? Simplifier.Simplify(partial, SimplifyLevel.Light).Expression : 0)];
    }
}
