namespace Nabla.Tensors;

/// <summary>
/// The element type of a result: one table. A number written in the program is weak: it yields to the other operand's type
/// unless its kind (bool, integer, floating) is higher.
/// </summary>
public static class Promotion
{
    //                                   bool           int32          int64          float32        float64
    static ReadOnlySpan<DType> Table =>
    [
        /* bool    */ DType.Bool,    DType.Int32,   DType.Int64,   DType.Float32, DType.Float64,
        /* int32   */ DType.Int32,   DType.Int32,   DType.Int64,   DType.Float32, DType.Float64,
        /* int64   */ DType.Int64,   DType.Int64,   DType.Int64,   DType.Float32, DType.Float64,
        /* float32 */ DType.Float32, DType.Float32, DType.Float32, DType.Float32, DType.Float64,
        /* float64 */ DType.Float64, DType.Float64, DType.Float64, DType.Float64, DType.Float64,
    ];

    /// <summary>The type of x ∘ y for two tensors.</summary>
    public static DType Of(DType x, DType y) => Table[(int)x * 5 + (int)y];

    /// <summary>The type of x ∘ y where either may be weak; two weak numbers give a weak one.</summary>
    public static DType Of(DType x, bool xIsWeak, DType y, bool yIsWeak) =>
        x == y && xIsWeak == yIsWeak ? x
        : xIsWeak == yIsWeak ? Of(x, y)
        : xIsWeak ? Yield(x, y)
        : Yield(y, x);

    /// <summary>The type that a weak number takes when nothing else decides: a floating one float32, an integer int32.</summary>
    public static DType Default(DType weak) => weak.IsFloating ? DType.Float32 : weak.IsInteger ? DType.Int32 : DType.Bool;

    /// <summary>The type in which functions with non-integer values (division, exp, mean) of this type work.</summary>
    public static DType Floating(DType x) => x.IsFloating ? x : DType.Float32;

    static DType Yield(DType weak, DType strong) => Of(strong, Default(weak)) is var both && Kind(both) == Kind(strong) ? strong : both;

    static int Kind(DType x) => x.IsFloating ? 2 : x.IsInteger ? 1 : 0;
}
