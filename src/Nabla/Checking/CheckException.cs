namespace Nabla.Checking;

/// <summary>A derivative is wrong, or could not be checked; the message says where, by how much and what to do.</summary>
public sealed class CheckException : Exception
{
    internal CheckException(string message, string modes, string element = "", double expected = double.NaN, double found = double.NaN)
        : base(message) => (Modes, Element, Expected, Found) = (modes, element, expected, found);

    /// <summary>The modes that were nested, outermost first: "forward over reverse"; "the value" where no derivative is concerned.</summary>
    public string Modes { get; }

    /// <summary>The worst element, as <c>result[2] by x[0]</c>; empty where no single one is to blame.</summary>
    public string Element { get; }

    /// <summary>What differences of the function give there, or NaN.</summary>
    public double Expected { get; }

    /// <summary>What differentiation gives there, or NaN.</summary>
    public double Found { get; }
}
