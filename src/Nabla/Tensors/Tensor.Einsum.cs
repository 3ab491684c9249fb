namespace Nabla.Tensors;

public sealed partial class Tensor
{
    /// <summary>
    /// Sums of products by Einstein's notation: <c>Einsum("bij,bjk->bik", x, y)</c>. A letter that the result does not name is
    /// summed over; one that an operand names twice takes its diagonal; an ellipsis stands for axes that are broadcast. Without
    /// an arrow the result has the letters that come once, in alphabetical order.
    /// </summary>
    /// <exception cref="ShapeException">A letter has two lengths, or an operand not as many axes as letters.</exception>
    /// <exception cref="FormatException">The notation cannot be read.</exception>
    public static Tensor Einsum(string notation, params ReadOnlySpan<Tensor> x) => new Contraction(notation, x).Evaluate();
}
