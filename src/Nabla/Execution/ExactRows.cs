using System.Numerics;
using System.Runtime.InteropServices;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>
/// Rows that IEEE 754 rounds correctly, in the type of the elements: in float they have the bits of the double value
/// rounded once, because double has more than twice the digits. So their loops are vectors and still the plain value.
/// </summary>
static class ExactRows
{
    const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>y[i] = f(a[i], b[i]); b is not read by a row of one operand, and y may be a or b.</summary>
    public static void Run<T>(ExactRow row, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (row)
        {
            case ExactRow.Add: Loop<T, Add>(a, b, y); break;
            case ExactRow.Subtract: Loop<T, Subtract>(a, b, y); break;
            case ExactRow.Multiply: Loop<T, Multiply>(a, b, y); break;
            case ExactRow.Divide: Loop<T, Divide>(a, b, y); break;
            case ExactRow.Negate: Loop<T, Negate>(a, a, y); break;
            default: Loop<T, Scale>(a, b, y); break;
        }
    }

    /// <summary>sum[i] += c[i]·t[i] with zero absorbing: product and sum are both rounded, as two operations round them.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> c, ReadOnlySpan<T> t, Span<T> sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        c = c[..sum.Length];
        t = t[..sum.Length];
        ref var s = ref MemoryMarshal.GetReference(sum);
        var i = 0;
        for (; i <= sum.Length - Vector<T>.Count; i += Vector<T>.Count)
            (At(ref s, i) + Scale.Of(At(c, i), At(t, i))).StoreUnsafe(ref s, (nuint)i);
        for (; i < sum.Length; i++) sum[i] += Scale.Of(c[i], t[i]);
    }

    static void Loop<T, TRow>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> where TRow : struct, IRow
    {
        a = a[..y.Length];
        b = b[..y.Length];
        var i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            TRow.Of(At(a, i), At(b, i)).StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);
        for (; i < y.Length; i++) y[i] = TRow.Of(a[i], b[i]);
    }

    /// <summary>y[i] = 1 where the comparison holds, else 0; y may be a or b.</summary>
    public static void Compare<TComparison>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y) where TComparison : struct, IComparison
    {
        a = a[..y.Length];
        b = b[..y.Length];
        var i = 0;
        for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            (Vector.AsVectorDouble(TComparison.Holds(At(a, i), At(b, i))) & Vector<double>.One).StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);
        for (; i < y.Length; i++) y[i] = TComparison.Holds(a[i], b[i]) ? 1 : 0;
    }

    /// <summary>y[i] = b[i] where a[i] is not 0, else c[i]; y may be any of them.</summary>
    public static void Choose(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        a = a[..y.Length];
        b = b[..y.Length];
        c = c[..y.Length];
        var i = 0;
        for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            Vector.ConditionalSelect(Vector.Equals(At(a, i), Vector<double>.Zero), At(c, i), At(b, i)).StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);
        for (; i < y.Length; i++) y[i] = a[i] != 0 ? b[i] : c[i];
    }

    /// <summary>y[i] = c[i]/b[i] for c = a/b, or from a where c has lost digits; y may be any of them.</summary>
    public static void OverDivisor(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        a = a[..y.Length];
        b = b[..y.Length];
        c = c[..y.Length];
        var (normal, i) = (new Vector<double>(SmallestNormal), 0);
        for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            if (Vector.GreaterThanOrEqualAll(Vector.Abs(At(c, i)), normal)) (At(c, i) / At(b, i)).StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);
            else Each(i, i + Vector<double>.Count, a, b, c, y);
        }

        Each(i, y.Length, a, b, c, y);

        static void Each(int from, int to, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
        {
            for (var i = from; i < to; i++) y[i] = Scalar.OverDivisor(a[i], b[i], c[i]);
        }
    }

    static Vector<T> At<T>(ReadOnlySpan<T> x, int i) => At(ref MemoryMarshal.GetReference(x), i);

    static Vector<T> At<T>(ref T x, int i) => Vector.LoadUnsafe(ref x, (nuint)i);

    /// <summary>A comparison of vectors and of numbers; none holds with NaN but ≠.</summary>
    public interface IComparison
    {
        static abstract Vector<long> Holds(Vector<double> a, Vector<double> b);

        static abstract bool Holds(double a, double b);
    }

    public readonly struct Less : IComparison
    {
        public static Vector<long> Holds(Vector<double> a, Vector<double> b) => Vector.LessThan(a, b);

        public static bool Holds(double a, double b) => a < b;
    }

    public readonly struct LessEqual : IComparison
    {
        public static Vector<long> Holds(Vector<double> a, Vector<double> b) => Vector.LessThanOrEqual(a, b);

        public static bool Holds(double a, double b) => a <= b;
    }

    public readonly struct Equal : IComparison
    {
        public static Vector<long> Holds(Vector<double> a, Vector<double> b) => Vector.Equals(a, b);

        public static bool Holds(double a, double b) => a == b;
    }

    public readonly struct NotEqual : IComparison
    {
        public static Vector<long> Holds(Vector<double> a, Vector<double> b) => ~Vector.Equals(a, b);

        public static bool Holds(double a, double b) => a != b;
    }

    interface IRow
    {
        static abstract Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

        static abstract T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T>;
    }

    readonly struct Add : IRow
    {
        public static Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => a + b;

        public static T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a + b;
    }

    readonly struct Subtract : IRow
    {
        public static Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => a - b;

        public static T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a - b;
    }

    readonly struct Multiply : IRow
    {
        public static Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => a * b;

        public static T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a * b;
    }

    readonly struct Divide : IRow
    {
        public static Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => a / b;

        public static T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => a / b;
    }

    readonly struct Negate : IRow
    {
        public static Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> => -a;

        public static T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => -a;
    }

    readonly struct Scale : IRow
    {
        public static Vector<T> Of<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var product = a * b;
            var absorbed = (Vector.Equals(a, Vector<T>.Zero) | Vector.Equals(b, Vector<T>.Zero)) & ~Vector.Equals(product, product);
            return product & ~absorbed;
        }

        public static T Of<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var product = a * b;
            return T.IsNaN(product) && (a == T.Zero || b == T.Zero) ? T.Zero : product;
        }
    }
}

/// <summary>A row that is rounded correctly, or none.</summary>
enum ExactRow : byte { None, Add, Subtract, Multiply, Divide, Negate, Scale }
