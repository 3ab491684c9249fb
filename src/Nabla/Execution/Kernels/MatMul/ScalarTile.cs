using System.Numerics;

namespace Nabla.Execution.Kernels;

/// <summary>The tile of one lane, in the order of the others and always fused: the meaning of Strict.</summary>
readonly unsafe struct ScalarTile<T> : ITile<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Rows => 4;

    public static int Lanes => 1;

    public static T MultiplyAdd(T x, T y, T z) => T.FusedMultiplyAdd(x, y, z);

    public static void Run(
        int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep, byte* b, nint bStep,
        byte* c, nint cRow, T alpha, T beta, bool overwrite)
    {
        for (var i = 0; i < rows; i++, a += aRow, c += cRow)
        for (var j = 0; j < vectors; j++)
        {
            var sum = T.Zero;
            var y = (T*)b + j;
            for (nint r = 0; r < runs; r++)
            {
                var x = a + offsets[r];
                for (nint p = 0; p < k; p++, x += aStep, y = (T*)((byte*)y + bStep)) sum = T.FusedMultiplyAdd(*(T*)x, *y, sum);
            }

            ref var to = ref ((T*)c)[j];
            to = overwrite ? alpha * sum : T.FusedMultiplyAdd(alpha, sum, beta * to);
        }
    }

    public static void Run(
        nint tiles, nint aTile, int rows, int vectors, nint runs, nint* offsets, nint k, byte* a, nint aRow, nint aStep,
        byte* b, nint bStep, byte* c, nint cRow, T alpha, T beta, bool overwrite)
    {
        for (; tiles != 0; tiles--, a += aTile, c += rows * cRow)
            Run(rows, vectors, runs, offsets, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta, overwrite);
    }
}
