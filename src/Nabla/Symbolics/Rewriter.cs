using Nabla.Rules;

namespace Nabla.Symbolics;

// Brings a formula into canonical form from the leaves up: sums and products as wholes by their builders, functions by
// rows. Every part of the graph is done once, without recursion.
sealed partial class Rewriter
{
    const int MostRounds = 4;

    // Formulas up to this size written out may be taken apart wherever a part occurs; in larger ones, shared parts stay whole.
    const long SmallTree = 4096;

    static readonly Quantity s_minusOne = -1, s_half = new(Rational.Of(1, 2), false);

    static readonly Dictionary<ScalarRule, Simplification[]> s_functions = Simplifications.ByOutermostRule(
        row => row.Level != SimplifyLevel.None && !Views.IsArithmetic(row.Pattern.Rule));

    readonly bool _expandsPowers;
    readonly bool _splitsQuotients;
    readonly RewriteLog _log;
    readonly Budget _budget;
    readonly Distribution _distribution;
    readonly Shortening? _shortening;
    readonly NodeMap<Expr> _done = new();
    readonly NodeMap<Expr> _next = new();
    readonly NodeMap<int> _rounds = new();
    readonly Stack<Expr> _pending = new();
    readonly Stack<SumBuilder> _sums = new();
    readonly Stack<ProductBuilder> _products = new();
    readonly List<(Expr Leaf, bool IsInverse)> _leaves = [];
    readonly Stack<(Expr Part, bool IsInverse)> _parts = new();
    NodeMap<bool>? _shared;
    bool _writesPowersOfE;

    public Rewriter(RewriteLog log, Budget budget, bool expandsPowers, Budget? effort = null, bool splitsQuotients = false)
    {
        _splitsQuotients = splitsQuotients;
        if (effort is not null) _shortening = new(this, effort);
        _expandsPowers = expandsPowers;
        _log = log;
        _budget = budget;
        _distribution = new(this);
    }

    public RewriteLog Log => _log;

    /// <summary>Whether the formula has c²·x² somewhere: then (c·x)² is written so too, because the two may meet.</summary>
    public bool WritesPowersOfFactors { get; private set; }

    /// <summary>Whether a product came to have c²·x², where the formula had none.</summary>
    public bool MadePowersOfFactors { get; set; }

    /// <summary>Whether a root of a product was met: 1/√(b·c) and √(b·c)/(b·c) are then brought together.</summary>
    public bool HasRootsOfProducts { get; set; }

    /// <summary>Whether parts were put together that another pass should see.</summary>
    public bool MadeNewParts { get; set; }

    public Expr Simplify(Expr root)
    {
        Survey(root);
        _pending.Push(root);
        while (_pending.Count > 0)
        {
            var node = _pending.Peek();
            if (_done.Contains(node) || (_next.TryGet(node, out var next) ? TryClose(node, next) : TryBuild(node))) _pending.Pop();
        }

        return _done[root];
    }

    // False while parts are still to be done, which are then pending.
    bool TryBuild(Expr node)
    {
        CollectLeaves(node);
        var before = _pending.Count;
        foreach (var (leaf, _) in _leaves)
            if (!_done.Contains(leaf)) _pending.Push(leaf);
        if (_pending.Count > before) return false;
        _budget.Charge(1 + _leaves.Count);
        MadeNewParts = false;
        var after = Build(node);
        if (_shortening is not null) after = _shortening.Shorten(after, _log);
        _log.Close(node, after);
        _rounds.TryGet(node, out var rounds);
        if (!MadeNewParts || rounds == MostRounds || ReferenceEquals(after, node))
        {
            _done[node] = after;
            _done[after] = after;
            return true;
        }

        // What was put together anew is canonical after a round of its own.
        _next[node] = after;
        if (_done.Contains(after)) return TryClose(node, after);
        _rounds[after] = rounds + 1;
        _pending.Push(after);
        return false;
    }

    bool TryClose(Expr node, Expr next)
    {
        // A part that comes back inside its own rewriting is left as it is there.
        _done[node] = _done.TryGet(next, out var done) ? done : next;
        return true;
    }

