using Nabla.Execution;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Execution;

public class GraphTraceTests
{
    [Fact]
    public void Every_node_has_its_value_its_local_derivatives_and_its_cotangent()
    {
        // (w·x + b − y)² at w = 2, x = 3, b = 1, y = 4: forward 6, 7, 3, 9; backward 1, 6, 6, 6, then 18 and 12.
        Expr w = Symbol("w"), x = Symbol("x"), b = Symbol("b"), y = Symbol("y");
        var product = w * x;
        var sum = product + b;
        var difference = sum - y;
        var trace = GraphTrace.Run(Pow(difference, 2), ["w", "x", "b", "y"], [2, 3, 1, 4]);
        TracedNode At(Expr part) => trace.Nodes.Single(node => node.Expression == part);

        Assert.Equal((6, 6), (At(product).Value, At(product).Cotangent));
        Assert.Equal([3, 2], At(product).Partials);
        Assert.Equal((7, 6), (At(sum).Value, At(sum).Cotangent));
        Assert.Equal([1, 1], At(sum).Partials);
        Assert.Equal((3, 6), (At(difference).Value, At(difference).Cotangent));
        Assert.Equal([1, -1], At(difference).Partials);
        Assert.Equal((9, 1), (trace.Value, trace.Nodes[^1].Cotangent));
        Assert.Equal([6, 0], trace.Nodes[^1].Partials);
        Assert.Equal([18, 12, 6, -6], new[] { "w", "x", "b", "y" }.Select(trace.Cotangent));
    }

    [Fact]
    public void Operands_point_back_to_their_nodes()
    {
        Expr x = Symbol("x");
        var trace = GraphTrace.Run(Sin(x) * x + Sin(x), ["x"], [0.5]);
        for (var i = 0; i < trace.Nodes.Count; i++)
        {
            var node = trace.Nodes[i];
            Assert.Equal(node.Expression.Arity, node.Operands.Count);
            for (var k = 0; k < node.Operands.Count; k++)
            {
                Assert.True(node.Operands[k] < i);
                Assert.Equal(node.Expression[k], trace.Nodes[node.Operands[k]].Expression);
            }
        }
    }

    [Fact]
    public void Parts_that_mean_the_same_but_are_written_otherwise_stay_apart()
    {
        Expr x = Symbol("x"), y = Symbol("y");
        var trace = GraphTrace.Run((x + y) * (y + x) * 1, ["x", "y"], [1, 2]);
        Assert.Contains(trace.Nodes, node => node.Expression == x + y && node.Cotangent == 3);
        Assert.Contains(trace.Nodes, node => node.Expression == y + x && node.Cotangent == 3);
        Assert.Equal(6, trace.Cotangent("x"));
    }
}
