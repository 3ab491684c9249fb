using System.Numerics;
using Nabla.Execution.Kernels;

namespace Nabla.Tests.Execution.Kernels;

/// <summary>A convolution and its gradients against the sum in their definition.</summary>
[Collection(nameof(Alone))]
public unsafe class ConvolutionTests
{
    public static TheoryData<int> Shapes => [.. Enumerable.Range(0, s_shapes.Length)];

    static readonly ConvolutionShape[] s_shapes =
    [
        new(2, 3, 7, 9, 4, 3, 3) { PadY = 1, PadX = 1 },
        new(1, 1, 1, 1, 1, 1, 1),
        new(3, 4, 8, 8, 6, 3, 2) { StrideY = 2, StrideX = 3, PadY = 2, PadX = 1 },
        new(2, 6, 11, 5, 4, 3, 3) { Groups = 2, DilationY = 2, PadX = 1 },
        new(2, 5, 6, 7, 5, 3, 3) { Groups = 5, PadY = 1, PadX = 1 },
        new(1, 20, 5, 40, 3, 1, 5) { PadX = 2 },
        new(2, 3, 1, 50, 4, 1, 7) { PadX = 3, StrideX = 2, DilationX = 2 },
        new(1, 2, 4, 4, 3, 5, 5) { PadY = 2, PadX = 2 },
        new(1, 2, 3, 3, 2, 3, 3) { PadY = 4, PadX = 4 },
        new(1, 2, 2, 2, 2, 3, 3),
        new(0, 2, 5, 5, 2, 3, 3),
        new(1, 1, 3, 2, 1, 1, 5) { PadX = 2 },
        new(2, 17, 40, 40, 9, 3, 3) { PadY = 1, PadX = 1 },
        new(2, 37, 9, 17, 45, 3, 3) { PadY = 1, PadX = 1 },
        new(2, 48, 13, 10, 36, 3, 2) { Groups = 2, StrideY = 2, StrideX = 3, PadY = 2, PadX = 1, DilationX = 2 },
        new(1, 400, 3, 5, 16, 3, 3) { PadY = 1, PadX = 1 },
        new(1, 16, 3, 5, 400, 2, 3) { PadY = 1, PadX = 1 },
        new(50, 9, 4, 4, 40, 3, 3) { PadY = 1, PadX = 1 },
        new(2, 8, 1, 900, 16, 1, 5) { PadX = 2 },
        new(1, 33, 61, 70, 34, 3, 3) { PadY = 1 },
        new(1, 16, 3, 4, 16, 2, 2) { PadY = 3, PadX = 3 },
        new(1, 16, 2, 2, 16, 3, 3),
        new(3, 16, 7, 7, 32, 1, 1) { StrideY = 2, StrideX = 2 },
        new(3, 0, 4, 4, 16, 3, 3),
        new(2, 12, 6, 7, 40, 1, 1) { Groups = 2 },
        new(2, 5, 6, 7, 3, 1, 1) { PadX = 1 },
        // Strides both ways by tiles: residues with different taps, with none, dilations that share a divisor with strides.
        new(2, 20, 13, 17, 24, 3, 3) { StrideY = 2, StrideX = 2, PadY = 1, PadX = 1 },
        new(2, 40, 14, 15, 33, 1, 1) { StrideY = 2, StrideX = 3 },
        new(1, 33, 19, 31, 36, 5, 4) { StrideY = 3, StrideX = 2, PadY = 5, PadX = 2, DilationY = 2 },
        new(1, 16, 20, 24, 32, 3, 3) { StrideY = 2, StrideX = 4, PadY = 2, PadX = 3, DilationY = 2, DilationX = 2 },
        new(1, 16, 9, 9, 16, 2, 2) { StrideY = 5, StrideX = 4, PadY = 3, PadX = 6 },
        new(1, 16, 3, 700, 16, 3, 3) { PadY = 1, PadX = 1, StrideX = 2 },
        new(1, 24, 3, 1100, 24, 1, 5) { StrideX = 2, PadX = 2 },
        new(1, 32, 60, 66, 32, 3, 3) { StrideY = 2, StrideX = 2 },
        // Few channels, whose taps below one another are joined.
        new(3, 3, 17, 19, 32, 3, 3) { PadY = 1, PadX = 1 },
        new(2, 3, 23, 25, 36, 7, 7) { StrideY = 2, StrideX = 2, PadY = 3, PadX = 3 },
        new(2, 9, 12, 11, 20, 4, 2) { StrideY = 2, DilationX = 3 },
        new(2, 12, 14, 9, 20, 3, 3) { DilationY = 2, StrideY = 2, PadY = 2 },
        new(2, 12, 14, 9, 20, 3, 3) { DilationY = 3, PadY = 3 },
        new(1, 5, 70, 4, 16, 40, 2),
        // Channels too few for tiles.
        new(3, 12, 9, 28, 12, 3, 3) { Groups = 12, PadY = 1, PadX = 1 },
        new(2, 6, 15, 23, 12, 5, 3) { Groups = 6, StrideY = 2, StrideX = 2, PadY = 2, PadX = 1 },
        new(2, 4, 15, 41, 2, 3, 3) { Groups = 2, StrideY = 3, StrideX = 2, DilationX = 2, PadX = 4 },
        new(2, 1, 20, 70, 33, 3, 3) { PadY = 1, PadX = 1 },
        new(1, 600, 3, 9, 3, 1, 3) { PadX = 1 },
        new(1, 2, 1, 9001, 2, 1, 3) { Groups = 2 },
        new(2, 1, 5, 1, 1, 3, 3) { PadX = 1 },
        new(2, 2, 0, 4, 2, 1, 1) { PadY = 1 },
    ];

