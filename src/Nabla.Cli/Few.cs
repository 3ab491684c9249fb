namespace Nabla.Cli;

/// <summary>Lists in messages: a formula may have a hundred thousand variables, and a message is read.</summary>
static class Few
{
    const int Most = 12;

    /// <summary>The items with the separator between them; of many, the first ones and how many more there are.</summary>
    public static string Of(IReadOnlyCollection<string> items, string separator = ", ") => items.Count <= Most
        ? string.Join(separator, items)
        : string.Join(separator, items.Take(Most)) + string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{separator}… ({items.Count - Most} more)");
}
