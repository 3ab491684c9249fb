using Nabla.Tensors;
using Nabla.Tests.Rules;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Tensors;

public class PromotionTests
{
    [Fact]
    public void A_bare_number_read_back_has_all_its_digits()
    {
        Assert.Equal(0.1, (double)(Tensor)0.1);
        Assert.Equal(1.0 / 3, (double)((Tensor)1.0 / 3));
        Assert.Equal([0.1], ((Tensor)0.1).ToArray<double>());
        Assert.Equal(0.1f, (float)(Tensor)0.1);
    }

    [Fact]
    public void Chosen_place_by_place_bare_numbers_are_the_numbers_that_they_are()
    {
        var yes = From([true, false]);
        Assert.Equal("float32(2) [1.5, 0]", Where(yes, 1.5, 0).ToString());
        Assert.Equal("float32(2) [0, -Infinity]", Where(yes, 0, double.NegativeInfinity).ToString());
        Assert.Equal("int32(2) [3, -1]", Where(yes, 3, -1).ToString());
        Assert.Equal("int64(2) [1099511627776, 0]", Where(yes, 1L << 40, 0).ToString());
        Assert.Equal("bool(2) [true, false]", Where(yes, true, false).ToString());
        Assert.Equal(3, (int)Where(true, 3, -1));
        var x = From([2.0, -2]);
        Assert.Equal("float64(2) [1, -1]", Differentiate.Grad(x => Sum(Where(x > 0, 1.0, -1.0) * x))(x).ToString());
        Assert.Equal("float32(2) [2.5, -1]", Differentiate.Vmap(x => Where(x > 0, 2.5, -1))(x).ToString());
        Assert.Equal("float32(2) [2.5, -1]", Differentiate.Trace(x => Where(x > 0, 2.5, -1), x).Run(x)[0].ToString());
        Assert.Equal("where(x > 0, 2.5, -1)", Differentiate.ToExpr(x => Where(x > 0, 2.5, -1)).ToText());
    }

    static readonly DType[] s_all = DTypes.All.ToArray();

    [Fact]
    public void Promotion_is_commutative_idempotent_and_associative()
    {
        foreach (var x in s_all)
        {
            Assert.Equal(x, Promotion.Of(x, x));
            foreach (var y in s_all)
            {
                Assert.Equal(Promotion.Of(x, y), Promotion.Of(y, x));
                foreach (var z in s_all)
                    Assert.Equal(Promotion.Of(Promotion.Of(x, y), z), Promotion.Of(x, Promotion.Of(y, z)));
            }
        }
    }

    [Fact]
    public void A_result_is_never_of_a_lower_kind_and_is_one_that_the_order_of_types_gives()
    {
        foreach (var x in s_all)
            foreach (var y in s_all)
                Assert.Equal(x > y ? x : y, Promotion.Of(x, y));
    }

    [Theory]
    [InlineData(DType.Float32, DType.Float64, DType.Float32)]
    [InlineData(DType.Float32, DType.Int32, DType.Float32)]
    [InlineData(DType.Float64, DType.Int64, DType.Float64)]
    [InlineData(DType.Float64, DType.Float32, DType.Float64)]
    [InlineData(DType.Int32, DType.Int64, DType.Int32)]
    [InlineData(DType.Int64, DType.Int32, DType.Int64)]
    [InlineData(DType.Int32, DType.Float64, DType.Float32)]
    [InlineData(DType.Int64, DType.Float64, DType.Float32)]
    [InlineData(DType.Bool, DType.Int64, DType.Int32)]
    [InlineData(DType.Bool, DType.Float64, DType.Float32)]
    public void A_weak_number_yields_unless_its_kind_is_higher(DType tensor, DType literal, DType result)
    {
        Assert.Equal(result, Promotion.Of(tensor, false, literal, true));
        Assert.Equal(result, Promotion.Of(literal, true, tensor, false));
    }

    [Fact]
    public void Two_weak_numbers_promote_as_the_table_says() =>
        Assert.Equal(DType.Float64, Promotion.Of(DType.Int32, true, DType.Float64, true));

    [Fact]
    public void The_document_shows_the_table() => Document.Check("promotion.md", Page());

    static string Page()
    {
        var header = $"| | {string.Join(" | ", s_all.Select(d => d.Name))} |\n|---|{string.Concat(s_all.Select(_ => "---|"))}\n";
        var strong = string.Concat(s_all.Select(x => $"| **{x.Name}** | {string.Join(" | ", s_all.Select(y => Promotion.Of(x, y).Name))} |\n"));
        (string Name, DType Type)[] literals = [("`true`", DType.Bool), ("`2`", DType.Int32), ("`2L`", DType.Int64), ("`2.5f`", DType.Float32), ("`2.5`", DType.Float64)];
        var weak = string.Concat(literals[1..].Select(n =>
            $"| {n.Name} | {string.Join(" | ", s_all.Select(x => Promotion.Of(x, false, n.Type, true).Name))} |\n"));
        return $"""
            # Element types of results

            Written by `PromotionTests` from `Tensors/Promotion.cs` (`NABLA_UPDATE=1` rewrites it). The type of `x ∘ y` for two tensors:

            {header}{strong}
            A number in the program is weak: it takes the tensor's type unless its kind is higher (bool < integer < floating),
            and then it is int32 or float32. So `x * 2.5` keeps float64 and float32 as they are, `n * 2` keeps an integer type, and
            `n * 2.5` is float32. `true` is no number and is never weak.

            {header}{weak}
            Functions with values between the integers (division, `Exp`, `Mean`, …) of integers and bools work in float32. A weak
            number that meets only weak numbers keeps its own precision until it meets a tensor, and is float32 or int32 if it never does.

            """;
    }
}
