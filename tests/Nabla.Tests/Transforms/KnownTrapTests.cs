using System.Reflection;
using Nabla.Tensors;
using Nabla.Transforms;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>
/// Bugs that other systems have had, numbered as in the list of reference/ad-anchors.md (c2), each with the symptom that it had
/// there. Tests of the same name elsewhere go into depth: edges, nesting, reductions with zeros, scans, memory.
/// </summary>
public class KnownTrapTests
{
    static readonly Tensor s_zero = Full([], 0, DType.Float64);

    [Fact]
    public void Trap_01_where_NaN() => Slope(1, x => Where(x < 1, x, Sqrt(x)), 0);

    [Fact]
    public void Trap_02_zero_times_infinity()
    {
        Slope(0, x => 0 * Sqrt(x), 0);
        Slope(0, x => Where(x > 0, Log(x) / x, 0), 0);
    }

    [Fact]
    public void Trap_03_scan_by_its_sequence_in_both_modes()
    {
        Tensor F(Tensor rows) => Scan((c, row) => new Pair<Tensor, Tensor>(c * row + row * row, c), Full([], 1, DType.Float64), rows).First;
        var rows = From([0.5, 2, -1.5]);
        var (reverse, forward) = (Grad(F)(rows).ToArray<double>(), Vmap(v => Jvp(F, rows, v).Tangent)(Eye(3, DType.Float64)).ToArray<double>());
        // c₁ = r₁ + r₁², c₂ = c₁r₂ + r₂², c₃ = c₂r₃ + r₃².
        Assert.Equal([2 * -1.5 * 2, -1.5 * (0.75 + 4), 0.75 * 2 + 4 - 3], reverse);
        Assert.Equal(reverse, forward);
    }

    [Fact]
    public void Trap_04_perturbation_confusion() => Slope(1, x => x * Grad(y => x + y)(From([1.0])[0]), 3);

    [Fact]
    public void Trap_05_branch_on_equality()
    {
        static Tensor Product(Tensor x)
        {
            var p = Ones([], DType.Float64);
            foreach (var factor in x) p = p * factor;
            return p;
        }

        Assert.Equal([0.0, 6, 0], Grad(Product)(From([2.0, 0, 3])).ToArray<double>());
        Assert.Equal([0.0, 6, 0], Grad(x => Prod(x))(From([2.0, 0, 3])).ToArray<double>());
        Slope(2, x => Where(Equal(x, 1), 2 * x - 1, x * x), 1);
    }

    [Fact]
    public void Trap_06_next_derivative_of_a_power_at_zero()
    {
        Func<Tensor, Tensor> f = x => Pow(x, 2), g = x => Pow(x, 2 * Ones([], DType.Float64));
        for (var order = 1; order <= 4; order++)
        {
            (f, g) = (Grad(f), Grad(g));
            Assert.Equal(order == 2 ? 2 : 0, (double)f(s_zero));
            if (order <= 2) Assert.Equal(order == 2 ? 2 : 0, (double)g(s_zero));
        }
    }

    [Fact]
    public void Trap_07_powers_at_zero_with_exponents_zero_one_and_two()
    {
        foreach (var (n, slope) in new[] { (0, 0), (1, 1), (2, 0) })
        {
            Slope(slope, x => Pow(x, n), 0);
            Slope(slope, x => Pow(x, Full([], n, DType.Float64)), 0);
        }
    }

    [Fact]
    public void Trap_08_one_kink_in_every_spelling()
    {
        foreach (var f in (Func<Tensor, Tensor>[])[Relu, x => Max(x, 0), x => Max(0, x), x => Clamp(x, 0, 6), x => Where(x > 0, x, 0), Abs, x => Min(Max(x, 0), 6)])
            Slope(0, f, 0);
        Slope(1, Relu, double.Epsilon);
        Slope(-1, Abs, -double.Epsilon);
        // The pair (max′ = 0 with a literal, abs′ = 0) is not coherent in this spelling, so softplus is a function of its own.
        Slope(0.5, Softplus, 0);
    }

    [Fact]
    public void Trap_09_norm_at_zero()
    {
        Assert.Equal([0.0, 0], Grad(x => Norm(x))(Zeros([2], DType.Float64)).ToArray<double>());
        Assert.Equal([0.0, 0], Grad(x => Sqrt(Sum(Pow(x, 2))))(Zeros([2], DType.Float64)).ToArray<double>());
        Assert.Equal([0.0, 0], Grad(x => Hypot(x[0], x[1]))(Zeros([2], DType.Float64)).ToArray<double>());
    }

