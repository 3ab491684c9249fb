namespace Nabla.Drawing;

/// <summary>A picture that can't be drawn; the message says why in words for the person who asked for it.</summary>
public sealed class DrawingException(string message) : Exception(message);
