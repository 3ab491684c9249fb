namespace Nabla.Tracing;

/// <summary>What an operation is part of.</summary>
public enum Pass
{
    /// <summary>The computation of values.</summary>
    Forward,

    /// <summary>A derivative along a direction, or a local derivative that a backward pass will use.</summary>
    Tangent,

    /// <summary>The transpose: from cotangents of results to those of arguments.</summary>
    Backward,
}