    [Fact]
    public void Trap_10_logsumexp_of_all_minus_infinity() =>
        Assert.Equal([0.0, 0], Grad(x => LogSumExp(x))(Full([2], double.NegativeInfinity, DType.Float64)).ToArray<double>());

    [Fact]
    public void Trap_11_prod_with_zeros_to_second_order()
    {
        Assert.Equal([1.0], Grad(x => Prod(x))(Zeros([1], DType.Float64)).ToArray<double>());
        var twoZeros = From([0, 5.0, 0]);
        Assert.Equal(new double[3], Grad(x => Prod(x))(twoZeros).ToArray<double>());
        Assert.Equal([0.0, 0, 5, 0, 0, 0, 5, 0, 0], Hessian(x => Prod(x))(twoZeros).ToArray<double>());
    }

    [Fact]
    public void Trap_12_broadcasts_are_summed_back()
    {
        var (dx, dy) = Grad((x, y) => Sum(x * y))(s_zero + 2, Ones([2, 1, 3], DType.Float64));
        Assert.Equal((0, 6), (dx.Rank, (double)dx));
        Assert.Equal([2, 1, 3], dy.Shape.Lengths.ToArray());
    }

    [Fact]
    public void Trap_13_deep_graph()
    {
        var y = Grad(x => { for (var i = 0; i < 200_000; i++) x = x + x * Math.ScaleB(1, -30); return x; })(Ones([], DType.Float64));
        Assert.Equal(Math.Pow(1 + Math.ScaleB(1, -30), 200_000), (double)y, 1e-12);
    }

    [Fact]
    public void Trap_14_nothing_of_a_gradient_is_kept_by_its_argument()
    {
        var x = Ones([16], DType.Float64);
        var traced = Run(x);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(traced.IsAlive);
        GC.KeepAlive(x);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Run(Tensor x)
        {
            WeakReference? seen = null;
            Grad(x => Sum(Grad(y => { seen = new(y); return Sum(y * y * y); })(x)))(x);
            return seen!;
        }
    }

    [Fact]
    public void Trap_15_aliases_never_change()
    {
        // Tensors are immutable: arrays are copied in, views share what nobody writes, and what a reverse pass writes over is its own.
        var numbers = new[] { 1.0, 2 };
        var x = From(numbers);
        var gradient = Grad(t => { numbers[0] = 99; return Sum(t * t); });
        Assert.Equal([2.0, 4], gradient(x).ToArray<double>());
        var row = Ones([2, 2], DType.Float64)[0];
        var (bar, _) = Grad((a, b) => Sum(a * b + a + a))(row, row);
        Assert.Equal([3.0, 3], bar.ToArray<double>());
        Assert.Equal([1.0, 1], row.ToArray<double>());
        var pulled = Vjp(t => t + t * 2 + t, x);
        var seed = Ones([2], DType.Float64);
        for (var i = 0; i < 2; i++) Assert.Equal([4.0, 4], pulled.Pullback(seed).ToArray<double>());
        Assert.Equal([1.0, 1], seed.ToArray<double>());
    }

    [Fact]
    public void Trap_16_custom_rule_is_used_in_every_mode_and_nowhere_else()
    {
        var f = CustomJvp(x => x * x, (x, dx) => new(x * x, 10 * dx));
        Slope(10, f, 3);
        Assert.Equal([10.0, 10], Vmap(Grad(f))(From([1.0, 2])).ToArray<double>());
        Assert.Equal(10, (double)Trace(Grad(f), s_zero).Run(s_zero)[0]);
        Slope(6, x => x * x, 3);
    }

    [Fact]
    public void Trap_17_loops_of_0_1_2_and_3_iterations()
    {
        for (var n = 0; n <= 3; n++)
        {
            Tensor Looped(Tensor x)
            {
                var c = x;
                for (var i = 0; i < n; i++) c = x / (c * c + 1);
                return c;
            }

            Tensor Scanned(Tensor x) => Scan((c, _) => x / (c * c + 1), x, n);
            var x = Full([], 0.8, DType.Float64);
            Assert.Equal((double)Grad(Looped)(x), (double)Grad(Scanned)(x), 1e-14);
            Assert.Equal((double)Grad(Looped)(x), (double)Jvp(Scanned, x, Ones([], DType.Float64)).Tangent, 1e-14);
        }
    }

