using Nabla.Tests.Primitives.Samples;

namespace Nabla.Tests.Primitives;

/// <summary>The registry: every primitive has samples here, and every law runs over them.</summary>
public static class PrimitiveSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        .. RowSamples.All,
        .. StructureSamples.All,
        .. ReductionSamples.All,
        .. MatMulSamples.All,
        .. LinearAlgebraSamples.All,
        .. ConvolutionSamples.All,
        .. RandomSamples.All,
    ];

    static readonly Dictionary<string, Sample> s_byName = All.ToDictionary(s => s.Name);

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    public static Sample Find(string name) => s_byName[name];
}
