using System.Globalization;

namespace Nabla.Cli;

/// <summary>Lists in messages: a formula may have a hundred thousand variables, and a message is read.</summary>
static class Few
{
    const int Most = 12;
    const int Longest = 64;

    /// <summary>The items with the separator between them, long ones cut; of many, the first ones and how many more there are.</summary>
    public static string Of(IReadOnlyCollection<string> items, string separator = ", ")
    {
        var few = string.Join(separator, items.Take(Most).Select(item => item.Length <= Longest ? item : item[..Longest] + "…"));
        return items.Count <= Most ? few : string.Create(CultureInfo.InvariantCulture, $"{few}{separator}… ({items.Count - Most} more)");
    }
}
