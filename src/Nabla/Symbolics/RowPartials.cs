using Nabla.Rules;

namespace Nabla.Symbolics;

// The partial derivatives of a row as a list of operations on its inputs x and output y, read from the row's formulas
// once and then filled in with arithmetic folded, so that no unfolded formula is made for each node.
sealed class RowPartials
{
    static readonly RowTable<RowPartials?> s_ofRow = new();

    readonly List<Operation> _operations = [];
    readonly int[] _results;

    // rule = null marks a leaf: input number `arguments[0]`, or the fixed formula `leaf`.
    // A class, whose list is compiled ahead with the framework.
    sealed record Operation(ScalarRule? Rule, int[] Arguments, Expr? Leaf);

    RowPartials(Expr[] partials, Expr[] inputs)
    {
        var places = new NodeMap<int>();
        for (var i = 0; i < inputs.Length; i++)
            if (!places.Contains(inputs[i])) places[inputs[i]] = Append(new(null, [i], null));
        _results = new int[partials.Length];
        for (var i = 0; i < _results.Length; i++) _results[i] = Append(partials[i], places);
    }

    /// <summary>The partial derivatives of the node by each of its arguments.</summary>
    public static Expr[] Of(ApplyExpr node)
    {
        var row = node.Rule;
        // How a row of any number of arguments shares a tie depends on which of them are literals.
        if (row.Arity < 0)
        {
            var x = Arguments(node);
            return new RowPartials(row.WrittenPartials(x, node), [.. x, node]).Fill(node);
        }

        return (s_ofRow[row] ??= Read(row)).Fill(node);
    }

    static RowPartials Read(ScalarRule row)
    {
        var x = new Expr[row.Arity];
        for (var i = 0; i < x.Length; i++) x[i] = Expr.Symbol($"#{i + 1}");
        var y = Expr.Symbol("#y");
        return new(row.WrittenPartials(x, y), [.. x, y]);
    }

    /// <summary>The arguments of the node.</summary>
    public static Expr[] Arguments(ApplyExpr node)
    {
        var x = new Expr[node.Arity];
        for (var i = 0; i < x.Length; i++) x[i] = node[i];
        return x;
    }

    int Append(Operation operation)
    {
        _operations.Add(operation);
        return _operations.Count - 1;
    }

    int Append(Expr partial, NodeMap<int> places)
    {
        var pending = new Stack<Expr>();
        pending.Push(partial);
        while (pending.Count > 0)
        {
            var node = pending.Peek();
            if (places.Contains(node))
            {
                pending.Pop();
                continue;
            }

            var before = pending.Count;
            for (var i = 0; i < node.Arity; i++)
                if (!places.Contains(node[i])) pending.Push(node[i]);
            if (pending.Count > before) continue;
            pending.Pop();
            var arguments = new int[node.Arity];
            for (var i = 0; i < arguments.Length; i++) arguments[i] = places[node[i]];
            places[node] = node is ApplyExpr f ? Append(new(f.Rule, arguments, null)) : Append(new(null, arguments, node));
        }

        return places[partial];
    }

    Expr[] Fill(ApplyExpr y)
    {
        var few = new Values();
        var values = _operations.Count <= Values.Most ? ((Span<Expr>)few)[.._operations.Count] : new Expr[_operations.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (rule, arguments, leaf) = _operations[i];
            values[i] = rule switch
            {
                null => leaf ?? (arguments[0] < y.Arity ? y[arguments[0]] : y),
                { Arity: 1 } => Fold.Apply(rule, values[arguments[0]]),
                { Arity: 2 } => Fold.Apply(rule, values[arguments[0]], values[arguments[1]]),
                _ => Fold.Apply(rule, At(values, arguments)),
            };
        }

        return At(values, _results);
    }

    static Expr[] At(ReadOnlySpan<Expr> values, int[] places)
    {
        var chosen = new Expr[places.Length];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = values[places[i]];
        return chosen;
    }

    [System.Runtime.CompilerServices.InlineArray(Most)]
    struct Values
    {
        public const int Most = 16;
        Expr _first;
    }
}
