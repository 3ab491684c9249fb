using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>
/// An immutable formula: a number, a symbol, a named constant, or a row of the rule table applied to arguments.
/// Equal parts are shared, so a formula is a graph; equality and hash are by structure.
/// </summary>
public abstract partial class Expr : IEquatable<Expr>
{
    // Shape and traits in the low byte; the table's number in the others.
    readonly uint _shapeAndTable;

    internal Expr(ulong hash, ulong symbols, long treeSize, ExprShape shape, ExprTraits traits, Birth birth)
    {
        Hash = hash;
        Symbols = symbols;
        TreeSize = treeSize;
        Serial = birth.Serial;
        _shapeAndTable = (uint)(birth.Table << 8) | (uint)traits | (uint)shape;
    }

    // Depends on structure alone, never on the order of creation, so that everything sorted by it is reproducible.
    internal ulong Hash { get; }

    // One bit per symbol by its hash: a clear bit proves that the symbol does not occur.
    internal ulong Symbols { get; }

    // The place in the order of creation within a table. Parts made one after another lie side by side in memory, and maps
    // that use it as their first guess keep them so; nothing else may depend on it.
    internal int Serial { get; }

    // The interning table that made the expression; 0 for the few that belong to all.
    internal int Table => (int)(_shapeAndTable >> 8);

    internal ExprShape Shape => (ExprShape)(_shapeAndTable & (uint)ExprShape.FunctionOfMany);

    internal ExprTraits Traits => (ExprTraits)_shapeAndTable & ExprTraits.All;

    /// <summary>The nodes of the formula written out as a tree, shared parts counted each time; saturates at <see cref="long.MaxValue"/>.</summary>
    public long TreeSize { get; }

    /// <summary>The number of arguments; 0 for numbers, symbols and constants.</summary>
    public int Arity => Shape switch
    {
        ExprShape.Leaf => 0,
        <= ExprShape.Power => 2,
        < ExprShape.Function => 1,
        ExprShape.FunctionOfMany => ((ApplyExpr)this).Many,
        var function => function - ExprShape.Function,
    };

    /// <summary>The argument at the place; throws <see cref="ArgumentOutOfRangeException"/> outside 0 ≤ place &lt; Arity.</summary>
    public virtual Expr this[int place] => throw new ArgumentOutOfRangeException(nameof(place));

    /// <summary>Whether this is a number or a named constant: such an argument of min and max takes the whole share of a tie.</summary>
    public bool IsLiteral => this is NumberExpr or ConstantExpr;

    // Compares one level, with arguments by reference first: enough inside one interning table.
    internal abstract bool SameParts(Expr other);

    /// <summary>The variable of that name.</summary>
    public static Expr Symbol(string name) => ExprInterner.Current.Symbol(name);

    /// <summary>The exact number, printed as a fraction.</summary>
    public static Expr Number(Rational value) =>
        NumberExpr.TryFew(value) ?? ExprInterner.Current.Number(value, isDecimal: false);

    /// <summary>The exact number, printed in decimal notation where it has a finite one.</summary>
    public static Expr Decimal(Rational value) => value.IsInteger || !value.HasFiniteDecimal
        ? Number(value)
        : ExprInterner.Current.Number(value, isDecimal: true);

    /// <summary>The ratio of a circle's circumference to its diameter.</summary>
    public static Expr Pi => ConstantExpr.Pi;

    /// <summary>The base of the natural logarithm.</summary>
    public static Expr E => ConstantExpr.E;

    /// <summary>The rule applied to its arguments, just as given; throws <see cref="ArgumentException"/> if their number is not the rule's.</summary>
    public static Expr Apply(ScalarRule rule, params Expr[] arguments)
    {
        if (!rule.Accepts(arguments.Length))
            throw new ArgumentException($"{rule.Name} takes {rule.Arity} arguments, not {arguments.Length}.", nameof(arguments));
        return arguments.Length switch
        {
            1 => ExprInterner.Apply(rule, arguments[0]),
            2 => ExprInterner.Apply(rule, arguments[0], arguments[1]),
            _ => ExprInterner.Apply(rule, arguments),
        };
    }

    internal static Expr Apply(ScalarRule rule, Expr x) => ExprInterner.Apply(rule, x);

    internal static Expr Apply(ScalarRule rule, Expr a, Expr b) => ExprInterner.Apply(rule, a, b);

    /// <summary>The whole number n.</summary>
    public static implicit operator Expr(int n) => Number(n);

    /// <summary>The number as it prints: 0.1 is one tenth. Throws <see cref="ArgumentException"/> for NaN and infinities.</summary>
    public static implicit operator Expr(double x) => Decimal(Rational.FromDouble(x));

    /// <summary>The exact number.</summary>
    public static implicit operator Expr(Rational value) => Number(value);

    /// <summary>Sum.</summary>
    public static Expr operator +(Expr a, Expr b) => Apply(Elementwise.Add, a, b);

    /// <summary>Difference.</summary>
    public static Expr operator -(Expr a, Expr b) => Apply(Elementwise.Subtract, a, b);

    /// <summary>Product.</summary>
    public static Expr operator *(Expr a, Expr b) => Apply(Elementwise.Multiply, a, b);

    /// <summary>Quotient.</summary>
    public static Expr operator /(Expr a, Expr b) => Apply(Elementwise.Divide, a, b);

    /// <summary>Negative.</summary>
    public static Expr operator -(Expr x) => Apply(Elementwise.Negate, x);

    /// <summary>Equality by structure.</summary>
    public static bool operator ==(Expr? a, Expr? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Inequality by structure.</summary>
    public static bool operator !=(Expr? a, Expr? b) => !(a == b);

    /// <summary>Whether the symbol may occur: false is certain, true may be a chance.</summary>
    internal bool MayContain(SymbolExpr symbol) => (Symbols & symbol.Symbols) != 0;

    /// <inheritdoc/>
    public bool Equals(Expr? other) =>
        ReferenceEquals(this, other) || (other is not null && Hash == other.Hash && ExprEquality.Same(this, other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expr);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Hash ^ (Hash >> 32));
}
