namespace Nabla.Tensors;

/// <summary>Shapes that do not fit; the message names the operation and the shapes.</summary>
public sealed class ShapeException(string message) : Exception(message);
