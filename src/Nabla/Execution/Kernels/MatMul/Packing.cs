using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>Copies a strip of a matrix so that a tile reads it from front to back.</summary>
static unsafe class Packing
{
    // Steps of a large matrix lie pages apart, where the CPU foresees nothing.
    const int StepsAhead = 4;

    /// <summary>
    /// to[p·padded + j] = from[p·stepStride + j·stride] for p &lt; steps and j &lt; count, and 0 for the other j below padded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* to, T* from, nint steps, nint count, nint padded, nint stepStride, nint stride)
        where T : unmanaged
    {
        if (stride == 1) CopyRows(to, from, steps, count, padded, stepStride);
        else if (stepStride == 1 && Transposition.Supports<T>() && 2 * padded >= Transposition.Side<T>())
            PackTransposed(to, from, steps, count, padded, stride);
        else PackPlainly(to, from, 0, steps, count, padded, stepStride, stride);
    }

    /// <summary>
    /// Panels of so many columns, side by side in the matrix and one after another where they are copied to:
    /// to[q·panel + p·width + j] = from[p·stepStride + q·width + j].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPanels<T>(T* to, nint panel, T* from, nint steps, nint panels, nint width, nint stepStride) where T : unmanaged
    {
        for (nint p = 0; p < steps; p++, to += width, from += stepStride)
        for (nint q = 0; q < panels; q++)
        {
            T* target = to + q * panel, source = from + q * width;
            if (Sse.IsSupported) Sse.Prefetch0(source + StepsAhead * stepStride);
            if (width % Vector256<T>.Count == 0)
                for (nint j = 0; j < width; j += Vector256<T>.Count) Vector256.Load(source + j).Store(target + j);
            else if (width % Vector128<T>.Count == 0)
                for (nint j = 0; j < width; j += Vector128<T>.Count) Vector128.Load(source + j).Store(target + j);
            else
                for (nint j = 0; j < width; j++) target[j] = source[j];
        }
    }

    /// <summary>So many contiguous elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRow<T>(T* to, T* from, nint count) where T : unmanaged
    {
        nint j = 0;
        for (; j + 2 * Vector256<T>.Count <= count; j += 2 * Vector256<T>.Count)
        {
            Vector256.Load(from + j).Store(to + j);
            Vector256.Load(from + j + Vector256<T>.Count).Store(to + j + Vector256<T>.Count);
        }

        for (; j < count; j++) to[j] = from[j];
    }

    /// <summary>
    /// Strips of so many rows each, the first ones a row taller, of a matrix whose columns are contiguous: what
    /// <see cref="Pack"/> makes of each, but the source is read in the order in which it lies in memory. Each row of a
    /// strip takes the place of so many elements as the length says, the number of steps or more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyStrips<T>(
        T* to, T* from, nint steps, nint length, nint taller, nint strips, nint rows, nint stepStride) where T : unmanaged
    {
        // Whole vectors run past the end of a step into the next one of the strip, which is written later.
        var last = 2 * rows >= Vector256<T>.Count && stepStride >= Vector256<T>.Count ? steps - 1 : 0;
        for (nint p = 0; p < steps; p++, from += stepStride)
        {
            T* source = from, target = to;
            for (nint j = 0; Sse.IsSupported && j < strips * rows; j += 64 / sizeof(T)) Sse.Prefetch0(from + StepsAhead * stepStride + j);
            for (nint t = 0; t < strips; t++)
            {
                var count = t < taller ? rows + 1 : rows;
                nint j = 0;
                if (p < last)
                    for (; j < count; j += Vector256<T>.Count) Vector256.Load(source + j).Store(target + p * count + j);
                else
                    for (; j < count; j++) target[p * count + j] = source[j];
                source += count;
                target += count * length;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackPlainly<T>(
        T* to, T* from, nint begin, nint end, nint count, nint padded, nint stepStride, nint stride) where T : unmanaged
    {
        for (var p = begin; p < end; p++)
        {
            for (nint j = 0; j < count; j++) to[p * padded + j] = from[p * stepStride + j * stride];
            for (var j = count; j < padded; j++) to[p * padded + j] = default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyRows<T>(T* to, T* from, nint steps, nint count, nint padded, nint stepStride) where T : unmanaged
    {
        // Whole vectors may run past the end of a step into the next one, which is written next, but never past the
        // strip: what follows may be another thread's.
        if (padded == count && 2 * count >= Vector256<T>.Count && stepStride >= Vector256<T>.Count)
        {
            for (; steps > 1; steps--, to += padded, from += stepStride)
            for (nint j = 0; j < count; j += Vector256<T>.Count) Vector256.Load(from + j).Store(to + j);
        }

        var rest = count % Vector256<T>.Count;
        if (Avx.IsSupported && rest != 0 && padded % Vector256<T>.Count == 0)
        {
            for (nint p = 0; p < steps; p++, to += padded, from += stepStride)
            {
                nint j = 0;
                for (; j < count - rest; j += Vector256<T>.Count) Vector256.Load(from + j).Store(to + j);
                LoadFirst(from + j, rest).Store(to + j);
                for (j += Vector256<T>.Count; j < padded; j += Vector256<T>.Count) Vector256<T>.Zero.Store(to + j);
            }

            return;
        }

        for (nint p = 0; p < steps; p++, to += padded, from += stepStride)
        {
            nint j = 0;
            for (; j + Vector256<T>.Count <= count; j += Vector256<T>.Count) Vector256.Load(from + j).Store(to + j);
            if (j + Vector128<T>.Count <= count)
            {
                Vector128.Load(from + j).Store(to + j);
                j += Vector128<T>.Count;
            }

            for (; j < count; j++) to[j] = from[j];
            for (; j < padded; j++) to[j] = default;
        }
    }

    /// <summary>So many elements of a vector, and zeros; nothing beyond them is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> LoadFirst<T>(T* from, nint count) where T : unmanaged => sizeof(T) == 4
        ? Avx.MaskLoad((float*)from, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle()).As<float, T>()
        : Avx.MaskLoad((double*)from, Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble()).As<double, T>();

    /// <summary>
    /// Square blocks are transposed in registers, along the rows of the source. A strip narrower than a block writes past its end into what is
    /// written next; where nothing is, at the end, and where the last square would not fit, elements go one by one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackTransposed<T>(T* to, T* from, nint steps, nint count, nint padded, nint stride) where T : unmanaged
    {
        nint side = Transposition.Side<T>();
        var overlapping = padded < side;
        var squares = overlapping ? Math.Max(steps - 1, 0) / side : steps / side;
        for (nint j = 0; j < padded; j += side)
        {
            if (!overlapping) j = Math.Min(j, padded - side);
            var rows = Math.Min(side, count - j);
            T* source = from + j * stride, target = to + j;
            if (rows == side)
                for (nint s = 0; s < squares; s++, source += side, target += side * padded)
                    Transposition.Transpose(target, padded, source, stride, Transposition.Side<T>());
            else
                for (nint s = 0; s < squares; s++, source += side, target += side * padded)
                    Transposition.Transpose(target, padded, source, stride, rows);
        }

        PackPlainly(to, from, squares * side, steps, count, padded, 1, stride);
    }
}
