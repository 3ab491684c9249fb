using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>Sums over neighbouring pixels in vectors of 256 bits.</summary>
static unsafe class PlaneVectors
{
    /// <summary>x·y + z, fused where the CPU can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> MultiplyAdd<T>(Vector256<T> x, Vector256<T> y, Vector256<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    /// <summary>
    /// Adds to the sums of four vectors of pixels (or two, of which the others are not written) the products along a run: of a
    /// weight for each step and the pixels, so many elements further on at each step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBlock<T>(
        T* sums, bool wide, bool overwrite, nint runs, nint* offsets, nint steps, byte* x, nint xStep, T* weights) where T : unmanaged
    {
        Vector256<T> a = default, b = default, c = default, d = default;
        var lanes = Vector256<T>.Count;
        for (nint run = 0; run < runs; run++)
        {
            var from = (T*)(x + offsets[run]);
            if (wide)
            {
                for (nint i = 0; i < steps; i++, from += xStep)
                {
                    var w = Vector256.Create(*weights++);
                    a = MultiplyAdd(w, Vector256.Load(from), a);
                    b = MultiplyAdd(w, Vector256.Load(from + lanes), b);
                    c = MultiplyAdd(w, Vector256.Load(from + 2 * lanes), c);
                    d = MultiplyAdd(w, Vector256.Load(from + 3 * lanes), d);
                }
            }
            else
            {
                for (nint i = 0; i < steps; i++, from += xStep)
                {
                    var w = Vector256.Create(*weights++);
                    a = MultiplyAdd(w, Vector256.Load(from), a);
                    b = MultiplyAdd(w, Vector256.Load(from + lanes), b);
                }
            }
        }

        if (!overwrite)
        {
            a += Vector256.Load(sums);
            b += Vector256.Load(sums + lanes);
            if (wide) c += Vector256.Load(sums + 2 * lanes);
            if (wide) d += Vector256.Load(sums + 3 * lanes);
        }

        a.Store(sums);
        b.Store(sums + lanes);
        if (!wide) return;
        c.Store(sums + 2 * lanes);
        d.Store(sums + 3 * lanes);
    }

    /// <summary>
    /// Adds to four vectors of sums the products of pixels of some rows of y with those of x at four offsets. Rows of y are padded
    /// to whole vectors with zeros; what lies beside the rows of x counts as zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts<T>(
        Vector256<T>* sums, nint rows, nint columns, T* y, nint yRow, byte* x, nint xRow, nint first, nint second, nint third, nint fourth)
        where T : unmanaged
    {
        Vector256<T> a = default, b = default, c = default, d = default;
        nint lanes = Vector256<T>.Count, whole = columns / lanes * lanes;
        var inside = Vector256.LessThan(Vector256<T>.Indices, Vector256.Create(Number<T>(columns - whole)));
        for (nint i = 0; i < rows; i++, y += yRow, x += xRow)
        {
            T* p = (T*)(x + first), q = (T*)(x + second), r = (T*)(x + third), s = (T*)(x + fourth);
            for (nint j = 0; j < whole; j += lanes)
            {
                var pixels = Vector256.Load(y + j);
                a = MultiplyAdd(pixels, Vector256.Load(p + j), a);
                b = MultiplyAdd(pixels, Vector256.Load(q + j), b);
                c = MultiplyAdd(pixels, Vector256.Load(r + j), c);
                d = MultiplyAdd(pixels, Vector256.Load(s + j), d);
            }

            if (whole == columns) continue;
            var last = Vector256.Load(y + whole);
            a = MultiplyAdd(last, Vector256.Load(p + whole) & inside, a);
            b = MultiplyAdd(last, Vector256.Load(q + whole) & inside, b);
            c = MultiplyAdd(last, Vector256.Load(r + whole) & inside, c);
            d = MultiplyAdd(last, Vector256.Load(s + whole) & inside, d);
        }

        sums[0] += a;
        sums[1] += b;
        sums[2] += c;
        sums[3] += d;
    }

    static T Number<T>(nint x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>(x);
        return Unsafe.BitCast<double, T>(x);
    }
}
