using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>The elements of libtorch's tensors, for kernels to read and write in place.</summary>
static unsafe class TensorMemory
{
    /// <summary>The first element of a contiguous tensor, which must stay alive.</summary>
    public static T* Data<T>(Tensor x) where T : unmanaged
    {
        fixed (byte* data = x.bytes) return (T*)data;
    }

    /// <summary>Throws where two results differ by more than a part of their size or of 1.</summary>
    public static void Compare(string name, Tensor expected, Tensor actual, double tolerance)
    {
        using var off = no_grad();
        var differ = ((expected - actual).abs() / expected.abs().clamp_min(1)).max().to(ScalarType.Float64).item<double>();
        if (!(differ < tolerance)) throw new InvalidOperationException($"{name}: the results differ by {differ}.");
    }
}
