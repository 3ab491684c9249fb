using System.Runtime.CompilerServices;

namespace Nabla.Benchmarks.HandWritten;

static class Lengths
{
    // One test at the start spares the JIT a test at every access.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(ReadOnlySpan<double> x, Span<double> g, int n)
    {
        if (x.Length < n || g.Length < n) Throw();
    }

    static void Throw() => throw new ArgumentException("The point or the gradient is too short.");
}
