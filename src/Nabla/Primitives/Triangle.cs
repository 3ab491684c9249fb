using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Square matrices with numbers on and beside the diagonal.</summary>
static class Triangle
{
    /// <summary>The matrices x with what is below, on and above the diagonal multiplied by these; 0 gives 0 whatever is there.</summary>
    public static Tensor Weighted(Tensor x, double below, double diagonal, double above)
    {
        var n = (int)x.Shape[-1];
        var weights = new double[n * n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++) weights[i * n + j] = i > j ? below : i == j ? diagonal : above;
        return Tensor.Scale(Tensor.From(weights, [n, n]).To(x.DType), x);
    }

    /// <summary>The shape of square floating matrices.</summary>
    /// <exception cref="ShapeException">They are not.</exception>
    public static void Check(Tensor a, string operation)
    {
        if (!a.DType.IsFloating || a.Rank < 2 || a.Shape[-1] != a.Shape[-2])
            throw new ShapeException($"{operation}: {a.Type} is no square floating matrix: the last two axes must be of one length.");
    }
}
