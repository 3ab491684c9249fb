using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>One double: the width-1 instance of every kernel.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
readonly struct Double1(double value) : ISimd<Double1, double>
{
    public readonly double Value = value;

    // A register's view of the value for what C# has no scalar operator for; the upper lane is never looked at.
    Vector128<double> Lane
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Double1 First(Vector128<double> vector) => new(vector.ToScalar());

    public static int Lanes => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Load(ref readonly double from, nuint offset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in from), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double1 x, ref double to, nuint offset) => Unsafe.Add(ref to, offset) = x.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Double1(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator +(Double1 x, Double1 y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 x, Double1 y) => new(x.Value - y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator *(Double1 x, Double1 y) => new(x.Value * y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator /(Double1 x, Double1 y) => new(x.Value / y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator <(Double1 x, Double1 y) => First(Vector128.LessThan(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator >(Double1 x, Double1 y) => First(Vector128.GreaterThan(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator <=(Double1 x, Double1 y) => First(Vector128.LessThanOrEqual(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator >=(Double1 x, Double1 y) => First(Vector128.GreaterThanOrEqual(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Equal(Double1 x, Double1 y) => First(Vector128.Equals(x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator &(Double1 x, Double1 y) => First(x.Lane & y.Lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator |(Double1 x, Double1 y) => First(x.Lane | y.Lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator ^(Double1 x, Double1 y) => First(x.Lane ^ y.Lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Select(Double1 mask, Double1 x, Double1 y) =>
        First(Vector128.ConditionalSelect(mask.Lane, x.Lane, y.Lane));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double1 mask) => BitConverter.DoubleToInt64Bits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Double1 mask) =>
        BitConverter.DoubleToInt64Bits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplyAdd(Double1 x, Double1 y, Double1 z) =>
        new(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Sqrt(Double1 x) => new(Math.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Abs(Double1 x) => new(Math.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Floor(Double1 x) => new(Math.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Ceiling(Double1 x) => new(Math.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Round(Double1 x) => new(Math.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Min(Double1 x, Double1 y) => new(Math.Min(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Max(Double1 x, Double1 y) => new(Math.Max(x.Value, y.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AtMost(Double1 x, Double1 bound) =>
        new(x.Value > bound.Value ? bound.Value : x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AtLeast(Double1 x, Double1 bound) =>
        new(x.Value < bound.Value ? bound.Value : x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftLeft(Double1 x, int count) => First((x.Lane.AsUInt64() << count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftRight(Double1 x, int count) => First((x.Lane.AsUInt64() >> count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Scale(Double1 x, Double1 n) => Bits.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Significand(Double1 x, out Double1 n) => Bits.Significand(x, out n);

    public static Double1 Map<TFunction>(Double1 x) where TFunction : struct, IScalarFunction<double> =>
        new(TFunction.Invoke(x.Value));

    public static Double1 Map2<TFunction>(Double1 x, Double1 y) where TFunction : struct, IScalarFunction2<double> =>
        new(TFunction.Invoke(x.Value, y.Value));
}
