using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>What transforms compute, counted: evaluations of a primitive, and elements that the program of a transform works on.</summary>
public class CostTests
{
    [Fact]
    public void Gradients_Jacobians_and_linearizations_run_the_primal_once()
    {
        var x = From([0.5, 0.25, 2]);
        void Once(string what, Action<Func<Tensor, Tensor>> transform)
        {
            var counted = new Counted();
            transform(x => counted.Apply(x));
            Assert.True(counted.Evaluations == 1, $"{what} evaluates the function {counted.Evaluations} times.");
        }

        Once("Grad", f => Grad(x => Sum(f(x)))(x));
        Once("ValueAndGrad", f => ValueAndGrad(x => Sum(f(x)), x));
        Once("Jvp", f => Jvp(f, x, x));
        Once("Vjp, pulled back three times", f =>
        {
            var pulled = Vjp(f, x);
            for (var i = 0; i < 3; i++) Assert.Equal([1.0, 0.5, 4], pulled.Pullback(Ones([3], DType.Float64)).ToArray<double>());
        });
        Once("Linearize, pushed forward three times", f =>
        {
            var pushed = Linearize(f, x);
            for (var i = 0; i < 3; i++) Assert.Equal([1.0, 0.5, 4], pushed.Derivative(Ones([3], DType.Float64)).ToArray<double>());
        });
        Once("Jacobian by columns", f => Jacobian(f, x));
        Once("Jacobian by rows", f => Jacobian(x => Sum(f(x)), x));
        Once("Hessian", f => Hessian(x => Sum(f(x)), x));
        Once("a product with the Hessian", f => HessianVectorProduct(x => Sum(f(x)), x, x));
    }

    [Fact]
    public void A_checkpoint_recomputes_exactly_its_segment_once()
    {
        Counted before = new(), inside = new(), inner = new(), after = new();
        Tensor F(Tensor x, bool checkpointed)
        {
            Func<Tensor, Tensor> segment = x =>
            {
                var y = inner.Apply(inside.Apply(x) + 1);
                // The values of both are needed again; that of the product is not.
                return y * y;
            };
            return Sum(after.Apply((checkpointed ? Checkpoint(segment) : segment)(before.Apply(x))));
        }

        var x = From([0.5, 0.25]);
        var plain = Grad(x => F(x, checkpointed: false))(x);
        Assert.Equal([1, 1, 1, 1], [before.Evaluations, inside.Evaluations, inner.Evaluations, after.Evaluations]);
        var saved = Grad(x => F(x, checkpointed: true))(x);
        Assert.Equal([2, 3, 3, 2], [before.Evaluations, inside.Evaluations, inner.Evaluations, after.Evaluations]);
        Assert.Equal(plain.ToArray<double>(), saved.ToArray<double>());
    }

    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "Rosenbrock's chain", x => Sum(100 * Pow(x[1..] - x[..^1] * x[..^1], 2) + Pow(1 - x[..^1], 2)) },
        { "functions", x => Sum(Exp(-x * x) * Sin(x) + Tanh(x)) },
        { "logarithm of a sum", x => LogSumExp(x * x - x) },
        { "softmax", x => Sum(Pow(Softmax(x), 2)) },
        { "sorted", x => Sum(Sort(x) * Sort(x) * x) },
        { "convolution", x => Sum(Tanh(Convolve(x.Reshape(1, 1, 100), x[..5].Reshape(1, 1, 5)))) },
        { "product", x => Prod(1 + 0.01 * x) },
        { "two layers", x => Sum(Tanh(MatMul(x.Reshape(10, 10), Tanh(x.Reshape(10, 10))))) },
        { "pairs of distances", x => Sum(Exp(-Pow(x.Reshape(100, 1) - x, 2))) },
        { "norms", x => Sum(Norm(x.Reshape(20, 5) + 1, [1])) + Max(x) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_Hessian_of_a_hundred_variables_costs_at_most_two_and_a_half_gradients_each(string name, Func<Tensor, Tensor> f)
    {
        TensorType[] type = [new(DType.Float64, [100])];
        var gradient = Cost(Tracer.Trace(x => [Grad(f)(x[0])], type));
        var hessian = Cost(Tracer.Trace(x => [Hessian(f)(x[0])], type));
        Assert.InRange(gradient, 100, long.MaxValue);
        Assert.True(hessian <= 2.5 * 100 * gradient, $"{name}: the Hessian works on {hessian} elements, a gradient on {gradient}: {hessian / (100.0 * gradient):F2} per variable.");
    }

    // The elements that each equation makes or reads, whichever are more; of a product of matrices its multiplications. What is
    // a view makes and reads none: all that it shows is counted where it is read, however often it is repeated there.
    static long Cost(Graph graph) => graph.Equations.Sum(equation =>
    {
        if (equation.Primitive is Broadcast or Permute or Slice) return 1;
        long most = 0;
        foreach (var x in graph.Operands(equation)) most = Math.Max(most, x.Count);
        for (var i = 0; i < equation.Count; i++) most = Math.Max(most, graph.Variables[equation.First + i].Shape.Count);
        Assert.IsNotType<GraphPrimitive>(equation.Primitive, exactMatch: false);
        return equation.Primitive is MatMul ? graph.Variables[equation.First].Shape.Count * graph.Operands(equation)[0].Shape[-1] : most;
    });
}
