namespace Nabla.Execution.Kernels;

/// <summary>
/// Scaled dot-product attention of so many heads (batch times heads), each with its own queries [Queries, Depth],
/// keys [Keys, Depth] and values [Keys, ValueDepth]: softmax(Scale · Q·Kᵀ)·V. A causal one lets query i see the keys up to
/// i + Keys − Queries.
/// </summary>
readonly record struct AttentionShape(int Heads, int Queries, int Keys, int Depth, int ValueDepth)
{
    /// <summary>The factor of the scores, commonly 1/√Depth.</summary>
    public double Scale { get; init; } = 1;

    public bool Causal { get; init; }

    /// <summary>The keys that query i sees.</summary>
    public int Seen(int query) => Causal ? Math.Clamp(query + 1 + Keys - Queries, 0, Keys) : Keys;

    /// <summary>The keys of so many from the first one on that query i sees.</summary>
    public int Seen(int query, int first, int count) => Math.Clamp(Seen(query) - first, 0, count);

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="ArgumentException">One is negative.</exception>
    public void Validate()
    {
        if (Heads < 0 || Queries < 0 || Keys < 0 || Depth < 0 || ValueDepth < 0)
            throw new ArgumentException($"Lengths of an attention are 0 or more: {this}.");
    }
}