    // Notes which notation the formula has for e^x, and in large ones which parts are shared.
    void Survey(Expr root)
    {
        var met = new NodeMap<bool>();
        bool hasExp = false, hasPower = false;
        _parts.Clear();
        _parts.Push((root, false));
        while (_parts.Count > 0)
        {
            var node = _parts.Pop().Part;
            if (node is not ApplyExpr f) continue;
            if (met.TryGet(f, out _))
            {
                met[f] = true;
                continue;
            }

            met[f] = false;
            hasExp |= f.Rule == Elementwise.Exp;
            hasPower |= f.Rule == Elementwise.Power && f[0] is ConstantExpr { Name: "e" };
            WritesPowersOfFactors |= _expandsPowers && Views.IsProductOfEqualPowers(f);
            for (var i = 0; i < f.Arity; i++) _parts.Push((f[i], false));
        }

        _writesPowersOfE = hasPower && !hasExp;
        _shared = root.TreeSize > SmallTree ? met : null;
    }

    // The leaves of the sum or product that starts here; the arguments of a function.
    void CollectLeaves(Expr node)
    {
        _leaves.Clear();
        if (node is not ApplyExpr f) return;
        var isSum = Views.IsSum(f) || f.Rule == Elementwise.Negate;
        if (!isSum && !Views.IsProduct(f) && !Views.IsQuotient(f))
        {
            for (var i = 0; i < f.Arity; i++) _leaves.Add((f[i], false));
            return;
        }

        _parts.Push((f, false));
        while (_parts.Count > 0)
        {
            var (part, isInverse) = _parts.Pop();
            if (part is ApplyExpr g && (ReferenceEquals(g, f) || !IsShared(g)) && Continues(g, isSum))
            {
                var flips = isSum ? g.Rule != Elementwise.Add : g.Rule == Elementwise.Divide;
                if (g.Arity == 2) _parts.Push((g[1], isInverse ^ flips));
                _parts.Push((g[0], isInverse ^ (g.Rule == Elementwise.Negate)));
            }
            else
            {
                _leaves.Add((part, isInverse));
            }
        }
    }

    static bool Continues(ApplyExpr part, bool isSum) => isSum
        ? Views.IsSum(part) || part.Rule == Elementwise.Negate
        : Views.IsProduct(part) || Views.IsQuotient(part);

    bool IsShared(Expr part) => _shared is not null && _shared.TryGet(part, out var isShared) && isShared;

    Expr Build(Expr node)
    {
        if (node is not ApplyExpr f) return ExprInterner.Intern(node);
        if (Views.IsSum(f) || f.Rule == Elementwise.Negate) return BuildSum();
        if (Views.IsProduct(f) || Views.IsQuotient(f)) return BuildProduct();
        if (f.Rule == Elementwise.Power) return Power(_done[f[0]], _done[f[1]]);
        if (f.Rule == Elementwise.Sqrt) return Power(_done[f[0]], s_half.ToExpr());
        if (f.Rule == Elementwise.Exp) return Power(Expr.E, _done[f[0]]);
        return f.Arity switch
        {
            1 when f.Rule.WrittenAs is null => Function(f.Rule, _done[f[0]]),
            _ => BuildFunction(f),
        };
    }

    Expr BuildSum()
    {
        var sum = Rent(_sums) ?? new(this);
        foreach (var (leaf, isNegative) in _leaves) sum.Add(_done[leaf], isNegative ? s_minusOne : Quantity.One);
        return Distributed(Finish(sum));
    }

    Expr BuildProduct()
    {
        var product = Rent(_products) ?? new(this);
        foreach (var (leaf, isBelow) in _leaves) product.Multiply(_done[leaf], isBelow ? s_minusOne : Quantity.One);
        return Distributed(Finish(product));
    }

    Expr BuildFunction(ApplyExpr f)
    {
        var arguments = new Expr[f.Arity];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Views.Argument(f, i, _done[f[i]]);
        if (f.Rule.WrittenAs is { } written) return Canonical(written(arguments));
        return TryRows(f.Rule, arguments) ?? Fold.Apply(f.Rule, arguments);
    }

    /// <summary>A function of a simplified argument.</summary>
    public Expr Function(ScalarRule rule, Expr x) => TryRows(rule, [x]) ?? Fold.Apply(rule, x);

