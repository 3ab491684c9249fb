using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>Two doubles in 128 bits.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Double2(Vector128<double> value) : ISimd<Double2, double>
{
    public readonly Vector128<double> Value = value;

    public static int Lanes => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Load(ref readonly double from, nuint offset) =>
        new(Vector128.LoadUnsafe(in from, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double2 x, ref double to, nuint offset) => x.Value.StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Double2(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator +(Double2 x, Double2 y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator -(Double2 x, Double2 y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator *(Double2 x, Double2 y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator /(Double2 x, Double2 y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator -(Double2 x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator <(Double2 x, Double2 y) => new(Vector128.LessThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator >(Double2 x, Double2 y) => new(Vector128.GreaterThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator <=(Double2 x, Double2 y) => new(Vector128.LessThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator >=(Double2 x, Double2 y) => new(Vector128.GreaterThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Equal(Double2 x, Double2 y) => new(Vector128.Equals(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator &(Double2 x, Double2 y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator |(Double2 x, Double2 y) => new(x.Value | y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator ^(Double2 x, Double2 y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Select(Double2 mask, Double2 x, Double2 y) =>
        new(Vector128.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double2 mask) => Vector128.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Double2 mask) =>
        Vector128.ExtractMostSignificantBits(mask.Value) == 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 MultiplyAdd(Double2 x, Double2 y, Double2 z) =>
        new(Vector128.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Sqrt(Double2 x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Abs(Double2 x) => new(Vector128.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Floor(Double2 x) => new(Vector128.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Ceiling(Double2 x) => new(Vector128.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Round(Double2 x) => new(Vector128.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Min(Double2 x, Double2 y) => new(Vector128.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Max(Double2 x, Double2 y) => new(Vector128.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 AtMost(Double2 x, Double2 bound) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(x.Value, bound.Value), bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 AtLeast(Double2 x, Double2 bound) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(x.Value, bound.Value), bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ShiftLeft(Double2 x, int count) => new((x.Value.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ShiftRight(Double2 x, int count) => new((x.Value.AsUInt64() >> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Scale(Double2 x, Double2 n) => Bits.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Significand(Double2 x, out Double2 n) => Bits.Significand(x, out n);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Double2 Map<TFunction>(Double2 x) where TFunction : struct, IScalarFunction<double>
    {
        Span<double> lanes = stackalloc double[2];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i]);
        return new(Vector128.Create<double>(lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Double2 Map2<TFunction>(Double2 x, Double2 y) where TFunction : struct, IScalarFunction2<double>
    {
        Span<double> lanes = stackalloc double[2];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i], y.Value[i]);
        return new(Vector128.Create<double>(lanes));
    }
}
