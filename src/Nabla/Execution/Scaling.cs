using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// The linear product of a partial derivative and a tangent or cotangent: zero absorbs from both sides, so that a branch
/// not taken never turns into NaN through an infinite derivative.
/// </summary>
static class Scaling
{
    /// <summary>The row of c·t that gives 0 where c or t is 0.</summary>
    public static readonly ScalarRule Row = new("scale", 2, (Func<double, double, double>)Scale, (x, _) => [x[1], x[0]])
    {
        IsSingular = true,
    };

    /// <summary>0 where c or t is 0, else c·t.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Scale(double c, double t)
    {
        // A zero can only spoil the product by making NaN, and NaN is rare: one comparison on the common path.
        var product = c * t;
        return double.IsNaN(product) && (c == 0 || t == 0) ? 0 : product;
    }
}
