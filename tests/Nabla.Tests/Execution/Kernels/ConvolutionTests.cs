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
    ];

    [Theory, MemberData(nameof(Shapes))]
    public void Double_agrees_with_the_definition(int shape) => Check<double>(s_shapes[shape], 1e-13);

    [Theory, MemberData(nameof(Shapes))]
    public void Float_agrees_with_the_definition(int shape) => Check<float>(s_shapes[shape], 1e-4);

    static void Check<T>(ConvolutionShape s, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Numbers.Uniform<T>(s.Batch * s.InChannels * s.Height * s.Width, 1);
        var weights = Numbers.Uniform<T>(s.OutChannels * s.Taps, 2);
        var yBar = Numbers.Uniform<T>(s.Batch * s.OutChannels * s.OutHeight * s.OutWidth, 3);
        T[] y = new T[yBar.Length], xBar = new T[x.Length], weightsBar = new T[weights.Length];
        Array.Fill(xBar, T.NaN);
        fixed (T* px = x, pw = weights, py = y, pyBar = yBar, pxBar = xBar, pwBar = weightsBar)
        {
            Convolution.Forward(s, px, pw, py);
            Convolution.BackwardInput(s, pyBar, pw, pxBar);
            Convolution.BackwardWeights(s, pyBar, px, pwBar);
        }

        double[] plainY = new double[y.Length], plainX = new double[x.Length], plainW = new double[weights.Length];
        foreach (var (to, from, tap) in Terms(s))
        {
            plainY[to] += double.CreateChecked(x[from]) * double.CreateChecked(weights[tap]);
            plainX[from] += double.CreateChecked(yBar[to]) * double.CreateChecked(weights[tap]);
            plainW[tap] += double.CreateChecked(yBar[to]) * double.CreateChecked(x[from]);
        }

        Close(plainY, y, tolerance);
        Close(plainX, xBar, tolerance);
        Close(plainW, weightsBar, tolerance * 10);
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

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var s = new ConvolutionShape(4, 16, 28, 28, 24, 3, 3) { PadY = 1, PadX = 1 };
        var x = Numbers.Uniform<float>(4 * 16 * 28 * 28, 1);
        var weights = Numbers.Uniform<float>(24 * s.Taps, 2);
        float[][] Results(int threads)
        {
            var before = Threads.Count;
            Threads.Count = threads;
            try
            {
                float[] y = new float[4 * 24 * 28 * 28], xBar = new float[x.Length], weightsBar = new float[weights.Length];
                fixed (float* px = x, pw = weights, py = y, pxBar = xBar, pwBar = weightsBar)
                {
                    Convolution.Forward(s, px, pw, py);
                    Convolution.BackwardInput(s, py, pw, pxBar);
                    Convolution.BackwardWeights(s, py, px, pwBar);
                }

                return [y, xBar, weightsBar];
            }
            finally
            {
                Threads.Count = before;
            }
        }

        var alone = Results(1);
        foreach (var threads in new[] { 2, 3 }) Assert.Equal(alone, Results(threads));
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