    [Fact]
    public void Trap_18_constant_in_one_branch()
    {
        static Tensor F(Tensor x) { if (x >= 0) return x; return 0 * x; }
        Slope(1, F, 2);
        Slope(0, F, -2);
        Slope(1, x => Cond(x >= 0, t => t, t => 0 * t, x), 2);
        Slope(0, x => Cond(x >= 0, t => t, t => 0 * t, x), -2);
    }

    [Fact]
    public void Trap_19_integer_inputs()
    {
        Assert.Contains("int32", Assert.Throws<GradientException>(() => Grad(x => Sum(x * x))(Arange(3))).Message);
        Assert.Equal([2.0, 0, 1], Grad(x => Sum(Take(x, From([0, 0, 2]))))(Ones([3], DType.Float64)).ToArray<double>());
    }

    [Fact]
    public void Trap_20_degenerate_matrices()
    {
        // Equal rows have a determinant whose derivative divides by no difference of theirs.
        Assert.Equal([4.0, -2, -2, 1], Grad(Determinant)(From(new[,] { { 1.0, 2 }, { 2, 4 } })).ToArray<double>());
        Assert.Equal([1.0, 0, 0, 1], Grad(LogDeterminant)(Eye(2, DType.Float64)).ToArray<double>());
    }

    [Fact]
    public void Trap_21_cost_of_a_gradient_grows_as_that_of_its_function()
    {
        // Of one element out of many, and of a carry through rows: equations and elements, not time.
        long Work(int n)
        {
            var graph = Trace(Grad(x => Scan((c, row) => new Pair<Tensor, Tensor>(Sin(c) * row, c), x[0], x).First), Zeros([n], DType.Float64));
            return graph.Equations.Sum(e => Math.Max(e.Count == 0 ? 0 : (long)graph.Variables[e.First].Shape.Count, e.Operands == 0 ? 0 : (long)graph.Operands(e)[0].Count));
        }

        Assert.InRange(Work(4000), Work(1000), 4.2 * Work(1000));
    }

    [Fact]
    public void Trap_22_comparisons_look_at_values_alone()
    {
        // A tangent of NaN is no part of a comparison.
        var f = Jvp(x => Where(x > 1, x * 2, x), Full([], 2.0, DType.Float64), Full([], double.NaN, DType.Float64));
        Assert.Equal(4, (double)f.Value);
        Assert.Equal(double.NaN, (double)f.Tangent);
        Assert.True((bool)Jvp(x => Equal(x, 2).To(DType.Float64), Full([], 2.0, DType.Float64), Full([], double.NaN, DType.Float64)).Value);
    }

    [Fact]
    public void Trap_23_every_function_of_Math_has_its_tensor_function_or_a_reason()
    {
        Dictionary<string, string> reasons = new()
        {
            ["BitDecrement"] = "the next number below: no function of real numbers",
            ["BitIncrement"] = "the next number above: no function of real numbers",
            ["CopySign"] = "reads the sign of zero",
            ["FusedMultiplyAdd"] = "a product and a sum, rounded once: write a * b + c",
            ["IEEERemainder"] = "jumps with its quotient: write x - y * Round(x / y)",
            ["MaxMagnitude"] = "write Where(Abs(a) > Abs(b), a, b)",
            ["MinMagnitude"] = "write Where(Abs(a) < Abs(b), a, b)",
            ["ReciprocalEstimate"] = "an estimate: write 1 / x",
            ["ReciprocalSqrtEstimate"] = "an estimate: write 1 / Sqrt(x)",
            ["Truncate"] = "write Sign(x) * Floor(Abs(x))",
        };
        var functions = typeof(Math).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.ReturnType == typeof(double) && m.GetParameters().All(p => p.ParameterType == typeof(double))).Select(m => m.Name).Distinct();
        var ours = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).ToHashSet();
        Assert.Equal(reasons.Keys.Order(), functions.Where(name => !ours.Contains(name)).Order());
    }

    // The derivative in both modes.
    static void Slope(double expected, Func<Tensor, Tensor> f, double at)
    {
        var x = Full([], at, DType.Float64);
        Assert.Equal(expected, (double)Grad(f)(x));
        Assert.Equal(expected, (double)Jvp(f, x, Ones([], DType.Float64)).Tangent);
    }
}
