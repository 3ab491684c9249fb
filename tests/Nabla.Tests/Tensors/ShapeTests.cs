using System.Globalization;
using Nabla.Tensors;

namespace Nabla.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void A_scalar_has_one_element_and_no_axis()
    {
        Assert.Equal(Shape.Scalar, default);
        Assert.Equal((0, (nint)1), (Shape.Scalar.Rank, Shape.Scalar.Count));
        Assert.Equal("()", Shape.Scalar.ToString());
        Assert.Empty(Shape.Scalar.Strides());
        Assert.Equal(Shape.Scalar, Shape.Of());
    }

    [Fact]
    public void Shapes_print_as_people_write_them_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Foreign();
        try
        {
            Shape shape = [2, 3];
            Assert.Equal("(2, 3)", shape.ToString());
            Assert.Equal("(1000000)", Shape.Of(1000000).ToString());
            Assert.Contains("give -2 to 1", Assert.Throws<ShapeException>(() => shape[2]).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Equality_is_by_lengths()
    {
        Assert.True(Shape.Of(2, 3) == Shape.Of(2, 3));
        Assert.True(Shape.Of(2, 3) != Shape.Of(3, 2));
        Assert.True(Shape.Of(1) != Shape.Scalar);
        Assert.Equal(Shape.Of(2, 3).GetHashCode(), Shape.Of(2, 3).GetHashCode());
    }

    [Fact]
    public void Strides_are_row_major()
    {
        Assert.Equal([12, 4, 1], Shape.Of(2, 3, 4).Strides());
        Assert.Equal([4, 4, 1], Shape.Of(2, 0, 4).Strides());
    }

    [Fact]
    public void A_zero_length_makes_no_elements_whatever_the_others_are() =>
        Assert.Equal(0, Shape.Of(nint.MaxValue, 0, nint.MaxValue).Count);

    [Fact]
    public void The_constructor_copies_its_lengths()
    {
        nint[] lengths = [2, 3];
        var shape = Shape.Of(lengths);
        lengths[0] = 5;
        Assert.Equal(2, shape[0]);
    }

    [Fact]
    public void Negative_and_uncountable_lengths_are_refused()
    {
        Assert.Contains("(2, -1)", Assert.Throws<ShapeException>(() => Shape.Of(2, -1)).Message);
        Assert.Contains("more elements", Assert.Throws<ShapeException>(() => Shape.Of(1 << 30, 1 << 30, 2)).Message);
    }

    [Fact]
    public void Axes_count_from_either_end()
    {
        var shape = Shape.Of(2, 3, 4);
        Assert.Equal((4, 2), (shape[-1], shape[-3]));
        Assert.Equal("There is no axis 3 in shape (2, 3, 4): give -3 to 2.", Assert.Throws<ShapeException>(() => shape[3]).Message);
        Assert.Throws<ShapeException>(() => shape[-4]);
        Assert.Contains("has none", Assert.Throws<ShapeException>(() => Shape.Scalar[0]).Message);
    }

    [Fact]
    public void Axes_are_inserted_removed_and_resized()
    {
        var shape = Shape.Of(2, 3);
        Assert.Equal(Shape.Of(1, 2, 3), shape.Insert(0));
        Assert.Equal(Shape.Of(2, 3, 7), shape.Insert(-1, 7));
        Assert.Equal(Shape.Of(3), shape.Without(0));
        Assert.Equal(Shape.Scalar, Shape.Of(3).Without(-1));
        Assert.Equal(Shape.Of(2, 9), shape.With(-1, 9));
        Assert.Equal(Shape.Of(2, 3), shape);
        Assert.Throws<ShapeException>(() => shape.Insert(3));
        Assert.Throws<ShapeException>(() => shape.With(0, -1));
    }

    [Theory]
    [InlineData(new long[] { }, new long[] { }, new long[] { })]
    [InlineData(new long[] { 2, 3 }, new long[] { }, new long[] { 2, 3 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 3 }, new long[] { 2, 3 })]
    [InlineData(new long[] { 2, 1 }, new long[] { 1, 3 }, new long[] { 2, 3 })]
    [InlineData(new long[] { 2, 1 }, new long[] { 4, 1, 3 }, new long[] { 4, 2, 3 })]
    [InlineData(new long[] { 0, 3 }, new long[] { 1 }, new long[] { 0, 3 })]
    [InlineData(new long[] { 1 }, new long[] { 0 }, new long[] { 0 })]
    public void Broadcasting_is_NumPys_and_symmetric(long[] a, long[] b, long[] both)
    {
        Assert.Equal(Make(both), Shape.Broadcast(Make(a), Make(b), "Add"));
        Assert.Equal(Make(both), Shape.Broadcast(Make(b), Make(a), "Add"));
        Assert.True(Make(a).BroadcastsTo(Make(both)));
    }

    [Fact]
    public void What_does_not_broadcast_is_named_with_both_shapes()
    {
        var error = Assert.Throws<ShapeException>(() => Shape.Broadcast(Shape.Of(4, 2, 3), Shape.Of(3, 3), "Add"));
        Assert.Equal("Add: shapes (4, 2, 3) and (3, 3) do not broadcast: axis -2 has lengths 2 and 3; they must be equal or one of them 1.", error.Message);
        Assert.False(Shape.Of(2).BroadcastsTo(Shape.Of(1)));
        Assert.False(Shape.TryBroadcast(Shape.Of(0), Shape.Of(2), out _));
    }

    static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus ";
        culture.NumberFormat.NumberGroupSeparator = "'";
        return culture;
    }

    static Shape Make(long[] lengths) => Shape.Of([.. lengths.Select(length => (nint)length)]);
}
