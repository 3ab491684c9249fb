using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Execution;

/// <summary>Lowers formulas to instructions, each shared part once, without recursion.</summary>
/// <param name="code">Where the instructions go.</param>
/// <param name="inputs">The number of each variable.</param>
/// <param name="keepsNodes">Whether the nodes are kept for whoever asks for them.</param>
sealed class Lowering(CodeBuilder code, IReadOnlyDictionary<string, int> inputs, bool keepsNodes = false)
{
    readonly NodeMap<int> _places = new();
    readonly PagedStack<Expr> _pending = new();

    /// <summary>The nodes met, each after its arguments, if they are kept.</summary>
    public List<Expr> Nodes { get; } = [];

    /// <summary>The code of formulas in those variables; throws <see cref="UnboundVariableException"/> for any other variable.</summary>
    public static Code Lower(IReadOnlyList<Expr> formulas, IReadOnlyList<string> variables, CodeBuilder code)
    {
        var lowering = new Lowering(code, Numbered(variables));
        var outputs = new int[formulas.Count];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = lowering.Place(formulas[i]);
        return code.Build(outputs);
    }

    /// <summary>The number of each variable; throws <see cref="ArgumentException"/> where one is named twice.</summary>
    public static Dictionary<string, int> Numbered(IReadOnlyList<string> variables)
    {
        var numbers = new Dictionary<string, int>(variables.Count);
        for (var i = 0; i < variables.Count; i++)
            if (!numbers.TryAdd(variables[i], i))
                throw new ArgumentException($"The variable {variables[i]} is named twice.", nameof(variables));
        return numbers;
    }

    /// <summary>The place of the formula's value.</summary>
    public int Place(Expr formula)
    {
        _pending.Push(formula);
        while (_pending.TryPeek(out var node))
        {
            if (!_places.Contains(node))
            {
                if (PushArguments(node)) continue;
                _places[node] = Make(node);
                if (keepsNodes) Nodes.Add(node);
            }

            _pending.Pop();
        }

        return _places[formula];
    }

    bool PushArguments(Expr node)
    {
        var pushed = false;
        for (var i = node.Arity - 1; i >= First(node); i--)
        {
            if (_places.Contains(node[i])) continue;
            _pending.Push(node[i]);
            pushed = true;
        }

        return pushed;
    }

    int Make(Expr node) => node switch
    {
        NumberExpr number => code.Constant(number.Value.ToDouble(), isLiteral: true),
        ConstantExpr constant => code.Constant(constant.Value, isLiteral: true),
        SymbolExpr symbol => inputs.TryGetValue(symbol.Name, out var input)
            ? code.Input(input)
            : throw new UnboundVariableException(symbol.Name),
        _ => Make((ApplyExpr)node),
    };

    // e^u is what exp computes: the power of e rounded to a double would lose as many digits as u has before its point.
    static bool IsPowerOfE(Expr node) => node.Shape == ExprShape.Power && node[0] is ConstantExpr { Name: "e" };

    static int First(Expr node) => IsPowerOfE(node) ? 1 : 0;

    int Make(ApplyExpr node)
    {
        if (IsPowerOfE(node)) return code.Apply(Elementwise.Exp, _places[node[1]]);
        Span<int> operands = node.Arity <= 8 ? stackalloc int[node.Arity] : new int[node.Arity];
        for (var i = 0; i < operands.Length; i++) operands[i] = _places[node[i]];
        return code.Apply(node.Rule, operands);
    }
}
