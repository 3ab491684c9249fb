namespace Nabla.Execution.Kernels;

/// <summary>A pooling of so many planes (batch times channels), windows of some rows and columns moved by strides.</summary>
readonly record struct PoolingShape(int Planes, int Height, int Width, int WindowHeight, int WindowWidth)
{
    public int StrideY { get; init; } = WindowHeight;

    public int StrideX { get; init; } = WindowWidth;

    public int PadY { get; init; }

    public int PadX { get; init; }

    public int OutHeight => Math.Max(0, (Height + 2 * PadY - WindowHeight + StrideY) / Math.Max(StrideY, 1));

    public int OutWidth => Math.Max(0, (Width + 2 * PadX - WindowWidth + StrideX) / Math.Max(StrideX, 1));

    /// <summary>The rows and columns of x under the window of y[i, j], those outside left away.</summary>
    public (int Top, int Bottom, int Left, int Right) Window(int i, int j)
    {
        int y = i * StrideY - PadY, x = j * StrideX - PadX;
        return (Math.Max(y, 0), Math.Min(y + WindowHeight, Height), Math.Max(x, 0), Math.Min(x + WindowWidth, Width));
    }

    /// <summary>Checks that the numbers make sense; padding is at most half a window, so that no window is empty.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void Validate()
    {
        if (Planes < 0 || Height < 0 || Width < 0 || WindowHeight < 1 || WindowWidth < 1 || StrideY < 1 || StrideX < 1)
            throw new ArgumentException($"A pooling needs lengths of 0 or more, windows and strides of 1 or more: {this}.");
        if (PadY < 0 || PadX < 0 || 2 * PadY > WindowHeight || 2 * PadX > WindowWidth)
            throw new ArgumentException($"The padding of a pooling is at most half its window: {this}.");
    }
}
