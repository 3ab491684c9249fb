namespace Nabla.Execution.Kernels;

/// <summary>
/// One direction of an image under a convolution: output i sums over those taps p for which (i·stride + p·dilation − pad) / up
/// is whole the input there; stride or up is 1. What outputs read lies in as many sections as the stride, one for each
/// residue of an input, where neighbouring outputs of one residue to up read neighbouring places.
/// </summary>
readonly struct ConvolutionAxis
{
    readonly nint _dilation, _pad, _reach;

    public ConvolutionAxis(nint inputs, nint outputs, nint taps, nint stride, nint up, nint dilation, nint pad)
    {
        (Inputs, Outputs, Taps, Stride, Up, _dilation, _pad) = (inputs, outputs, taps, stride, up, dilation, pad);
        _reach = (taps - 1) * dilation;
        var divisor = CommonDivisor(stride * up, dilation);
        (Every, Advance) = (stride * up / divisor, dilation / divisor);
    }

    public nint Inputs { get; }

    public nint Outputs { get; }

    public nint Taps { get; }

    public nint Stride { get; }

    public nint Up { get; }

    /// <summary>How far apart taps are that read one section for outputs of one residue.</summary>
    public nint Every { get; }

    /// <summary>By how many places the inputs of such taps differ.</summary>
    public nint Advance { get; }

    /// <summary>Whether outputs of a residue sum over a tap.</summary>
    public bool Meets(nint tap, nint residue) => (residue + tap * _dilation - _pad) % Up == 0;

    /// <summary>The section a tap reads.</summary>
    public nint Section(nint tap) => tap * _dilation % Stride;

    /// <summary>Whether any tap reads a section.</summary>
    public bool IsRead(nint section)
    {
        for (nint tap = 0; tap < Math.Min(Taps, Every); tap++)
            if (Section(tap) == section) return true;
        return false;
    }

    /// <summary>How far from <see cref="Place"/> of an output of a residue a tap reads.</summary>
    public nint Shift(nint tap, nint residue) => Up == 1 ? tap * _dilation / Stride : Floor(residue + tap * _dilation - _pad, Up);

    /// <summary>Where in its section an output reads under a shift of 0.</summary>
    public nint Place(nint output) => Up == 1 ? output : output / Up;

    /// <summary>The first place that the outputs from one on read.</summary>
    public nint Begin(nint output) => Up == 1 ? output : -Floor(_pad - output, Up);

    /// <summary>The input at a place of a section; it may lie outside.</summary>
    public nint Input(nint place, nint section) => Up == 1 ? place * Stride + section - _pad : place;

    /// <summary>The places in a section that so many outputs read.</summary>
    public nint Length(nint outputs) => Up == 1 ? outputs + _reach / Stride : (outputs - 1 + _reach) / Up + 1;

    /// <summary>The outputs that surely read no more than so many places.</summary>
    public nint Served(nint length) => Up == 1 ? length - _reach / Stride : (length - 1) * Up + 1 - _reach;

    static nint Floor(nint x, nint y) => x >= 0 ? x / y : -((y - 1 - x) / y);

    static nint CommonDivisor(nint x, nint y) => y == 0 ? x : CommonDivisor(y, x % y);
}
