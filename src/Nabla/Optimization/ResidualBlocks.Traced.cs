using Nabla.Tensors;
using static Nabla.Differentiate;

namespace Nabla.Optimization;

public sealed partial class ResidualBlocks
{
    // So many residual blocks at once fill the vector units, and what lies between them stays in the cache.
    const int Chunk = 4096;

    /// <summary>Residuals of one parameter block and a row of data, by a function of tensors; Jacobians by Vmap(Jacobian(residual)).</summary>
    /// <exception cref="ArgumentException">An index is no block, or the rows of data are more or fewer.</exception>
    /// <exception cref="ShapeException">The residual is neither a number nor a vector.</exception>
    public static ResidualBlocks Of(Func<Tensor, Tensor, Tensor> residual, BlockArgument first, Tensor data) =>
        Of((x, row) => residual(x[0], row), [first], data);

    /// <summary>Residuals of two parameter blocks and a row of data, by a function of tensors; Jacobians by Vmap(Jacobian(residual)).</summary>
    /// <exception cref="ArgumentException">An index is no block, or the rows of data are more or fewer.</exception>
    /// <exception cref="ShapeException">The residual is neither a number nor a vector.</exception>
    public static ResidualBlocks Of(Func<Tensor, Tensor, Tensor, Tensor> residual, BlockArgument first, BlockArgument second, Tensor data) =>
        Of((x, row) => residual(x[0], x[1], row), [first, second], data);

    /// <summary>Residuals of any parameter blocks and a row of data, by a function of tensors; Jacobians by Vmap(Jacobian(residual)).</summary>
    /// <exception cref="ArgumentException">An index is no block, or the rows of data are more or fewer.</exception>
    /// <exception cref="ShapeException">The residual is neither a number nor a vector.</exception>
    public static ResidualBlocks Of(Func<IReadOnlyList<Tensor>, Tensor, Tensor> residual, IReadOnlyList<BlockArgument> arguments, Tensor data)
    {
        Check(arguments);
        var (count, sizes) = (arguments[0].Index.Count, arguments.Select(argument => (nint)argument.Blocks.Size).ToArray());
        if (data.Rank == 0 || data.Shape[0] != count)
            throw new ArgumentException($"There are {count} residual blocks, and the data of shape {data.Shape} have not as many rows.", nameof(data));
        var width = arguments.Sum(argument => argument.Blocks.Size);
        var residuals = Vmap((x, row) => Flat(One(x, row)));
        var jacobians = Vmap((x, row) => Jacobian(at => Flat(One(at, row)), x));
        var size = (int)Trace((x, row) => Flat(One(x, row)), Tensor.Zeros([width], DType.Float64), data[0]).Outputs.First().Shape[0];
        return new(size, arguments, Values, ValuesAndJacobian);

        Tensor One(Tensor x, Tensor row) => residual(sizes.Length == 1 ? [x] : Tensor.Split(x, sizes), row);

        void Values(ReadOnlySpan<double> x, Span<double> r)
        {
            for (var from = 0; from < count; from += Chunk)
                residuals(Rows(x, from), DataRows(from)).CopyTo(r[(from * size)..]);
        }

        void ValuesAndJacobian(ReadOnlySpan<double> x, Span<double> r, Span<double> jacobian)
        {
            Values(x, r);
            for (var from = 0; from < count; from += Chunk)
                jacobians(Rows(x, from), DataRows(from)).CopyTo(jacobian[(from * size * width)..]);
        }

        Tensor Rows(ReadOnlySpan<double> x, int from)
        {
            var rows = Math.Min(Chunk, count - from);
            return Tensor.From(x.Slice(from * width, rows * width), [rows, width]);
        }

        Tensor DataRows(int from) => data[from..Math.Min(from + Chunk, count)];
    }

    static Tensor Flat(Tensor residual) => residual.Rank switch
    {
        0 => residual.Settled()[Tensor.NewAxis],
        1 => residual,
        _ => throw new ShapeException($"A residual block is a number or a vector, and this one has shape {residual.Shape}."),
    };
}
