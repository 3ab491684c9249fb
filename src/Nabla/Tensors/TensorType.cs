namespace Nabla.Tensors;

/// <summary>What is known of a tensor before its elements are: their type and the shape.</summary>
/// <param name="DType">The type of the elements.</param>
/// <param name="Shape">The lengths of the axes.</param>
public readonly record struct TensorType(DType DType, Shape Shape)
{
    /// <summary>As graphs print it: float32(2, 3).</summary>
    public override string ToString() => DType.Name + Shape;
}
