using System.Globalization;
using System.Text;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// The first NaN that DebugNaN met, among values or in what a derivative gave: the operation that made it, in which pass, where
/// that was written, and the numbers it was made of.
/// </summary>
public sealed class NotANumberException : ArithmeticException
{
    internal NotANumberException(string operation, string? of, Pass pass, Origin? origin, ReadOnlySpan<Tensor> x, Tensor y, nint place)
        : base(Text(operation, of, pass, origin, x, y, place)) => (Operation, DerivativeOf, Pass, Origin) = (operation, of, pass, origin);

    /// <summary>The operation whose result has a NaN.</summary>
    public string Operation { get; }

    /// <summary>The operation of the function whose derivative that is a part of; null where values are computed.</summary>
    public string? DerivativeOf { get; }

    /// <summary>Whether values, tangents or cotangents were being computed.</summary>
    public Pass Pass { get; }

    /// <summary>Where the operation was written; for a derivative, where the operation was that it belongs to.</summary>
    public Origin? Origin { get; }

    static string Text(string operation, string? of, Pass pass, Origin? origin, ReadOnlySpan<Tensor> x, Tensor y, nint place)
    {
        var given = -1;
        for (var i = x.Length - 1; i >= 0; i--)
            if (Element.FirstNaN(x[i]) >= 0) given = i;
        var text = new StringBuilder(operation).Append(given < 0 ? " made the first NaN" : $" was given a NaN by operand {given}, which was NaN before (an input, a captured tensor or a local derivative)");
        text.Append(pass switch
        {
            Pass.Forward => ", in the forward pass",
            Pass.Tangent => ", in the derivative",
            _ => ", in the backward pass",
        });
        if (pass != Pass.Forward && of is not null) text.Append(" of ").Append(of);
        text.Append(origin switch
        {
            null => ".",
            { File: null } => $", written in {origin.Method} (with a .pdb beside its assembly the line would be known).",
            _ => string.Create(CultureInfo.InvariantCulture, $", written in {origin.Method}, {origin.File}:line {origin.Line}."),
        });
        for (var i = 0; i < x.Length; i++) text.Append("\n  operand ").Append(i).Append("  ").Append(Element.Summary(x[i], x[i].Shape == y.Shape ? place : -1));
        return text.Append("\n  result     ").Append(Element.Summary(y, place)).ToString();
    }
}
