using System.Runtime.CompilerServices;
using Nabla.Tensors;

namespace Nabla.Tests.Tensors;

public class DTypeTests
{
    [Fact]
    public void Every_type_has_a_name_and_the_size_of_its_CSharp_type()
    {
        Assert.Equal(["bool", "int32", "int64", "float32", "float64"], DTypes.All.ToArray().Select(d => d.Name));
        Has<bool>(DType.Bool);
        Has<int>(DType.Int32);
        Has<long>(DType.Int64);
        Has<float>(DType.Float32);
        Has<double>(DType.Float64);
        Assert.Equal(Enum.GetValues<DType>(), DTypes.All.ToArray());
    }

    [Fact]
    public void Kinds_are_disjoint()
    {
        Assert.Equal([DType.Float32, DType.Float64], DTypes.All.ToArray().Where(d => d.IsFloating));
        Assert.Equal([DType.Int32, DType.Int64], DTypes.All.ToArray().Where(d => d.IsInteger));
    }

    [Fact]
    public void Other_types_are_refused_by_name() =>
        Assert.Contains("Decimal", Assert.Throws<NotSupportedException>(() => DType.Of<decimal>()).Message);

    static void Has<T>(DType dtype) where T : unmanaged
    {
        Assert.Equal(dtype, DType.Of<T>());
        Assert.Equal(Unsafe.SizeOf<T>(), dtype.Size);
    }
}
