using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>Eight doubles in 512 bits.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Double8(Vector512<double> value) : ISimd<Double8, double>
{
    public readonly Vector512<double> Value = value;

    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Load(ref readonly double from, nuint offset) =>
        new(Vector512.LoadUnsafe(in from, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double8 x, ref double to, nuint offset) => x.Value.StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Double8(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator +(Double8 x, Double8 y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator -(Double8 x, Double8 y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator *(Double8 x, Double8 y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator /(Double8 x, Double8 y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator -(Double8 x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator <(Double8 x, Double8 y) => new(Vector512.LessThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator >(Double8 x, Double8 y) => new(Vector512.GreaterThan(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator <=(Double8 x, Double8 y) => new(Vector512.LessThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator >=(Double8 x, Double8 y) => new(Vector512.GreaterThanOrEqual(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Equal(Double8 x, Double8 y) => new(Vector512.Equals(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator &(Double8 x, Double8 y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator |(Double8 x, Double8 y) => new(x.Value | y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator ^(Double8 x, Double8 y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Select(Double8 mask, Double8 x, Double8 y) =>
        new(Vector512.ConditionalSelect(mask.Value, x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double8 mask) => Vector512.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Double8 mask) =>
        Vector512.ExtractMostSignificantBits(mask.Value) == 255;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 MultiplyAdd(Double8 x, Double8 y, Double8 z) =>
        new(Vector512.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Sqrt(Double8 x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Abs(Double8 x) => new(Vector512.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Floor(Double8 x) => new(Vector512.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Ceiling(Double8 x) => new(Vector512.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Round(Double8 x) => new(Vector512.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Min(Double8 x, Double8 y) => new(Vector512.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Max(Double8 x, Double8 y) => new(Vector512.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 AtMost(Double8 x, Double8 bound) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(x.Value, bound.Value), bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 AtLeast(Double8 x, Double8 bound) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(x.Value, bound.Value), bound.Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 ShiftLeft(Double8 x, int count) => new((x.Value.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 ShiftRight(Double8 x, int count) => new((x.Value.AsUInt64() >> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Scale(Double8 x, Double8 n) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(x.Value, n.Value)) : Bits.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Significand(Double8 x, out Double8 n)
    {
        if (!Avx512F.IsSupported) return Bits.Significand(x, out n);
        const byte FromThreeQuarters = 3;
        var m = Avx512F.GetMantissa(x.Value, FromThreeQuarters);
        n = new(Avx512F.GetExponent(x.Value) - Avx512F.GetExponent(m));
        return new(m);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Double8 Map<TFunction>(Double8 x) where TFunction : struct, IScalarFunction<double>
    {
        Span<double> lanes = stackalloc double[8];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i]);
        return new(Vector512.Create<double>(lanes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Double8 Map2<TFunction>(Double8 x, Double8 y) where TFunction : struct, IScalarFunction2<double>
    {
        Span<double> lanes = stackalloc double[8];
        x.Value.CopyTo(lanes);
        for (var i = 0; i < lanes.Length; i++) lanes[i] = TFunction.Invoke(lanes[i], y.Value[i]);
        return new(Vector512.Create<double>(lanes));
    }
}
