using Nabla.Rules;

namespace Nabla.Symbolics;

// What is known of the sign of a formula over the reals, at a glance: true is certain, false is unknown.
static class Signs
{
    const int Deepest = 6;

    /// <summary>Whether the formula is above 0 wherever it has a value.</summary>
    public static bool IsPositive(Expr x, int depth = 0) => x switch
    {
        NumberExpr n => n.Value.Sign > 0,
        ConstantExpr => true,
        ApplyExpr f when depth < Deepest => IsPositive(f, depth + 1),
        _ => false,
    };

    /// <summary>Whether the formula is nowhere below 0.</summary>
    public static bool IsNonnegative(Expr x, int depth = 0) => x switch
    {
        NumberExpr n => n.Value.Sign >= 0,
        ConstantExpr => true,
        ApplyExpr f when depth < Deepest => IsNonnegative(f, depth + 1),
        _ => false,
    };

    static bool IsPositive(ApplyExpr f, int depth)
    {
        if (f.Rule == Elementwise.Exp || f.Rule == Elementwise.Cosh || f.Rule == Elementwise.Sech || f.Rule == Elementwise.Sigmoid) return true;
        if (f.Rule == Elementwise.Add)
            return (IsPositive(f[0], depth) && IsNonnegative(f[1], depth)) || (IsNonnegative(f[0], depth) && IsPositive(f[1], depth));
        if (f.Rule == Elementwise.Multiply || f.Rule == Elementwise.Divide) return IsPositive(f[0], depth) && IsPositive(f[1], depth);
        return (f.Rule == Elementwise.Power || f.Rule == Elementwise.Sqrt) && IsPositive(f[0], depth);
    }

    static bool IsNonnegative(ApplyExpr f, int depth)
    {
        if (f.Rule == Elementwise.Abs || f.Rule == Elementwise.Sqrt) return true;
        if (f.Rule == Elementwise.Power)
            return f[1] is NumberExpr n && (!n.Value.IsInteger || n.Value.IsEven) || IsNonnegative(f[0], depth);
        if (f.Rule == Elementwise.Add || f.Rule == Elementwise.Multiply || f.Rule == Elementwise.Divide)
            return IsNonnegative(f[0], depth) && IsNonnegative(f[1], depth);
        return IsPositive(f, depth);
    }
}
