namespace Nabla.Tensors;

/// <summary>The type of a tensor's elements. The order is that of promotion.</summary>
public enum DType : byte
{
    /// <summary>true or false, one byte.</summary>
    Bool,

    /// <summary>Signed integers of 32 bits.</summary>
    Int32,

    /// <summary>Signed integers of 64 bits.</summary>
    Int64,

    /// <summary>IEEE binary32, <see cref="float"/>; the type of a bare number.</summary>
    Float32,

    /// <summary>IEEE binary64, <see cref="double"/>.</summary>
    Float64,
}

/// <summary>Names, sizes and kinds of element types.</summary>
public static class DTypes
{
    /// <summary>Every element type, in the order of promotion.</summary>
    public static ReadOnlySpan<DType> All => [DType.Bool, DType.Int32, DType.Int64, DType.Float32, DType.Float64];

    extension(DType dtype)
    {
        /// <summary>Bytes per element.</summary>
        public int Size => dtype switch
        {
            DType.Bool => 1,
            DType.Int32 or DType.Float32 => 4,
            DType.Int64 or DType.Float64 => 8,
            _ => throw Unknown(dtype),
        };

        /// <summary>Whether derivatives by tensors of this type exist.</summary>
        public bool IsFloating => dtype >= DType.Float32;

        /// <summary>Whether the elements are integers; bool is none.</summary>
        public bool IsInteger => dtype is DType.Int32 or DType.Int64;

        /// <summary>The name as people write it: bool, int32, int64, float32, float64.</summary>
        public string Name => dtype switch
        {
            DType.Bool => "bool",
            DType.Int32 => "int32",
            DType.Int64 => "int64",
            DType.Float32 => "float32",
            DType.Float64 => "float64",
            _ => throw Unknown(dtype),
        };

        /// <summary>The element type of a C# type: bool, int, long, float or double.</summary>
        /// <exception cref="NotSupportedException">No tensor holds elements of type T.</exception>
        public static DType Of<T>() where T : unmanaged =>
            typeof(T) == typeof(float) ? DType.Float32
            : typeof(T) == typeof(double) ? DType.Float64
            : typeof(T) == typeof(int) ? DType.Int32
            : typeof(T) == typeof(long) ? DType.Int64
            : typeof(T) == typeof(bool) ? DType.Bool
            : throw new NotSupportedException($"No tensor has elements of type {typeof(T).Name}: use bool, int, long, float or double.");
    }

    static ArgumentOutOfRangeException Unknown(DType dtype) => new(nameof(dtype), dtype, "There is no such element type.");
}
