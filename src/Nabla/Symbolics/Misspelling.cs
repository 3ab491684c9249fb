namespace Nabla.Symbolics;

// Names that were probably meant by a misspelled one.
static class Misspelling
{
    const int Shown = 2;

    /// <summary>No function has a name longer than this.</summary>
    public const int LongestName = 32;

    /// <summary>The nearest names by edit distance, best first, and longer names that start with the best.</summary>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> names)
    {
        if (name.Length > LongestName) return [];
        var allowed = name.Length <= 2 ? 1 : 2;
        var ranked = names
            .Select(n => (Name: n, Distance: Distance(name.ToLowerInvariant(), n)))
            .Where(n => n.Distance <= allowed && n.Distance < n.Name.Length)
            .OrderBy(n => n.Distance).ThenBy(n => n.Name[0] == name[0] ? 0 : 1)
            // Functions with an inverse of their own are those that people use most: sinh before sinc.
            .ThenBy(n => Names.Function("a" + n.Name) is null ? 1 : 0)
            .ToList();
        // Two changes make any short name any other.
        if (ranked.Count == 0 || (name.Length <= 3 && ranked[0].Distance > 1)) return [];
        var best = ranked[0];
        return [.. ranked
            .Where(n => n.Distance == best.Distance
                ? n.Name[0] == best.Name[0]
                : n.Name.StartsWith(best.Name, StringComparison.Ordinal))
            .Select(n => n.Name).Take(Shown)];
    }

    // Insertions, deletions, changes, and swaps of neighbours (Damerau 1964), over three rows.
    static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap) current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
