using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Sums and products of terms: the linear arithmetic of tangents and cotangents.</summary>
/// <param name="code">The code that results are appended to.</param>
/// <param name="keepGuards">Whether every product keeps its guard against 0 · ∞, needed or not.</param>
sealed class Terms(CodeBuilder code, bool keepGuards)
{
    static readonly HashSet<ScalarRule> Tame =
    [
        Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Negate, Elementwise.Scaled, Elementwise.Where,
        Elementwise.Max, Elementwise.Min, Elementwise.Abs, Elementwise.Relu, Elementwise.Sign, Elementwise.Sin, Elementwise.Cos,
        Elementwise.Tanh, Elementwise.Atan, Elementwise.Sigmoid, Elementwise.Erf, Elementwise.Less, Elementwise.LessEqual,
        Elementwise.Greater, Elementwise.GreaterEqual, Elementwise.Equal, Elementwise.NotEqual,
    ];

    const int Run = 16;

    readonly List<bool> _mayBeInfinite = [];

    /// <summary>A partial derivative times a tangent or cotangent.</summary>
    public Term Multiply(Term partial, Term along, Guard guard)
    {
        if (partial.IsZero || along.IsZero) return Term.Zero;
        var factor = partial.Factor * along.Factor;
        if (!double.IsNormal(factor)) return new(1, -1, Product(Place(partial), Place(along), guard), guard);
        if (partial.Local < 0 && partial.Carried < 0) return along with { Factor = factor, Guard = guard };
        var carried = Carried(along);
        if (partial.Carried >= 0)
            carried = carried < 0 ? partial.Carried : Product(partial.Carried, carried, guard);
        return carried >= 0 && partial.Local >= 0 && IsCondition(partial.Local)
            ? new(factor, -1, Product(partial.Local, carried, guard), guard)
            : new(factor, partial.Local, carried, guard);
    }

    /// <summary>The sum of terms. What they have in common is factored out; what is left is added in short runs and these as a tree.</summary>
    public Term Sum(ReadOnlySpan<Term> terms)
    {
        if (terms.Length <= 2) return terms.Length == 0 ? Term.Zero : terms.Length == 1 ? terms[0] : Sum(terms[0], terms[1]);
        if (!AreDistinct(terms, term => term.Carried))
        {
            var groups = terms.ToArray().GroupBy(term => term.Carried).ToArray();
            if (groups.Length < terms.Length) return Tree([.. groups.Select(group => Tree([.. group]))]);
        }

        if (AreDistinct(terms, term => term.Local)) return Tree(terms);
        var alike = terms.ToArray().Select((term, i) => (term, i))
            .GroupBy(t => t.term.Local >= 0 ? t.term.Local : ~t.i, t => t.term).ToArray();
        return alike.Length == terms.Length ? Tree(terms) : Tree([.. alike.Select(group => WithLocal([.. group]))]);
    }

    // Whether it can be seen at once that no two places are the same: they mostly come in order. Where there is none, −1, none is meant.
    static bool AreDistinct(ReadOnlySpan<Term> terms, Func<Term, int> placeOf)
    {
        int previous = -1, direction = 0;
        foreach (var term in terms)
        {
            var place = placeOf(term);
            if (place < 0) continue;
            var step = previous < 0 ? direction : Math.Sign(place - previous);
            if (previous >= 0 && (step == 0 || step == -direction)) return false;
            (previous, direction) = (place, step);
        }

        return true;
    }

    /// <summary>The same term with its local part taken into what it carries: for going several ways from here.</summary>
    public Term Gather(Term term) => term.Local < 0 ? term : term with { Local = -1, Carried = Carried(term) };

    /// <summary>The place of the term's value.</summary>
    public int Place(Term term)
    {
        if (term.IsZero) return code.Constant(0);
        if (term.Carried < 0) return Scaled(term);
        // The factor goes to what is carried: that is what several terms share.
        var carried = code.Multiply(code.Constant(term.Factor), term.Carried);
        return term.Local < 0 ? carried : Product(term.Local, carried, term.Guard);
    }

