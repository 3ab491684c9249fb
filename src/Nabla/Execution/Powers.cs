using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>Powers with a constant exponent: small whole ones as products, those of ½ as roots.</summary>
static class Powers
{
    // Repeated products lose up to a unit in the last place each, and mostly far less: up to here thousands of random points
    // keep the 4 units that rows promise, and beyond some do not. A base that was computed has lost as much before.
    const int Largest = 7;
    const int LargestOfComputed = 8;
    const int LargestNegative = 4;

    /// <summary>The derivative of x to the exponent by x as factor and power, where that power has an expansion; else null.</summary>
    public static int? Derivative(CodeBuilder code, int x, double exponent) => exponent switch
    {
        0 => code.Constant(0),
        1 => code.Constant(1),
        // One factor more is one rounding more.
        _ when IsExpanded(code, x, exponent - 1) && (exponent <= Largest || IsComputed(code, x)) =>
            code.Multiply(code.Constant(exponent), code.Apply(Elementwise.Power, x, code.Constant(exponent - 1))),
        _ => null,
    };

    /// <summary>The power in cheaper rows where that is as accurate.</summary>
    public static int Expand(CodeBuilder code, int x, double exponent)
    {
        if (!IsExpanded(code, x, exponent)) return code.Apply(Elementwise.Power, x, code.Constant(exponent));
        if (exponent == 0) return code.Constant(1);
        var isRoot = Math.Abs(exponent) == 0.5;
        if (exponent > 0) return isRoot ? Root(code, x) : Product(code, x, (int)exponent);
        // The reciprocal comes before the product, which could overflow where the result does not.
        if (isRoot) return Reciprocal(code, Root(code, x));
        // A square over- or underflows only where its reciprocal's square does, and has fewer roundings than a fourth power.
        return exponent == -4
            ? Product(code, Reciprocal(code, Product(code, x, 2)), 2)
            : Product(code, Reciprocal(code, x), -(int)exponent);
    }

    static bool IsExpanded(CodeBuilder code, int x, double exponent) => Math.Abs(exponent) == 0.5
        || (double.IsInteger(exponent) && exponent >= -LargestNegative && exponent <= (IsComputed(code, x) ? LargestOfComputed : Largest));

    static bool IsComputed(CodeBuilder code, int x) => code[x].Operation == Operation.Row;

    static int Reciprocal(CodeBuilder code, int x) => code.Divide(code.Constant(1), x);

    static int Product(CodeBuilder code, int x, int power)
    {
        if (power == 1) return x;
        var half = Product(code, x, power / 2);
        var square = code.Multiply(half, half);
        return power % 2 == 0 ? square : code.Multiply(square, x);
    }

    // A power of ½ is +0 at −0 and +∞ at −∞, where the square root is −0 and NaN.
    static int Root(CodeBuilder code, int x)
    {
        var root = code.Apply(Elementwise.Sqrt, code.Add(x, code.Constant(0)));
        if (code.FastMath) return root;
        var isEdge = code.Apply(Elementwise.Equal, x, code.Constant(double.NegativeInfinity));
        return code.Apply(Elementwise.Where, isEdge, code.Constant(double.PositiveInfinity), root);
    }
}
