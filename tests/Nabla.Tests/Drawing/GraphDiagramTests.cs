using System.Diagnostics;
using Nabla.Drawing;
using Nabla.Drawing.Graphs;

namespace Nabla.Tests.Drawing;

public class GraphDiagramTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    static GraphDiagram Random(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 120);
        IReadOnlyList<string> Lines() =>
            [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => new string('x', random.Next(0, 20)))];
        var nodes = Enumerable.Range(0, count).Select(i => new GraphNode("n" + i, Lines()));
        var edges = new List<GraphEdge>();
        for (var i = 1; i < count; i++)
        {
            for (var k = random.Next(0, 4); k > 0; k--)
                edges.Add(new($"n{random.Next(Math.Max(0, i - 20), i)}", $"n{i}", random.Next(2) == 0 ? "" : "∂ = 3"));
        }
        return new GraphDiagram { Nodes = [.. nodes], Edges = edges };
    }

    [Theory, MemberData(nameof(Seeds))]
    public void No_two_nodes_overlap(int seed)
    {
        var nodes = new GraphLayout(Random(seed)).Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (nodes[i], nodes[j]);
                var apart = a.Right < b.Left || b.Right < a.Left || a.Bottom + 10 < b.Top || b.Bottom + 10 < a.Top;
                Assert.True(apart, $"{a} and {b}");
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Edges_go_from_the_right_side_of_one_node_rightwards_to_the_left_side_of_the_other(int seed)
    {
        var diagram = Random(seed);
        var layout = new GraphLayout(diagram);
        var index = diagram.Nodes.Select((n, i) => (n.Id, i)).ToDictionary();
        foreach (var (edge, line) in diagram.Edges.Zip(layout.Edges))
        {
            var (from, to) = (layout.Nodes[index[edge.From]], layout.Nodes[index[edge.To]]);
            Assert.Equal(from.Right, line[0].X);
            Assert.InRange(line[0].Y, from.Top, from.Bottom);
            Assert.Equal(to.Left, line[^1].X);
            Assert.InRange(line[^1].Y, to.Top, to.Bottom);
            Assert.All(line.Zip(line.Skip(1)), s => Assert.True(s.Second.X >= s.First.X));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void No_edge_runs_through_a_node(int seed)
    {
        var layout = new GraphLayout(Random(seed));
        foreach (var p in layout.Edges.SelectMany(line => line))
            Assert.All(layout.Nodes, n => Assert.False(p.X > n.Left && p.X < n.Right && p.Y > n.Top && p.Y < n.Bottom));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Everything_lies_on_the_canvas_and_the_svg_is_well_formed(int seed)
    {
        var scene = Random(seed).ToScene();
        Scenes.Svg(scene);
        foreach (var box in scene.Shapes.OfType<Box>())
        {
            Assert.InRange(box.X, 0, scene.Width - box.Width + 1e-6);
            Assert.InRange(box.Y, 0, scene.Height - box.Height + 1e-6);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Sweeps_never_add_crossings_and_the_count_agrees_with_counting_pairs(int seed)
    {
        var diagram = Random(seed);
        var index = diagram.Nodes.Select((n, i) => (n.Id, i)).ToDictionary();
        var edges = diagram.Edges.Select(e => (index[e.From], index[e.To])).ToArray();
        var graph = new LayeredGraph(Layering.Assign(diagram.Nodes, edges), edges);
        var before = CrossingReduction.Count(graph);
        CrossingReduction.Run(graph);
        var after = CrossingReduction.Count(graph);
        Assert.True(after <= before);
        Assert.Equal(Pairs(graph), after);
    }

    static long Pairs(LayeredGraph graph)
    {
        var position = graph.Layers.SelectMany(layer => layer.Select((place, i) => (place, i))).ToDictionary();
        var crossings = 0L;
        foreach (var layer in graph.Layers)
        {
            var edges = layer.SelectMany(from =>
                graph.Right(from).Select(to => (From: position[from], To: position[to]))).ToArray();
            crossings += edges.Sum(a => (long)edges.Count(b => a.From < b.From && a.To > b.To));
        }
        return crossings;
    }

    [Fact]
    public void A_tree_is_drawn_without_a_crossing()
    {
        var nodes = Enumerable.Range(0, 63).Select(i => new GraphNode("n" + i, "n" + i)).Reverse().ToArray();
        var edges = Enumerable.Range(1, 62).Select(i => (From: i, To: (i - 1) / 2))
            .OrderBy(e => e.From * 37 % 61).ToArray();
        var byIndex = edges.Select(e => (62 - e.From, 62 - e.To)).ToArray();
        var graph = new LayeredGraph(Layering.Assign(nodes, byIndex), byIndex);
        CrossingReduction.Run(graph);
        Assert.Equal(0, CrossingReduction.Count(graph));
    }

    [Fact]
    public void A_leaf_stands_next_to_its_first_use()
    {
        GraphNode[] nodes = [new("x", "x"), new("a", "a"), new("b", "b"), new("y", "y"), new("c", "c")];
        Assert.Equal([0, 1, 2, 2, 3], Layering.Assign(nodes, [(0, 1), (1, 2), (2, 4), (3, 4)]));
    }

    [Fact]
    public void Both_edges_of_a_square_are_seen()
    {
        var layout = new GraphLayout(new GraphDiagram { Nodes = [new("x", "x"), new("y", "x·x")],
            Edges = [new("x", "y", "x"), new("x", "y", "x")] });
        Assert.True(Math.Abs(layout.Edges[0][0].Y - layout.Edges[1][0].Y) > 5);
    }

    [Fact]
    public void The_largest_graph_is_laid_out_in_a_few_seconds()
    {
        var random = new Random(4);
        var nodes = Enumerable.Range(0, GraphDiagram.MostNodes)
            .Select(i => new GraphNode("n" + i, "v" + i, "0.5")).ToArray();
        var edges = Enumerable.Range(1, nodes.Length - 1).SelectMany(i =>
            Enumerable.Range(0, 3).Select(k => new GraphEdge("n" + (k == 0 ? i - 1 : random.Next(i)), "n" + i)));
        var diagram = new GraphDiagram { Nodes = nodes, Edges = [.. edges] };
        var start = Stopwatch.GetTimestamp();
        diagram.ToSvg();
        var took = Stopwatch.GetElapsedTime(start);
        Assert.True(took < TimeSpan.FromSeconds(10), $"took {took}");
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_the_reason()
    {
        GraphNode[] two = [new("a", "a"), new("b", "b")];
        string Message(GraphDiagram diagram) => Assert.Throws<DrawingException>(diagram.ToSvg).Message;
        Assert.Contains("no node", Message(new GraphDiagram()), StringComparison.Ordinal);
        Assert.Contains("cycle", Message(new GraphDiagram { Nodes = two, Edges = [new("a", "b"), new("b", "a")] }),
            StringComparison.Ordinal);
        Assert.Contains("'c'", Message(new GraphDiagram { Nodes = two, Edges = [new("a", "c")] }),
            StringComparison.Ordinal);
        Assert.Contains("called 'a'", Message(new GraphDiagram { Nodes = [two[0], two[0]] }), StringComparison.Ordinal);
        var many = Enumerable.Range(0, 201).Select(i => new GraphNode("n" + i)).ToArray();
        Assert.Contains("201 nodes", Message(new GraphDiagram { Nodes = many }), StringComparison.Ordinal);
    }
}
