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
        public Expr Derivative(string variable, int order = 1, Budget? budget = null) => f.Explain(variable, order, null, budget).Result;

        /// <summary>The mixed partial derivative: by the first variable, then by the second, and so on.</summary>
        public Expr Derivative(params ReadOnlySpan<string> variables) => f.Explain(variables).Result;

        /// <summary>The derivative with the steps that lead to it, down to that depth in full or, without one, as people read them.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
        /// <exception cref="LimitException">The budget is used up.</exception>
        public Derivation Explain(string variable, int order = 1, int? depth = null, Budget? budget = null)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(order);
            return new(f, [.. Enumerable.Repeat(variable, order)], depth, budget ?? new Budget());
        }

        /// <summary>The mixed partial derivative with the steps that lead to it.</summary>
        public Derivation Explain(params ReadOnlySpan<string> variables) => new(f, [.. variables], null, new Budget());

        /// <summary>The partial derivatives by the variables, in their order; by all variables of the formula where none is named.</summary>
        public Expr[] Gradient(params ReadOnlySpan<string> variables) => Gradient(f, variables, new Budget());

        /// <summary>The second derivatives by the variables, n × n and symmetric; by all variables of the formula where none is named.</summary>
        public Expr[,] Hessian(params ReadOnlySpan<string> variables)
        {
            using var operation = ExprInterner.Begin();
            var budget = new Budget();
            var x = SymbolsOrAll([f], variables);
            var gradient = Gradient(f, x, budget);
            var hessian = new Expr[x.Length, x.Length];
            for (var j = 0; j < x.Length; j++)
            {
                var differentiator = new Differentiator(x[j], budget);
                for (var i = 0; i <= j; i++) hessian[i, j] = hessian[j, i] = differentiator.Derive(gradient[i]);
            }

            return hessian;
        }
    }

    /// <summary>The derivatives of m formulas by n variables, m × n; by all variables of the formulas where none is named.</summary>
    public static Expr[,] Jacobian(this IReadOnlyList<Expr> f, params ReadOnlySpan<string> variables)
    {
        using var operation = ExprInterner.Begin();
        var budget = new Budget();
        var x = SymbolsOrAll(f, variables);
        var jacobian = new Expr[f.Count, x.Length];
        // By columns where there are fewer of them: one sweep forward shares its work over all formulas.
        if (x.Length <= f.Count)
        {
            for (var j = 0; j < x.Length; j++)
            {
                var differentiator = new Differentiator(x[j], budget);
                for (var i = 0; i < f.Count; i++) jacobian[i, j] = differentiator.Derive(f[i]);
            }

            return jacobian;
        }

        for (var i = 0; i < f.Count; i++)
        {
            var row = Gradient(f[i], x, budget);
            for (var j = 0; j < x.Length; j++) jacobian[i, j] = row[j];
        }

        return jacobian;
    }

    internal static Expr[] Gradient(Expr f, ReadOnlySpan<string> variables, Budget budget)
    {
        using var operation = ExprInterner.Begin();
        return Gradient(f, SymbolsOrAll([f], variables), budget);
    }

    static Expr[] Gradient(Expr f, SymbolExpr[] variables, Budget budget) =>
        variables.Length <= 1 || f.TreeSize <= WorkForTextbookForms / variables.Length
            ? [.. variables.Select(x => new Differentiator(x, budget).Derive(f))]
            : ReverseAccumulation.Gradient(f, variables, budget);

    static SymbolExpr[] SymbolsOrAll(IReadOnlyList<Expr> f, ReadOnlySpan<string> variables)
    {
        if (variables.IsEmpty) return [.. f.SelectMany(Symbols).Distinct()];
        var symbols = new SymbolExpr[variables.Length];
        for (var i = 0; i < symbols.Length; i++) symbols[i] = Symbol(variables[i]);
        return symbols;
    }

    static SymbolExpr Symbol(string name) => (SymbolExpr)Expr.Symbol(name);

    static List<SymbolExpr> Symbols(Expr f)
    {
        var symbols = new List<SymbolExpr>();
        var met = new NodeMap<bool>();
        var pending = new Stack<Expr>();
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
