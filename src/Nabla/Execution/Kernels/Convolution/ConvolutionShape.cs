namespace Nabla.Execution.Kernels;

/// <summary>
/// A convolution in the layout batch × channels × height × width: x[n, c, i, j] with weights w[o, c / Groups, p, q] gives
/// y[n, o, i, j] = Σ w[o, c, p, q] · x[n, c, i·StrideY − PadY + p·DilationY, j·StrideX − PadX + q·DilationX], zero outside.
/// One dimension is a height of 1.
/// </summary>
readonly record struct ConvolutionShape(
    int Batch, int InChannels, int Height, int Width, int OutChannels, int KernelHeight, int KernelWidth)
{
    public int StrideY { get; init; } = 1;

    public int StrideX { get; init; } = 1;

    public int PadY { get; init; }

    public int PadX { get; init; }

    public int DilationY { get; init; } = 1;

    public int DilationX { get; init; } = 1;

    public int Groups { get; init; } = 1;

    public int OutHeight => Out(Height, KernelHeight, StrideY, PadY, DilationY);

    public int OutWidth => Out(Width, KernelWidth, StrideX, PadX, DilationX);

    public int GroupIn => InChannels / Math.Max(Groups, 1);

    public int GroupOut => OutChannels / Math.Max(Groups, 1);

    /// <summary>The weights of one output channel.</summary>
    public int Taps => GroupIn * KernelHeight * KernelWidth;

    /// <summary>Whether each output is made of one input pixel, the one in its place.</summary>
    public bool IsPointwise => this is
    {
        KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1, PadY: 0, PadX: 0,
    };

    /// <summary>Whether there is nothing to sum or to write.</summary>
    public bool IsEmpty => Batch == 0 || GroupIn == 0 || GroupOut == 0 || Height == 0 || Width == 0 || OutHeight == 0 || OutWidth == 0;

    /// <summary>Multiplications of numbers.</summary>
    public double Products() => (double)Batch * OutChannels * OutHeight * OutWidth * Taps;

    /// <summary>Where the channels of a group begin in the input.</summary>
    public unsafe T* Input<T>(T* x, nint image, nint group) where T : unmanaged =>
        x + (image * InChannels + group * GroupIn) * Height * Width;

    /// <summary>Where the channels of a group begin in the output.</summary>
    public unsafe T* Output<T>(T* y, nint image, nint group) where T : unmanaged =>
        y + (image * OutChannels + group * GroupOut) * OutHeight * OutWidth;

    static int Out(int length, int kernel, int stride, int pad, int dilation) =>
        Math.Max(0, (length + 2 * pad - dilation * (kernel - 1) - 1 + stride) / Math.Max(stride, 1));

    /// <summary>Checks that the numbers make sense together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which.</exception>
    public void Validate()
    {
        if (Batch < 0 || InChannels < 0 || OutChannels < 0 || Height < 0 || Width < 0 || KernelHeight < 1 || KernelWidth < 1)
            throw new ArgumentException($"A convolution needs lengths of 0 or more and a kernel of 1×1 or more: {this}.");
        if (StrideY < 1 || StrideX < 1 || DilationY < 1 || DilationX < 1 || PadY < 0 || PadX < 0)
            throw new ArgumentException($"Strides and dilations are 1 or more, padding 0 or more: {this}.");
        if (Groups < 1 || InChannels % Groups != 0 || OutChannels % Groups != 0)
            throw new ArgumentException($"{Groups} groups do not divide {InChannels} channels in and {OutChannels} out.");
    }
}
