using Nabla.Tensors;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Transforms nest in any order: the traps of the field, each by its name there.</summary>
public class NestingTests
{
    static readonly Tensor s_three = From([3.0])[0];

    [Fact]
    public void The_example_of_the_readme()
    {
        var df = Grad(x => Sin(x) * x);
        Assert.Equal(Math.Cos(3) * 3 + Math.Sin(3), (double)df(s_three), 1e-15);
        Assert.Equal(2 * Math.Cos(3) - 3 * Math.Sin(3), (double)Grad(df)(s_three), 1e-14);
    }

    [Fact]
    public void Derivatives_to_order_six_in_reverse_in_forward_and_alternating()
    {
        Func<Tensor, Tensor> reverse = x => Exp(x * x), forward = reverse, mixed = reverse;
        for (var order = 1; order <= 6; order++)
        {
            var (r, f, m) = (reverse, forward, mixed);
            reverse = Grad(r);
            forward = x => Jvp(f, x, 1).Tangent;
            mixed = order % 2 == 0 ? Grad(m) : x => Jvp(m, x, 1).Tangent;
        }

        // The sixth derivative of exp(x²) is (64x⁶ + 480x⁴ + 720x² + 120)·exp(x²).
        var expected = (64 + 480 + 720 + 120) * Math.E;
        var one = From([1.0])[0];
        Assert.Equal(expected, (double)reverse(one), 1e-9);
        Assert.Equal(expected, (double)forward(one), 1e-9);
        Assert.Equal(expected, (double)mixed(one), 1e-9);
    }

    [Fact]
    public void Perturbation_confusion()
    {
        // d/dx x·(d/dy (x + y) at y = 1) is 1, and 2 where the two derivatives are confused.
        Assert.Equal(1, (double)Grad(x => x * Grad(y => x + y)(From([1.0])[0]))(s_three));
        Assert.Equal(1, (double)Jvp(x => x * Jvp(y => x + y, From([1.0])[0], 1).Tangent, s_three, 1).Tangent);
        Assert.Equal(1, (double)Jvp(x => x * Grad(y => x + y)(From([1.0])[0]), s_three, 1).Tangent);
        Assert.Equal(1, (double)Grad(x => x * Jvp(y => x + y, From([1.0])[0], 1).Tangent)(s_three));
    }

    [Fact]
    public void Perturbation_confusion_by_a_mutated_variable()
    {
        var captured = From([0.0])[0];
        var second = Grad(x =>
        {
            captured = x * x;
            return Grad(y => captured * y * y)(x);
        });
        Assert.Equal(6 * 9, (double)second(s_three), 1e-12);
    }

    [Fact]
    public void Perturbation_confusion_by_a_recursive_function()
    {
        Tensor Power(Tensor x, int n) => n == 0 ? x : x * Grad(y => Power(y, n - 1) * y)(x);
        // P₀ = x, Pₙ = x·(Pₙ₋₁·y)′: 2x², then 6x³.
        Assert.Equal(4 * 3, (double)Grad(x => Power(x, 1))(s_three), 1e-12);
        Assert.Equal(18 * 9, (double)Grad(x => Power(x, 2))(s_three), 1e-12);
    }

    [Fact]
    public void Vmap_of_grad_and_grad_of_vmap()
    {
        Tensor x = From([1.0, 2, 3]);
        Assert.Equal([3, 12, 27], Vmap(Grad(y => y * y * y))(x).ToArray<double>());
        Assert.Equal([3, 12, 27], Grad(x => Sum(Vmap(y => y * y * y)(x)))(x).ToArray<double>());
        Assert.Equal([6, 12, 18], Vmap(Grad(Grad(y => y * y * y)))(x).ToArray<double>());
        Assert.Equal([2, 4, 6], Vmap(y => Jvp(z => z * z, y, 1).Tangent)(x).ToArray<double>());
    }

    [Fact]
    public void Vmap_within_vmap()
    {
        Tensor x = From([1.0, 2]), y = From([10.0, 20, 30]);
        var table = Vmap((Tensor a) => Vmap((Tensor b) => a * b)(y))(x);
        Assert.Equal([10, 20, 30, 20, 40, 60], table.ToArray<double>());
    }

    [Fact]
    public void Hessian_equals_its_definition_in_every_order_of_modes()
    {
        Tensor F(Tensor x) => Sum(Sin(x) * x[0] * Exp(x[1])) + Pow(x[2], 3);
        Tensor at = From([0.3, -0.2, 1.5]);
        var hessian = Hessian(F)(at).ToArray<double>();
        foreach (var other in new[]
        {
            Jacobian(x => Jacobian(F, x), at),
            Vmap(v => HessianVectorProduct(F)(at, v))(Eye(3, DType.Float64)),
            Vmap(v => Grad(x => Sum(Grad(F)(x) * v))(at))(Eye(3, DType.Float64)),
            Vmap(v => Grad(x => Jvp(F, x, v).Tangent)(at))(Eye(3, DType.Float64)),
        })
        {
            var numbers = other.ToArray<double>();
            for (var i = 0; i < 9; i++) Assert.Equal(hessian[i], numbers[i], 1e-13);
        }
    }

    [Fact]
    public void Jacobians_by_forward_and_reverse_mode()
    {
        Tensor x = From([1.0, 2]);
        Assert.Equal([2, 1, 2, 0, 0, 12], Jacobian(x => Stack([x[0] * x[1], x[0] * x[0], x[1] * x[1] * x[1]]))(x).ToArray<double>());
        Assert.Equal([2, 1], Jacobian(x => x[0] * x[1])(x).ToArray<double>());
    }

    [Fact]
    public void Linearize_runs_the_function_once()
    {
        var runs = 0;
        var (value, derivative) = Linearize(x => { runs++; return x * x; }, s_three);
        Assert.Equal(9, (double)value);
        Assert.Equal(6, (double)derivative(1));
        Assert.Equal(12, (double)derivative(2));
        var jacobian = Jacobian(x => { runs++; return x * x; }, From([1.0, 2, 3, 4]));
        Assert.Equal(new nint[] { 4, 4 }, jacobian.Shape.Lengths.ToArray());
        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_pullback_may_be_called_inside_another_transform()
    {
        var (_, pullback) = Vjp(x => x * x, s_three);
        Assert.Equal(12, (double)Grad(y => pullback(y) * y)(From([1.0])[0]));
    }
}
