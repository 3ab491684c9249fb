using System.Numerics;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>Reproducible arrays of numbers.</summary>
static class Numbers
{
    /// <summary>Uniform in [−1, 1).</summary>
    public static T[] Uniform<T>(long length, int seed) where T : IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var x = new T[length];
        for (var i = 0; i < x.Length; i++) x[i] = T.CreateChecked(2 * random.NextDouble() - 1);
        return x;
    }
}
