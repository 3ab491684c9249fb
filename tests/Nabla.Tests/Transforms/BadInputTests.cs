using Nabla.Randomness;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>
/// Whatever is wrong is an exception of a kind that says what: with the operation or transform, the types and the way out.
/// </summary>
public class BadInputTests
{
    static Tensor V(int n) => Ones([n]);

    static Tensor M(int n, int m) => Ones([n, m]);

    static readonly Tensor s_integers = Arange(3);

    static Tensor? s_leak;

    static Tensor Leak(Tensor x) => s_leak = x * 2;

    // The call, the kind of exception, and what the message must hold.
    static readonly (string Name, Func<object?> Run, Type Kind, string[] Says)[] s_cases =
    [
        Case<ShapeException>("add", () => M(2, 3) + M(2, 4), "add", "(2, 3)", "(2, 4)"),
        Case<ShapeException>("add, traced", () => Trace((x, y) => x + y, M(2, 3), M(2, 4)), "add", "(2, 3)", "(2, 4)"),
        Case<ShapeException>("add, in a gradient", () => Grad(x => Sum(x + M(2, 4)))(M(2, 3)), "add", "(2, 3)", "(2, 4)"),
        Case<ShapeException>("where", () => Where(V(3) > 0, V(2), V(2)), "where", "(3)", "(2)"),
        Case<ShapeException>("clamp", () => Clamp(V(3), V(2), V(3)), "clamp", "(3)", "(2)"),
        Case<ShapeException>("max of three", () => Max(V(3), V(2), V(3)), "max", "(3)", "(2)"),
        Case<ShapeException>("matmul", () => MatMul(M(2, 3), M(2, 4)), "matmul", "(2, 3)", "(2, 4)", "as long as"),
        Case<ShapeException>("matmul of a number", () => MatMul(M(2, 3), 1), "matmul", "(2, 3)", "()"),
        Case<ShapeException>("einsum lengths", () => Einsum("ij,jk->ik", M(2, 3), M(2, 4)), "einsum", "letter j", "(2, 3)", "(2, 4)"),
        Case<ShapeException>("einsum axes", () => Einsum("ijk->i", M(2, 3)), "einsum", "(2, 3)"),
        Case<FormatException>("einsum operands", () => Einsum("ij,jk->ik", M(2, 3)), "einsum", "2 operands"),
        Case<ShapeException>("reshape", () => M(2, 3).Reshape(4), "reshape", "(2, 3)", "(4)"),
        Case<ShapeException>("reshape with an open length", () => M(2, 3).Reshape(-1, 4), "reshape", "(2, 3)"),
        Case<ShapeException>("permute", () => M(2, 3).Permute(0, 0), "permute", "(2, 3)"),
        Case<ShapeException>("swap axes", () => M(2, 3).SwapAxes(0, 2), "swap axes", "axis 2", "(2, 3)"),
        Case<ShapeException>("move axis", () => M(2, 3).MoveAxis(3, 0), "move axis", "axis 3", "(2, 3)"),
        Case<ShapeException>("broadcast", () => M(2, 3).BroadcastTo(3, 3), "broadcast", "(2, 3)", "(3, 3)"),
        Case<ShapeException>("concatenate", () => Concatenate([M(2, 3), M(2, 4)]), "concatenate", "(2, 3)", "(2, 4)"),
        Case<ShapeException>("stack", () => Stack([V(2), V(3)]), "stack", "(2)", "(3)"),
        Case<ShapeException>("split", () => Split(V(3), 2), "split", "(3)"),
        Case<ShapeException>("flip", () => Flip(V(3), 1), "flip", "axis 1", "(3)"),
        Case<ShapeException>("pad", () => Pad(M(2, 3), [(1, 1)]), "pad", "(2, 3)"),
        Case<ShapeException>("sum along no axis", () => Sum(M(2, 3), [2]), "sum", "axis 2", "(2, 3)"),
        Case<ShapeException>("largest of nothing", () => Max(Ones([0])), "reduce_max", "(0)"),
        Case<ShapeException>("softmax", () => Softmax(V(3), 2), "softmax", "axis 2", "(3)"),
        Case<ShapeException>("convolution", () => Convolve(Ones([1, 2, 5]), Ones([1, 3, 2])), "convolution", "(1, 2, 5)", "(1, 3, 2)"),
        Case<ShapeException>("pooling", () => MaxPool(Ones([1, 1, 2]), 5), "max pool", "(1, 1, 2)"),
        Case<ShapeException>("cholesky", () => Cholesky(M(2, 3)), "cholesky", "(2, 3)", "square"),
        Case<ShapeException>("solve", () => Solve(Eye(3), V(2)), "solve", "(3, 3)", "(2)"),
        Case<ShapeException>("topk", () => TopK(V(3), 5).Values, "topk", "(3)", "5"),
        Case<ShapeException>("from", () => From([1, 2, 3], [2, 2]), "From", "3 elements", "(2, 2)"),
        Case<ShapeException>("to a number", () => (double)V(3), "double", "(3)"),
        Case<ShapeException>("a key's shape", () => Key.Of(1).Normal([-2]), "(-2)"),

        Case<ShapeException>("indices that are no integers", () => Take(V(3), V(3)), "take", "float32(3)", "To(DType.Int64)"),
        Case<InvalidOperationException>("elements of another type", () => V(3).AsSpan<double>().Length, "float32", "To(DType.Float64)"),
        Case<NotSupportedException>("elements of no type", () => V(3).ToArray<char>(), "Char", "double"),
        Case<ShapeException>("a graph of another type", () => Trace(x => x, V(3)).Run(Ones([3], DType.Float64)), "float32(3)", "float64(3)"),
        Case<ArgumentException>("a graph without input", () => Trace(x => x, V(3)).Run(), "1 inputs", "0"),
        Case<ShapeException>("a carry of another type", () => Scan((c, i) => c.To(DType.Float64), Ones([]), 3), "Scan", "float32()", "float64()"),
        Case<ShapeException>("a bare carry of another type", () => Scan((c, i) => c + Ones([], DType.Float64), 0, 3), "Scan", "float32()", "float64()", "begin with To(DType.Float64)"),
        Case<ShapeException>("a bare value of another type", () => Trace(x => While(s => s < x, s => s + x, 0), Ones([], DType.Float64)), "While", "begin with To(DType.Float64)"),
        Case<TreeException>("a function that gives null", () => Grad(x => null!)(V(3)), "null", "Tensor"),
        Case<TreeException>("a traced function that gives null", () => Trace(x => null!, V(3)), "null", "Tensor"),
        Case<ArgumentNullException>("no argument", () => Grad(x => Sum(x))(null!), "null", "Tensor"),
        Case<ArgumentNullException>("no function", () => Grad((Func<Tensor, Tensor>)null!)(V(3)), "'f'"),
        Case<ShapeException>("branches of two types", () => Trace(x => Cond(Sum(x) > 0, a => a, a => Sum(a), x), V(3)), "Cond", "float32(3)", "float32()"),
        Case<ShapeException>("a condition of many values", () => Trace(x => While(s => s > 0, s => s, x), V(3)), "While", "bool(3)"),

        Case<ArgumentOutOfRangeException>("an element", () => V(3)[3], "index", "element 3", "(3)"),
        Case<ArgumentOutOfRangeException>("an element from the end", () => M(2, 3)[0, ^4], "index", "axis 1", "(2, 3)"),
        Case<ShapeException>("too many indices", () => V(3)[0, 0], "index", "(3)"),
        Case<ArgumentOutOfRangeException>("take", () => Take(V(3), From([0, 3])), "gather", "element 3", "(3)"),
        Case<ArgumentOutOfRangeException>("take before the first", () => Take(V(3), From([-4])), "gather", "element -4", "(3)"),
        Case<ArgumentOutOfRangeException>("scatter", () => ScatterAdd(V(3), From([5]), V(1)), "scatter_add", "element 5", "(3)"),
        Case<ArgumentOutOfRangeException>("one-hot", () => OneHot(From([0, 3]), 3), "one_hot", "element 3", "(2, 3)"),
        Case<ArgumentOutOfRangeException>("by two tensors", () => M(2, 3)[From([0, 2]), From([0, 1])], "element 2", "axis 0", "(2, 3)"),
        Case<ShapeException>("by two tensors that do not fit", () => M(2, 3)[From([0, 1]), From([0, 1, 2])], "index", "(2)", "(3)"),
        Case<ShapeException>("by a mask", () => M(2, 3)[V(3) > 0], "index", "length 3", "(2, 3)"),
        Case<EquationException>("in a graph", () => Trace((x, i) => Take(x, i), V(3), s_integers).Run(V(3), From([0, 1, 3])), "gather", "element 3", "BadInputTests"),

        Case<GradientException>("of a vector", () => Grad(x => x)(V(3)), "Grad", "float32(3)", "sum it", "Jacobian"),
        Case<GradientException>("by integers", () => Grad(x => Sum(x))(s_integers), "Grad", "int32(3)", "To(DType.Float32)"),
        Case<GradientException>("of integers", () => Grad(x => Sum(x).To(DType.Int32))(V(3)), "Grad", "int32", "float"),
        Case<GradientException>("of a truth value", () => Grad(x => Sum(x) > 0)(V(3)), "Grad", "bool"),
        Case<GradientException>("of a constant", () => Grad(x => (Tensor)(double)Sum(x))(V(3)), "depend", "StopGradient"),
        Case<GradientException>("forward by integers", () => Jvp(x => x * 2, s_integers, s_integers), "Jvp", "int32(3)", "To(DType.Float32)"),
        Case<GradientException>("Vjp by integers", () => Vjp(x => x * 2, s_integers), "Vjp", "int32(3)"),
        Case<GradientException>("Linearize by integers", () => Linearize(x => x * 2, s_integers), "Linearize", "int32(3)"),
        Case<GradientException>("Jacobian by integers", () => Jacobian(x => x, s_integers), "Jacobian", "int32"),
        Case<GradientException>("Jacobian of integers", () => Jacobian(x => ArgMax(x), V(3)), "Jacobian", "int64"),
        Case<ShapeException>("a direction of another shape", () => Jvp(x => x, V(3), V(2)), "Jvp", "float32(2)", "float32(3)"),
        Case<ShapeException>("a direction of another type", () => Jvp(x => x, V(3), Ones([3], DType.Float64)), "Jvp", "float64(3)", "float32(3)"),
        Case<ShapeException>("a direction's leaf", () => Jvp<Pair<Tensor, Tensor>, Tensor>(p => p.First, new(V(3), V(3)), new(V(3), V(2))), "Second"),
        Case<ShapeException>("a cotangent of another shape", () => Vjp(x => x, V(3)).Pullback(V(2)), "Vjp", "float32(2)", "float32(3)"),
        Case<ShapeException>("a derivative's direction", () => Linearize(x => x, V(3)).Derivative(V(2)), "Linearize", "float32(2)", "float32(3)"),
        Case<ShapeException>("examples of two numbers", () => Vmap((x, y) => x + y)(V(2), V(3)), "Vmap", "3 examples", "2"),
        Case<ShapeException>("examples along no axis", () => Vmap(x => x, 1)(V(3)), "Vmap", "axis 1", "(3)"),
        Case<GradientException>("backward through While", () => Trace(Grad(x => While(s => s < 20, s => s * 2, x)), Ones([])), "While", "Scan", "Jvp"),

        Case<AbstractValueException>("if", () => Trace(x => x > 0 ? x : -x, Ones([])), "condition", "Trace", "Where", "Cond", "BadInputTests.cs:"),
        Case<AbstractValueException>("if of a batch", () => Vmap(x => x > 0 ? x : -x)(V(3)), "condition", "Vmap", "Where", "Cond"),
        Case<AbstractValueException>("a number", () => Trace(x => (double)x * x, Ones([])), "conversion to double", "Trace"),
        Case<AbstractValueException>("an array", () => Trace(x => From(x.ToArray<float>()), V(3)), "ToArray", "float32(3)"),
        Case<AbstractValueException>("a loop", () => Scan((c, i) => c > 0 ? c : -c, Ones([]), 3), "step of Scan", "Cond"),
        Case<AbstractValueException>("a mask", () => Trace(x => x[x > 0], V(3)), "mask", "bool(3)"),
        Case<AbstractValueException>("a rule", () => CustomJvp(y => y > 0 ? y : -y, (y, d) => new Dual<Tensor>(y, d))(Ones([])), "CustomJvp"),

        Case<LeakedTensorException>("out of Grad", () => (Grad(x => Sum(Leak(x)))(V(3)), s_leak! + 1), "Grad", "float32(3)", "Return it"),
        Case<LeakedTensorException>("out of Jvp", () => (Jvp(Leak, V(3), V(3)), s_leak! + 1), "Jvp", "Return it"),
        Case<LeakedTensorException>("out of Vmap", () => (Vmap(Leak)(V(3)), s_leak! + 1), "Vmap", "Return it"),
        Case<LeakedTensorException>("out of Trace", () => (Trace(Leak, V(3)), s_leak! + 1), "Trace", "Return it"),
        Case<LeakedTensorException>("out of Trace, read", () => (Trace(Leak, V(3)), s_leak!.ToArray<float>()), "Trace", "Return it"),
        Case<LeakedTensorException>("out of Scan", () => (Scan((c, i) => Leak(c), V(3), 2), s_leak! + 1), "Scan", "Return it"),
        Case<LeakedTensorException>("into another Grad", () => (Grad(x => Sum(Leak(x)))(V(3)), Grad(y => Sum(y * s_leak!))(V(3))), "Grad", "Return it"),
        Case<LeakedTensorException>("as a graph's result", () => (Trace(Leak, V(3)), Trace(y => s_leak!, V(3))), "Trace", "Return it"),

        Case<ShapeException>("a forward rule's value", () => CustomJvp(y => Sum(y), (y, d) => new Dual<Tensor>(y, d))(V(3)), "rule of CustomJvp", "the value", "float32()", "float32(3)"),
        Case<ShapeException>("a forward rule's tangent", () => CustomJvp(Sin, (y, d) => new Dual<Tensor>(y, Sum(d)))(V(3)), "rule of CustomJvp", "the tangent", "float32(3)", "float32()"),
        Case<ShapeException>("a forward rule's element type", () => CustomJvp(Sin, (y, d) => new Dual<Tensor>(y, d.To(DType.Float64)))(V(3)), "the tangent", "float64(3)"),
        Case<ShapeException>("a backward rule's cotangent", () => CustomVjp(Sin, x => new Pair<Tensor, Tensor>(x, x), (x, g) => Sum(g))(V(3)), "backward rule", "the cotangent", "float32(3)"),
        Case<GradientException>("a rule that captures", () => Grad(x => CustomJvp(y => y * x, (y, d) => new Dual<Tensor>(y * x, d * x))(x))(Ones([])), "captures", "argument"),
        Case<InvalidOperationException>("a rule that is not linear", () => Grad(x => Sum(CustomJvp(Sin, (y, d) => new Dual<Tensor>(Sin(y), d * d))(x)))(V(3)), "linear", "CustomJvp"),

        Case<InvalidOperationException>("a rule with a function of its direction", () => Grad(x => Sum(CustomJvp(Sin, (y, d) => new Dual<Tensor>(Sin(y), Sin(d)))(x)))(V(3)), "sin", "linear", "CustomJvp"),

        Case<InsufficientExecutionStackException>("Grad within Grad", () => Grads(Ones([])), "Grad", "come to an end"),
        Case<InsufficientExecutionStackException>("Jvp within Jvp", () => Jvps(Ones([])), "Jvp", "come to an end"),
        Case<InsufficientExecutionStackException>("Vmap within Vmap", () => Vmaps(Ones([])), "Vmap", "come to an end"),
        Case<InsufficientExecutionStackException>("Cond within Cond", () => Trace(Conds, Ones([])), "come to an end", "Scan or While"),
        Case<InsufficientExecutionStackException>("Scan within Scan", () => Scans(Ones([])), "come to an end"),
        Case<InsufficientExecutionStackException>("Checkpoint within Checkpoint", () => Checkpoints(Ones([])), "come to an end"),
        Case<InsufficientExecutionStackException>("a rule within itself", () => Rules(Ones([])), "come to an end"),
        Case<InsufficientExecutionStackException>("a function within itself", () => Calls(Ones([])), "sin", "come to an end"),
        Case<InsufficientExecutionStackException>("a function within itself, traced", () => Trace(Calls, Ones([])), "sin", "come to an end"),
        Case<InsufficientExecutionStackException>("a tree within itself", () => { var all = new Branch[1]; return Tree.Leaves(all[0] = new(all)).Length; }, "hold itself"),
    ];

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_was_wrong_where_and_what_to_do(string name)
    {
        var (_, run, kind, says) = s_cases.Single(c => c.Name == name);
        var error = Assert.Throws(kind, run);
        Assert.All(says, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_constant_derivative_is_no_lost_argument()
    {
        Assert.Equal(0, (double)Grad(Grad(x => 3 * x))(1.0));
        Assert.Equal(0, (double)Grad(Grad(Grad(x => x * x)))(1.0));
        Assert.Equal(0, (double)Grad(x => Jvp(y => 3 * y, x, 1).Tangent)(1.0));
        Assert.Equal(0, (double)Jvp(Grad(x => 3 * x), (Tensor)1.0, 1).Tangent);
        Assert.Equal(new double[9], Hessian(x => Sum(3 * x))(V(3)).ToArray<double>());
        Assert.Throws<GradientException>(() => Grad(x => Grad(y => 3 * y)(2.0))(1.0));
    }

    sealed record Branch(Branch[] All) : ITree
    {
        void ITree.Flatten(LeafWriter leaves) => leaves.Add(All);

        ITree ITree.Unflatten(ref LeafReader leaves) => this;
    }

    static Tensor Grads(Tensor x) => Grad(Grads)(x);

    static Tensor Jvps(Tensor x) => Jvp(Jvps, x, x).Tangent;

    static Tensor Vmaps(Tensor x) => Vmap(Vmaps)(Sin(x.Reshape(1)));

    static Tensor Conds(Tensor x) => Cond(x > 0, Conds, y => y, x);

    static Tensor Scans(Tensor x) => Scan((c, i) => Scans(c), x, 2);

    static Tensor Checkpoints(Tensor x) => Checkpoint(Checkpoints)(x);

    static Tensor Rules(Tensor x) => CustomJvp(Rules, (y, d) => new Dual<Tensor>(y, d))(x);

    static Tensor Calls(Tensor x) => Calls(Sin(x)) * 2;

    static (string, Func<object?>, Type, string[]) Case<E>(string name, Func<object?> run, params string[] says) where E : Exception =>
        (name, run, typeof(E), says);
}
