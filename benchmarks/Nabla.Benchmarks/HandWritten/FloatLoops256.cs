using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Benchmarks.HandWritten;

/// <summary>
/// The loops of <see cref="FloatLoops"/> for vectors of 256 bits, where exponents are put together and taken apart as integers.
/// </summary>
static class FloatLoops256
{
    public interface IFunction
    {
        static abstract Vector256<float> Invoke(Vector256<float> x);
    }

    /// <summary>y = f(x), so many vectors in each step of the loop; at least that many are given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TFunction>(ReadOnlySpan<float> x, Span<float> y, int unrolled) where TFunction : IFunction
    {
        const int Lanes = 8;
        ref var from = ref Unsafe.AsRef(in x[0]);
        ref var to = ref y[0];
        nint i = 0, last = x.Length - Lanes;
        if (unrolled == 4)
        {
            for (; i <= last - 3 * Lanes; i += 4 * Lanes)
            {
                var a = TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)i));
                var b = TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)(i + Lanes)));
                var c = TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)(i + 2 * Lanes)));
                var d = TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)(i + 3 * Lanes)));
                a.StoreUnsafe(ref to, (nuint)i);
                b.StoreUnsafe(ref to, (nuint)(i + Lanes));
                c.StoreUnsafe(ref to, (nuint)(i + 2 * Lanes));
                d.StoreUnsafe(ref to, (nuint)(i + 3 * Lanes));
            }
        }
        else if (unrolled == 2)
        {
            for (; i <= last - Lanes; i += 2 * Lanes)
            {
                var a = TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)i));
                var b = TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)(i + Lanes)));
                a.StoreUnsafe(ref to, (nuint)i);
                b.StoreUnsafe(ref to, (nuint)(i + Lanes));
            }
        }

        for (; i <= last; i += Lanes) TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        if (i < x.Length) TFunction.Invoke(Vector256.LoadUnsafe(ref from, (nuint)last)).StoreUnsafe(ref to, (nuint)last);
    }

    public readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Invoke(Vector256<float> x)
        {
            var n = Vector256.Round(x * 1.44269504f);
            var r = Fma(n, -0.693359375f, x);
            r = Fma(n, 2.12194440e-4f, r);
            var p = Fma(Of(1.9875691500e-4f), r, 1.3981999507e-3f);
            p = Fma(p, r, 8.3334519073e-3f);
            p = Fma(p, r, 4.1665795894e-2f);
            p = Fma(p, r, 1.6666665459e-1f);
            p = Fma(p, r, 5.0000001201e-1f);
            var power = ((Avx.ConvertToVector256Int32(n) + Vector256.Create(127)) << 23).AsSingle();
            return (Vector256.FusedMultiplyAdd(p, r * r, r) + Vector256<float>.One) * power;
        }
    }

    public readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Invoke(Vector256<float> x)
        {
            var bits = x.AsInt32();
            var m = ((bits & Vector256.Create(0x007F_FFFF)) | Vector256.Create(0x3F80_0000)).AsSingle();
            var e = Vector256.ConvertToSingle((bits >> 23) - Vector256.Create(127));
            var isLarge = Vector256.GreaterThan(m, Of(1.41421356f));
            m = Vector256.ConditionalSelect(isLarge, m * 0.5f, m) - Vector256<float>.One;
            e += Vector256.ConditionalSelect(isLarge, Vector256<float>.One, Vector256<float>.Zero);
            var p = Fma(Of(7.0376836292e-2f), m, -1.1514610310e-1f);
            p = Fma(p, m, 1.1676998740e-1f);
            p = Fma(p, m, -1.2420140846e-1f);
            p = Fma(p, m, 1.4249322787e-1f);
            p = Fma(p, m, -1.6668057665e-1f);
            p = Fma(p, m, 2.0000714765e-1f);
            p = Fma(p, m, -2.4999993993e-1f);
            p = Fma(p, m, 3.3333331174e-1f);
            var z = m * m;
            p = Fma(e, -2.12194440e-4f, p * m * z);
            p = Fma(z, -0.5f, p);
            return Fma(e, 0.693359375f, m + p);
        }
    }

    public readonly struct Sin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Invoke(Vector256<float> x)
        {
            var n = Vector256.Round(x * 0.636619772f);
            var r = Fma(n, -1.5703125f, x);
            r = Fma(n, -4.837512969970703e-4f, r);
            r = Fma(n, -7.549789948768648e-8f, r);
            var z = r * r;
            var s = Fma(Of(-1.9515295891e-4f), z, 8.3321608736e-3f);
            s = Fma(s, z, -1.6666654611e-1f);
            s = Vector256.FusedMultiplyAdd(s * z, r, r);
            var c = Fma(Of(2.443315711809948e-5f), z, -1.388731625493765e-3f);
            c = Fma(c, z, 4.166664568298827e-2f);
            c = Vector256.FusedMultiplyAdd(c * z, z, Fma(z, -0.5f, Vector256<float>.One));
            var k = Avx.ConvertToVector256Int32(n);
            var isCosine = Vector256.Equals(k & Vector256<int>.One, Vector256<int>.One).AsSingle();
            var sign = ((k & Vector256.Create(2)) << 30).AsSingle();
            return Vector256.ConditionalSelect(isCosine, c, s) ^ sign;
        }
    }

    public readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Invoke(Vector256<float> x)
        {
            var size = Vector256.Abs(x);
            var z = x * x;
            var p = Fma(Of(-5.70498872745e-3f), z, 2.06390887954e-2f);
            p = Fma(p, z, -5.37397155531e-2f);
            p = Fma(p, z, 1.33314422036e-1f);
            p = Fma(p, z, -3.33332819422e-1f);
            var near = Vector256.FusedMultiplyAdd(p * z, x, x);
            var e = Exp.Invoke(Vector256.Min(size + size, Of(30)));
            var far = Vector256<float>.One - Of(2) / (e + Vector256<float>.One);
            far |= x & Of(-0f);
            return Vector256.ConditionalSelect(Vector256.LessThan(size, Of(0.625f)), near, far);
        }
    }

    public readonly struct Erf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Invoke(Vector256<float> x)
        {
            x = Vector256.Min(Vector256.Max(x, Of(-3.8325068f)), Of(3.8325068f));
            var z = x * x;
            var p = Fma(Of(2.2905065861350646e-4f), z, 3.4082910107109506e-3f);
            p = Fma(p, z, 5.0955695062380861e-2f);
            p = Fma(p, z, 1.8520832239976145e-1f);
            p = Fma(p, z, 1.128379143519084f);
            var q = Fma(Of(-1.1791602954361697e-7f), z, 2.3547966471313185e-5f);
            q = Fma(q, z, 1.0179625278914885e-3f);
            q = Fma(q, z, 1.4070470171167667e-2f);
            q = Fma(q, z, 1.1098505178285362e-1f);
            q = Fma(q, z, 4.9746925110067538e-1f);
            q = Fma(q, z, 1);
            return x * p / q;
        }
    }

    public readonly struct Gelu : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> Invoke(Vector256<float> x)
        {
            var half = x * 0.5f;
            return Vector256.FusedMultiplyAdd(half, Erf.Invoke(x * 0.707106781f), half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Of(float x) => Vector256.Create(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Fma(Vector256<float> x, Vector256<float> y, float z) => Vector256.FusedMultiplyAdd(x, y, Of(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Fma(Vector256<float> x, float y, Vector256<float> z) => Vector256.FusedMultiplyAdd(x, Of(y), z);
}
