using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Edge points and bad input: one answer in both modes, or a clear error.</summary>
public class TrapTests
{
    public static TheoryData<string, double, double> Edges => new()
    {
        { "where(x<1, x, sqrt x)", 0, 1 },
        { "where(x>0, sqrt x, 0)", 0, 0 },
        { "where(x>0, x ln x, 0)", 0, 0 },
        { "sqrt(x·x)", 0, 0 },
        { "0·sqrt x", 0, 0 },
        { "sqrt x", 0, double.PositiveInfinity },
        { "x^0", 0, 0 },
        { "x^1", 0, 1 },
        { "x^2", 0, 0 },
        { "x^2", -3, -6 },
        { "relu", 0, 0 },
        { "max(x, 0)", 0, 0 },
        { "max(0, x)", 0, 0 },
        { "clamp", 1, 0 },
        { "where(x>0, x, 0)", 0, 0 },
        { "max(x, 2x)", 0, 1.5 },
        { "max(x, x)", 3, 1 },
        { "max(x, x, x)", 3, 1 },
        { "abs", 0, 0 },
        { "hypot(x, x)", 0, 0 },
    };

    static Tensor Edge(string name, Tensor x) => name switch
    {
        "where(x<1, x, sqrt x)" => Where(x < 1, x, Sqrt(x)),
        "where(x>0, sqrt x, 0)" => Where(x > 0, Sqrt(x), 0),
        "where(x>0, x ln x, 0)" => Where(x > 0, x * Log(x), 0),
        "sqrt(x·x)" => Sqrt(x * x),
        "0·sqrt x" => 0 * Sqrt(x),
        "sqrt x" => Sqrt(x),
        "x^0" => Pow(x, 0),
        "x^1" => Pow(x, 1),
        "x^2" => Pow(x, 2),
        "relu" => Relu(x),
        "max(x, 0)" => Max(x, 0),
        "max(0, x)" => Max(0, x),
        "clamp" => Clamp(x, 0, 1),
        "where(x>0, x, 0)" => Where(x > 0, x, 0),
        "max(x, 2x)" => Max(x, 2 * x),
        "max(x, x)" => Max(x, x),
        "max(x, x, x)" => Max(x, x, x),
        "abs" => Abs(x),
        _ => Hypot(x, x),
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void An_edge_has_one_slope_in_every_mode(string name, double at, double slope)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var x = Full([], at, dtype);
            Assert.Equal(slope, (double)Grad(x => Edge(name, x))(x));
            Assert.Equal(slope, (double)Jvp(x => Edge(name, x), x, 1).Tangent);
            Assert.Equal(slope, Vmap(Grad(x => Edge(name, x)))(Full([2], at, dtype)).ToArray<double>()[1]);
            Assert.Equal(slope, (double)Trace(Grad(x => Edge(name, x)), x).Run(x)[0]);
        }
    }

    [Fact]
    public void A_tie_does_not_depend_on_what_is_differentiated()
    {
        Tensor one = Full([], 1.0, DType.Float64), two = one + 0;
        Assert.Equal(0.5, (double)Grad(x => Max(x, two))(one));
        Assert.Equal(0.5, (double)Grad(x => Max(x, x * 1) * 0 + Max(two, x))(one));
        Assert.Equal(0, (double)Grad(x => Max(x, 1))(one));
    }

    [Fact]
    public void The_next_derivative_of_a_power_at_zero_is_a_number()
    {
        Func<Tensor, Tensor> f = x => Pow(x, 3);
        for (var order = 1; order <= 5; order++)
        {
            f = Grad(f);
            Assert.Equal(order == 3 ? 6 : 0, (double)f(Full([], 0, DType.Float64)));
        }
    }

    [Fact]
    public void A_bare_number_takes_the_type_it_meets()
    {
        Tensor x32 = Ones([2]), x64 = Ones([2], DType.Float64), n = Arange(2);
        Assert.Equal(DType.Float32, (3 * x32 * x32 + 2.0 / x32 - 1).DType);
        Assert.Equal(DType.Float64, (x64 * 0.1f + 2).DType);
        Assert.Equal(0.1, (x64 * 0.1).ToArray<double>()[0]);
        Assert.Equal(DType.Int32, (n * 2).DType);
        Assert.Equal(DType.Float32, (n * 2.5).DType);
        Assert.Equal(DType.Float32, (n / 2).DType);
        Assert.Equal(DType.Float64, (x32 * x64).DType);
        Tensor v = [1, 2, 3];
        Assert.Equal(DType.Float32, v.DType);
        Tensor m = [[1, 2], [3, 4.5]];
        Assert.Equal([1, 2, 3, 4.5], m.ToArray<double>());
    }

    [Fact]
    public void An_if_takes_its_side()
    {
        var f = Grad(x => { if (x > 0) return x * x; return -x; });
        Assert.Equal(6, (double)f(3.0));
        Assert.Equal(-1, (double)f(-3.0));
    }

    [Fact]
    public void An_abstract_value_cannot_be_read()
    {
        var trace = Assert.Throws<AbstractValueException>(() => Trace(x => x > 0 ? x : -x, Ones([])));
        Assert.Contains("Cond", trace.Message, StringComparison.Ordinal);
        Assert.Contains("Where", trace.Message, StringComparison.Ordinal);
        Assert.Throws<AbstractValueException>(() => Vmap(x => x > 0 ? x : -x)(Ones([3])));
        Assert.Throws<AbstractValueException>(() => Trace(Grad(x => x > 0 ? x : -x), Ones([])));
        Trace(x => { Assert.Contains("float32(2)", x.ToString(), StringComparison.Ordinal); return x; }, Ones([2]));
    }

    [Fact]
    public void A_leaked_tensor_is_an_error_that_names_its_transform()
    {
        Tensor? leaked = null;
        Grad(x => { leaked = x * x; return leaked; })(Ones([]));
        Assert.Throws<LeakedTensorException>(() => leaked! + 1);
        Vmap(x => { leaked = x; return x; })(Ones([2]));
        Assert.Contains("Vmap", Assert.Throws<LeakedTensorException>(() => leaked! + 1).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => Grad(x => { leaked = x; throw new InvalidOperationException("stop"); })(Ones([])));
        Assert.Throws<LeakedTensorException>(() => leaked! * 2);
    }

    [Fact]
    public void No_gradient_without_a_reason()
    {
        Assert.Contains("number", Assert.Throws<GradientException>(() => Grad(x => x)(Ones([3]))).Message, StringComparison.Ordinal);
        Assert.Contains("int32", Assert.Throws<GradientException>(() => Grad(x => x * 2)(Sum(Arange(3)))).Message, StringComparison.Ordinal);
        Assert.Contains("depend", Assert.Throws<GradientException>(() => Grad(x => (double)x * 2)(1.0)).Message, StringComparison.Ordinal);
        Assert.Throws<GradientException>(() => Grad(x => Sum(x > 0))(Ones([3])));
        Assert.Equal(0, (double)Grad(x => Floor(x))(1.5));
        Assert.Equal(2, (double)Grad(x => StopGradient(x) * x)(2.0));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named_with_the_operation()
    {
        var add = Assert.Throws<ShapeException>(() => Ones([2, 3]) + Ones([2, 4])).Message;
        Assert.Contains("add", add, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", add, StringComparison.Ordinal);
        Assert.Contains("(2, 4)", add, StringComparison.Ordinal);
        var product = Assert.Throws<ShapeException>(() => MatMul(Ones([2, 3]), Ones([2, 4]))).Message;
        Assert.Contains("matmul", product, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Ones([2, 3]).Reshape(4));
        Assert.Throws<ShapeException>(() => Jvp(x => x, Ones([2]), Ones([3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ones([2])[2]);
    }

    [Fact]
    public void Recursion_without_end_is_an_exception()
    {
        static Tensor Forever(Tensor x) => Grad(Forever)(x);
        Assert.Throws<InsufficientExecutionStackException>(() => Forever(Ones([])));
    }

    [Fact]
    public void Both_sides_of_a_broadcast_are_summed_back()
    {
        var (x, y) = (Ones([2, 1]), Ones([3]));
        var (dx, dy) = Grad((x, y) => Sum(x * y))(x, y);
        Assert.Equal([3, 3], dx.ToArray<double>());
        Assert.Equal([2, 2, 2], dy.ToArray<double>());
        Assert.Equal(6, (double)Grad(x => Sum(x * Ones([2, 3])))(1.0));
    }

    [Fact]
    public void Vmap_of_matrix_times_vector_is_one_matmul()
    {
        var graph = Trace((w, x) => Vmap(v => MatMul(w, v))(x), Ones([4, 3]), Ones([5, 3]));
        Assert.Equal(1, graph.Count("matmul"));
        Assert.DoesNotContain("(5, 4, 3)", graph.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_prints_as_text()
    {
        var graph = Trace(x => Sum(Sin(x) * x + 2), Ones([3]));
        graph.Validate();
        Assert.Equal(
            """
            graph (a: float32(3))
              b: float32(3) = sin a
              c: float32(3) = multiply b a
              d: float32(3) = add[·, 2] c
              e: float32() = sum[axes=(0)] d
              return e
            """.ReplaceLineEndings("\n"),
            graph.ToString());
    }
}
