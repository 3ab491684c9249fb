using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>One number: the width-1 instance of every kernel.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Lanes1<T>(T value) : ISimd<Lanes1<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly T Value = value;

    // A register's view of the value for what C# has no scalar operator for; the upper lanes are never looked at.
    Vector128<T> Lane
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes1<T> First(Vector128<T> vector) => new(vector.ToScalar());

    public static int Lanes => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Load(ref readonly T from, nuint offset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in from), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadRows(ref readonly T table, Lanes1<T> offset, out Lanes1<T> first, out Lanes1<T> second, out Lanes1<T> third, out Lanes1<T> fourth)
    {
        ref var row = ref Unsafe.Add(ref Unsafe.AsRef(in table), (nint)Unsafe.BitCast<T, long>(offset.Value));
        (first, second) = (new(row), new(Unsafe.Add(ref row, 1)));
        (third, fourth) = (new(Unsafe.Add(ref row, 2)), new(Unsafe.Add(ref row, 3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Spread(ref readonly T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1<T> x, ref T to, nuint offset) => Unsafe.Add(ref to, offset) = x.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lanes1<T>(double value) =>
        new(typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator +(Lanes1<T> x, Lanes1<T> y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> x, Lanes1<T> y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator *(Lanes1<T> x, Lanes1<T> y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator /(Lanes1<T> x, Lanes1<T> y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator -(Lanes1<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator <(Lanes1<T> x, Lanes1<T> y) => First(Vector128.LessThan(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator >(Lanes1<T> x, Lanes1<T> y) => First(Vector128.GreaterThan(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator <=(Lanes1<T> x, Lanes1<T> y) => First(Vector128.LessThanOrEqual(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator >=(Lanes1<T> x, Lanes1<T> y) =>
        First(Vector128.GreaterThanOrEqual(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Equal(Lanes1<T> x, Lanes1<T> y) => First(Vector128.Equals(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator &(Lanes1<T> x, Lanes1<T> y) => First(x.Lane & y.Lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator |(Lanes1<T> x, Lanes1<T> y) => First(x.Lane | y.Lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> operator ^(Lanes1<T> x, Lanes1<T> y) => First(x.Lane ^ y.Lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> x, Lanes1<T> y) =>
        First(Vector128.ConditionalSelect(mask.Lane, x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes1<T> mask) => (Vector128.ExtractMostSignificantBits(mask.Lane) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Lanes1<T> mask) => (Vector128.ExtractMostSignificantBits(mask.Lane) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllLess(Lanes1<T> x, Lanes1<T> y) => x.Value < y.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> MultiplyAdd(Lanes1<T> x, Lanes1<T> y, Lanes1<T> z) =>
        new(T.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> SubtractProduct(Lanes1<T> z, Lanes1<T> x, Lanes1<T> y) => MultiplyAdd(-x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Sqrt(Lanes1<T> x) => new(T.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Abs(Lanes1<T> x) => new(T.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Floor(Lanes1<T> x) => new(T.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Ceiling(Lanes1<T> x) => new(T.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Round(Lanes1<T> x) => new(T.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Min(Lanes1<T> x, Lanes1<T> y) => new(T.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Max(Lanes1<T> x, Lanes1<T> y) => new(T.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AtMost(Lanes1<T> x, Lanes1<T> bound) => new(x.Value > bound.Value ? bound.Value : x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AtLeast(Lanes1<T> x, Lanes1<T> bound) => new(x.Value < bound.Value ? bound.Value : x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> ShiftLeft(Lanes1<T> x, int count) =>
        typeof(T) == typeof(float)
        ? First((x.Lane.AsUInt32() << count).As<uint, T>())
        : First((x.Lane.AsUInt64() << count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> ShiftRight(Lanes1<T> x, int count) =>
        typeof(T) == typeof(float)
        ? First((x.Lane.AsUInt32() >> count).As<uint, T>())
        : First((x.Lane.AsUInt64() >> count).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> AddBits(Lanes1<T> x, Lanes1<T> y) =>
        typeof(T) == typeof(float)
        ? First((x.Lane.AsUInt32() + y.Lane.AsUInt32()).As<uint, T>())
        : First((x.Lane.AsUInt64() + y.Lane.AsUInt64()).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> SubtractBits(Lanes1<T> x, Lanes1<T> y) =>
        typeof(T) == typeof(float)
        ? First((x.Lane.AsUInt32() - y.Lane.AsUInt32()).As<uint, T>())
        : First((x.Lane.AsUInt64() - y.Lane.AsUInt64()).As<ulong, T>());

    public static bool HasExponents
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Scale(Lanes1<T> x, Lanes1<T> n) => Bits<T>.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> Significand(Lanes1<T> x, out Lanes1<T> n) => Bits<T>.Significand(x, out n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1<T> NormalSignificand(Lanes1<T> x, out Lanes1<T> n)
    {
        if (typeof(T) == typeof(double)) return Bits<T>.NormalSignificand(x, out n);
        var exponent = (x.Lane.AsInt32() - Vector128.Create(0x3F40_0000)) & Vector128.Create(unchecked((int)0xFF80_0000));
        n = First(Vector128.ConvertToSingle(exponent >> 23).As<float, T>());
        return First((x.Lane.AsInt32() - exponent).As<int, T>());
    }

    public static Lanes1<T> InDouble<TKernel>(Lanes1<T> x) where TKernel : struct, IUnaryKernel<double> =>
        TKernel.Invoke(Wide(x)).Value;

    public static Lanes1<T> InDouble<TKernel>(Lanes1<T> x, Lanes1<T> y) where TKernel : struct, IBinaryKernel<double> =>
        TKernel.Invoke(Wide(x), Wide(y)).Value;

    public static Lanes1<T> InDouble<TKernel>(Lanes1<T> x, Lanes1<T> y, Lanes1<T> z) where TKernel : struct, ITernaryKernel<double> =>
        TKernel.Invoke(Wide(x), Wide(y), Wide(z)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes1<double> Wide(Lanes1<T> x) => new(double.CreateTruncating(x.Value));

    public static Lanes1<T> Map<TFunction>(Lanes1<T> x) where TFunction : struct, IScalarFunction<T> =>
        new(TFunction.Invoke(x.Value));

    public static Lanes1<T> Map2<TFunction>(Lanes1<T> x, Lanes1<T> y) where TFunction : struct, IScalarFunction2<T> =>
        new(TFunction.Invoke(x.Value, y.Value));
}
