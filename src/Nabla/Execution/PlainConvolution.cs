using Nabla.Execution.Kernels;

namespace Nabla.Execution;

/// <summary>The form Σ y·w·x of a convolution, differentiated by one of its three: term by term, each sum in double.</summary>
static class PlainConvolution
{
    /// <summary>Adds to the one of x, w and y that is asked for; the others are given, all in row-major order.</summary>
    public static void Evaluate(in ConvolutionShape s, ConvolutionPart part, double[] x, double[] w, double[] y)
    {
        for (var n = 0; n < s.Batch; n++)
        for (var o = 0; o < s.OutChannels; o++)
        for (var c = 0; c < s.GroupIn; c++)
        {
            var channel = o / s.GroupOut * s.GroupIn + c;
            for (var p = 0; p < s.KernelHeight; p++)
            for (var q = 0; q < s.KernelWidth; q++)
            for (var i = 0; i < s.OutHeight; i++)
            {
                var row = i * s.StrideY - s.PadY + p * s.DilationY;
                if ((uint)row >= (uint)s.Height) continue;
                var inputs = ((n * s.InChannels + channel) * s.Height + row) * s.Width;
                var outputs = ((n * s.OutChannels + o) * s.OutHeight + i) * s.OutWidth;
                ref var weight = ref w[((o * s.GroupIn + c) * s.KernelHeight + p) * s.KernelWidth + q];
                for (var j = 0; j < s.OutWidth; j++)
                {
                    var column = j * s.StrideX - s.PadX + q * s.DilationX;
                    if ((uint)column >= (uint)s.Width) continue;
                    if (part == ConvolutionPart.Result) y[outputs + j] += weight * x[inputs + column];
                    else if (part == ConvolutionPart.Input) x[inputs + column] += weight * y[outputs + j];
                    else weight += x[inputs + column] * y[outputs + j];
                }
            }
        }
    }
}

/// <summary>The three that a convolution ties together.</summary>
enum ConvolutionPart : byte
{
    /// <summary>Images, (batch, channels, height, width).</summary>
    Input,

    /// <summary>Kernels, (channels out, channels in of a group, height, width).</summary>
    Weights,

    /// <summary>The images that come out.</summary>
    Result,
}
