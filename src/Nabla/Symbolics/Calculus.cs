using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>Differential calculus of formulas: derivatives of any order, gradients, Jacobians and Hessians.</summary>
public static class Calculus
{
    // Up to this much work the derivatives by each variable in turn are affordable, and they read better.
    const long WorkForTextbookForms = 1 << 14;

    extension(Expr f)
    {
        /// <summary>The names of the variables and parameters, in the order in which they first appear.</summary>
        public IReadOnlyList<string> Variables => [.. Symbols(f).Select(x => x.Name).Distinct()];

        /// <summary>The derivative by a variable, the others held constant, taken that many times; order 0 is the formula itself.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
        /// <exception cref="LimitException">The budget is used up.</exception>
        public Expr Derivative(
            string variable, int order = 1, SimplifyLevel simplify = SimplifyLevel.Light, Budget? budget = null)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(order);
            if (order == 0) return f;
            using var operation = ExprInterner.Begin();
            budget ??= new Budget();
            using var differentiator = Differentiator.Rent(Symbol(variable), budget);
            var derivative = f;
            for (; order > 0; order--) derivative = Simplify(differentiator.Derive(derivative), simplify, budget).Expression;
            return derivative;
        }

        /// <summary>The mixed partial derivative: by the first variable, then by the second, and so on.</summary>
        public Expr Derivative(params IReadOnlyList<string> variables) => f.Explain(variables).Result;

        /// <summary>The derivative with the steps that lead to it, down to that depth in full or, without one, as people read them.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
        /// <exception cref="LimitException">The budget is used up.</exception>
        public Derivation Explain(
            string variable, int order = 1, SimplifyLevel simplify = SimplifyLevel.Light, int? depth = null,
            Budget? budget = null)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(order);
            return f.Explain([.. Enumerable.Repeat(variable, order)], simplify, depth, budget);
        }

        /// <summary>The mixed partial derivative, by the first variable, then by the second, and so on, with the steps that lead to it.</summary>
        /// <exception cref="LimitException">The budget is used up.</exception>
        public Derivation Explain(
            IReadOnlyList<string> variables, SimplifyLevel simplify = SimplifyLevel.Light, int? depth = null,
            Budget? budget = null) =>
            new(f, variables, simplify, depth, budget ?? new Budget());

        /// <summary>The partial derivatives by the variables, in their order; by all variables of the formula where none is named.</summary>
        public Expr[] Gradient(params IReadOnlyList<string> variables) => f.Gradient(variables, SimplifyLevel.Light);

        /// <summary>The partial derivatives by the variables, in their order; by all variables of the formula where none is named.</summary>
        /// <exception cref="LimitException">The budget is used up.</exception>
        public Expr[] Gradient(IReadOnlyList<string> variables, SimplifyLevel simplify, Budget? budget = null)
        {
            using var operation = ExprInterner.Begin();
            return Gradient(f, SymbolsOrAll([f], variables), simplify, budget ?? new Budget());
        }

        /// <summary>The second derivatives by the variables, n × n and symmetric; by all variables of the formula where none is named.</summary>
        public Expr[,] Hessian(params IReadOnlyList<string> variables) => f.Hessian(variables, SimplifyLevel.Light);

        /// <summary>The second derivatives by the variables, n × n and symmetric; by all variables of the formula where none is named.</summary>
        /// <exception cref="LimitException">The budget is used up.</exception>
        public Expr[,] Hessian(IReadOnlyList<string> variables, SimplifyLevel simplify, Budget? budget = null)
        {
            using var operation = ExprInterner.Begin();
            budget ??= new Budget();
            var x = SymbolsOrAll([f], variables);
            var gradient = Gradient(f, x, simplify, budget);
            var hessian = new Expr[x.Length, x.Length];
            for (var j = 0; j < x.Length; j++)
            {
                var differentiator = new Differentiator(x[j], budget);
                for (var i = 0; i <= j; i++)
                    hessian[i, j] = hessian[j, i] = Simplify(
                        differentiator.Derive(gradient[i]), simplify, budget).Expression;
            }

            return hessian;
        }
    }

    /// <summary>The derivatives of m formulas by n variables, m × n; by all variables of the formulas where none is named.</summary>
    public static Expr[,] Jacobian(this IReadOnlyList<Expr> f, params IReadOnlyList<string> variables) =>
        f.Jacobian(variables, SimplifyLevel.Light);

    /// <summary>The derivatives of m formulas by n variables, m × n; by all variables of the formulas where none is named.</summary>
    /// <exception cref="LimitException">The budget is used up.</exception>
    public static Expr[,] Jacobian(
        this IReadOnlyList<Expr> f, IReadOnlyList<string> variables, SimplifyLevel simplify, Budget? budget = null)
    {
        using var operation = ExprInterner.Begin();
        budget ??= new Budget();
        var x = SymbolsOrAll(f, variables);
        var jacobian = new Expr[f.Count, x.Length];
        // By columns where there are fewer of them: one sweep forward shares its work over all formulas.
        if (x.Length <= f.Count)
        {
            for (var j = 0; j < x.Length; j++)
            {
                var differentiator = new Differentiator(x[j], budget);
                for (var i = 0; i < f.Count; i++)
                    jacobian[i, j] = Simplify(differentiator.Derive(f[i]), simplify, budget).Expression;
            }

            return jacobian;
        }

        for (var i = 0; i < f.Count; i++)
        {
            var row = Gradient(f[i], x, simplify, budget);
            for (var j = 0; j < x.Length; j++) jacobian[i, j] = row[j];
        }

        return jacobian;
    }

    internal static Simplified Simplify(Expr derivative, SimplifyLevel level, Budget budget) =>
        level == SimplifyLevel.None ? new(derivative, [], []) : Simplifier.Simplify(derivative, level, budget);

    static Expr[] Gradient(Expr f, SymbolExpr[] variables, SimplifyLevel simplify, Budget budget)
    {
        // The whole gradient of a large formula shares its parts; simplified, each would be as long as the formula.
        if (variables.Length > 1 && f.TreeSize > WorkForTextbookForms / variables.Length)
            return ReverseAccumulation.Gradient(f, variables, budget);
        return [.. variables.Select(x => Simplify(new Differentiator(x, budget).Derive(f), simplify, budget).Expression)];
    }

    static SymbolExpr[] SymbolsOrAll(IReadOnlyList<Expr> f, IReadOnlyList<string> variables) =>
        variables.Count == 0 ? [.. f.SelectMany(Symbols).Distinct()] : [.. variables.Select(Symbol)];

    static SymbolExpr Symbol(string name) => (SymbolExpr)Expr.Symbol(name);

    static List<SymbolExpr> Symbols(Expr f)
    {
        var symbols = new List<SymbolExpr>();
        var met = new NodeMap<bool>();
        var pending = new PagedStack<Expr>();
        pending.Push(f);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (node.Symbols == 0 || met.Contains(node)) continue;
            met[node] = true;
            if (node is SymbolExpr x) symbols.Add(x);
            for (var i = node.Arity - 1; i >= 0; i--) pending.Push(node[i]);
        }

        return symbols;
    }
}
