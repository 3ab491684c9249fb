using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>Small square matrices transposed in registers: 8×8 float or 4×4 double with AVX, 4×4 and 2×2 without.</summary>
static unsafe class Transposition
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Supports<T>() =>
        (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        && (Avx.IsSupported || Sse2.IsSupported || AdvSimd.Arm64.IsSupported);

    /// <summary>The side of the squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Side<T>() => (Avx.IsSupported ? 32 : 16) / Unsafe.SizeOf<T>();

    /// <summary>to[i·toStride + j] = from[j·fromStride + i]; rows of the source from so many on count as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<T>(T* to, nint toStride, T* from, nint fromStride, nint rows) where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx.IsSupported)
            Transpose8((float*)to, toStride, (float*)from, fromStride, rows);
        else if (typeof(T) == typeof(float)) Transpose4((float*)to, toStride, (float*)from, fromStride, rows);
        else if (Avx.IsSupported) Transpose4((double*)to, toStride, (double*)from, fromStride, rows);
        else Transpose2((double*)to, toStride, (double*)from, fromStride, rows);
    }

    /// <summary>to[j·toStride + i] = from[i·fromStride + j] for i &lt; rows and j &lt; columns, and nothing else is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(T* to, nint toStride, T* from, nint fromStride, nint rows, nint columns) where T : unmanaged
    {
        nint side = Side<T>();
        if (!Supports<T>() || rows < side || columns < side)
        {
            for (nint j = 0; j < columns; j++)
            for (nint i = 0; i < rows; i++) to[j * toStride + i] = from[i * fromStride + j];
            return;
        }

        // The last square of a row or column overlaps the one before it.
        for (nint j = 0; j < columns; j += side)
        {
            j = Math.Min(j, columns - side);
            for (nint i = 0; i < rows; i += side)
            {
                i = Math.Min(i, rows - side);
                Transpose(to + j * toStride + i, toStride, from + i * fromStride + j, fromStride, side);
            }
        }
    }

    // Halves of two rows are put together as they are loaded, which takes no turn of the units that shuffle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose8(float* to, nint toStride, float* from, nint stride, nint rows)
    {
        HalfOf8(to, toStride, from, stride, rows);
        HalfOf8(to + 4 * toStride, toStride, from + 4, stride, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void HalfOf8(float* to, nint toStride, float* from, nint stride, nint rows)
    {
        var r0 = Pair(from, stride, 0, 4, rows);
        var r1 = Pair(from, stride, 1, 5, rows);
        var r2 = Pair(from, stride, 2, 6, rows);
        var r3 = Pair(from, stride, 3, 7, rows);
        var (p0, p1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (p2, p3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        Avx.Shuffle(p0, p2, 0x44).Store(to);
        Avx.Shuffle(p0, p2, 0xEE).Store(to + toStride);
        Avx.Shuffle(p1, p3, 0x44).Store(to + 2 * toStride);
        Avx.Shuffle(p1, p3, 0xEE).Store(to + 3 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose4(double* to, nint toStride, double* from, nint stride, nint rows)
    {
        var (p0, p1) = (Pair(from, stride, 0, 2, rows), Pair(from, stride, 1, 3, rows));
        var (p2, p3) = (Pair(from + 2, stride, 0, 2, rows), Pair(from + 2, stride, 1, 3, rows));
        Avx.UnpackLow(p0, p1).Store(to);
        Avx.UnpackHigh(p0, p1).Store(to + toStride);
        Avx.UnpackLow(p2, p3).Store(to + 2 * toStride);
        Avx.UnpackHigh(p2, p3).Store(to + 3 * toStride);
    }

    /// <summary>Half a vector of each of two rows, or zeros where they do not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> Pair<T>(T* from, nint stride, nint low, nint high, nint rows) where T : unmanaged => Vector256.Create(
        rows > low ? Vector128.Load(from + low * stride) : default, rows > high ? Vector128.Load(from + high * stride) : default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose4(float* to, nint toStride, float* from, nint stride, nint rows)
    {
        var r0 = rows > 0 ? Vector128.Load(from) : default;
        var r1 = rows > 1 ? Vector128.Load(from + stride) : default;
        var r2 = rows > 2 ? Vector128.Load(from + 2 * stride) : default;
        var r3 = rows > 3 ? Vector128.Load(from + 3 * stride) : default;
        // Pairs of rows, lane by lane, then pairs of pairs.
        var (p0, p1) = (Low(r0, r2), High(r0, r2));
        var (p2, p3) = (Low(r1, r3), High(r1, r3));
        Low(p0, p2).Store(to);
        High(p0, p2).Store(to + toStride);
        Low(p1, p3).Store(to + 2 * toStride);
        High(p1, p3).Store(to + 3 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose2(double* to, nint toStride, double* from, nint stride, nint rows)
    {
        var r0 = rows > 0 ? Vector128.Load(from) : default;
        var r1 = rows > 1 ? Vector128.Load(from + stride) : default;
        Vector128.Create(r0.GetLower(), r1.GetLower()).Store(to);
        Vector128.Create(r0.GetUpper(), r1.GetUpper()).Store(to + toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Low(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y) : AdvSimd.Arm64.ZipLow(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> High(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y) : AdvSimd.Arm64.ZipHigh(x, y);
}