    [Theory, MemberData(nameof(Shapes))]
    public void Double_agrees_with_the_definition(int shape) => Check<double>(s_shapes[shape], 1e-13);

    [Theory, MemberData(nameof(Shapes))]
    public void Float_agrees_with_the_definition(int shape) => Check<float>(s_shapes[shape], 1e-4);

    public static TheoryData<int, int> ShapesInOtherWidths =>
        [.. new[] { 128, 512 }.SelectMany(w => Enumerable.Range(0, s_shapes.Length).Where(i => s_shapes[i].Products() < 1e6).Select(i => (w, i)))];

    [Theory, MemberData(nameof(ShapesInOtherWidths))]
    public void Other_widths_agree_with_the_definition(int width, int shape)
    {
        Check<float>(s_shapes[shape], 1e-4, width);
        Check<double>(s_shapes[shape], 1e-13, width);
    }

    static void Check<T>(ConvolutionShape s, double tolerance, int width = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Numbers.Uniform<T>(s.Batch * s.InChannels * s.Height * s.Width, 1);
        var weights = Numbers.Uniform<T>(s.OutChannels * s.Taps, 2);
        var yBar = Numbers.Uniform<T>(s.Batch * s.OutChannels * s.OutHeight * s.OutWidth, 3);
        // What held something before is overwritten, and nothing beyond.
        T[] y = Held<T>(yBar.Length), xBar = Held<T>(x.Length), weightsBar = Held<T>(weights.Length);
        fixed (T* px = x, pw = weights, py = y, pyBar = yBar, pxBar = xBar, pwBar = weightsBar)
        {
            Convolution.Forward(s, px, pw, py, width);
            Convolution.BackwardInput(s, pyBar, pw, pxBar, width);
            Convolution.BackwardWeights(s, pyBar, px, pwBar, width);
        }

        double[] plainY = new double[yBar.Length], plainX = new double[x.Length], plainW = new double[weights.Length];
        foreach (var (to, from, tap) in Terms(s))
        {
            plainY[to] += double.CreateChecked(x[from]) * double.CreateChecked(weights[tap]);
            plainX[from] += double.CreateChecked(yBar[to]) * double.CreateChecked(weights[tap]);
            plainW[tap] += double.CreateChecked(yBar[to]) * double.CreateChecked(x[from]);
        }

        foreach (var result in (T[][])[y, xBar, weightsBar]) Assert.All(result[^Guard..], e => Assert.True(T.IsNaN(e)));
        Close(plainY, y, tolerance);
        Close(plainX, xBar, tolerance);
        Close(plainW, weightsBar, tolerance * 10);
    }

    const int Guard = 5;

    static T[] Held<T>(int length) where T : IFloatingPointIeee754<T>
    {
        var result = new T[length + Guard];
        Array.Fill(result, T.NaN);
        return result;
    }

    static IEnumerable<(int To, int From, int Tap)> Terms(ConvolutionShape s)
    {
        for (var n = 0; n < s.Batch; n++)
        for (var o = 0; o < s.OutChannels; o++)
        for (var i = 0; i < s.OutHeight; i++)
        for (var j = 0; j < s.OutWidth; j++)
        for (var c = 0; c < s.GroupIn; c++)
        for (var p = 0; p < s.KernelHeight; p++)
        for (var q = 0; q < s.KernelWidth; q++)
        {
            var row = i * s.StrideY - s.PadY + p * s.DilationY;
            var column = j * s.StrideX - s.PadX + q * s.DilationX;
            if (row < 0 || row >= s.Height || column < 0 || column >= s.Width) continue;
            var channel = o / s.GroupOut * s.GroupIn + c;
            yield return (
                ((n * s.OutChannels + o) * s.OutHeight + i) * s.OutWidth + j,
                ((n * s.InChannels + channel) * s.Height + row) * s.Width + column,
                ((o * s.GroupIn + c) * s.KernelHeight + p) * s.KernelWidth + q);
        }
    }

