using Nabla.Primitives;

namespace Nabla.Tracing;

/// <summary>An operation of a graph failed when the graph ran; the message names it and where it was written.</summary>
public sealed class EquationException : InvalidOperationException
{
    internal EquationException(Primitive primitive, Site site, bool isBackward, Exception inner)
        : base($"{Text(primitive.ToString(), site.Of, isBackward)}, written in {site.Origin?.ToString() ?? "a method without a name"}, failed: {inner.Message}", inner) =>
        (Operation, Origin) = (primitive.Name, site.Origin);

    /// <summary>The operation.</summary>
    public string Operation { get; }

    /// <summary>Where it was written, or null where that is not known.</summary>
    public Origin? Origin { get; }

    // What says enough already, and what is no fault of the operation.
    internal static bool Explains(Exception e) =>
        e is not (EquationException or LiftException or NotANumberException or Transforms.GradientException or OperationCanceledException or InsufficientExecutionStackException or LeakedTensorException);

    static string Text(string operation, string? of, bool isBackward) =>
        of is null ? operation : $"{operation}, in the {(isBackward ? "backward pass" : "derivative")} of {of}";
}
