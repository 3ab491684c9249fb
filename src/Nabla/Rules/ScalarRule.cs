using Nabla.Symbolics;

namespace Nabla.Rules;

/// <summary>
/// One row of the rule table: a scalar function with its value, its derivative as formulas in input x and output y,
/// and what people and tests need to know of it. The same row serves formulas, compiled code and tensors.
/// </summary>
public sealed class ScalarRule
{
    readonly Func<Expr[], Expr, Expr[]> _partials;

    internal ScalarRule(string name, int arity, Delegate value, Func<Expr[], Expr, Expr[]> partials)
    {
        Name = name;
        Arity = arity;
        Value = value;
        _partials = partials;
        Hash = ExprHash.Of(5, name);
        Shape = ExprShapes.Of(name);
    }

    /// <summary>The name in formulas, unique in the table; an operator's row has a word here (add, multiply, power …).</summary>
    public string Name { get; }

    /// <summary>Other spellings that the parser reads.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>The number of arguments, or −1 for two or more (min, max).</summary>
    public int Arity { get; }

    /// <summary>The name of the derivative rule for people, as in "Sine rule".</summary>
    public string RuleName { get; init; } = "";

    /// <summary>
    /// The function in LaTeX, with #1, #2 … for its arguments. A template that ends in a blank and its one argument,
    /// as in \sin #1, wants parentheses around an argument that is no single symbol; the others bring their own delimiters.
    /// </summary>
    public string Latex { get; init; } = "";

    /// <summary>Where the tests sample each argument: a range inside the domain, away from edges and kinks.</summary>
    public Range[] Sampled { get; init; } = [];

    /// <summary>Whether a partial derivative can be infinite or undefined at a finite point, so that 0 · ∞ must be guarded against.</summary>
    public bool IsSingular { get; init; }

    /// <summary>
    /// How formulas write the row where it has no name of its own there: rows that other rows' derivatives need for
    /// accuracy or at an edge, such as (1-x)(1+x) for 1 - x². Null for the functions people know.
    /// </summary>
    public Func<Expr[], Expr>? WrittenAs { get; init; }

    /// <summary>The promised error of the value.</summary>
    public Accuracy ValueAccuracy { get; init; } = Accuracy.WithinUlps(4);

    /// <summary>The promised error of each partial derivative.</summary>
    public Accuracy DerivativeAccuracy { get; init; } = Accuracy.WithinUlps(4);

    // Func<double,double>, Func<double,double,double>, Func<double,double,double,double> or Func<double[],double>.
    internal Delegate Value { get; }

    internal ulong Hash { get; }

    internal ExprShape Shape { get; }

    // Its place in the table.
    internal int Number { get; set; }

    /// <summary>Whether the rule takes that number of arguments.</summary>
    public bool Accepts(int arguments) => Arity < 0 ? arguments >= 2 : arguments == Arity;

    /// <summary>The value at a point.</summary>
    public double Evaluate(params double[] x) => Value switch
    {
        Func<double, double> f => f(x[0]),
        Func<double, double, double> f => f(x[0], x[1]),
        Func<double, double, double, double> f => f(x[0], x[1], x[2]),
        var f => ((Func<double[], double>)f)(x),
    };

    /// <summary>The partial derivatives by each argument, as formulas in the arguments and the output y.</summary>
    public Expr[] Partials(Expr[] x, Expr y) => _partials(x, y);

    /// <summary>The partial derivatives as people write them: with every row that has no name of its own written out.</summary>
    // A row of any number of arguments is made of functions with names, and looking for others would take n³.
    public Expr[] WrittenPartials(Expr[] x, Expr y) =>
        Arity < 0 ? Partials(x, y) : [.. Partials(x, y).Select(partial => Written(partial, x, y))];

    // Recursion here is as deep as a row's own formula, because it stops at the arguments.
    static Expr Written(Expr partial, Expr[] x, Expr y)
    {
        if (partial is not ApplyExpr f || ReferenceEquals(f, y) || x.Any(a => ReferenceEquals(a, f))) return partial;
        var arguments = new Expr[f.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Written(f[i], x, y);
        return f.Rule.WrittenAs is { } write ? write(arguments) : Expr.Apply(f.Rule, arguments);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A closed interval of doubles.</summary>
public readonly record struct Range(double Low, double High);

/// <summary>
/// A promised error bound over every finite argument at which the value is finite: a number of units in the last place
/// of the true result (its distance to the next double: 2⁻¹⁰⁷⁴ among the subnormal numbers), or an absolute bound
/// where that is larger.
/// </summary>
public readonly record struct Accuracy(double Ulps, double Absolute)
{
    /// <summary>A relative promise over the whole domain.</summary>
    public static Accuracy WithinUlps(double ulps) => new(ulps, 0);

    /// <summary>No promise: for the derivatives of rows that only serve inside the derivatives of others.</summary>
    public static Accuracy None => new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>An absolute promise, for rows that re-use an output which saturates.</summary>
    public static Accuracy Within(double absolute) => new(0, absolute);
}
