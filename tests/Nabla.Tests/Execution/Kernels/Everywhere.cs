using System.Numerics;
using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>
/// Runs a kernel in every width, on one and two threads, on unaligned memory; its results must have the same bits each time
/// and leave the memory around them alone.
/// </summary>
static unsafe class Everywhere
{
    /// <summary>A kernel's inputs and outputs lie at the pointers.</summary>
    public delegate void Kernel<T>(T*[] x, T*[] y, Width width) where T : unmanaged;

    static readonly Width[] s_widths = [Width.Widest, Width.One, Width.Bits128, Width.Bits256, Width.Bits512];

    /// <summary>The outputs, of so many elements each.</summary>
    public static T[][] Run<T>(T[][] inputs, long[] outputs, Kernel<T> kernel) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[][]? expected = null;
        var threads = Threads.Count;
        try
        {
            foreach (var count in new[] { 1, 2 })
            foreach (var width in s_widths)
            {
                Threads.Count = count;
                var actual = Once(inputs, outputs, kernel, width);
                expected ??= actual;
                for (var k = 0; k < outputs.Length; k++)
                for (var i = 0; i < outputs[k]; i++)
                    if (!expected[k][i].Equals(actual[k][i]) || T.IsNegative(expected[k][i]) != T.IsNegative(actual[k][i]) && !T.IsNaN(expected[k][i]))
                        Assert.Fail(FormattableString.Invariant($"Output {k}, element {i}: {actual[k][i]} in {width} on {count} threads, not {expected[k][i]}."));
            }
        }
        finally
        {
            Threads.Count = threads;
        }

        return expected!;
    }

    static T[][] Once<T>(T[][] inputs, long[] outputs, Kernel<T> kernel, Width width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Guard = 3;
        var untouched = T.CreateTruncating(12345);
        var handles = new List<System.Runtime.InteropServices.GCHandle>();
        T*[] x = new T*[inputs.Length], y = new T*[outputs.Length];
        var results = new T[outputs.Length][];
        for (var k = 0; k < inputs.Length; k++) x[k] = Pin([.. Enumerable.Repeat(untouched, Guard), .. inputs[k]]);
        for (var k = 0; k < outputs.Length; k++) y[k] = Pin(results[k] = [.. Enumerable.Repeat(untouched, (int)outputs[k] + 2 * Guard)]);
        kernel(x, y, width);
        foreach (var handle in handles) handle.Free();
        foreach (var result in results)
            for (var i = 0; i < Guard; i++) Assert.True(result[i] == untouched && result[^(i + 1)] == untouched, $"In {width} memory around the results was written.");
        return [.. results.Select(r => r[Guard..^Guard])];

        T* Pin(T[] array)
        {
            handles.Add(System.Runtime.InteropServices.GCHandle.Alloc(array, System.Runtime.InteropServices.GCHandleType.Pinned));
            return (T*)handles[^1].AddrOfPinnedObject() + Guard;
        }
    }

    /// <summary>Asserts that numbers agree to so many ε of the element type, relative to the expected or to the scale.</summary>
    public static void Close<T>(double[] expected, T[] actual, double epsilons, double scale, string what) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epsilon = typeof(T) == typeof(float) ? 1.0 / (1 << 23) : 1.0 / (1L << 52);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var y = double.CreateTruncating(actual[i]);
            if (expected[i].Equals(y)) continue;
            var bound = epsilons * epsilon * Math.Max(Math.Abs(expected[i]), scale);
            Assert.True(Math.Abs(expected[i] - y) <= bound, FormattableString.Invariant($"{what}, element {i}: {y:R}, not {expected[i]:R}"));
        }
    }

    /// <summary>
    /// ε of √length by which the interpreter's sum of that many doubles of size 1, one after the other, may itself be off: four
    /// standard deviations. Partial sums grow as √k, and a rounding is uniform within half a last place: ε²/12·Σk is a variance of (ε·n)²/24.
    /// </summary>
    public static double OfPlainSum<T>(double length) => typeof(T) == typeof(double) ? 4 * Math.Sqrt(length / 24) : 0;

    /// <summary>Numbers as doubles.</summary>
    public static double[] Doubles<T>(T[] x) where T : INumberBase<T> => [.. x.Select(double.CreateTruncating)];
}
