namespace Nabla.Symbolics;

/// <summary>A limit on size, depth or time was reached; nothing was lost and the caller may allow more.</summary>
public sealed class LimitException(string message) : Exception(message);
