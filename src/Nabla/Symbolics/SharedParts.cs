namespace Nabla.Symbolics;

// Parts of a formula that are written once and named, because written out each time they would make the text long.
sealed class SharedParts
{
    const int AlwaysWrittenOut = 2000;
    const int WorthAName = 12;

    readonly NodeMap<string> _names = new();
    readonly List<(string Name, Expr Part)> _definitions = [];

    /// <summary>The named parts; each uses only those before it.</summary>
    public IReadOnlyList<(string Name, Expr Part)> Definitions => _definitions;

    /// <summary>The part that is being written out, and so goes without its name.</summary>
    public Expr? Open { get; set; }

    /// <summary>The name of the part, or null where it is written out.</summary>
    public string? Name(Expr part) =>
        part is ApplyExpr && !ReferenceEquals(part, Open) && _names.TryGet(part, out var name) ? name : null;

    /// <summary>The parts of the formula that need a name; null where it can be written out whole.</summary>
    public static SharedParts? Of(Expr expr)
    {
        if (expr.TreeSize <= AlwaysWrittenOut) return null;
        var (parts, uses) = Parts(expr);
        return expr.TreeSize < 2L * parts.Count ? null : Name(parts, uses, WorthAName, SymbolNames(parts));
    }

    /// <summary>Every operation used more than once, for code that computes it once; null where there is none.</summary>
    public static SharedParts? ForCode(Expr expr, IEnumerable<string> taken)
    {
        var (parts, uses) = Parts(expr);
        return Name(parts, uses, worthAName: 1, [.. taken]);
    }

    static HashSet<string> SymbolNames(PagedStack<Expr> parts)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < parts.Count; i++)
            if (parts[i] is SymbolExpr symbol) names.Add(symbol.Name);
        return names;
    }

    // Written out, a part without a name has a bounded size, so the text is linear in the number of different parts.
    static SharedParts? Name(PagedStack<Expr> parts, NodeMap<int> uses, int worthAName, HashSet<string> taken)
    {
        var shared = new SharedParts();
        var sizes = new NodeMap<int>();
        var number = 0;
        var budget = Budget.Printing;
        for (var k = 0; k < parts.Count; k++)
        {
            var part = parts[k];
            budget?.Charge();
            var size = 1;
            for (var i = 0; i < part.Arity; i++) size += sizes[part[i]];
            if (uses[part] > 1 && size > worthAName)
            {
                string name;
                do name = $"t{++number}";
                while (taken.Contains(name));
                shared._names[part] = name;
                shared._definitions.Add((name, part));
                size = 1;
            }

            sizes[part] = size;
        }

        return shared._definitions.Count > 0 ? shared : null;
    }

    // Every different part once, arguments before what uses them, and how often each is used.
    static (PagedStack<Expr> Parts, NodeMap<int> Uses) Parts(Expr root)
    {
        var parts = new PagedStack<Expr>();
        var uses = new NodeMap<int> { [root] = 1 };
        var open = new PagedStack<(Expr Expr, int Next)>();
        open.Push((root, 0));
        var budget = Budget.Printing;
        while (open.Count > 0)
        {
            budget?.Charge();
            var (expr, next) = open.Pop();
            if (next == expr.Arity)
            {
                parts.Push(expr);
                continue;
            }

            open.Push((expr, next + 1));
            var part = expr[next];
            uses.TryGet(part, out var count);
            uses[part] = count + 1;
            if (count == 0) open.Push((part, 0));
        }

        return (parts, uses);
    }
}
