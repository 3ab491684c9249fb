using System.Globalization;
using Nabla.Rules;

namespace Nabla.Symbolics;

// Formulas cut to a bounded size for display: parts beyond it get a name, and every name is defined once. So however
// many steps show parts of each other, their text grows no faster than the formula.
sealed class DisplayNames
{
    const int Most = 40;
    const long AlwaysWrittenOut = 300;

    readonly NodeMap<(Expr Shown, int Size)> _shown = new();
    readonly List<Binding> _definitions = [];
    readonly HashSet<string> _taken;
    readonly bool _isSmall;
    readonly bool _asWritten;
    int _next = 1;

    public DisplayNames(Derivation derivation, bool asWritten = false)
    {
        _asWritten = asWritten;
        _isSmall = derivation.Function.TreeSize <= AlwaysWrittenOut
            && derivation.Steps.All(step => step.After.TreeSize <= AlwaysWrittenOut);
        _taken = [.. derivation.Function.Variables, .. derivation.Variables];
    }

    /// <summary>The names given so far with what they stand for, each using only names before it.</summary>
    public IReadOnlyList<Binding> Definitions => _definitions;

    /// <summary>The formula as it is shown.</summary>
    public Expr this[Expr formula]
    {
        get
        {
            // A step may be older than the table: what equals a part shown before is to be the same object.
            formula = ExprInterner.Import(formula);
            var pending = new Stack<Expr>();
            pending.Push(formula);
            while (pending.Count > 0)
            {
                var node = pending.Peek();
                var before = pending.Count;
                for (var i = 0; i < node.Arity; i++)
                    if (!_shown.Contains(node[i])) pending.Push(node[i]);
                if (pending.Count > before) continue;
                pending.Pop();
                if (!_shown.Contains(node)) _shown[node] = node is ApplyExpr f ? Cut(f) : (node, 1);
            }

            return _shown[formula].Shown;
        }
    }

    /// <summary>Whether a simplification of the whole only moves brackets that are not shown; of large formulas it is not asked.</summary>
    public bool ShowsNothing(DerivationStep step) =>
        _isSmall && step.Rule == DerivativeRule.Simplification && step.Children.Count == 0 && this[step.Before] == this[step.After];

    (Expr, int) Cut(ApplyExpr f)
    {
        var arguments = new Expr[f.Arity];
        var size = 1;
        for (var i = 0; i < arguments.Length; i++)
        {
            (arguments[i], var part) = _shown[f[i]];
            size += part;
        }

        var shown = _asWritten ? Expr.Apply(f.Rule, arguments)
            : f.Rule == Elementwise.Multiply ? Product(arguments[0], arguments[1])
            : f.Rule == Elementwise.Negate ? Negative(arguments[0])
            : Expr.Apply(f.Rule, arguments);
        if (_isSmall || size <= Most) return (shown, size);
        var name = Name();
        _definitions.Add(new(name, shown));
        return (Expr.Symbol(name), 1);
    }

    // Products are shown as people write them, 6x·y and 2x/y: brackets around factors of a factor say nothing.
    static Expr Product(Expr a, Expr b)
    {
        var outer = new Stack<ApplyExpr>();
        while (b is ApplyExpr f && (f.Rule == Elementwise.Multiply || (f.Rule == Elementwise.Divide && a is NumberExpr)))
        {
            outer.Push(f);
            b = f[0];
        }

        var product = b is NumberExpr { Value.IsOne: true } && outer.Count > 0 ? a : a * b;
        while (outer.TryPop(out var f)) product = Expr.Apply(f.Rule, product, f[1]);
        return product;
    }

    // −2x/y rather than −(2x/y).
    static Expr Negative(Expr x) => x is ApplyExpr f && f.Rule == Elementwise.Divide
        ? f[0] switch
        {
            NumberExpr n => Expr.Number(-n.Value) / f[1],
            ApplyExpr p when p.Rule == Elementwise.Multiply && p[0] is NumberExpr n =>
                Expr.Number(-n.Value) * p[1] / f[1],
            _ => -x,
        }
        : -x;

    string Name()
    {
        string name;
        do name = "t" + _next++.ToString(CultureInfo.InvariantCulture);
        while (_taken.Contains(name));
        return name;
    }
}
