using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Symbolics;

public class CalculusTests
{
    static readonly Expr x = Symbol("x"), y = Symbol("y");

    [Fact]
    public void The_examples_of_the_mission_come_out_to_the_letter()
    {
        Assert.Equal(2 * x, Pow(x, 2).Derivative("x"));
        var f = 3 * Pow(x, 2) + 2 * y;
        Assert.Equal(6 * x, f.Derivative("x"));
        Assert.Equal(2, f.Derivative("y"));
        Assert.Equal([6 * x, 2], f.Gradient("x", "y"));
        Assert.Equal(4 * (2 * x + 3), Pow(2 * x + 3, 2).Derivative("x"));
    }

    [Fact]
    public void Order_zero_is_the_formula_itself() => Assert.Same(x, x.Derivative("x", 0));

    [Fact]
    public void The_answer_alone_is_that_of_the_derivation()
    {
        var random = new RandomFormulas(5);
        for (var i = 0; i < 200; i++)
        {
            var f = random.Next(4);
            for (var order = 1; order <= 2; order++) Assert.Equal(f.Explain("x", order).Result, f.Derivative("x", order));
        }
    }

    [Fact]
    public void Order_n_is_n_derivatives()
    {
        Assert.Equal(24, Pow(x, 4).Derivative("x", 4));
        Assert.Equal(0, Pow(x, 4).Derivative("x", 5));
        Assert.Equal(Sin(x), Sin(x).Derivative("x", 4));
    }

    [Fact]
    public void Mixed_partials_are_taken_in_the_order_named()
    {
        var f = Pow(x, 3) * Pow(y, 2);
        Assert.Equal(6 * Pow(x, 2) * y, f.Derivative("x", "y"));
        Assert.Equal(f.Derivative("x").Derivative("y").Derivative("y"), f.Derivative("x", "y", "y"));
    }

    [Fact]
    public void Variables_come_in_the_order_of_their_first_appearance() =>
        Assert.Equal(["y", "x", "z"], (y * x + Sin(y) * Symbol("z")).Variables);

    [Fact]
    public void A_gradient_by_no_named_variable_is_by_all() => Assert.Equal([y, x], (x * y).Gradient());

    [Fact]
    public void A_variable_that_does_not_occur_has_derivative_zero()
    {
        Assert.Equal(0, Sin(x).Derivative("t"));
        Assert.Equal([Cos(x), 0], Sin(x).Gradient("x", "t"));
    }

    [Fact]
    public void A_formula_made_on_another_thread_is_differentiated_by_its_variable()
    {
        Expr f = 0;
        var thread = new Thread(() => f = Sin(Symbol("x") * Symbol("y")));
        thread.Start();
        thread.Join();
        Assert.Equal(y * Cos(x * y), f.Derivative("x"));
        Assert.Equal([1 + y * Cos(x * y), x * Cos(x * y)], ReverseAccumulation.Gradient(f + x, [(SymbolExpr)x, (SymbolExpr)y], new Budget()));
    }

    [Fact]
    public void A_hessian_is_symmetric()
    {
        var h = (Pow(x, 2) * Sin(y) + Exp(x * y)).Hessian("x", "y");
        Assert.Same(h[0, 1], h[1, 0]);
        Assert.Equal(Pow(y, 2) * Exp(x * y) + 2 * Sin(y), h[0, 0]);
    }

    [Fact]
    public void A_jacobian_has_a_row_for_each_formula()
    {
        Expr[] f = [x * y, Sin(x), x + 2 * y];
        var j = f.Jacobian("x", "y");
        Assert.Equal(new[,] { { y, x }, { Cos(x), 0 }, { 1, 2 } }, j);
        var wide = new[] { x * y }.Jacobian("x", "y", "z");
        Assert.Equal(new[,] { { y, x, 0 } }, wide);
    }

    [Fact]
    public void A_budget_that_is_used_up_stops_the_work() =>
        Assert.Throws<LimitException>(() => Sin(Sin(Sin(x))).Derivative("x", 10, budget: new Budget(20)));

    [Fact]
    public void A_negative_order_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Derivative("x", -1));
}
