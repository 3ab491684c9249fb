namespace Nabla.Execution.Kernels;

/// <summary>
/// A sum over the taps and the channels of a group of images that gives other channels: a convolution, or with its weights
/// exchanged and reversed the cotangent of its input.
/// </summary>
readonly struct ConvolutionPass
{
    // A run of steps costs some ten cycles besides them, which so many steps are worth.
    const int LongEnough = 32;

    ConvolutionPass(in ConvolutionShape s, int groupIn, int groupOut, ConvolutionAxis y, ConvolutionAxis x)
    {
        (Batch, Groups, GroupIn, GroupOut, Y, X, Products) = (s.Batch, s.Groups, groupIn, groupOut, y, x, s.Products());
        JoinsTaps = GroupIn < LongEnough && Y.Advance == 1 && GroupIn * Y.Taps <= MatMulPlan.LongestRun;
    }

    public nint Batch { get; }

    public nint Groups { get; }

    /// <summary>The channels of a group that are summed over.</summary>
    public nint GroupIn { get; }

    /// <summary>The channels of a group that come out.</summary>
    public nint GroupOut { get; }

    public ConvolutionAxis Y { get; }

    public ConvolutionAxis X { get; }

    /// <summary>Whether the kernels lie as those of the convolution in the other direction.</summary>
    public bool IsExchanged { get; private init; }

    /// <summary>Multiplications of numbers.</summary>
    public double Products { get; }

    public nint Taps => Y.Taps * X.Taps;

    /// <summary>Whether the channels under taps below one another make one run, since those under one tap are few.</summary>
    public bool JoinsTaps { get; }

    /// <summary>The steps of the shortest run.</summary>
    public nint ShortestRun => JoinsTaps ? GroupIn * Math.Max(Y.Taps / Y.Every, 1) : GroupIn;

    /// <summary>The convolution itself.</summary>
    public static ConvolutionPass Forward(in ConvolutionShape s) => new(
        s, s.GroupIn, s.GroupOut,
        new(s.Height, s.OutHeight, s.KernelHeight, s.StrideY, 1, s.DilationY, s.PadY),
        new(s.Width, s.OutWidth, s.KernelWidth, s.StrideX, 1, s.DilationX, s.PadX));

    /// <summary>From the cotangent of the result to that of the input.</summary>
    public static ConvolutionPass Backward(in ConvolutionShape s) => new(
        s, s.GroupOut, s.GroupIn,
        new(s.OutHeight, s.Height, s.KernelHeight, 1, s.StrideY, s.DilationY, s.DilationY * (s.KernelHeight - 1) - s.PadY),
        new(s.OutWidth, s.Width, s.KernelWidth, 1, s.StrideX, s.DilationX, s.DilationX * (s.KernelWidth - 1) - s.PadX))
    {
        IsExchanged = true,
    };

    /// <summary>Where the channels of a group begin in the input.</summary>
    public unsafe T* Input<T>(T* x, nint image, nint group) where T : unmanaged =>
        x + (image * Groups + group) * GroupIn * Y.Inputs * X.Inputs;

    /// <summary>Where the channels of a group begin in the output.</summary>
    public unsafe T* Output<T>(T* y, nint image, nint group) where T : unmanaged =>
        y + (image * Groups + group) * GroupOut * Y.Outputs * X.Outputs;
}
