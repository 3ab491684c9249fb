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

    // Cond in Scan with a While in it, and a checkpoint: graphs within graphs within graphs.
    static GraphDrawing Nested()
    {
        var x = From([0.5, 1.0, 2]);
        return Trace(x => Scan((c, i) => new Pair<Tensor, Tensor>(Cond(Sum(c) < 10, u => While(s => Sum(s) < 3, s => s * 2, u) + i, u => u * i, c), c), x, x[..2]).First
            + Checkpoint(Sin)(x), x).Draw(x);
    }

    [Fact]
    public void Graphs_that_operations_hold_are_drawn_within_them()
    {
        var scan = Nested().Nodes.Single(n => n.Heading.Contains("= scan", StringComparison.Ordinal));
        var body = Assert.Single(scan.Parts);
        Assert.Equal("body", body.Role);
        var cond = body.Drawing.Nodes.Single(n => n.Heading.Contains("= cond", StringComparison.Ordinal));
        Assert.Equal(["true", "false"], cond.Parts.Select(p => p.Role));
        Assert.Contains(cond.Parts[1].Drawing.Nodes, n => n.Heading == "d = multiply");
        Assert.Equal(["condition", "body"], cond.Parts[0].Drawing.Nodes.Single(n => n.Heading.Contains("= while", StringComparison.Ordinal)).Parts.Select(p => p.Role));
        Assert.Equal(["body"], Nested().Nodes.Single(n => n.Heading.Contains("= checkpoint", StringComparison.Ordinal)).Parts.Select(p => p.Role));

        // Each has its arrows, names of its own in DOT, and a box in the picture.
        var dot = Nested().ToDot();
        Assert.Contains("\"c/0/g/1/c\" -> \"c/0/g/1/d\";", dot, StringComparison.Ordinal);
        Assert.Equal(10, dot.Split("subgraph").Length - 1);
        Assert.Equal(dot.Count(c => c == '{'), dot.Count(c => c == '}'));
        var svg = Nested().ToDiagram("Nested").ToSvg();
        foreach (var text in (string[])["d = multiply", "b = multiply[·, 2]", "condition", "false", "b = sin"]) Assert.Contains($">{text}<", svg, StringComparison.Ordinal);
        Assert.Contains("(body: a, float64(3); b = sin, float64(3); return)", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Equations_within_operations_count_to_the_size_of_a_drawing()
    {
        var graph = Trace(x => Checkpoint(x => { for (var i = 0; i < 2500; i++) x = Sin(x); return x; })(x), Ones([]));
        Assert.Equal(1, graph.Length);
        Assert.Contains("2503 inputs and equations", Assert.Throws<InvalidOperationException>(() => graph.Draw()).Message, StringComparison.Ordinal);
        var middling = Trace(x => Checkpoint(x => { for (var i = 0; i < 300; i++) x = Sin(x); return x; })(x), Ones([])).Draw();
        Assert.Contains("305 nodes", Assert.Throws<DrawingException>(() => middling.ToDiagram()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graphviz_reads_what_is_written_for_it()
    {
        var dot = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "dot")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(dot is null, "This machine has no dot: Graphviz is not installed.");
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(dot, "-Tplain")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.StandardInput.WriteAsync(Nested().ToDot());
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, await errors));
        Assert.Equal(Count(Nested()), (await output).Split('\n').Count(line => line.StartsWith("node ", StringComparison.Ordinal)));
        static int Count(GraphDrawing drawing) => drawing.Nodes.Sum(n => 1 + n.Parts.Sum(p => Count(p.Drawing)));
    }
}