    // Short runs one after the other, which keeps few results alive, and these as a balanced tree, which keeps errors small.
    Term Tree(ReadOnlySpan<Term> terms)
    {
        if (terms.Length > Run)
        {
            var half = (terms.Length / 2 + Run - 1) / Run * Run;
            return Sum(Tree(terms[..half]), Tree(terms[half..]));
        }

        var sum = terms[0];
        foreach (var term in terms[1..]) sum = Sum(sum, term);
        return sum;
    }

    // The sum of terms that have their local part in common, which is left out and multiplied by once.
    Term WithLocal(ReadOnlySpan<Term> terms)
    {
        if (terms.Length == 1) return terms[0];
        var rest = terms.ToArray();
        for (var i = 0; i < rest.Length; i++) rest[i] = rest[i] with { Local = -1 };
        var sum = Tree(rest);
        return sum.IsZero ? sum : Gather(sum) with { Local = terms[0].Local };
    }

    Term Sum(Term a, Term b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        if (a.Local >= 0 && a.Local == b.Local && a.Carried != b.Carried) return WithLocal([a, b]);
        var guard = a.Guard > b.Guard ? a.Guard : b.Guard;
        if (a.Carried != b.Carried)
        {
            if (Math.Abs(a.Factor) != Math.Abs(b.Factor)) return new(1, -1, code.Add(Place(a), Place(b)), guard);
            a = new(a.Factor, Carried(a), -1);
            b = new(b.Factor, Carried(b), -1);
        }

        var sum = Locals(a, b);
        // A sum of different terms is carried on as one.
        return a.Carried < 0 && sum.Local >= 0
            ? new(sum.Factor, -1, sum.Local, guard)
            : new(sum.Factor, sum.Local, a.Carried, guard);
    }

    // The sum of two local parts.
    Term Locals(Term a, Term b)
    {
        if (a.Local == b.Local && double.IsNormal(a.Factor + b.Factor)) return new(a.Factor + b.Factor, a.Local, -1);
        if (a.Local < 0 && b.Local < 0) return Term.Zero;
        if (a.Factor == b.Factor) return new(a.Factor, code.Add(Local(a), Local(b)), -1);
        if (a.Factor == -b.Factor) return new(a.Factor, code.Subtract(Local(a), Local(b)), -1);
        return new(1, code.Add(Scaled(a), Scaled(b)), -1);
    }

    int Local(Term term) => term.Local < 0 ? code.Constant(1) : term.Local;

    int Scaled(Term term) => code.Multiply(code.Constant(term.Factor), Local(term));

    // Everything of the term but its factor, or −1.
    int Carried(Term term) =>
        term.Local < 0 ? term.Carried
        : term.Carried < 0 ? term.Local
        : Product(term.Local, term.Carried, term.Guard);

    int Product(int partial, int along, Guard guard)
    {
        if (IsCondition(partial)) return code.Apply(Elementwise.Where, partial, along, code.Constant(0));
        var isGuarded = keepGuards || guard == Guard.Masked || IsEndless(partial) || IsEndless(along)
            || (guard == Guard.Singular && (MayBeInfinite(partial) || MayBeInfinite(along)));
        return isGuarded
            ? code.Apply(Elementwise.Scaled, partial, along)
            : code.Multiply(partial, along);
    }

    /// <summary>Whether the instruction is a comparison, 1 or 0.</summary>
    public bool IsCondition(int place) => code[place].Row is { } row && Comparison.Of(row) is not null;

    bool IsEndless(int place) => code.IsConstant(place, out var value) && !double.IsFinite(value);

    // Polynomials and bounded functions of finite numbers are finite, short of overflow; of all else nothing is known.
    bool MayBeInfinite(int place)
    {
        for (var next = _mayBeInfinite.Count; next <= place; next++)
        {
            var isTame = code[next].Row is not { } row ? !IsEndless(next) : Tame.Contains(row)
                || (ReferenceEquals(row, Elementwise.Power) && code.IsConstant(code.Operand(next, 1), out var exponent)
                    && exponent >= 0 && double.IsInteger(exponent));
            foreach (var operand in code.Operands(next)) isTame &= !_mayBeInfinite[operand];
            _mayBeInfinite.Add(!isTame);
        }

        return _mayBeInfinite[place];
    }
}
