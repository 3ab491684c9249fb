using Nabla.Rules;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Symbolics;

public class FoldTests
{
    static readonly Expr x = Symbol("x"), y = Symbol("y");

    [Fact]
    public void Zeros_and_ones_vanish()
    {
        Assert.Equal(x, Fold.Add(x, 0));
        Assert.Equal(x, Fold.Add(0, x));
        Assert.Equal(x, Fold.Subtract(x, 0));
        Assert.Equal(-x, Fold.Subtract(0, x));
        Assert.Equal((Expr)0, Fold.Multiply(Sin(x), 0));
        Assert.Equal(x, Fold.Multiply(x, 1));
        Assert.Equal(x, Fold.Divide(x, 1));
        Assert.Equal(x, Fold.Power(x, 1));
        Assert.Equal((Expr)1, Fold.Power(x, 0));
        Assert.Equal(x, Fold.Negate(Fold.Negate(x)));
    }

    [Fact]
    public void Numbers_are_computed_exactly()
    {
        Assert.Equal(Number(Rational.Of(5, 6)), Fold.Add(Number(Rational.Of(1, 2)), Number(Rational.Of(1, 3))));
        Assert.Equal(Decimal(Rational.Of(3, 10)), Fold.Add(0.1, 0.2));
        Assert.Equal((Expr)1024, Fold.Power(2, 10));
        Assert.Equal(Number(Rational.Of(1, 4)), Fold.Power(2, -2));
        Assert.Equal((Expr)3, Fold.Apply(Elementwise.Sqrt, 9));
        Assert.Equal((Expr)1, Fold.Apply(Elementwise.Exp, 0));
    }

    [Fact]
    public void What_has_no_exact_value_of_bounded_size_stays()
    {
        Assert.Equal((Expr)1 / 0, Fold.Divide(1, 0));
        Assert.Equal(Pow(0, -1), Fold.Power(0, -1));
        Assert.Equal(Pow(2, 1_000_000_000), Fold.Power(2, 1_000_000_000));
        Assert.Equal(x / 0, Fold.Divide(x, 0));
        Assert.Equal(Sqrt(2), Fold.Apply(Elementwise.Sqrt, 2));
        Assert.Equal(Sqrt(-4), Fold.Apply(Elementwise.Sqrt, -4));
    }

    [Fact]
    public void Number_factors_are_gathered_in_front()
    {
        Assert.Equal(6 * x, Fold.Multiply(2, Fold.Multiply(3, x)));
        Assert.Equal(6 * Sin(x) * y, Fold.Multiply(Fold.Multiply(3, Sin(x)), Fold.Multiply(2, y)));
        Assert.Equal(-6 * x, Fold.Negate(6 * x));
        Assert.Equal(x / Sqrt(y), Fold.Divide(2 * x, 2 * Sqrt(y)));
        Assert.Equal(3 * x / 2, Fold.Divide(6 * x, 4));
        Assert.Equal(1 / (2 * Sqrt(x)), Fold.Divide(1, 2 * Sqrt(x)));
        Assert.Equal(3 / (2 * x), Fold.Multiply(3, 1 / (2 * x)));
        Assert.Equal(1.5 * x, Fold.Multiply(0.5, 3 * x));
        Assert.Equal(-(x / 2), Fold.Divide(x, -2));
    }

    [Fact]
    public void Signs_move_into_sums()
    {
        Assert.Equal(x - y, Fold.Add(x, -y));
        Assert.Equal(x + y, Fold.Subtract(x, -y));
        Assert.Equal(x - 3 * y, Fold.Add(x, -3 * y));
        Assert.Equal(x + 3, Fold.Subtract(x, -3));
    }
}
