namespace Nabla.Symbolics;

// Reads the steps off the differentiator's own dispatch: the rule it used at each node, on the derivatives it found.
sealed class DerivationBuilder
{
    // One pair of letters a level, so that a step's u is never confused with the u of the step it belongs to.
    static readonly string[][] s_letters = [["u", "v"], ["w", "z"], ["p", "q"], ["r", "s"]];

    readonly Differentiator _differentiator;
    readonly SymbolExpr _variable;
    readonly bool _readable;
    readonly HashSet<string> _taken;
    readonly LinearPieces _linear;
    readonly NodeMap<DerivationStep> _steps = new();

    public DerivationBuilder(Expr f, Differentiator differentiator, bool readable, Budget budget)
    {
        _differentiator = differentiator;
        _variable = differentiator.Variable;
        _readable = readable;
        _taken = [.. f.Variables, _variable.Name];
        differentiator.Find(f);
        _linear = new(f, differentiator, budget);
    }

    // What a step is made of, found on the way down; the step itself is made on the way up.
    sealed record Plan(
        Expr Node, int Level, DerivativeRule Rule, Binding[] Bindings, Expr[] Children, DerivationStep[] Outer);

    /// <summary>The step that differentiates f, with all steps below it.</summary>
    public DerivationStep Build(Expr f)
    {
        var pending = new Stack<(Plan Plan, bool Planned)>();
        pending.Push((PlanOf(f, 0), false));
        while (pending.Count > 0)
        {
            var (plan, childrenDone) = pending.Pop();
            if (childrenDone)
            {
                _steps[plan.Node] = new(
                    plan.Rule, _variable.Name, plan.Node, _differentiator.Derive(plan.Node), plan.Bindings,
                    [.. plan.Outer, .. plan.Children.Select(child => _steps[child])]);
                continue;
            }

            if (_steps.Contains(plan.Node)) continue;
            pending.Push((plan, true));
            for (var i = plan.Children.Length - 1; i >= 0; i--)
                if (!_steps.Contains(plan.Children[i])) pending.Push((PlanOf(plan.Children[i], plan.Level + 1), false));
        }

        return _steps[f];
    }

    Plan PlanOf(Expr node, int level)
    {
        if (!IsActive(node)) return Leaf(node, level, DerivativeRule.Constant);
        if (node is not ApplyExpr f) return Leaf(node, level, DerivativeRule.Identity);
        if (_readable && _linear.Contains(f)) return Leaf(node, level, DerivativeRule.Linear);
        var rule = _differentiator.RuleFor(f);
        if (rule == DerivativeRule.Sum || rule == DerivativeRule.Difference) return SumPlan(f, level, rule);
        if (rule == DerivativeRule.ConstantMultiple) return MultiplePlan(f, level);
        if (rule == DerivativeRule.Product || rule == DerivativeRule.Quotient || rule == DerivativeRule.Logarithmic)
            return Parts(f, level, rule, [f[0], f[1]], [f[0], f[1]]);
        if (rule == DerivativeRule.Reciprocal) return Parts(f, level, rule, [f[0], f[1]], [f[1]]);
        if (rule == DerivativeRule.Cases)
            return Parts(f, level, rule, [f[1], f[2]], [.. new[] { f[1], f[2] }.Where(IsActive)]);
        if (f.Rule.Arity < 0) return ExtremumPlan(f, level, rule);
        return FunctionPlan(f, level, rule);
    }

    static Plan Leaf(Expr node, int level, DerivativeRule rule) => new(node, level, rule, [], [], []);

    Plan Parts(ApplyExpr f, int level, DerivativeRule rule, Expr[] parts, Expr[] children)
    {
        var letters = Letters(rule.Letters, level);
        return new(f, level, rule, [.. parts.Select((part, i) => new Binding(letters[i], part))], Distinct(children), []);
    }

