using System.Numerics;

namespace Nabla.Execution.Kernels;

/// <summary>The tile of one lane, in the order of the others and always fused: the meaning of Strict.</summary>
readonly unsafe struct ScalarTile<T> : ITile<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Rows => 4;

    public static int Lanes => 1;

    public static T MultiplyAdd(T x, T y, T z) => T.FusedMultiplyAdd(x, y, z);

    public static void Run(
        int rows, int vectors, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep, byte* c, nint cRow,
        T alpha, T beta, bool overwrite)
    {
        for (var i = 0; i < rows; i++, a += aRow, c += cRow)
        for (var j = 0; j < vectors; j++)
        {
            var sum = T.Zero;
            for (nint p = 0; p < k; p++) sum = T.FusedMultiplyAdd(*(T*)(a + p * aStep), ((T*)(b + p * bStep))[j], sum);
            ref var to = ref ((T*)c)[j];
            to = overwrite ? alpha * sum : T.FusedMultiplyAdd(alpha, sum, beta * to);
        }
    }
}
