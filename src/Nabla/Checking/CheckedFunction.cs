using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Checking;

/// <summary>A function of floating tensors to floating tensors at a point, with names for what goes in and out.</summary>
/// <param name="F">The function.</param>
/// <param name="X">The point.</param>
/// <param name="Inputs">The names of the tensors of the point.</param>
/// <param name="Outputs">The names of the results.</param>
/// <param name="Modes">The modes that made it of the user's function, as "forward over reverse"; empty for that itself.</param>
sealed record CheckedFunction(Func<Tensor[], Tensor[]> F, Tensor[] X, string[] Inputs, string[] Outputs, string Modes = "")
{
    /// <summary>The name of this function differentiated in a mode.</summary>
    public string In(string mode) => Modes.Length == 0 ? mode : $"{mode} over {Modes}";

    /// <summary>The derivative in forward mode, as a function of point and direction.</summary>
    public CheckedFunction Forward(Tensor[] direction) => new(
        a => Transforms.Forward.Jvp(F, a.AsSpan(0, X.Length), a.AsSpan(X.Length)).Tangents,
        [.. X, .. direction],
        [.. Inputs, .. Inputs.Select(name => $"(direction of {name})")],
        [.. Outputs.Select(name => $"d({name})")],
        In("forward"));

    /// <summary>The derivative in reverse mode, as a function of point and cotangent.</summary>
    public CheckedFunction Reverse(Tensor[] cotangent) => new(
        a => Pullback(a[..X.Length], a[X.Length..]),
        [.. X, .. cotangent],
        [.. Inputs, .. Outputs.Select(name => $"(cotangent of {name})")],
        [.. Inputs.Select(name => $"∂/∂{name}")],
        In("reverse"));

    Tensor[] Pullback(Tensor[] x, Tensor[] yBar)
    {
        var xBar = Linearization.Of(F, x).Reverse(yBar);
        var full = new Tensor[xBar.Length];
        for (var i = 0; i < full.Length; i++) full[i] = xBar[i] ?? Tensor.Zeros(x[i].Type);
        return full;
    }
}
