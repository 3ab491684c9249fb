namespace Nabla.Symbolics;

// Parts of a formula that are written once and named, because written out each time they would make the text long.
sealed class SharedParts
{
    const int AlwaysWrittenOut = 2000;
    const int WorthAName = 12;

    readonly Dictionary<Expr, string> _names = [];
    readonly List<(string Name, Expr Part)> _definitions = [];

    /// <summary>The named parts; each uses only those before it.</summary>
    public IReadOnlyList<(string Name, Expr Part)> Definitions => _definitions;

    /// <summary>The part that is being written out, and so goes without its name.</summary>
    public Expr? Open { get; set; }

    /// <summary>The name of the part, or null where it is written out.</summary>
    public string? Name(Expr part) =>
        part is ApplyExpr && !ReferenceEquals(part, Open) && _names.TryGetValue(part, out var name) ? name : null;

    /// <summary>The parts of the formula that need a name; null where it can be written out whole.</summary>
    public static SharedParts? Of(Expr expr)
    {
        if (expr.TreeSize <= AlwaysWrittenOut) return null;
        var parts = Parts(expr, out var uses, out var symbols);
        if (expr.TreeSize < 2L * parts.Count) return null;
        var shared = new SharedParts();
        shared.NameParts(parts, uses, symbols);
        return shared._definitions.Count > 0 ? shared : null;
    }

    // Written out, a part without a name has a bounded size, so the text is linear in the number of different parts.
    void NameParts(List<Expr> parts, Dictionary<Expr, int> uses, HashSet<string> symbols)
    {
        var sizes = new Dictionary<Expr, int>(parts.Count);
        var number = 0;
        foreach (var part in parts)
        {
            var size = 1;
            for (var i = 0; i < part.Arity; i++) size += sizes[part[i]];
            if (uses[part] > 1 && size > WorthAName)
            {
                string name;
                do name = $"t{++number}";
                while (symbols.Contains(name));
                _names.Add(part, name);
                _definitions.Add((name, part));
                size = 1;
            }

            sizes[part] = size;
        }
    }

    // Every different part once, arguments before what uses them.
    static List<Expr> Parts(Expr root, out Dictionary<Expr, int> uses, out HashSet<string> symbols)
    {
        var parts = new List<Expr>();
        uses = new() { [root] = 1 };
        symbols = [];
        var open = new Stack<(Expr Expr, int Next)>();
        open.Push((root, 0));
        while (open.Count > 0)
        {
            var (expr, next) = open.Pop();
            if (next == expr.Arity)
            {
                parts.Add(expr);
                if (expr is SymbolExpr symbol) symbols.Add(symbol.Name);
                continue;
            }

            open.Push((expr, next + 1));
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(uses, expr[next], out _);
            if (++count == 1) open.Push((expr[next], 0));
        }

        return parts;
    }
}
