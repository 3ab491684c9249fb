namespace Nabla.Drawing.Graphs;

/// <summary>
/// A graph whose edges join neighbouring layers only: an edge over several layers became a chain through bends, which
/// are places of their own. Places below the count of nodes are nodes.
/// </summary>
sealed class LayeredGraph
{
    /// <summary>With more bends than this the drawing would be a web that no one can follow.</summary>
    const int MostPlaces = 20_000;

    readonly List<int> layerOf;
    readonly List<List<int>> left = [], right = [];

    public LayeredGraph(int[] layers, IReadOnlyList<(int From, int To)> edges)
    {
        NodeCount = layers.Length;
        layerOf = [.. layers];
        for (var i = 0; i < layers.Length; i++)
            AddNeighbours();
        Chains = new int[edges.Count][];
        for (var e = 0; e < edges.Count; e++)
            Chains[e] = Chain(edges[e].From, edges[e].To);
        Layers = new int[layerOf.Max() + 1][];
        var places = Enumerable.Range(0, layerOf.Count).ToLookup(place => layerOf[place]);
        for (var k = 0; k < Layers.Length; k++)
            Layers[k] = [.. places[k]];
    }

    public int NodeCount { get; }

    /// <summary>The places of each layer, from top to bottom.</summary>
    public int[][] Layers { get; }

    /// <summary>For each edge the places it passes, from its first node to its last.</summary>
    public int[][] Chains { get; }

    public int PlaceCount => layerOf.Count;

    public bool IsBend(int place) => place >= NodeCount;

    public int LayerOf(int place) => layerOf[place];

    /// <summary>Neighbours in the layer before, once for each edge.</summary>
    public IReadOnlyList<int> Left(int place) => left[place];

    /// <summary>Neighbours in the layer after, once for each edge.</summary>
    public IReadOnlyList<int> Right(int place) => right[place];

    int[] Chain(int from, int to)
    {
        var chain = new List<int> { from };
        for (var layer = layerOf[from] + 1; layer < layerOf[to]; layer++)
        {
            if (layerOf.Count >= MostPlaces)
                throw new DrawingException("The graph's edges span too many layers to be drawn; draw a part of it.");
            layerOf.Add(layer);
            AddNeighbours();
            chain.Add(layerOf.Count - 1);
        }
        chain.Add(to);
        for (var i = 0; i + 1 < chain.Count; i++)
        {
            right[chain[i]].Add(chain[i + 1]);
            left[chain[i + 1]].Add(chain[i]);
        }
        return [.. chain];
    }

    void AddNeighbours()
    {
        left.Add([]);
        right.Add([]);
    }
}
