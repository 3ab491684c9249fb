using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// Rewrites of one instruction that give the same bits at every point, NaN for NaN; and, where asked for, those of
/// real numbers.
/// </summary>
static class Rewrites
{
    /// <summary>Whether the row gives the same bits with its operands exchanged.</summary>
    public static bool Commutes(ScalarRule row) => ReferenceEquals(row, Elementwise.Add) || ReferenceEquals(row, Elementwise.Multiply);

    /// <summary>A cheaper instruction for the row applied to the operands, or null.</summary>
    public static int? Apply(CodeBuilder code, ScalarRule row, ReadOnlySpan<int> operands) => operands switch
    {
        [var x] when ReferenceEquals(row, Elementwise.Negate) => Negate(code, x),
        [var a, var b] when ReferenceEquals(row, Elementwise.Add) => Add(code, a, b) ?? Add(code, b, a),
        [var a, var b] when ReferenceEquals(row, Elementwise.Subtract) => Subtract(code, a, b),
        [var a, var b] when ReferenceEquals(row, Elementwise.Multiply) => Multiply(code, a, b) ?? Multiply(code, b, a),
        [var a, var b] when ReferenceEquals(row, Elementwise.Divide) => Divide(code, a, b),
        [var c, var a, var b] when ReferenceEquals(row, Elementwise.Where) && code.IsConstant(c, out var condition) =>
            condition != 0 ? a : b,
        [var a, var b] when ReferenceEquals(row, Elementwise.PowerByBase) && code.IsConstant(b, out var exponent) =>
            Powers.Derivative(code, a, exponent),
        [var a, var b] when ReferenceEquals(row, Elementwise.Power) && code.IsConstant(b, out var exponent) =>
            exponent == 1 ? a : exponent == 0 ? code.Constant(1) : null,
        [var c, var d] when ReferenceEquals(row, Elementwise.NotEqual) && code.IsConstant(d, 0.0) && IsCondition(code, c) => c,
        [var c, var a, var b] when ReferenceEquals(row, Elementwise.Where) && IsCondition(code, c)
            && code.IsConstant(a, 1.0) && code.IsConstant(b, 0.0) => c,
        _ => null,
    };

    static bool IsCondition(CodeBuilder code, int place) => code[place].Row is { } row && Comparison.Of(row) is not null;

    static int? Negate(CodeBuilder code, int x)
    {
        if (code.Is(x, Elementwise.Negate)) return code.Operand(x, 0);
        if (!code.Is(x, Elementwise.Multiply)) return null;
        int a = code.Operand(x, 0), b = code.Operand(x, 1);
        if (code.IsConstant(a, out var c)) return code.Multiply(code.Constant(-c), b);
        return code.IsConstant(b, out c) ? code.Multiply(code.Constant(-c), a) : null;
    }

    static int? Add(CodeBuilder code, int a, int b)
    {
        if (code.IsConstant(b, -0.0) || (code.FastMath && code.IsConstant(b, 0.0))) return a;
        return code.Is(b, Elementwise.Negate) ? code.Subtract(a, code.Operand(b, 0)) : null;
    }

    static int? Subtract(CodeBuilder code, int a, int b)
    {
        if (code.IsConstant(b, 0.0)) return a;
        if (code.FastMath && a == b) return code.Constant(0);
        return code.Is(b, Elementwise.Negate) ? code.Add(a, code.Operand(b, 0)) : null;
    }

    static int? Multiply(CodeBuilder code, int a, int b)
    {
        if (code.IsConstant(a, out var c))
        {
            if (c == 1) return b;
            if (c == -1) return code.Negate(b);
            if (code.Is(b, Elementwise.Negate)) return code.Multiply(code.Constant(-c), code.Operand(b, 0));
            if (code.FastMath && c == 0) return code.Constant(0);
        }

        return code.Is(a, Elementwise.Negate) ? code.Negate(code.Multiply(code.Operand(a, 0), b)) : null;
    }

    static int? Divide(CodeBuilder code, int a, int b)
    {
        if (code.IsConstant(b, out var c))
        {
            if (c == 1) return a;
            if (c == -1) return code.Negate(a);
            if (c != 0 && double.IsFinite(c) && (code.FastMath || HasExactReciprocal(c))) return code.Multiply(a, code.Constant(1 / c));
        }

        if (code.FastMath && a == b) return code.Constant(1);
        if (code.Is(a, Elementwise.Negate)) return code.Negate(code.Divide(code.Operand(a, 0), b));
        return code.Is(b, Elementwise.Negate) ? code.Negate(code.Divide(a, code.Operand(b, 0))) : null;
    }

    static bool HasExactReciprocal(double c) => double.IsPow2(Math.Abs(c)) && double.IsNormal(c) && double.IsNormal(1 / c);
}
