using Nabla.Tensors;
using Nabla.Tracing;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Tensors;

/// <summary>NumPy's indexing; the numbers are those that NumPy gives.</summary>
public class IndexingTests
{
    static readonly Tensor s_x = Arange(24).Reshape(2, 3, 4);

    public static TheoryData<string, int[], int[]> Cases => new()
    {
        { "x[1, 2]", [4], [20, 21, 22, 23] },
        { "x[-1, ^1, ^1]", [], [23] },
        { "x[1, 1..]", [2, 4], [16, 17, 18, 19, 20, 21, 22, 23] },
        { "x[..., 1..^1]", [2, 3, 2], [1, 2, 5, 6, 9, 10, 13, 14, 17, 18, 21, 22] },
        { "x[0, :, 2]", [3], [2, 6, 10] },
        { "x[0, new, ..., 1]", [1, 3], [1, 5, 9] },
        { "x[1, ::-2, 0]", [2], [20, 12] },
        { "x[1, 0, 9..]", [0], [] },
        { "x[1, 0, 2..99]", [2], [14, 15] },
        { "x[:, [2, 0], 1]", [2, 2], [9, 1, 21, 13] },
        { "x[[1, 0], :, [3, 0]]", [2, 3], [15, 19, 23, 0, 4, 8] },
        { "x[0, :, [3, 0]]", [2, 3], [3, 7, 11, 0, 4, 8] },
        { "x[[[1], [0]], [0, -1]]", [2, 2, 4], [12, 13, 14, 15, 20, 21, 22, 23, 0, 1, 2, 3, 8, 9, 10, 11] },
        { "x[x % 5 == 0]", [5], [0, 5, 10, 15, 20] },
        { "x[:, mask]", [2, 2, 4], [0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23] },
        { "x[[]]", [0, 3, 4], [] },
    };

