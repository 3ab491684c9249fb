using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>256 bits of lanes.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Lanes256<T>(Vector256<T> value) : ISimd<Lanes256<T>, T> where T : unmanaged
{
    public readonly Vector256<T> Value = value;

    public static int Lanes => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(ref readonly T from, nuint offset) => new(Vector256.LoadUnsafe(in from, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRows(ref readonly T table, Lanes256<T> offset, out Lanes256<T> first, out Lanes256<T> second, out Lanes256<T> third, out Lanes256<T> fourth)
    {
        if (!Avx.IsSupported)
        {
            Lanes128<T>.LoadRows(in table, new(offset.Value.GetLower()), out var a, out var b, out var c, out var d);
            Lanes128<T>.LoadRows(in table, new(offset.Value.GetUpper()), out var a2, out var b2, out var c2, out var d2);
            (first, second) = (new(Vector256.Create(a.Value, a2.Value)), new(Vector256.Create(b.Value, b2.Value)));
            (third, fourth) = (new(Vector256.Create(c.Value, c2.Value)), new(Vector256.Create(d.Value, d2.Value)));
            return;
        }

        // Four rows, turned into columns.
        ref readonly var from = ref Unsafe.As<T, double>(ref Unsafe.AsRef(in table));
        var (low, high) = (offset.Value.GetLower().AsUInt64(), offset.Value.GetUpper().AsUInt64());
        var row0 = Vector256.LoadUnsafe(in from, (nuint)low.ToScalar());
        var row1 = Vector256.LoadUnsafe(in from, (nuint)low.GetElement(1));
        var row2 = Vector256.LoadUnsafe(in from, (nuint)high.ToScalar());
        var row3 = Vector256.LoadUnsafe(in from, (nuint)high.GetElement(1));
        var (odd01, odd23) = (Avx.UnpackLow(row0, row1), Avx.UnpackLow(row2, row3));
        var (even01, even23) = (Avx.UnpackHigh(row0, row1), Avx.UnpackHigh(row2, row3));
        first = new(Avx.Permute2x128(odd01, odd23, 0x20).As<double, T>());
        second = new(Avx.Permute2x128(even01, even23, 0x20).As<double, T>());
        third = new(Avx.Permute2x128(odd01, odd23, 0x31).As<double, T>());
        fourth = new(Avx.Permute2x128(even01, even23, 0x31).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Spread(ref readonly T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256<T> x, ref T to, nuint offset) => x.Value.StoreUnsafe(ref to, offset);

    /// <summary>The same past the caches, to a multiple of 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePast(Lanes256<T> x, ref T to, nuint offset) =>
        x.Value.StoreAlignedNonTemporal((T*)Unsafe.AsPointer(ref Unsafe.Add(ref to, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes256<T>(double value) =>
        typeof(T) == typeof(float) ? new(Vector256.Create((float)value).As<float, T>()) : new(Vector256.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> x, Lanes256<T> y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x, Lanes256<T> y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> x, Lanes256<T> y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> x, Lanes256<T> y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator <(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator >(Lanes256<T> x, Lanes256<T> y) => new(Vector256.GreaterThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator <=(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.LessThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator >=(Lanes256<T> x, Lanes256<T> y) =>
        new(Vector256.GreaterThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Equal(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Equals(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> x, Lanes256<T> y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> x, Lanes256<T> y) => new(x.Value | y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> x, Lanes256<T> y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> x, Lanes256<T> y) =>
        !Avx.IsSupported ? new(Vector256.ConditionalSelect(mask.Value, x.Value, y.Value))
        : typeof(T) == typeof(float)
        ? new(Avx.BlendVariable(y.Value.AsSingle(), x.Value.AsSingle(), mask.Value.AsSingle()).As<float, T>())
        : new(Avx.BlendVariable(y.Value.AsDouble(), x.Value.AsDouble(), mask.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => Vector256.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes256<T> mask) =>
        Vector256.ExtractMostSignificantBits(mask.Value) == uint.MaxValue >> (32 - Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Lanes256<T> x, Lanes256<T> y) => All(x < y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) =>
        typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(x.Value.AsSingle(), y.Value.AsSingle(), z.Value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(x.Value.AsDouble(), y.Value.AsDouble(), z.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> SubtractProduct(Lanes256<T> z, Lanes256<T> x, Lanes256<T> y) =>
        !Fma.IsSupported ? MultiplyAdd(-x, y, z)
        : typeof(T) == typeof(float)
        ? new(Fma.MultiplyAddNegated(x.Value.AsSingle(), y.Value.AsSingle(), z.Value.AsSingle()).As<float, T>())
        : new(Fma.MultiplyAddNegated(x.Value.AsDouble(), y.Value.AsDouble(), z.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Floor(x.Value.AsSingle()).As<float, T>()) : new(Vector256.Floor(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Ceiling(Lanes256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Ceiling(x.Value.AsSingle()).As<float, T>()) : new(Vector256.Ceiling(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Round(x.Value.AsSingle()).As<float, T>()) : new(Vector256.Round(x.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtMost(Lanes256<T> x, Lanes256<T> bound) =>
        new(Vector256.MinNative(bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtLeast(Lanes256<T> x, Lanes256<T> bound) =>
        new(Vector256.MaxNative(bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> x, int count) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() << count).As<uint, T>())
        : new((x.Value.AsUInt64() << count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftRight(Lanes256<T> x, int count) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() >> count).As<uint, T>())
        : new((x.Value.AsUInt64() >> count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> x, Lanes256<T> y) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() + y.Value.AsUInt32()).As<uint, T>())
        : new((x.Value.AsUInt64() + y.Value.AsUInt64()).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> SubtractBits(Lanes256<T> x, Lanes256<T> y) =>
        typeof(T) == typeof(float)
        ? new((x.Value.AsUInt32() - y.Value.AsUInt32()).As<uint, T>())
        : new((x.Value.AsUInt64() - y.Value.AsUInt64()).As<ulong, T>());

    public static bool HasExponents
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Scale(Lanes256<T> x, Lanes256<T> n) => Bits<T>.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Significand(Lanes256<T> x, out Lanes256<T> n) => Bits<T>.Significand(x, out n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> NormalSignificand(Lanes256<T> x, out Lanes256<T> n)
    {
        if (typeof(T) == typeof(double)) return Bits<T>.NormalSignificand(x, out n);
        var exponent = (x.Value.AsInt32() - Vector256.Create(0x3F40_0000)) & Vector256.Create(unchecked((int)0xFF80_0000));
        n = new(Vector256.ConvertToSingle(exponent >> 23).As<float, T>());
        return new((x.Value.AsInt32() - exponent).As<int, T>());
    }

    // The body stands once, in a loop over the halves: twice would be more than the JIT inlines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InDouble<TKernel>(Lanes256<T> x) where TKernel : struct, IUnaryKernel<double>
    {
        var (lowX, highX) = Vector256.Widen(x.Value.AsSingle());
        var low = Vector256<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(new Lanes256<double>(isLow ? lowX : highX)).Value;
            if (!isLow) return new(Vector256.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InDouble<TKernel>(Lanes256<T> x, Lanes256<T> y) where TKernel : struct, IBinaryKernel<double>
    {
        var (lowX, highX) = Vector256.Widen(x.Value.AsSingle());
        var (lowY, highY) = Vector256.Widen(y.Value.AsSingle());
        var low = Vector256<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(
                new Lanes256<double>(isLow ? lowX : highX), new Lanes256<double>(isLow ? lowY : highY)).Value;
            if (!isLow) return new(Vector256.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InDouble<TKernel>(Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) where TKernel : struct, ITernaryKernel<double>
    {
        var (lowX, highX) = Vector256.Widen(x.Value.AsSingle());
        var (lowY, highY) = Vector256.Widen(y.Value.AsSingle());
        var (lowZ, highZ) = Vector256.Widen(z.Value.AsSingle());
        var low = Vector256<double>.Zero;
        for (var isLow = true; ; isLow = false)
        {
            var result = TKernel.Invoke(
                new Lanes256<double>(isLow ? lowX : highX), new Lanes256<double>(isLow ? lowY : highY), new Lanes256<double>(isLow ? lowZ : highZ)).Value;
            if (!isLow) return new(Vector256.Narrow(low, result).As<float, T>());
            low = result;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> Map<TFunction>(Lanes256<T> x) where TFunction : struct, IScalarFunction<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i]);
        return new(Vector256.Create<T>(lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> Map2<TFunction>(Lanes256<T> x, Lanes256<T> y) where TFunction : struct, IScalarFunction2<T>
    {
        Span<T> lanes = stackalloc T[Lanes];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i], y.Value[i]);
        return new(Vector256.Create<T>(lanes));
    }
}
