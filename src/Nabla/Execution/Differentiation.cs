using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>What forward and reverse accumulation share: the partial derivatives of instructions, by the rows' formulas.</summary>
/// <param name="code">The code under differentiation, to which derivatives are appended.</param>
/// <param name="terms">Sums and products over the same code.</param>
sealed class Differentiation(CodeBuilder code, Terms terms)
{
    readonly PartialTemplates _templates = new();

    /// <summary>Sums and products of tangents and cotangents.</summary>
    public Terms Terms => terms;

    /// <summary>The partial derivative of the instruction by one operand, times a tangent or cotangent.</summary>
    public Term Contribution(int place, int position, Term along)
    {
        var partial = Partial(place, position, along is { Local: < 0, Carried: < 0 }, out var guard);
        return terms.Multiply(partial, along, guard > along.Guard ? guard : along.Guard);
    }

    /// <summary>The partial derivative of the instruction by one operand, and whether its row is singular or masks a side there.</summary>
    /// <param name="place">The instruction.</param>
    /// <param name="position">The operand.</param>
    /// <param name="isResult">Whether it is a result up to a number, and so keeps what its row promises, or goes into products.</param>
    /// <param name="guard">What products with it have to guard against.</param>
    public Term Partial(int place, int position, bool isResult, out Guard guard)
    {
        var template = _templates.By(code, place, position);
        var arity = code[place].Count;
        Span<int> arguments = arity < 8 ? stackalloc int[arity + 1] : new int[arity + 1];
        code.Operands(place).CopyTo(arguments);
        arguments[arity] = place;
        var output = 0;
        code.Append(template.Code, arguments, new Span<int>(ref output));
        guard = template.Masks ? Guard.Masked : IsSingular(place) ? Guard.Singular : Guard.None;
        return Peel(output, isResult);
    }

    // Known factors travel apart from what they multiply, so that a chain of constants costs one product at its end.
    Term Peel(int place, bool isResult)
    {
        if (code.IsConstant(place, out var value))
            return value == 0 ? Term.Zero : double.IsNormal(value) ? new(value, -1, -1) : new(1, place, -1);
        if (code.Is(place, Elementwise.Negate)) return Times(-1, Peel(code.Operand(place, 0), isResult), place);
        if (code.Is(place, Elementwise.Multiply))
        {
            int a = code.Operand(place, 0), b = code.Operand(place, 1);
            if (code.IsConstant(b, out _)) (a, b) = (b, a);
            return code.IsConstant(a, out value) ? Times(value, Peel(b, isResult), place) : new(1, place, -1);
        }

        if (code.Is(place, Elementwise.Divide)) return PeelQuotient(place, code.Operand(place, 0), code.Operand(place, 1));
        return code.Is(place, Elementwise.OverDivisor) && !(isResult && code[code.Operand(place, 0)].Operation == Operation.Input)
            ? PeelQuotient(place, code.Operand(place, 2), code.Operand(place, 1))
            : new(1, place, -1);
    }

    // A quotient that is a factor of others, or whose numerator was computed, has no digits to bring back.
    // The quotient's row is (1/b, −y/b): one division serves both, and so does its product with what is carried on.
    Term PeelQuotient(int place, int a, int b)
    {
        if (code.IsConstant(b, out _)) return new(1, place, -1);
        if (code.Is(a, Elementwise.Divide) && code.Operand(a, 1) == b && SquareOf(a) is { } square) return square;
        var divisor = Peel(b, false);
        if (!double.IsPow2(Math.Abs(divisor.Factor)) || divisor.Carried >= 0) divisor = new(1, b, -1);
        var reciprocal = new Term(1 / divisor.Factor, -1, code.Divide(code.Constant(1), divisor.Local));
        if (code.IsConstant(a, out var value)) return Times(value, reciprocal, place);
        // A condition would mask what it is to be divided by.
        return Times(
            reciprocal.Factor,
            terms.IsCondition(a) ? new(1, code.Multiply(a, reciprocal.Carried), -1) : new(1, a, reciprocal.Carried),
            place);
    }

    // −y/b is −y·(y/c) where y = c/b with a number c: no division at all. In this order, because y² would over- and
    // underflow where the derivative does not.
    Term? SquareOf(int quotient) =>
        code.IsConstant(code.Operand(quotient, 0), out var c) && double.IsNormal(c) && double.IsNormal(1 / c)
            ? new(1, quotient, code.Multiply(code.Constant(1 / c), quotient))
            : null;

    static Term Times(double factor, Term term, int otherwise) =>
        double.IsNormal(factor * term.Factor) ? term with { Factor = factor * term.Factor } : new(1, otherwise, -1);

    // A row is singular by its table; a constant divisor or a whole power of at least 1 takes that back.
    bool IsSingular(int place)
    {
        if (!code[place].Row!.IsSingular) return false;
        if (code.Is(place, Elementwise.Divide)) return !code.IsConstant(code.Operand(place, 1), out var divisor) || divisor == 0;
        if (!code.Is(place, Elementwise.Power)) return true;
        return !code.IsConstant(code.Operand(place, 1), out var exponent) || exponent < 1 || !double.IsInteger(exponent);
    }
}
