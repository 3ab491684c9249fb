namespace Nabla.Symbolics;

/// <summary>How a formula is written as text; every style is read back to the same formula.</summary>
public enum TextStyle
{
    /// <summary>For people: 3x² + 2·sin(x·y).</summary>
    Unicode,

    /// <summary>The same in ASCII: 3x^2 + 2sin(x*y).</summary>
    Ascii,

    /// <summary>For programs, with every operator written: 3*x^2 + 2*sin(x*y).</summary>
    Explicit,
}