    Expr? TryRows(ScalarRule rule, ReadOnlySpan<Expr> arguments)
    {
        if (!s_functions.TryGetValue(rule, out var rows)) return null;
        foreach (var row in rows)
        {
            if (row.Level == SimplifyLevel.Full && _shortening is null) continue;
            if (Matcher.TryRewrite(row, rule, arguments, out var condition) is not { } rewritten) continue;
            _log.Fired(row);
            if (condition is not null) _log.Require(condition);
            return Canonical(rewritten);
        }

        return null;
    }

    // A formula of a row's size over simplified parts.
    public Expr Canonical(Expr x)
    {
        if (_done.TryGet(x, out var done)) return done;
        if (x is not ApplyExpr f) return x;
        var a = Canonical(f[0]);
        if (f.Rule == Elementwise.Negate) return Scaled(a, s_minusOne);
        if (f.Rule == Elementwise.Sqrt) return Power(a, s_half.ToExpr());
        if (f.Rule == Elementwise.Exp) return Power(Expr.E, a);
        if (f.Arity == 1) return Function(f.Rule, a);
        if (f.Arity != 2) return x;
        var b = Canonical(f[1]);
        if (f.Rule == Elementwise.Add) return Sum(a, b);
        if (f.Rule == Elementwise.Subtract) return Sum(a, Scaled(b, s_minusOne));
        if (f.Rule == Elementwise.Multiply) return Product(a, b);
        if (f.Rule == Elementwise.Divide) return Product(a, Power(b, s_minusOne.ToExpr()));
        return f.Rule == Elementwise.Power ? Power(a, b) : Fold.Apply(f.Rule, a, b);
    }

    // u·(v + w) written out wherever that makes the whole shorter: where a part cancels or meets its like.
    Expr Distributed(Expr x)
    {
        if (x is not ApplyExpr f || !Views.HasProductOfSum(f) || (Views.IsSum(f) && !Views.IsShort(f))) return x;
        if (_splitsQuotients && Views.IsQuotientOfSum(x)) return Split(x);
        for (var round = 0; round < MostRounds; round++)
        {
            _log.BeginTrying();
            var shorter = _distribution.TryShorten(x);
            _log.EndTrying(shorter is null ? [] : _log.TakeTried());
            if (shorter is null) return x;
            _log.Fired(Simplifications.Distribute);
            MadeNewParts = true;
            x = shorter;
        }

        return x;
    }

    // (a + b)/c as a/c + b/c, shorter or not.
    Expr Split(Expr quotient)
    {
        var pieces = new List<Coefficient>();
        var whole = Coefficient.Of(quotient);
        if (whole.Rest is null || !TryDistribute(whole.Rest, pieces)) return quotient;
        _log.Fired(Simplifications.Distribute);
        var sum = RentSum();
        foreach (var (number, rest) in pieces) sum.Add(rest ?? Views.One, number * whole.Number);
        return Finish(sum);
    }

    /// <summary>The terms of rest as a sum, if it has a sum among its factors; false if it has none.</summary>
    public bool TryDistribute(Expr rest, List<Coefficient> pieces)
    {
        if (Views.IsSum(rest) && Views.IsShort((ApplyExpr)rest))
        {
            pieces.AddRange(Views.Terms(rest));
            return true;
        }

        if (!Views.HasSumFactor(rest)) return false;
        var product = Rent(_products) ?? new(this);
        product.Multiply(rest, Quantity.One);
        if (product.TakeSum() is not { } sum)
        {
            Finish(product);
            return false;
        }

        var factor = Finish(product);
        foreach (var (number, term) in Views.Terms(sum))
        {
            var piece = Coefficient.Of(term is null ? factor : Product(factor, term));
            pieces.Add(piece with { Number = piece.Number * number });
        }

        return true;
    }

    /// <summary>The sum of the terms, each divided by the power of the base.</summary>
    public Expr DividedTerms(List<Coefficient> terms, Expr root, Quantity power)
    {
        MadeNewParts = true;
        var sum = RentSum();
        foreach (var (number, rest) in terms)
        {
            var product = Rent(_products) ?? new(this);
            product.Multiply(rest!, Quantity.One);
            product.TakeOut(root, power);
            sum.Add(Finish(product), number);
        }

        return Finish(sum);
    }

    public ProductBuilder RentProduct() => Rent(_products) ?? new(this);

    public SumBuilder RentSum() => Rent(_sums) ?? new(this);
}
