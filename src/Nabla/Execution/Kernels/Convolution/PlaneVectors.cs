using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>Sums of products over neighbouring pixels in vectors of 256 bits, eight chains or more at a time.</summary>
static unsafe class PlaneVectors
{
    /// <summary>The planes whose sums with those of y are taken at once: a kernel of 3×3.</summary>
    public const int Together = 9;

    /// <summary>x·y + z, fused where the CPU can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> MultiplyAdd<T>(Vector256<T> x, Vector256<T> y, Vector256<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put<T>(Vector256<T> sum, T* to, bool overwrite) where T : unmanaged => (overwrite ? sum : sum + Vector256.Load(to)).Store(to);

    /// <summary>Sums for eight vectors of pixels, of a weight times what lies at an offset for each of the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumEight<T>(T* sums, bool overwrite, nint products, nint* offsets, T* x, T* weights) where T : unmanaged
    {
        Vector256<T> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        var lanes = Vector256<T>.Count;
        for (nint i = 0; i < products; i++)
        {
            var from = (T*)((byte*)x + offsets[i]);
            var w = Vector256.Create(weights[i]);
            a = MultiplyAdd(w, Vector256.Load(from), a);
            b = MultiplyAdd(w, Vector256.Load(from + lanes), b);
            c = MultiplyAdd(w, Vector256.Load(from + 2 * lanes), c);
            d = MultiplyAdd(w, Vector256.Load(from + 3 * lanes), d);
            e = MultiplyAdd(w, Vector256.Load(from + 4 * lanes), e);
            f = MultiplyAdd(w, Vector256.Load(from + 5 * lanes), f);
            g = MultiplyAdd(w, Vector256.Load(from + 6 * lanes), g);
            h = MultiplyAdd(w, Vector256.Load(from + 7 * lanes), h);
        }

        Put(a, sums, overwrite);
        Put(b, sums + lanes, overwrite);
        Put(c, sums + 2 * lanes, overwrite);
        Put(d, sums + 3 * lanes, overwrite);
        Put(e, sums + 4 * lanes, overwrite);
        Put(f, sums + 5 * lanes, overwrite);
        Put(g, sums + 6 * lanes, overwrite);
        Put(h, sums + 7 * lanes, overwrite);
    }

    /// <summary>The same for four vectors of pixels under two sets of weights, which may be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumFour<T>(T* sums, T* others, bool overwrite, nint products, nint* offsets, T* x, T* weights, T* otherWeights)
        where T : unmanaged
    {
        Vector256<T> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        var lanes = Vector256<T>.Count;
        for (nint i = 0; i < products; i++)
        {
            var from = (T*)((byte*)x + offsets[i]);
            var (p, q, r, s) = (Vector256.Load(from), Vector256.Load(from + lanes), Vector256.Load(from + 2 * lanes), Vector256.Load(from + 3 * lanes));
            var w = Vector256.Create(weights[i]);
            a = MultiplyAdd(w, p, a);
            b = MultiplyAdd(w, q, b);
            c = MultiplyAdd(w, r, c);
            d = MultiplyAdd(w, s, d);
            w = Vector256.Create(otherWeights[i]);
            e = MultiplyAdd(w, p, e);
            f = MultiplyAdd(w, q, f);
            g = MultiplyAdd(w, r, g);
            h = MultiplyAdd(w, s, h);
        }

        Put(a, sums, overwrite);
        Put(b, sums + lanes, overwrite);
        Put(c, sums + 2 * lanes, overwrite);
        Put(d, sums + 3 * lanes, overwrite);
        if (sums == others) return;
        Put(e, others, overwrite);
        Put(f, others + lanes, overwrite);
        Put(g, others + 2 * lanes, overwrite);
        Put(h, others + 3 * lanes, overwrite);
    }

    /// <summary>
    /// Adds to nine vectors of sums the products of pixels of some rows of y with those of x at nine offsets. Rows of y are padded
    /// to whole vectors with zeros; what lies beside the rows of x counts as zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts<T>(Vector256<T>* sums, nint rows, nint columns, T* y, nint yRow, T* x, nint xRow, nint* offsets)
        where T : unmanaged
    {
        Vector256<T> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default, k = default;
        nint lanes = Vector256<T>.Count, whole = columns / lanes * lanes;
        var inside = First<T>(columns - whole);
        for (nint i = 0; i < rows; i++, y += yRow, x += xRow)
        {
            var from = (byte*)x;
            for (nint j = 0; j < whole; j += lanes, from += sizeof(Vector256<T>))
            {
                var pixels = Vector256.Load(y + j);
                a = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[0])), a);
                b = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[1])), b);
                c = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[2])), c);
                d = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[3])), d);
                e = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[4])), e);
                f = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[5])), f);
                g = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[6])), g);
                h = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[7])), h);
                k = MultiplyAdd(pixels, Vector256.Load((T*)(from + offsets[8])), k);
            }

            if (whole == columns) continue;
            var last = Vector256.Load(y + whole);
            a = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[0])) & inside, a);
            b = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[1])) & inside, b);
            c = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[2])) & inside, c);
            d = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[3])) & inside, d);
            e = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[4])) & inside, e);
            f = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[5])) & inside, f);
            g = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[6])) & inside, g);
            h = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[7])) & inside, h);
            k = MultiplyAdd(last, Vector256.Load((T*)(from + offsets[8])) & inside, k);
        }

        sums[0] += a;
        sums[1] += b;
        sums[2] += c;
        sums[3] += d;
        sums[4] += e;
        sums[5] += f;
        sums[6] += g;
        sums[7] += h;
        sums[8] += k;
    }

    /// <summary>All bits of so many lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> First<T>(nint count) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();
}
