using System.Globalization;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Optimization;

// Gives the nodes of a trace their names and writes each operation in the names of its operands.
sealed class BackpropagationGraph
{
    readonly GraphTrace _trace;
    readonly Expr[] _symbols;
    readonly bool[] _varied;

    BackpropagationGraph(GraphTrace trace) =>
        (_trace, _symbols, _varied) = (trace, new Expr[trace.Nodes.Count], new bool[trace.Nodes.Count]);

    public static IReadOnlyList<BackpropagationNode> Of(GraphTrace trace, IReadOnlyList<string> names, double[] at) =>
        new BackpropagationGraph(trace).Nodes(names, at);

    List<BackpropagationNode> Nodes(IReadOnlyList<string> names, double[] at)
    {
        var cotangents = _trace.Nodes.Where(node => node.Expression is SymbolExpr)
            .ToDictionary(node => ((SymbolExpr)node.Expression).Name, node => node.Cotangent);
        var nodes = new List<BackpropagationNode>(names.Count + _trace.Nodes.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var symbol = Expr.Symbol(names[i]);
            nodes.Add(new(symbol, names[i], symbol, at[i], cotangents.GetValueOrDefault(names[i]), []));
        }

        var taken = names.ToHashSet();
        var (prefix, loss) = (Prefix(taken), Loss(taken));
        var count = 0;
        for (var i = 0; i < _symbols.Length; i++)
        {
            var node = _trace.Nodes[i];
            var isLoss = i == _symbols.Length - 1;
            _symbols[i] = node.Expression;
            _varied[i] = node.Expression is SymbolExpr || node.Operands.Any(operand => _varied[operand]);
            if (node.Expression is not ApplyExpr && !isLoss) continue;
            var name = isLoss ? loss : prefix + (++count).ToString(CultureInfo.InvariantCulture);
            nodes.Add(Computed(node, name));
            _symbols[i] = Expr.Symbol(name);
        }

        return nodes;
    }

    BackpropagationNode Computed(TracedNode node, string name)
    {
        var symbol = Expr.Symbol(name);
        if (node.Expression is not ApplyExpr f)
        {
            BackpropagationOperand[] itself = node.Expression is SymbolExpr x ? [new(x.Name, 1, true)] : [];
            return new(symbol, name, node.Expression, node.Value, 1, itself);
        }

        Expr[] arguments = [.. node.Operands.Select(operand => _symbols[operand])];
        // The e of e^u is no node of the trace: its power is computed as exp.
        Expr[] constants = [.. Enumerable.Range(0, f.Arity - arguments.Length).Select(i => f[i])];
        return new(symbol, name, Expr.Apply(f.Rule, [.. constants, .. arguments]), node.Value, node.Cotangent,
            [.. constants.Select(constant => new BackpropagationOperand(Name(constant), 0, false)),
            .. node.Operands.Select((operand, k) =>
                new BackpropagationOperand(Name(arguments[k]), node.Partials[k], _varied[operand]))]);
    }

    static string Name(Expr argument) =>
        argument is SymbolExpr symbol ? symbol.Name : argument.ToText(TextStyle.Explicit);

    // v, or vv … where a variable has a name such as v1.
    static string Prefix(HashSet<string> taken)
    {
        var prefix = "v";
        while (taken.Any(name => IsNumbered(name, prefix))) prefix += "v";
        return prefix;
    }

    static bool IsNumbered(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && name.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    static string Loss(HashSet<string> taken)
    {
        var name = "L";
        while (taken.Contains(name)) name += "L";
        return name;
    }
}
