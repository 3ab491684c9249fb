namespace Nabla.Drawing.Graphs;

/// <summary>
/// Orders the places inside the layers so that few edges cross: barycentre sweeps after Sugiyama, Tagawa and Toda
/// (1981).
/// </summary>
static class CrossingReduction
{
    const int Sweeps = 24;

    public static void Run(LayeredGraph graph)
    {
        var layers = graph.Layers;
        var position = new double[graph.PlaceCount];
        foreach (var layer in layers)
            Number(layer, position);
        var (fewest, best) = (Count(graph, position), Copy(layers));
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var rightwards = sweep % 2 == 0;
            for (var k = 1; k < layers.Length; k++)
            {
                var at = rightwards ? k : layers.Length - 1 - k;
                layers[at] = [.. layers[at].OrderBy(place =>
                    Barycentre(place, rightwards ? graph.Left(place) : graph.Right(place), position))];
                Number(layers[at], position);
            }
            if (Count(graph, position) is var crossings && crossings < fewest)
                (fewest, best) = (crossings, Copy(layers));
        }
        best.CopyTo(layers, 0);
    }

    /// <summary>How many pairs of edges cross when each layer is in its present order.</summary>
    public static long Count(LayeredGraph graph)
    {
        var position = new double[graph.PlaceCount];
        foreach (var layer in graph.Layers)
            Number(layer, position);
        return Count(graph, position);
    }

    static long Count(LayeredGraph graph, double[] position)
    {
        var crossings = 0L;
        for (var k = 0; k + 1 < graph.Layers.Length; k++)
        {
            // Ends in the right layer, taken in the order of the left: each pair out of order is a crossing; a Fenwick
            // tree counts them.
            var tree = new int[graph.Layers[k + 1].Length + 1];
            var seen = 0;
            foreach (var place in graph.Layers[k])
            {
                int[] ends = [.. graph.Right(place).Select(end => (int)position[end])];
                foreach (var end in ends)
                    crossings += seen - UpTo(tree, end + 1);
                foreach (var end in ends)
                    Add(tree, end + 1);
                seen += ends.Length;
            }
        }
        return crossings;
    }

    static double Barycentre(int place, IReadOnlyList<int> neighbours, double[] position) =>
        neighbours.Count > 0 ? neighbours.Average(n => position[n]) : position[place];

    static void Number(int[] layer, double[] position)
    {
        for (var i = 0; i < layer.Length; i++)
            position[layer[i]] = i;
    }

    static int UpTo(int[] tree, int i)
    {
        var sum = 0;
        for (; i > 0; i -= i & -i)
            sum += tree[i];
        return sum;
    }

    static void Add(int[] tree, int i)
    {
        for (; i < tree.Length; i += i & -i)
            tree[i]++;
    }

    static int[][] Copy(int[][] layers) => [.. layers.Select(layer => layer.ToArray())];
}