    static void Close<T>(double[] expected, T[] actual, double tolerance) where T : INumber<T>
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - double.CreateChecked(actual[i]));
            Assert.True(difference <= tolerance * (1 + Math.Abs(expected[i])), $"Element {i} is off by {difference}.");
        }
    }

    public static TheoryData<int, int, int, int> Threaded => new()
    {
        { 4, 16, 24, 1 }, { 1, 16, 64, 1 }, { 3, 16, 24, 2 }, { 4, 6, 4, 1 }, { 1, 3, 300, 2 }, { 9, 2, 3, 1 },
    };

    [Theory, MemberData(nameof(Threaded))]
    public void The_number_of_threads_changes_no_bit(int batch, int channels, int outputs, int stride)
    {
        var s = new ConvolutionShape(batch, channels, 28, 28, outputs, 3, 3) { PadY = 1, PadX = 1, StrideY = stride, StrideX = stride };
        var alone = Results(s, 1);
        foreach (var threads in new[] { 2, 3 }) Assert.Equal(alone, Results(s, threads));
    }

    static float[][] Results(ConvolutionShape s, int threads)
    {
        var x = Numbers.Uniform<float>(s.Batch * s.InChannels * s.Height * s.Width, 1);
        var weights = Numbers.Uniform<float>(s.OutChannels * s.Taps, 2);
        float[] y = new float[s.Batch * s.OutChannels * s.OutHeight * s.OutWidth], xBar = new float[x.Length], weightsBar = new float[weights.Length];
        var before = Threads.Count;
        Threads.Count = threads;
        try
        {
            All(s, x, weights, y, xBar, weightsBar);
        }
        finally
        {
            Threads.Count = before;
        }

        return [y, xBar, weightsBar];
    }

    static void All(ConvolutionShape s, float[] x, float[] weights, float[] y, float[] xBar, float[] weightsBar)
    {
        fixed (float* px = x, pw = weights, py = y, pxBar = xBar, pwBar = weightsBar)
        {
            Convolution.Forward(s, px, pw, py);
            Convolution.BackwardInput(s, py, pw, pxBar);
            Convolution.BackwardWeights(s, py, px, pwBar);
        }
    }

    [Fact]
    public void Nothing_beside_a_row_is_multiplied()
    {
        // Each sum over the second row is infinite; 0·∞ in a lane beyond the end of the first would make it NaN.
        var s = new ConvolutionShape(1, 2, 2, 7, 2, 1, 3) { Groups = 2 };
        var x = Enumerable.Range(0, 28).Select(i => i / 7 % 2 == 0 ? 1 : float.PositiveInfinity).ToArray();
        float[] yBar = [.. Enumerable.Repeat(1f, 20)], weights = [.. Enumerable.Repeat(1f, 6)], y = new float[20], weightsBar = new float[6];
        fixed (float* px = x, pw = weights, py = y, pyBar = yBar, pwBar = weightsBar)
        {
            Convolution.Forward(s, px, pw, py);
            Convolution.BackwardWeights(s, pyBar, px, pwBar);
        }

        Assert.All(weightsBar, w => Assert.Equal(float.PositiveInfinity, w));
        Assert.Equal([3, 3, 3, 3, 3], y[..5]);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        foreach (var s in (ConvolutionShape[])[new(4, 16, 12, 12, 24, 3, 3) { PadY = 1 }, new(4, 2, 12, 12, 2, 3, 3)])
        {
            var x = Numbers.Uniform<float>(s.Batch * s.InChannels * s.Height * s.Width, 1);
            var weights = Numbers.Uniform<float>(s.OutChannels * s.Taps, 2);
            float[] y = new float[s.Batch * s.OutChannels * s.OutHeight * s.OutWidth], xBar = new float[x.Length], weightsBar = new float[weights.Length];
            for (var i = 0; i < 3; i++) All(s, x, weights, y, xBar, weightsBar);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++) All(s, x, weights, y, xBar, weightsBar);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        foreach (var s in (ConvolutionShape[])
        [
            new(1, 3, 4, 4, 4, 3, 3) { Groups = 2 }, new(1, 3, 4, 4, 4, 3, 3) { StrideX = 0 }, new(1, 3, 4, 4, 4, 0, 3),
        ])
            Assert.Throws<ArgumentException>(() => Convolution.Forward<float>(s, null, null, null));
    }
}
