using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>An exact number. Numbers of equal value but other notation (0.5 and 1/2) are different formulas.</summary>
public sealed class NumberExpr : Expr
{
    internal NumberExpr(Rational value, bool isDecimal)
        : base(ExprHash.OfNumber(isDecimal ? 2u : 1u, value), 0, 1)
    {
        Value = value;
        IsDecimal = isDecimal;
    }

    /// <summary>The value.</summary>
    public Rational Value { get; }

    /// <summary>Whether the number prints as a decimal rather than as a fraction.</summary>
    public bool IsDecimal { get; }

    internal override bool SameParts(Expr other) => other is NumberExpr n && n.IsDecimal == IsDecimal && n.Value == Value;
}

/// <summary>A variable or parameter.</summary>
public sealed class SymbolExpr : Expr
{
    internal SymbolExpr(string name)
        : base(ExprHash.Of(3, name), 1UL << (int)(ExprHash.Of(3, name) >> 58), 1) => Name = name;

    /// <summary>The name, case-sensitive.</summary>
    public string Name { get; }

    internal override bool SameParts(Expr other) => other is SymbolExpr s && s.Name == Name;
}

/// <summary>A named real number: π or e.</summary>
public sealed class ConstantExpr : Expr
{
    internal static new readonly ConstantExpr Pi = new("pi", Math.PI, "\\pi");
    internal static new readonly ConstantExpr E = new("e", Math.E, "e");

    ConstantExpr(string name, double value, string latex)
        : base(ExprHash.Of(4, name), 0, 1)
    {
        Name = name;
        Value = value;
        Latex = latex;
    }

    /// <summary>The name in formulas.</summary>
    public string Name { get; }

    /// <summary>The nearest double.</summary>
    public double Value { get; }

    /// <summary>The name in LaTeX.</summary>
    public string Latex { get; }

    internal override bool SameParts(Expr other) => other is ConstantExpr c && c.Name == Name;
}

/// <summary>A row of the rule table applied to arguments.</summary>
public sealed class ApplyExpr : Expr
{
    readonly Expr _first;
    readonly Expr? _second;
    readonly Expr[]? _more;

    internal ApplyExpr(ScalarRule rule, Expr x)
        : base(ExprHash.Of(rule.Hash, x.Hash), x.Symbols, Add(1, x.TreeSize))
    {
        Rule = rule;
        Arity = 1;
        _first = x;
    }

    internal ApplyExpr(ScalarRule rule, Expr a, Expr b)
        : base(ExprHash.Of(ExprHash.Of(rule.Hash, a.Hash), b.Hash), a.Symbols | b.Symbols, Add(Add(1, a.TreeSize), b.TreeSize))
    {
        Rule = rule;
        Arity = 2;
        _first = a;
        _second = b;
    }

    ApplyExpr(ScalarRule rule, Expr[] arguments)
        : base(ExprHash.Of(rule.Hash, arguments), AllSymbols(arguments), AllSizes(arguments))
    {
        Rule = rule;
        Arity = arguments.Length;
        _first = arguments[0];
        _second = arguments[1];
        _more = arguments;
    }

    internal static ApplyExpr Of(ScalarRule rule, Expr[] arguments) => arguments.Length switch
    {
        1 => new(rule, arguments[0]),
        2 => new(rule, arguments[0], arguments[1]),
        _ => new(rule, (Expr[])arguments.Clone()),
    };

    /// <summary>The row.</summary>
    public ScalarRule Rule { get; }

    /// <inheritdoc/>
    public override int Arity { get; }

    /// <inheritdoc/>
    public override Expr this[int place] => place switch
    {
        0 => _first,
        1 when Arity > 1 => _second!,
        _ when place > 1 && place < Arity => _more![place],
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    internal override bool SameParts(Expr other)
    {
        if (other is not ApplyExpr a || !ReferenceEquals(a.Rule, Rule) || a.Arity != Arity) return false;
        for (var i = 0; i < Arity; i++)
            if (!ReferenceEquals(this[i], a[i]) && !this[i].Equals(a[i])) return false;
        return true;
    }

    static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    static ulong AllSymbols(Expr[] arguments)
    {
        var symbols = 0UL;
        foreach (var x in arguments) symbols |= x.Symbols;
        return symbols;
    }

    static long AllSizes(Expr[] arguments)
    {
        var size = 1L;
        foreach (var x in arguments) size = Add(size, x.TreeSize);
        return size;
    }
}
