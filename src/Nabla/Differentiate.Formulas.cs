using System.Runtime.CompilerServices;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using Nabla.Trees;

namespace Nabla;

public static partial class Differentiate
{
    extension(Expr formula)
    {
        /// <summary>
        /// The formula as a function of its one variable: at every place of a tensor, in the tensor's element type, and open to
        /// every transform. Its derivatives come from the same rows of the rule table, and ties keep their literals.
        /// </summary>
        /// <exception cref="ArgumentException">It has not one variable: name them.</exception>
        public Func<Tensor, Tensor> ToFunction() => formula.Variables is [var x]
            ? formula.ToFunction(x)
            : throw new ArgumentException($"The formula has {formula.Variables.Count} variables: name those of the function, as in ToFunction(\"x\").");

        /// <summary>The formula as a function of a variable.</summary>
        /// <exception cref="Execution.UnboundVariableException">The formula has another variable.</exception>
        public Func<Tensor, Tensor> ToFunction(string x)
        {
            var function = new FormulaFunction(formula, [x]);
            return a => function.Apply(a);
        }

        /// <summary>The formula as a function of two variables.</summary>
        /// <exception cref="Execution.UnboundVariableException">The formula has another variable.</exception>
        public Func<Tensor, Tensor, Tensor> ToFunction(string x, string y)
        {
            var function = new FormulaFunction(formula, [x, y]);
            return (a, b) => function.Apply(a, b);
        }

        /// <summary>The formula as a function of three variables.</summary>
        /// <exception cref="Execution.UnboundVariableException">The formula has another variable.</exception>
        public Func<Tensor, Tensor, Tensor, Tensor> ToFunction(string x, string y, string z)
        {
            var function = new FormulaFunction(formula, [x, y, z]);
            return (a, b, c) => function.Apply(a, b, c);
        }

        /// <summary>
        /// The formula as a function of one tensor whose last axis runs over the variables, so that <c>Grad</c> gives the vector
        /// of partial derivatives and <c>Hessian</c> their matrix.
        /// </summary>
        /// <exception cref="Execution.UnboundVariableException">The formula has a variable that is not among those named.</exception>
        public Func<Tensor, Tensor> ToVectorFunction(params IReadOnlyList<string> variables)
        {
            var (function, count) = (new FormulaFunction(formula, variables), variables.Count);
            return x => function.Apply(Columns(x.Settled(), count));
        }

        /// <summary>The formula as a graph of numbers; of all variables in the order in which they appear where none is named.</summary>
        /// <exception cref="Execution.UnboundVariableException">The formula has a variable that is not among those named.</exception>
        public Graph ToGraph(params IReadOnlyList<string> variables)
        {
            if (variables.Count == 0) variables = formula.Variables;
            var types = new TensorType[variables.Count];
            Array.Fill(types, new(DType.Float64, []));
            var function = new FormulaFunction(formula, variables);
            return Tracer.Trace(x => [function.Apply(x)], types);
        }
    }

    /// <summary>What a function of a number computes, as a formula in the name of its parameter.</summary>
    /// <param name="f">The function; it is traced on a float64 number.</param>
    /// <param name="text">The function as written, which the compiler fills in: it names the variable.</param>
    /// <exception cref="LiftException">It does what no formula says.</exception>
    public static Expr ToExpr(Func<Tensor, Tensor> f, [CallerArgumentExpression(nameof(f))] string text = "") =>
        Trace(f, Number).ToExpr(Lifting.Names(text, 1));

    /// <summary>What a function of two numbers computes, as a formula in the names of its parameters.</summary>
    /// <exception cref="LiftException">It does what no formula says.</exception>
    public static Expr ToExpr(Func<Tensor, Tensor, Tensor> f, [CallerArgumentExpression(nameof(f))] string text = "") =>
        Trace(f, Number, Number).ToExpr(Lifting.Names(text, 2));

    /// <summary>What a function of three numbers computes, as a formula in the names of its parameters.</summary>
    /// <exception cref="LiftException">It does what no formula says.</exception>
    public static Expr ToExpr(Func<Tensor, Tensor, Tensor, Tensor> f, [CallerArgumentExpression(nameof(f))] string text = "") =>
        Trace(p => f(p.First, p.Second, p.Third), new Triple<Tensor, Tensor, Tensor>(Number, Number, Number)).ToExpr(Lifting.Names(text, 3));

    /// <summary>The derivative of a function of a number with the steps that lead to it.</summary>
    /// <param name="f">The function; it is traced on a float64 number.</param>
    /// <param name="text">The function as written, which the compiler fills in: it names the variable.</param>
    /// <exception cref="LiftException">It does what no formula says.</exception>
    public static Derivation Explain(Func<Tensor, Tensor> f, [CallerArgumentExpression(nameof(f))] string text = "") =>
        ToExpr(f, text).Explain(Lifting.Names(text, 1)[0]);

    /// <summary>The derivative of a function of two numbers by one of its parameters, with the steps that lead to it.</summary>
    /// <exception cref="ArgumentException">No parameter has that name.</exception>
    /// <exception cref="LiftException">It does what no formula says.</exception>
    public static Derivation Explain(
        Func<Tensor, Tensor, Tensor> f, string variable, [CallerArgumentExpression(nameof(f))] string text = "") =>
        ToExpr(f, text).Explain(OneOf(Lifting.Names(text, 2), variable));

    /// <summary>The derivative of the one number that a graph gives, by an element of its inputs, with the steps that lead to it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="variable">The element as <c>ToExpr</c> names it, x, y, z or x1, x2, …; may be left out where there is one.</param>
    /// <exception cref="ArgumentException">No element has that name, or there are several and none is named.</exception>
    /// <exception cref="LiftException">It does what no formula says.</exception>
    public static Derivation Explain(Graph graph, string? variable = null) =>
        graph.ToExpr().Explain(OneOf(Lifting.Variables(graph), variable));

    // A name that is none would have the derivative zero.
    static string OneOf(string[] names, string? variable)
    {
        variable ??= names is [var only] ? only : "";
        return names.Contains(variable) ? variable : throw new ArgumentException(
            $"The variable to differentiate by must be one of {string.Join(", ", names.Take(12))}{(names.Length > 12 ? " …" : "")}, and '{variable}' is none.", nameof(variable));
    }

    static Tensor Number => Tensor.Zeros(Shape.Scalar, DType.Float64);

    static Tensor[] Columns(Tensor x, int count)
    {
        if (x.Rank == 0 || x.Shape[-1] != count)
            throw new ShapeException($"A formula of {count} variables was given {x.Type}: its last axis must run over the variables.");
        var columns = new Tensor[count];
        for (var i = 0; i < count; i++)
            columns[i] = Primitives.Reshape.To(Primitives.Slice.Along(x, x.Rank - 1, i, 1), x.Shape.Without(-1));
        return columns;
    }
}
