using Nabla.Primitives;

namespace Nabla.Tracing;

/// <summary>A program holds an operation that no formula says; the message names its equation.</summary>
public sealed class LiftException : InvalidOperationException
{
    internal LiftException(string message, Primitive? operation = null) : base(message) => Operation = operation;

    internal Primitive? Operation { get; }
}