    // The rule is said of two, and the others of more than two have letters too; of many none has.
    Plan ExtremumPlan(ApplyExpr f, int level, DerivativeRule rule)
    {
        if (!DerivativeRule.IsInCases(f)) return new(f, level, rule, [], Active(f), []);
        var letters = Letters(rule.Letters, level).ToList();
        while (letters.Count < f.Arity) letters.Add(Free(["p", "q", "r", "s", "w", "z", "g", "h"], letters));
        return new(f, level, rule, [.. letters.Select((letter, i) => new Binding(letter, f[i]))], Active(f), []);
    }

    Plan SumPlan(ApplyExpr f, int level, DerivativeRule rule)
    {
        var terms = _linear.Terms(f).Where(t => IsActive(t) || !_readable || t.Symbols != 0);
        return new(f, level, rule, [], Distinct(terms), []);
    }

    Plan MultiplePlan(ApplyExpr f, int level)
    {
        var part = _linear.Factor(f, all: _readable);
        return Parts(f, level, DerivativeRule.ConstantMultiple, [_linear.Without(f, part), part], [part]);
    }

    Plan FunctionPlan(ApplyExpr f, int level, DerivativeRule rule)
    {
        var active = Enumerable.Range(0, f.Arity).Where(i => IsActive(f[i])).ToArray();
        if (active is [var only] && f[only] is SymbolExpr) return Leaf(f, level, rule);
        var chain = active.Length == 1 ? DerivativeRule.Chain : DerivativeRule.ChainOfSeveral;
        var letters = Letters(["u", "v", "w"], level)[..active.Length];
        var arguments = Enumerable.Range(0, f.Arity).Select(i => f[i]).ToArray();
        for (var k = 0; k < active.Length; k++) arguments[active[k]] = Expr.Symbol(letters[k]);
        var outer = (ApplyExpr)Expr.Apply(f.Rule, arguments);
        return new(f, level, chain, [.. active.Select((i, k) => new Binding(letters[k], f[i]))],
            Distinct(active.Select(i => f[i])), [.. active.Select((i, k) => Outer(outer, i, letters[k]))]);
    }

    // The outer function alone, by one of its letters.
    static DerivationStep Outer(ApplyExpr outer, int place, string letter)
    {
        var du = new Expr?[outer.Arity];
        du[place] = 1;
        var rule = DerivativeRule.For(outer, du);
        return new(rule, letter, outer, rule.Combine(outer, du));
    }

    bool IsActive(Expr node) => _differentiator.Find(node) is not null;

    Expr[] Active(ApplyExpr f) => Distinct(Enumerable.Range(0, f.Arity).Select(i => f[i]).Where(IsActive));

    static Expr[] Distinct(IEnumerable<Expr> nodes)
    {
        var met = new NodeMap<bool>();
        var distinct = new List<Expr>();
        foreach (var node in nodes)
        {
            if (met.Contains(node)) continue;
            met[node] = true;
            distinct.Add(node);
        }

        return [.. distinct];
    }

    // The rule's own letters for functions go by level; those for constants stay unless the formula has them.
    string[] Letters(IReadOnlyList<string> ofRule, int level)
    {
        var pair = s_letters[level % s_letters.Length];
        var chosen = new List<string>();
        foreach (var letter in ofRule)
        {
            chosen.Add(letter switch
            {
                "u" => Free([pair[0], "g", "p", "q", "r", "s", "w", "z"], chosen),
                "v" => Free([pair[1], "h", "p", "q", "r", "s", "w", "z"], chosen),
                _ => Free([letter, "k", "m"], chosen),
            });
        }

        return [.. chosen];
    }

    string Free(string[] wishes, List<string> chosen)
    {
        foreach (var wish in wishes)
            if (!_taken.Contains(wish) && !chosen.Contains(wish)) return wish;
        for (var i = 1; ; i++)
            if (!_taken.Contains($"u{i}") && !chosen.Contains($"u{i}")) return $"u{i}";
    }
}
