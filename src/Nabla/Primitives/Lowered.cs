using Nabla.Rules;

namespace Nabla.Primitives;

/// <summary>What a primitive is to a compiler: how its work may be fused with its neighbours'.</summary>
abstract record Lowered
{
    /// <summary>The same function of the elements at each place; a number that is not NaN stands for an operand.</summary>
    public sealed record Elementwise(ScalarRule Row, double[] Literals) : Lowered;

    /// <summary>The elements of the operand at other places: no arithmetic, often no work.</summary>
    public sealed record Rearrangement : Lowered;

    /// <summary>An associative function of the elements along axes.</summary>
    public sealed record Reduction(ScalarRule Row, int[] Axes) : Lowered;

    /// <summary>Sums of products along axes: matrix products and convolutions.</summary>
    public sealed record Contraction : Lowered;

    /// <summary>A kernel of its own, called for the whole tensor.</summary>
    public sealed record Kernel : Lowered;

    /// <summary>Graphs that are lowered themselves.</summary>
    public sealed record Graphs : Lowered;
}
