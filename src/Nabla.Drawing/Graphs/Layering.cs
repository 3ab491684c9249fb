namespace Nabla.Drawing.Graphs;

/// <summary>Puts each node into a layer to the right of all nodes it depends on.</summary>
static class Layering
{
    /// <summary>
    /// Longest-path layers, found in topological order; nodes without dependencies then move right, next to their first
    /// use.
    /// </summary>
    /// <exception cref="DrawingException">The edges form a cycle.</exception>
    public static int[] Assign(IReadOnlyList<GraphNode> nodes, IReadOnlyList<(int From, int To)> edges)
    {
        var uses = edges.ToLookup(e => e.From, e => e.To);
        var waiting = new int[nodes.Count];
        foreach (var (_, to) in edges)
            waiting[to]++;
        bool[] isSource = [.. waiting.Select(n => n == 0)];

        var layer = new int[nodes.Count];
        var ready = new Queue<int>(Enumerable.Range(0, nodes.Count).Where(n => isSource[n]));
        var done = 0;
        for (; ready.TryDequeue(out var node); done++)
        {
            foreach (var use in uses[node])
            {
                layer[use] = Math.Max(layer[use], layer[node] + 1);
                if (--waiting[use] == 0)
                    ready.Enqueue(use);
            }
        }
        if (done < nodes.Count)
        {
            var stuck = Enumerable.Range(0, nodes.Count).First(n => waiting[n] > 0);
            throw new DrawingException($"The graph has a cycle that leads to '{nodes[stuck].Id}'; "
                + "only graphs without cycles can be drawn in layers.");
        }
        for (var node = 0; node < nodes.Count; node++)
        {
            if (isSource[node] && uses[node].Any())
                layer[node] = uses[node].Min(use => layer[use]) - 1;
        }
        return layer;
    }
}
