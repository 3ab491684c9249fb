using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>512 bits of lanes.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Lanes512<T>(Vector512<T> value) : ISimd<Lanes512<T>, T> where T : unmanaged
{
    public readonly Vector512<T> Value = value;

    public static int Lanes => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ref readonly T from, nuint offset) => new(Vector512.LoadUnsafe(in from, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRows(ref readonly T table, Lanes512<T> offset, out Lanes512<T> first, out Lanes512<T> second, out Lanes512<T> third, out Lanes512<T> fourth)
    {
        Lanes256<T>.LoadRows(in table, new(offset.Value.GetLower()), out var a, out var b, out var c, out var d);
        Lanes256<T>.LoadRows(in table, new(offset.Value.GetUpper()), out var a2, out var b2, out var c2, out var d2);
        (first, second) = (new(Vector512.Create(a.Value, a2.Value)), new(Vector512.Create(b.Value, b2.Value)));
        (third, fourth) = (new(Vector512.Create(c.Value, c2.Value)), new(Vector512.Create(d.Value, d2.Value)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Spread(ref readonly T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> x, ref T to, nuint offset) => x.Value.StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes512<T>(double value) =>
        typeof(T) == typeof(float) ? new(Vector512.Create((float)value).As<float, T>()) : new(Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> x, Lanes512<T> y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x, Lanes512<T> y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> x, Lanes512<T> y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> x, Lanes512<T> y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator <(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator >(Lanes512<T> x, Lanes512<T> y) => new(Vector512.GreaterThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator <=(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.LessThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator >=(Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.GreaterThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Equal(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> x, Lanes512<T> y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> x, Lanes512<T> y) => new(x.Value | y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> x, Lanes512<T> y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => Vector512.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes512<T> mask) =>
        Vector512.ExtractMostSignificantBits(mask.Value) == ulong.MaxValue >> (64 - Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Lanes512<T> x, Lanes512<T> y) => Vector512.LessThanAll(x.Value, y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) =>
        typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(x.Value.AsSingle(), y.Value.AsSingle(), z.Value.AsSingle()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(x.Value.AsDouble(), y.Value.AsDouble(), z.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> SubtractProduct(Lanes512<T> z, Lanes512<T> x, Lanes512<T> y) =>
        !Avx512F.IsSupported ? MultiplyAdd(-x, y, z)
        : typeof(T) == typeof(float)
        ? new(Avx512F.FusedMultiplyAddNegated(x.Value.AsSingle(), y.Value.AsSingle(), z.Value.AsSingle()).As<float, T>())
        : new(Avx512F.FusedMultiplyAddNegated(x.Value.AsDouble(), y.Value.AsDouble(), z.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Floor(x.Value.AsSingle()).As<float, T>()) : new(Vector512.Floor(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Ceiling(Lanes512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Ceiling(x.Value.AsSingle()).As<float, T>()) : new(Vector512.Ceiling(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Round(x.Value.AsSingle()).As<float, T>()) : new(Vector512.Round(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtMost(Lanes512<T> x, Lanes512<T> bound) =>
        new(Vector512.MinNative(bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtLeast(Lanes512<T> x, Lanes512<T> bound) =>
        new(Vector512.MaxNative(bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> x, int count) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() << count).As<uint, T>())
        : new((x.Value.AsUInt64() << count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftRight(Lanes512<T> x, int count) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() >> count).As<uint, T>())
        : new((x.Value.AsUInt64() >> count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> x, Lanes512<T> y) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() + y.Value.AsUInt32()).As<uint, T>())
        : new((x.Value.AsUInt64() + y.Value.AsUInt64()).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> SubtractBits(Lanes512<T> x, Lanes512<T> y) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() - y.Value.AsUInt32()).As<uint, T>())
        : new((x.Value.AsUInt64() - y.Value.AsUInt64()).As<ulong, T>());

    public static bool HasExponents
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> x, Lanes512<T> n) =>
        !Avx512F.IsSupported ? Bits<T>.Scale(x, n)
        : typeof(T) == typeof(float) ? new(Avx512F.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>()) : new(Avx512F.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Significand(Lanes512<T> x, out Lanes512<T> n)
    {
        if (!Avx512F.IsSupported) return Bits<T>.Significand(x, out n);
        const byte FromThreeQuarters = 3;
        if (typeof(T) == typeof(float))
        {
            var m = Avx512F.GetMantissa(x.Value.AsSingle(), FromThreeQuarters);
            n = new((Avx512F.GetExponent(x.Value.AsSingle()) - Avx512F.GetExponent(m)).As<float, T>());
            return new(m.As<float, T>());
        }
        else
        {
            var m = Avx512F.GetMantissa(x.Value.AsDouble(), FromThreeQuarters);
            n = new((Avx512F.GetExponent(x.Value.AsDouble()) - Avx512F.GetExponent(m)).As<double, T>());
            return new(m.As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> NormalSignificand(Lanes512<T> x, out Lanes512<T> n)
    {
        if (typeof(T) == typeof(double)) return Avx512F.IsSupported ? Significand(x, out n) : Bits<T>.NormalSignificand(x, out n);
        var exponent = (x.Value.AsInt32() - Vector512.Create(0x3F40_0000)) & Vector512.Create(unchecked((int)0xFF80_0000));
        n = new(Vector512.ConvertToSingle(exponent >> 23).As<float, T>());
        return new((x.Value.AsInt32() - exponent).As<int, T>());
    }

    // The body stands once, in a loop over the halves: twice would be more than the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InDouble<TKernel>(Lanes512<T> x) where TKernel : struct, IUnaryKernel<double>
    {
        var (lowX, highX) = Vector512.Widen(x.Value.AsSingle());
        var low = Vector512<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(new Lanes512<double>(isLow ? lowX : highX)).Value;
            if (!isLow) return new(Vector512.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InDouble<TKernel>(Lanes512<T> x, Lanes512<T> y) where TKernel : struct, IBinaryKernel<double>
    {
        var (lowX, highX) = Vector512.Widen(x.Value.AsSingle());
        var (lowY, highY) = Vector512.Widen(y.Value.AsSingle());
        var low = Vector512<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(
                new Lanes512<double>(isLow ? lowX : highX), new Lanes512<double>(isLow ? lowY : highY)).Value;
            if (!isLow) return new(Vector512.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InDouble<TKernel>(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) where TKernel : struct, ITernaryKernel<double>
    {
        var (lowX, highX) = Vector512.Widen(x.Value.AsSingle());
        var (lowY, highY) = Vector512.Widen(y.Value.AsSingle());
        var (lowZ, highZ) = Vector512.Widen(z.Value.AsSingle());
        var low = Vector512<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(
                new Lanes512<double>(isLow ? lowX : highX), new Lanes512<double>(isLow ? lowY : highY), new Lanes512<double>(isLow ? lowZ : highZ)).Value;
            if (!isLow) return new(Vector512.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> Map<TFunction>(Lanes512<T> x) where TFunction : struct, IScalarFunction<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i]);
        return new(Vector512.Create<T>(lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> Map2<TFunction>(Lanes512<T> x, Lanes512<T> y) where TFunction : struct, IScalarFunction2<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i], y.Value[i]);
        return new(Vector512.Create<T>(lanes));
    }
}
