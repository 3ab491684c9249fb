namespace Nabla.Trees;

/// <summary>Trees whose structures differ where they must be the same; the message names the first difference.</summary>
public sealed class TreeException(string message) : Exception(message);
