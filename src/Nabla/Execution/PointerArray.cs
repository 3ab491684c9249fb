using System.Runtime.InteropServices;

namespace Nabla.Execution;

/// <summary>A few pointers to columns, kept outside the managed heap for the time of one call.</summary>
readonly unsafe struct PointerArray(int count) : IDisposable
{
    /// <summary>The pointers.</summary>
    public double** Pointers { get; } = (double**)NativeMemory.Alloc((nuint)Math.Max(1, count), (nuint)sizeof(double*));

    public void Dispose() => NativeMemory.Free(Pointers);
}
