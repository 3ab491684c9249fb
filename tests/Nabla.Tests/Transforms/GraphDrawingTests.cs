using Nabla.Drawing;
using Nabla.Tensors;
using Nabla.Tests.Primitives;
using Nabla.Tracing;
using Nabla.Transforms;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Transforms;

/// <summary>Graphs drawn, with the numbers that ran through them.</summary>
public partial class GraphDrawingTests
{
    [Tree]
    public sealed partial record Line(Tensor Slope, Tensor Offset);

    [Fact]
    public void A_loss_is_drawn_with_values_and_cotangents()
    {
        var (line, x, y) = (new Line(From([2.0])[0], From([-1.0])[0]), From([1.0, 3]), From([1.0, 4]));
        var graph = Trace(l => Sum(Pow(l.Slope * x + l.Offset - y, 2)), line);
        var drawing = graph.Draw(From([2.0])[0], From([-1.0])[0]);
        Assert.Equal(
            """
            a: Slope | float64(): 2 | ∂y/∂a = 6
            b: Offset | float64(): -1 | ∂y/∂b = 2
            c = broadcast[shape=(2), axes=()] | float64(2): [2, 2] | ∂y/∂c = [0, 6]
            constant | float64(2): [1, 3]
            d = multiply | float64(2): [2, 6] | ∂y/∂d = [0, 2]
            e = broadcast[shape=(2), axes=()] | float64(2): [-1, -1] | ∂y/∂e = [0, 2]
            f = add | float64(2): [1, 5] | ∂y/∂f = [0, 2]
            constant | float64(2): [1, 4]
            g = subtract | float64(2): [0, 1] | ∂y/∂g = [0, 2]
            h = power[·, 2] | float64(2): [0, 1] | ∂y/∂h = [1, 1]
            i = sum[axes=(0)] | float64(): 1 | ∂y/∂i = 1
            return
            """.ReplaceLineEndings("\n"), string.Join('\n', drawing.Nodes.Select(n => string.Join(" | ", n.Lines))));
        Assert.Equal(11, drawing.Edges.Count);
        Assert.DoesNotContain(graph.Draw().Nodes, n => n.Cotangent.Length > 0 || (n.Value.Length > 0 && n.Heading != "constant"));

        var dot = drawing.ToDot();
        Assert.StartsWith("digraph nabla {\n", dot, StringComparison.Ordinal);
        Assert.Contains("  \"d\" [label=\"d = multiply\\nfloat64(2): [2, 6]\\n∂y/∂d = [0, 2]\", tooltip=\"GraphDrawingTests.", dot, StringComparison.Ordinal);
        Assert.Contains("  \"g\" -> \"h\";\n", dot, StringComparison.Ordinal);
        Assert.EndsWith("}\n", dot, StringComparison.Ordinal);
        var svg = drawing.ToDiagram("Loss").ToSvg();
        Assert.Contains("∂y/∂d = [0, 2]", svg, StringComparison.Ordinal);
        Assert.Contains("<title>Loss</title>", svg, StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => PrimitiveSamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_cotangents_are_those_of_the_graph_and_of_its_gradient(string name)
    {
        var law = new LawFunctions(PrimitiveSamples.Find(name), DType.Float64);
        if (!law.HasReverse) return;
        var graph = Tracer.Trace(law.G, [.. law.X.Select(x => x.Type)]);
        var playback = Playback.Of(graph, law.X, [Ones([], graph.OutputValues[0].DType)]);
        Assert.Equal(LawFunctions.Numbers(law.G(law.X)), LawFunctions.Numbers(playback.Values[graph.IndexOf(graph.OutputValues[0])]!));
        var bars = law.GradG(law.X);
        for (var i = 0; i < bars.Length; i++)
            Assert.Equal(LawFunctions.Numbers(bars[i]), LawFunctions.Numbers(playback.Cotangents[graph.IndexOf(graph.InputVariables[i])] ?? Zeros(bars[i].Type)));
        Assert.All(graph.Draw(law.X).Nodes, n => Assert.NotEmpty(n.Lines));
    }

    [Fact]
    public void A_cotangent_counts_every_use()
    {
        var graph = Trace(x => { var s = Sin(x); return s * s + 3 * s; }, From([0.5])[0]);
        var bar = graph.Draw(From([0.5])[0]).Nodes.Single(n => n.Heading == "b = sin").Cotangent;
        Assert.Equal(FormattableString.Invariant($"∂y/∂b = {2 * Math.Sin(0.5) + 3:G6}"), bar);
    }

    [Fact]
    public void What_has_no_gradient_is_drawn_with_values()
    {
        var loop = Trace(x => While(s => s < 20, s => s * 2, x), From([3.0])[0]).Draw(From([3.0])[0]);
        Assert.Contains(loop.Nodes, n => n.Heading.StartsWith("b = while", StringComparison.Ordinal) && n is { Value: "24", Cotangent: "" });
        Assert.All(Trace(x => x * 2, Arange(3)).Draw(Arange(3)).Nodes, n => Assert.Empty(n.Cotangent));
    }

    [Fact]
    public void Several_results_of_one_operation_are_told_apart()
    {
        var drawing = Trace(x => Scan((c, i) => new Pair<Tensor, Tensor>(c * i, c), x[0], x), Ones([3])).Draw();
        Assert.Contains(drawing.Edges, e => e.Label.Length > 0);
    }

    [Fact]
    public void Large_graphs_are_refused_with_what_to_do_instead()
    {
        static Graph Long(int length) => Trace(x =>
        {
            for (var i = 0; i < length; i++) x = Sin(x);
            return x;
        }, Ones([]));
        Assert.Contains("ToText", Assert.Throws<InvalidOperationException>(() => Long(2500).Draw()).Message, StringComparison.Ordinal);
        var middling = Long(300).Draw();
        Assert.Contains("ToDot", Assert.Throws<DrawingException>(() => middling.ToDiagram()).Message, StringComparison.Ordinal);
        Assert.Equal(302, middling.Nodes.Count);
        Assert.Contains("784", Trace(x => Sum(x), Ones([784])).Draw(Ones([784])).ToDot(), StringComparison.Ordinal);
    }
}