    static Tensor Index(string name, Tensor x) => name switch
    {
        "x[1, 2]" => x[1, 2],
        "x[-1, ^1, ^1]" => x[-1, ^1, ^1],
        "x[1, 1..]" => x[1, 1..],
        "x[..., 1..^1]" => x[Ellipsis, 1..^1],
        "x[0, :, 2]" => x[0, .., 2],
        "x[0, new, ..., 1]" => x[0, NewAxis, Ellipsis, 1],
        "x[1, ::-2, 0]" => x[1, Every(.., -2), 0],
        "x[1, 0, 9..]" => x[1, 0, 9..],
        "x[1, 0, 2..99]" => x[1, 0, 2..99],
        "x[:, [2, 0], 1]" => x[.., From([2, 0]), 1],
        "x[[1, 0], :, [3, 0]]" => x[From([1, 0]), .., From([3, 0])],
        "x[0, :, [3, 0]]" => x[0, .., From([3, 0])],
        "x[[[1], [0]], [0, -1]]" => x[From(new[,] { { 1 }, { 0 } }), From([0, -1])],
        "x[x % 5 == 0]" => x[Equal(s_x - 5 * Floor(s_x / 5), 0)],
        "x[:, mask]" => x[.., From([true, false, true])],
        _ => x[From(Array.Empty<int>())],
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_index_gives_what_numpy_gives(string name, int[] shape, int[] elements)
    {
        var y = Index(name, s_x);
        Assert.Equal(Shape.Of([.. shape.Select(length => (nint)length)]), y.Shape);
        Assert.Equal(elements, y.ToArray<int>());
        // The gradient counts how often each element was taken.
        var taken = new double[24];
        foreach (var element in elements) taken[element]++;
        Assert.Equal(taken, Grad(x => Sum(Index(name, x)))(s_x.To(DType.Float64)).ToArray<double>());
        Assert.Equal(elements, Vmap(x => Index(name, x))(Stack([s_x, s_x]))[1].ToArray<int>());
    }

    /// <summary>Duplicate indices add up, in the gradient of a gather and in a scatter-add.</summary>
    [Fact]
    public void Duplicate_gather_indices_add_up()
    {
        Assert.Equal([0, 3, 1], Grad(x => Sum(x[From([1, 1, 2, 1])]))(Ones([3])).ToArray<double>());
        Assert.Equal([1, 13, 6], ScatterAdd(Ones([3]), From([1, 2, 1]), From([5.0f, 5, 7])).ToArray<double>());
        Assert.Equal([7, 5, 7], Grad(u => Sum(ScatterAdd(Zeros([3]), From([1, 2, 1]), u) * From([3f, 7, 5])))(Ones([3])).ToArray<double>());
    }

    [Fact]
    public void Bad_indices_are_named_with_axis_and_shape()
    {
        foreach (var f in new Func<Tensor>[]
        {
            () => s_x[0, 3], () => s_x[^3], () => s_x[0, 0, -5], () => s_x[From([0, 2])], () => s_x[.., From([-4])], () => s_x[From([0]), From([3])],
            () => Take(s_x, 4, 2),
        })
            Assert.Contains("no element", Assert.Throws<ArgumentOutOfRangeException>(f).Message, StringComparison.Ordinal);
        foreach (var f in new Func<Tensor>[]
        {
            () => s_x[0, 0, 0, 0], () => s_x[Ellipsis, Ellipsis], () => s_x[From([true])], () => s_x[From([1.5])], () => s_x[From([0, 1]), From([0, 1, 2])],
            () => Concatenate([s_x, Ones([2, 3])]), () => Pad(s_x, [(1, 1)]), () => TakeAlongAxis(s_x, From([1])),
            () => ScatterAdd(s_x, From([1]), Ones([5])), () => TopK(s_x, 5).Values, () => Split(s_x, 3)[0],
        })
            Assert.Throws<ShapeException>(f);
        Assert.Contains("(2, 3, 4)", Assert.Throws<ShapeException>(() => s_x[0, 0, 0, 0]).Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3, 4)", Assert.Throws<ShapeException>(() => ScatterAdd(s_x, From([1]), Ones([5]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_must_have_known_values()
    {
        Assert.Throws<AbstractValueException>(() => Trace(x => x[x > 0], Ones([3])));
        Assert.Equal([0, 2, 2], Grad(x => Sum(x[x > 0] * 2))(From([-1f, 1, 1])).ToArray<double>());
    }

    [Fact]
    public void Sorting_is_stable_with_nan_last()
    {
        var x = From([3, double.NaN, 1, 3, -0.0, 0.0]);
        Assert.Equal([4, 5, 2, 0, 3, 1], ArgSort(x).ToArray<int>());
        Assert.Equal([1, 0, 3, 2, 4, 5], ArgSort(x, descending: true).ToArray<int>());
        Assert.Equal([3, 3, 1], Sort(x, descending: true)[1..4].ToArray<double>());
        Assert.Equal([long.MaxValue, long.MaxValue - 1], Sort(From([long.MaxValue - 1, long.MaxValue]), descending: true).ToArray<long>());
        var (values, indices) = TopK(From(new[,] { { 1.0, 5, 3 }, { 9, 7, 8 } }), 2);
        Assert.Equal([5, 3, 9, 8], values.ToArray<double>());
        Assert.Equal([1, 2, 0, 2], indices.ToArray<int>());
        Assert.Equal([0, 1, 1], Grad(x => Sum(TopK(x, 2).Values))(From([1.0, 5, 3])).ToArray<double>());
    }

    [Fact]
    public void Tensors_are_put_together_and_taken_apart()
    {
        Tensor a = Arange(4).Reshape(2, 2), b = 10 * Ones([1, 2]);
        Assert.Equal([0, 1, 2, 3, 10, 10], Concatenate([a, b]).ToArray<double>());
        Assert.Equal(DType.Float32, Concatenate([a, b]).DType);
        Assert.Equal([0, 0, 1, 2, 2, 3], Concatenate([a[.., ..1], a], 1).ToArray<double>());
        Assert.Equal([1, 3], Split(a, 2, 1)[1].ToArray<double>());
        Assert.Equal([3, 2, 1, 0], Flip(a).ToArray<double>());
        Assert.Equal([1, 0, 3, 2], Flip(a, 1).ToArray<double>());
        Assert.Equal([0, 1, 0, 1, 2, 3, 2, 3], Tile(a, 1, 2).ToArray<double>());
        Assert.Equal(Shape.Of(3, 2, 2), Tile(a, 3, 1, 1).Shape);
        Assert.Equal([9, 0, 1, 9, 2, 3], Pad(a, [(0, 0), (1, 0)], 9).ToArray<double>());
        Assert.Equal([0, 0, 1, 0, 0, 2, 3, 0], Pad(a, [(0, 0), (1, 1)]).ToArray<double>());
        Assert.Equal([0, 1, 0, 0, 0, 1], OneHot(From([1, -1]), 3).ToArray<double>());
        Assert.Equal(Shape.Of(2, 0, 3), OneHot(Zeros([2, 0], DType.Int64), 3).Shape);
        // Never a row of zeros in silence, traced or not.
        Assert.Contains("no element 7", Assert.Throws<ArgumentOutOfRangeException>(() => OneHot(From([1, 7]), 3)).Message, StringComparison.Ordinal);
        Assert.Contains("no element 3", Assert.Throws<EquationException>(() => Trace(i => OneHot(i, 3), From([0])).Run(From([3]))).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, int[]> Notations => new()
    {
        { "ij,jk->ik", [2, 3, 3, 2] }, { "ij,jk", [2, 3, 3, 2] }, { "ij->ji", [2, 3] }, { "ij->", [2, 3] }, { "ii", [3, 3] }, { "ij,ij->i", [2, 3, 2, 3] },
        { "i,j->ij", [2, 3] }, { "bij,bkj->bik", [2, 2, 3, 2, 3, 3] }, { "iij,j->i", [2, 2, 3, 3] }, { "ij,k->j", [2, 3, 2] },
    };

    [Theory]
    [MemberData(nameof(Notations))]
    public void Einsum_is_its_loops(string notation, int[] lengths)
    {
        var sides = notation.Split("->");
        var terms = sides[0].Split(',');
        var at = 0;
        Tensor[] x = [.. terms.Select((term, i) =>
        {
            Shape shape = [.. lengths[at..(at += term.Length)].Select(length => (nint)length)];
            return Sin(Arange(shape.Count, DType.Float64) + i + 1).Reshape(shape.Lengths);
        })];
        var letters = string.Concat(terms.SelectMany(t => t).Distinct());
        var result = sides.Length == 2 ? sides[1] : string.Concat(letters.Where(c => sides[0].Count(d => c == d) == 1).Order());
        var length = letters.ToDictionary(c => c, c => terms.Select((t, i) => t.Contains(c) ? x[i].Shape[t.IndexOf(c)] : 0).Max());
        Shape Of(string term) => [.. term.Select(c => length[c])];
        var expected = new double[Of(result).Count];
        var numbers = x.Select(t => t.ToArray<double>()).ToArray();
        for (nint all = 0; all < Of(letters).Count; all++)
        {
            var index = letters.Select((c, i) => (c, all / Of(letters).Strides()[i] % length[c])).ToDictionary(p => p.c, p => p.Item2);
            nint Place(string term) => term.Select((c, i) => index[c] * Of(term).Strides()[i]).Aggregate((nint)0, (a, b) => a + b);
            expected[Place(result)] += terms.Select((t, i) => numbers[i][Place(t)]).Aggregate(1.0, (a, b) => a * b);
        }

        var y = Einsum(notation, x);
        Assert.Equal(Of(result), y.Shape);
        Assert.Equal(expected, y.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Einsum_says_what_is_wrong()
    {
        var message = Assert.Throws<ShapeException>(() => Einsum("ij,jk->ik", Ones([2, 3]), Ones([4, 5]))).Message;
        Assert.Contains("(2, 3)", message, StringComparison.Ordinal);
        Assert.Contains("letter j", message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Einsum("ijk->i", Ones([2, 3])));
        foreach (var bad in new[] { "ij->ik", "ij,jk->i", "i1->i", "ij->i->j", "ij->ii" })
            Assert.Contains(bad, Assert.Throws<FormatException>(() => Einsum(bad, Ones([2, 3]))).Message, StringComparison.Ordinal);
        Assert.Equal(1, Trace((x, y) => Einsum("bij,bjk->bik", x, y), Ones([2, 3, 4]), Ones([2, 4, 5])).Count("matmul"));
    }

    [Fact]
    public void Elements_go_to_arrays_spans_and_memory_and_back()
    {
        var x = From<float>([1f, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal([1, 4, 2, 5, 3, 6], x.T.AsSpan<float>().ToArray());
        Assert.Equal(6, x.AsMemory<float>().Length);
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in x.AsSpan<float>()[3], in x[1].AsSpan<float>()[0]));
        Assert.Equal([1, 2, 3, 4, 5, 6], From(x.AsSpan<float>(), [6]).ToArray<float>());
        var into = new double[7];
        x.CopyTo<double>(into);
        Assert.Equal([1, 2, 3, 4, 5, 6, 0], into);
        Assert.Contains("Float64", Assert.Throws<InvalidOperationException>(() => x.AsMemory<double>()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.CopyTo<float>(new float[5]));
    }

    [Fact]
    public void A_million_numbers_are_never_printed()
    {
        Assert.Equal("int32(1000000) [0, 1, 2, 3, 4, 5, 6, 7, …]", Arange(1_000_000).ToString());
        Assert.Equal("float32(0) []", Ones([0]).ToString());
        Assert.Equal("int64(2) [9007199254740993, -9223372036854775808]", From([9007199254740993, long.MinValue]).ToString());
    }
}
