using Nabla.Rules;

namespace Nabla.Symbolics;

// Where an expression comes from: its place in the order of a table, and the table's number.
readonly struct Birth(int serial, int table)
{
    public int Serial { get; } = serial;

    public int Table { get; } = table;
}

/// <summary>An exact number. Numbers of equal value but other notation (0.5 and 1/2) are different formulas.</summary>
public sealed class NumberExpr : Expr
{
    // Small whole numbers are met all the time, so they are made once.
    const int Few = 64;
    static readonly NumberExpr[] s_few = MakeFew();

    NumberExpr(Rational value, bool isDecimal, Birth birth)
        : this(value, isDecimal, HashOf(value, isDecimal), birth)
    {
    }

    internal NumberExpr(Rational value, bool isDecimal, ulong hash, Birth birth)
        : base(hash, 0, 1, ExprShape.Leaf, ExprTraits.None, birth)
    {
        Value = value;
        IsDecimal = isDecimal;
    }

    internal static ulong HashOf(Rational value, bool isDecimal) => ExprHash.OfNumber(isDecimal ? 2u : 1u, value);

    /// <summary>The value.</summary>
    public Rational Value { get; }

    /// <summary>Whether the number prints as a decimal rather than as a fraction.</summary>
    public bool IsDecimal { get; }

    // The number if it is one of those made beforehand.
    static NumberExpr[] MakeFew()
    {
        var few = new NumberExpr[2 * Few + 1];
        for (var i = 0; i < few.Length; i++) few[i] = new(i - Few, isDecimal: false, new(i - Few, 0));
        return few;
    }

    internal static NumberExpr? TryFew(Rational value) => value.TryGetInt(out var n) && n is >= -Few and <= Few ? s_few[n + Few] : null;

    internal bool Is(Rational value, bool isDecimal) => IsDecimal == isDecimal && Value == value;

    internal override bool SameParts(Expr other) => other is NumberExpr n && n.Is(Value, IsDecimal);
}

/// <summary>A variable or parameter.</summary>
public sealed class SymbolExpr : Expr
{
    internal SymbolExpr(string name, ulong hash, Birth birth)
        : base(hash, 1UL << (int)(hash >> 58), 1, ExprShape.Leaf, ExprTraits.None, birth) => Name = name;

    /// <summary>The name, case-sensitive.</summary>
    public string Name { get; }

    internal static ulong HashOf(string name) => ExprHash.Of(3, name);

    internal override bool SameParts(Expr other) => other is SymbolExpr s && s.Name == Name;
}

/// <summary>A named real number: π or e.</summary>
public sealed class ConstantExpr : Expr
{
    internal static new readonly ConstantExpr Pi = new("pi", Math.PI, "\\pi");
    internal static new readonly ConstantExpr E = new("e", Math.E, "e");

    ConstantExpr(string name, double value, string latex)
        : base(ExprHash.Of(4, name), 0, 1, ExprShape.Leaf, ExprTraits.None, new((int)ExprHash.Of(4, name), 0))
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

    // All arguments where there are more than two; else the formula without its number in front, once that was asked for.
    object? _more;

    internal ApplyExpr(ScalarRule rule, Expr x, Birth birth)
        : base(ExprHash.Of(rule.Hash, x.Hash), x.Symbols, Add(1, x.TreeSize), rule.Shape.With(1), x.Traits | TraitsOf(rule.Shape), birth)
    {
        Rule = rule;
        _first = x;
    }

    internal ApplyExpr(ScalarRule rule, Expr a, Expr b, Birth birth)
        : base(
            ExprHash.Of(ExprHash.Of(rule.Hash, a.Hash), b.Hash), a.Symbols | b.Symbols, Add(Add(1, a.TreeSize), b.TreeSize),
            rule.Shape.With(2), a.Traits | b.Traits | TraitsOf(rule.Shape, a, b), birth)
    {
        Rule = rule;
        _first = a;
        _second = b;
    }

    internal ApplyExpr(ScalarRule rule, Expr[] arguments, Birth birth)
        : base(
            ExprHash.Of(rule.Hash, arguments), AllSymbols(arguments), AllSizes(arguments),
            rule.Shape.With(arguments.Length), AllTraits(arguments), birth)
    {
        Rule = rule;
        _first = arguments[0];
        _second = arguments[1];
        _more = arguments;
    }

    // What is left without the number in front, kept because it is asked for at every use; two arguments at most.
    internal Expr? WithoutNumber
    {
        get => _more as Expr;
        set => _more = value;
    }

    /// <summary>The row.</summary>
    public ScalarRule Rule { get; }

    /// <inheritdoc/>
    public override Expr this[int place] => place == 0 ? _first : place == 1 && _second is { } second ? second : OfMany(place);

    Expr OfMany(int place) => place > 1 && place < Arity ? ((Expr[])_more!)[place] : throw new ArgumentOutOfRangeException(nameof(place));

    internal override bool SameParts(Expr other)
    {
        if (other is not ApplyExpr a || !ReferenceEquals(a.Rule, Rule) || a.Arity != Arity) return false;
        for (var i = 0; i < Arity; i++)
            if (!ReferenceEquals(this[i], a[i]) && !this[i].Equals(a[i])) return false;
        return true;
    }

    // The number of arguments where there are too many for a byte.
    internal int Many => ((Expr[])_more!).Length;

    // Whether this is the rule applied to these very arguments.
    internal bool Is(ScalarRule rule, Expr a, Expr? b) =>
        ReferenceEquals(Rule, rule) && ReferenceEquals(_first, a) && ReferenceEquals(_second, b);

    static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    static ExprTraits TraitsOf(ExprShape shape) => shape == ExprShape.Exponential ? ExprTraits.Exponential : ExprTraits.None;

    static ExprTraits TraitsOf(ExprShape shape, Expr a, Expr b) => shape switch
    {
        ExprShape.Power when a is ConstantExpr { Name: "e" } => ExprTraits.PowerOfE,
        ExprShape.Product or ExprShape.Quotient when AreEqualPowers(a.Shape == ExprShape.Product ? a[1] : a, b) => ExprTraits.EqualPowers,
        _ => ExprTraits.None,
    };

    static bool AreEqualPowers(Expr a, Expr b) =>
        a.Shape == ExprShape.Power && b.Shape == ExprShape.Power && b[1] is NumberExpr { Value.IsInteger: true } n && a[1].Equals(n);

    static ExprTraits AllTraits(Expr[] arguments)
    {
        var traits = ExprTraits.None;
        foreach (var x in arguments) traits |= x.Traits;
        return traits;
    }

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
