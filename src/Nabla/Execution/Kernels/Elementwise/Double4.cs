using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>Four doubles in 256 bits.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Double4(Vector256<double> value) : ISimd<Double4, double>
{
    public readonly Vector256<double> Value = value;

    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Load(ref readonly double from, nuint offset) =>
        new(Vector256.LoadUnsafe(in from, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double4 x, ref double to, nuint offset) => x.Value.StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Double4(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator +(Double4 x, Double4 y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator -(Double4 x, Double4 y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator *(Double4 x, Double4 y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator /(Double4 x, Double4 y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator -(Double4 x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator <(Double4 x, Double4 y) => new(Vector256.LessThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator >(Double4 x, Double4 y) => new(Vector256.GreaterThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator <=(Double4 x, Double4 y) => new(Vector256.LessThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator >=(Double4 x, Double4 y) => new(Vector256.GreaterThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Equal(Double4 x, Double4 y) => new(Vector256.Equals(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator &(Double4 x, Double4 y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator |(Double4 x, Double4 y) => new(x.Value | y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator ^(Double4 x, Double4 y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Select(Double4 mask, Double4 x, Double4 y) =>
        new(Vector256.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double4 mask) => Vector256.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Double4 mask) =>
        Vector256.ExtractMostSignificantBits(mask.Value) == 15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 MultiplyAdd(Double4 x, Double4 y, Double4 z) =>
        new(Vector256.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Sqrt(Double4 x) => new(Vector256.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Abs(Double4 x) => new(Vector256.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Floor(Double4 x) => new(Vector256.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Ceiling(Double4 x) => new(Vector256.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Round(Double4 x) => new(Vector256.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Min(Double4 x, Double4 y) => new(Vector256.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Max(Double4 x, Double4 y) => new(Vector256.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 AtMost(Double4 x, Double4 bound) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(x.Value, bound.Value), bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 AtLeast(Double4 x, Double4 bound) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(x.Value, bound.Value), bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 ShiftLeft(Double4 x, int count) => new((x.Value.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 ShiftRight(Double4 x, int count) => new((x.Value.AsUInt64() >> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Scale(Double4 x, Double4 n) => Bits.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Significand(Double4 x, out Double4 n) => Bits.Significand(x, out n);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Double4 Map<TFunction>(Double4 x) where TFunction : struct, IScalarFunction<double>
    {
        Span<double> lanes = stackalloc double[4];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i]);
        return new(Vector256.Create<double>(lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Double4 Map2<TFunction>(Double4 x, Double4 y) where TFunction : struct, IScalarFunction2<double>
    {
        Span<double> lanes = stackalloc double[4];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i], y.Value[i]);
        return new(Vector256.Create<double>(lanes));
    }
}
