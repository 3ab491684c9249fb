namespace Nabla.Execution.Kernels;

/// <summary>A length cut into blocks of nearly equal size, so that no block is a mere remainder.</summary>
static class Blocks
{
    /// <summary>How many blocks of at most so many elements cover the length.</summary>
    public static nint Count(nint length, nint most) => (length + most - 1) / most;

    /// <summary>Where block i of count begins; block count begins at the end.</summary>
    public static nint Begin(nint length, nint count, nint i) =>
        i == 0 ? 0 : i == count ? length : length / count * i + Math.Min(i, length % count);
}
