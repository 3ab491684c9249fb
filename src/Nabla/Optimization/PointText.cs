using System.Text;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>Points in sentences.</summary>
static class PointText
{
    const int Most = 6;

    /// <summary>x = 2.0, y = 0.8; beyond six variables the rest is left out.</summary>
    public static string Of(IReadOnlyList<string> names, ReadOnlySpan<double> x)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Math.Min(x.Length, Most); i++)
            text.Append(i > 0 ? ", " : "").Append(names[i]).Append(" = ").Append(NumberText.Of(x[i]));
        return (x.Length > Most ? text.Append(", …") : text).ToString();
    }

    /// <summary>x, or (x, y); beyond six variables the rest is left out.</summary>
    public static string Name(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"({string.Join(", ", names.Take(Most))}{(names.Count > Most ? ", …" : "")})";
}
