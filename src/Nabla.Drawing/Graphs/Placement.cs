namespace Nabla.Drawing.Graphs;

/// <summary>
/// Gives the places of ordered layers their heights: near their neighbours, never too near each other.
/// </summary>
static class Placement
{
    const int Sweeps = 16;

    /// <summary>The middle of each place. Each place has a height and keeps a distance from the next.</summary>
    public static double[] Heights(LayeredGraph graph, Func<int, double> height, double distance)
    {
        var middle = new double[graph.PlaceCount];
        foreach (var layer in graph.Layers)
            Settle(layer, [.. layer.Select(_ => 0.0)], [.. layer.Select(_ => 1.0)], height, distance, middle);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var rightwards = sweep % 2 == 0;
            for (var k = 0; k < graph.Layers.Length; k++)
            {
                var layer = graph.Layers[rightwards ? k : graph.Layers.Length - 1 - k];
                var wishes = new double[layer.Length];
                var weights = new double[layer.Length];
                for (var i = 0; i < layer.Length; i++)
                {
                    // The last two sweeps look both ways and so balance the picture.
                    var both = sweep >= Sweeps - 2;
                    var (sum, weight) = Pull(graph, layer[i], middle, both || rightwards, both || !rightwards);
                    if (weight == 0)
                        (sum, weight) = Pull(graph, layer[i], middle, true, true);
                    (wishes[i], weights[i]) = weight > 0 ? (sum / weight, weight) : (middle[layer[i]], 1);
                }
                Settle(layer, wishes, weights, height, distance, middle);
            }
        }
        return middle;
    }

    static (double Sum, double Weight) Pull(
        LayeredGraph graph, int place, double[] middle, bool fromLeft, bool fromRight)
    {
        var (sum, total) = (0.0, 0.0);
        void Add(IReadOnlyList<int> neighbours)
        {
            foreach (var n in neighbours)
            {
                // Long edges should be straight, so bends hold together.
                var weight = (graph.IsBend(place) ? 3 : 1) * (graph.IsBend(n) ? 3 : 1);
                sum += weight * middle[n];
                total += weight;
            }
        }
        if (fromLeft)
            Add(graph.Left(place));
        if (fromRight)
            Add(graph.Right(place));
        return (sum, total);
    }

    /// <summary>
    /// The heights nearest to the wishes (weighted least squares) that keep order and distances. With the distances
    /// taken off this is monotone regression, solved by pooling adjacent violators.
    /// </summary>
    static void Settle(
        int[] layer, double[] wishes, double[] weights, Func<int, double> height, double distance, double[] middle)
    {
        var offsets = new double[layer.Length];
        for (var i = 1; i < layer.Length; i++)
            offsets[i] = offsets[i - 1] + height(layer[i - 1]) / 2 + distance + height(layer[i]) / 2;
        var pools = new Stack<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < layer.Length; i++)
        {
            var pool = (Mean: wishes[i] - offsets[i], Weight: weights[i], Count: 1);
            while (pools.TryPeek(out var above) && above.Mean > pool.Mean)
            {
                pools.Pop();
                var weight = above.Weight + pool.Weight;
                pool = ((above.Mean * above.Weight + pool.Mean * pool.Weight) / weight, weight,
                    above.Count + pool.Count);
            }
            pools.Push(pool);
        }
        var at = layer.Length;
        foreach (var (mean, _, count) in pools)
        {
            for (var n = 0; n < count; n++, at--)
                middle[layer[at - 1]] = mean + offsets[at - 1];
        }
    }
}
