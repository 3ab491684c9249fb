namespace Nabla.Drawing;

/// <summary>
/// An axis: its name and, where they are to be fixed, its ends. A logarithmic axis (base 10) leaves out values that are
/// not positive.
/// </summary>
public sealed record Axis(string Label)
{
    /// <summary>The lower end in data units; null to take it from the data.</summary>
    public double? Min { get; init; }

    /// <summary>The upper end in data units; null to take it from the data.</summary>
    public double? Max { get; init; }

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool Logarithmic { get; init; }
}
