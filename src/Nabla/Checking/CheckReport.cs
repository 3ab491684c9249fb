using System.Globalization;

namespace Nabla.Checking;

/// <summary>A mode, or modes nested, that agreed with differences.</summary>
/// <param name="Name">Outermost first: "forward over reverse".</param>
/// <param name="Comparisons">How many numbers were compared.</param>
/// <param name="Worst">The largest error as a share of what was allowed: at most 1.</param>
public sealed record CheckedMode(string Name, long Comparisons, double Worst);

/// <summary>What a check compared; prints as a table.</summary>
/// <param name="Modes">In the order in which they were checked.</param>
public sealed record CheckReport(IReadOnlyList<CheckedMode> Modes)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Modes.Select(m => string.Create(
        CultureInfo.InvariantCulture, $"{m.Name}: {m.Comparisons} numbers agree, the worst error is {m.Worst:G2} of what is allowed")));
}
