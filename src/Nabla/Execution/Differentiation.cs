using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>What forward and reverse accumulation share: partial derivatives of instructions, and sums and products of terms.</summary>
/// <param name="code">The code under differentiation, to which derivatives are appended.</param>
/// <param name="keepGuards">Whether every product keeps its guard against 0 · ∞, needed or not.</param>
sealed class Differentiation(CodeBuilder code, bool keepGuards)
{
    static readonly HashSet<ScalarRule> Tame =
    [
        Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Negate, Elementwise.Scaled, Elementwise.Where,
        Elementwise.Max, Elementwise.Min, Elementwise.Abs, Elementwise.Relu, Elementwise.Sign, Elementwise.Sin, Elementwise.Cos,
        Elementwise.Tanh, Elementwise.Atan, Elementwise.Sigmoid, Elementwise.Erf, Elementwise.Less, Elementwise.LessEqual,
        Elementwise.Greater, Elementwise.GreaterEqual, Elementwise.Equal, Elementwise.NotEqual,
    ];

    readonly PartialTemplates _templates = new();
    readonly List<bool> _mayBeInfinite = [];

    /// <summary>The partial derivative of the instruction by one operand, times a tangent or cotangent.</summary>
    public Term Contribution(int place, int position, Term along)
    {
        var partial = Partial(place, position, out var guarded);
        return Multiply(partial, along, guarded || along.Guarded);
    }

    /// <summary>The partial derivative of the instruction by one operand, and whether its row is singular or masks a side there.</summary>
    public Term Partial(int place, int position, out bool guarded)
    {
        var template = _templates.By(code, place, position);
        var arity = code[place].Count;
        Span<int> arguments = arity < 8 ? stackalloc int[arity + 1] : new int[arity + 1];
        code.Operands(place).CopyTo(arguments);
        arguments[arity] = place;
        var output = code.Append(template.Code, arguments)[template.Code.Outputs[0]];
        guarded = template.Masks || IsSingular(place);
        return Peel(output);
    }

    /// <summary>The sum of two terms.</summary>
    public Term Sum(Term a, Term b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        var guarded = a.Guarded || b.Guarded;
        if (a.Place < 0 && b.Place < 0) return new(a.Factor + b.Factor, -1, guarded);
        if (a.Factor == b.Factor) return new(a.Factor, code.Add(Unscaled(a), Unscaled(b)), guarded);
        if (a.Factor == -b.Factor) return new(a.Factor, code.Subtract(Unscaled(a), Unscaled(b)), guarded);
        return new(1, code.Add(Place(a), Place(b)), guarded);
    }

    /// <summary>The place of the term's value.</summary>
    public int Place(Term term) => term.Place < 0 ? code.Constant(term.Factor) : code.Multiply(code.Constant(term.Factor), term.Place);

    int Unscaled(Term term) => term.Place < 0 ? code.Constant(1) : term.Place;

    Term Multiply(Term partial, Term along, bool guarded)
    {
        if (partial.IsZero || along.IsZero) return Term.Zero;
        var factor = partial.Factor * along.Factor;
        if (!double.IsNormal(factor)) return new(1, Product(Place(partial), Place(along), guarded), guarded);
        if (partial.Place < 0) return new(factor, along.Place, guarded);
        if (along.Place < 0) return new(factor, partial.Place, guarded);
        return new(factor, Product(partial.Place, along.Place, guarded), guarded);
    }

    int Product(int partial, int along, bool guarded)
    {
        if (IsCondition(partial)) return code.Apply(Elementwise.Where, partial, along, code.Constant(0));
        return keepGuards || (guarded && (MayBeInfinite(partial) || MayBeInfinite(along)))
            ? code.Apply(Elementwise.Scaled, partial, along)
            : code.Multiply(partial, along);
    }

    bool IsCondition(int place) => code[place].Row is { } row && Comparison.Of(row) is not null;

    // Polynomials and bounded functions of finite numbers are finite, short of overflow; of all else nothing is known.
    bool MayBeInfinite(int place)
    {
        for (var next = _mayBeInfinite.Count; next <= place; next++)
        {
            var isTame = code[next].Row is not { } row || Tame.Contains(row)
                || (ReferenceEquals(row, Elementwise.Power) && code.IsConstant(code.Operand(next, 1), out var exponent)
                    && exponent >= 0 && double.IsInteger(exponent));
            foreach (var operand in code.Operands(next)) isTame &= !_mayBeInfinite[operand];
            _mayBeInfinite.Add(!isTame);
        }

        return _mayBeInfinite[place];
    }

    // Known factors travel apart from what they multiply, so that a chain of constants costs one product at its end.
    Term Peel(int place)
    {
        if (code.IsConstant(place, out var value))
            return value == 0 ? Term.Zero : double.IsNormal(value) ? new(value, -1) : new(1, place);
        if (code.Is(place, Elementwise.Negate)) return Times(-1, Peel(code.Operand(place, 0)), place);
        if (code.Is(place, Elementwise.Multiply))
        {
            int a = code.Operand(place, 0), b = code.Operand(place, 1);
            if (code.IsConstant(b, out _)) (a, b) = (b, a);
            return code.IsConstant(a, out value) ? Times(value, Peel(b), place) : new(1, place);
        }

        return code.Is(place, Elementwise.Divide) ? PeelQuotient(place) : new(1, place);
    }

    // The quotient's row is (1/b, −y/b): with the reciprocal shared, one division serves both.
    Term PeelQuotient(int place)
    {
        int a = code.Operand(place, 0), b = code.Operand(place, 1);
        if (code.IsConstant(b, out _)) return new(1, place);
        var divisor = Peel(b);
        if (!double.IsPow2(Math.Abs(divisor.Factor))) divisor = new(1, b);
        var reciprocal = new Term(1 / divisor.Factor, code.Divide(code.Constant(1), divisor.Place));
        if (code.IsConstant(a, out var value)) return Times(value, reciprocal, place);
        return Times(reciprocal.Factor, new(1, code.Multiply(a, reciprocal.Place)), place);
    }

    static Term Times(double factor, Term term, int otherwise) =>
        double.IsNormal(factor * term.Factor) ? term with { Factor = factor * term.Factor } : new(1, otherwise);

    // A row is singular by its table; a constant divisor or a whole power of at least 1 takes that back.
    bool IsSingular(int place)
    {
        if (!code[place].Row!.IsSingular) return false;
        if (code.Is(place, Elementwise.Divide)) return !code.IsConstant(code.Operand(place, 1), out var divisor) || divisor == 0;
        if (!code.Is(place, Elementwise.Power)) return true;
        return !code.IsConstant(code.Operand(place, 1), out var exponent) || exponent < 1 || !double.IsInteger(exponent);
    }
}
