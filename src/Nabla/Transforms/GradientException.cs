namespace Nabla.Transforms;

/// <summary>A derivative was asked for that does not exist; the message says which and what to do.</summary>
public sealed class GradientException(string message) : InvalidOperationException(message);
