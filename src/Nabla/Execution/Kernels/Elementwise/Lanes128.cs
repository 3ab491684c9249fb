using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>128 bits of lanes.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Lanes128<T>(Vector128<T> value) : ISimd<Lanes128<T>, T> where T : unmanaged
{
    public readonly Vector128<T> Value = value;

    public static int Lanes => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(ref readonly T from, nuint offset) => new(Vector128.LoadUnsafe(in from, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRows(ref readonly T table, Lanes128<T> offset, out Lanes128<T> first, out Lanes128<T> second, out Lanes128<T> third, out Lanes128<T> fourth)
    {
        ref readonly var from = ref Unsafe.As<T, double>(ref Unsafe.AsRef(in table));
        var at = offset.Value.AsInt64();
        first = Pair(in from, at, 0);
        second = Pair(in from, at, 1);
        third = Pair(in from, at, 2);
        fourth = Pair(in from, at, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes128<T> Pair(ref readonly double from, Vector128<long> at, nint column) =>
        new(Vector128.Create(
            Unsafe.Add(ref Unsafe.AsRef(in from), (nint)at.ToScalar() + column),
            Unsafe.Add(ref Unsafe.AsRef(in from), (nint)at.GetElement(1) + column)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Spread(ref readonly T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128<T> x, ref T to, nuint offset) => x.Value.StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes128<T>(double value) =>
        typeof(T) == typeof(float) ? new(Vector128.Create((float)value).As<float, T>()) : new(Vector128.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> x, Lanes128<T> y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> x, Lanes128<T> y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> x, Lanes128<T> y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> x, Lanes128<T> y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator <(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator >(Lanes128<T> x, Lanes128<T> y) => new(Vector128.GreaterThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator <=(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.LessThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator >=(Lanes128<T> x, Lanes128<T> y) =>
        new(Vector128.GreaterThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Equal(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Equals(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> x, Lanes128<T> y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> x, Lanes128<T> y) => new(x.Value | y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> x, Lanes128<T> y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> x, Lanes128<T> y) =>
        !Avx.IsSupported ? new(Vector128.ConditionalSelect(mask.Value, x.Value, y.Value))
        : typeof(T) == typeof(float)
        ? new(Sse41.BlendVariable(y.Value.AsSingle(), x.Value.AsSingle(), mask.Value.AsSingle()).As<float, T>())
        : new(Sse41.BlendVariable(y.Value.AsDouble(), x.Value.AsDouble(), mask.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => Vector128.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes128<T> mask) =>
        Vector128.ExtractMostSignificantBits(mask.Value) == uint.MaxValue >> (32 - Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Lanes128<T> x, Lanes128<T> y) => All(x < y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) =>
        typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(x.Value.AsSingle(), y.Value.AsSingle(), z.Value.AsSingle()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(x.Value.AsDouble(), y.Value.AsDouble(), z.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> SubtractProduct(Lanes128<T> z, Lanes128<T> x, Lanes128<T> y) =>
        !Fma.IsSupported ? MultiplyAdd(-x, y, z)
        : typeof(T) == typeof(float)
        ? new(Fma.MultiplyAddNegated(x.Value.AsSingle(), y.Value.AsSingle(), z.Value.AsSingle()).As<float, T>())
        : new(Fma.MultiplyAddNegated(x.Value.AsDouble(), y.Value.AsDouble(), z.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Floor(x.Value.AsSingle()).As<float, T>()) : new(Vector128.Floor(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Ceiling(Lanes128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Ceiling(x.Value.AsSingle()).As<float, T>()) : new(Vector128.Ceiling(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Round(x.Value.AsSingle()).As<float, T>()) : new(Vector128.Round(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtMost(Lanes128<T> x, Lanes128<T> bound) =>
        new(Vector128.MinNative(bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtLeast(Lanes128<T> x, Lanes128<T> bound) =>
        new(Vector128.MaxNative(bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftLeft(Lanes128<T> x, int count) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() << count).As<uint, T>())
        : new((x.Value.AsUInt64() << count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftRight(Lanes128<T> x, int count) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() >> count).As<uint, T>())
        : new((x.Value.AsUInt64() >> count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> x, Lanes128<T> y) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() + y.Value.AsUInt32()).As<uint, T>())
        : new((x.Value.AsUInt64() + y.Value.AsUInt64()).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> SubtractBits(Lanes128<T> x, Lanes128<T> y) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() - y.Value.AsUInt32()).As<uint, T>())
        : new((x.Value.AsUInt64() - y.Value.AsUInt64()).As<ulong, T>());

    public static bool HasExponents
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Scale(Lanes128<T> x, Lanes128<T> n) => Bits<T>.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Significand(Lanes128<T> x, out Lanes128<T> n) => Bits<T>.Significand(x, out n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> NormalSignificand(Lanes128<T> x, out Lanes128<T> n)
    {
        if (typeof(T) == typeof(double)) return Bits<T>.NormalSignificand(x, out n);
        var exponent = (x.Value.AsInt32() - Vector128.Create(0x3F40_0000)) & Vector128.Create(unchecked((int)0xFF80_0000));
        n = new(Vector128.ConvertToSingle(exponent >> 23).As<float, T>());
        return new((x.Value.AsInt32() - exponent).As<int, T>());
    }

    // The body stands once, in a loop over the halves: twice would be more than the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InDouble<TKernel>(Lanes128<T> x) where TKernel : struct, IUnaryKernel<double>
    {
        var (lowX, highX) = Vector128.Widen(x.Value.AsSingle());
        var low = Vector128<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(new Lanes128<double>(isLow ? lowX : highX)).Value;
            if (!isLow) return new(Vector128.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InDouble<TKernel>(Lanes128<T> x, Lanes128<T> y) where TKernel : struct, IBinaryKernel<double>
    {
        var (lowX, highX) = Vector128.Widen(x.Value.AsSingle());
        var (lowY, highY) = Vector128.Widen(y.Value.AsSingle());
        var low = Vector128<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(
                new Lanes128<double>(isLow ? lowX : highX), new Lanes128<double>(isLow ? lowY : highY)).Value;
            if (!isLow) return new(Vector128.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InDouble<TKernel>(Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) where TKernel : struct, ITernaryKernel<double>
    {
        var (lowX, highX) = Vector128.Widen(x.Value.AsSingle());
        var (lowY, highY) = Vector128.Widen(y.Value.AsSingle());
        var (lowZ, highZ) = Vector128.Widen(z.Value.AsSingle());
        var low = Vector128<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(
                new Lanes128<double>(isLow ? lowX : highX), new Lanes128<double>(isLow ? lowY : highY), new Lanes128<double>(isLow ? lowZ : highZ)).Value;
            if (!isLow) return new(Vector128.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> Map<TFunction>(Lanes128<T> x) where TFunction : struct, IScalarFunction<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i]);
        return new(Vector128.Create<T>(lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> Map2<TFunction>(Lanes128<T> x, Lanes128<T> y) where TFunction : struct, IScalarFunction2<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i], y.Value[i]);
        return new(Vector128.Create<T>(lanes));
    }
}
