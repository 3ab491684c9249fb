namespace Nabla.Optimization;

/// <summary>
/// Residual blocks of one kind: each is a few residuals of a few parameter blocks, so that the Jacobian of all is sparse.
/// </summary>
/// <remarks>
/// The functions take the arguments of all residual blocks side by side: x has one row for each, its parameter blocks one after
/// the other. Residuals and Jacobians are written likewise: for each residual block its residuals, and its Jacobian row by row.
/// </remarks>
public sealed partial class ResidualBlocks
{
    /// <summary>Residual blocks of that many residuals each, by functions over spans that write all at once.</summary>
    /// <exception cref="ArgumentException">The arguments differ in number, or one has no such block; there is no argument.</exception>
    public ResidualBlocks(int size, IReadOnlyList<BlockArgument> arguments, ResidualsFunction values, ResidualsAndJacobianFunction valuesAndJacobian)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Check(arguments);
        (Size, Arguments, Values, ValuesAndJacobian) = (size, arguments, values, valuesAndJacobian);
    }

    /// <summary>How many residuals a block has.</summary>
    public int Size { get; }

    /// <summary>The number of residual blocks.</summary>
    public int Count => Arguments[0].Index.Count;

    /// <summary>The parameter blocks that each depends on, in the order of a row of x.</summary>
    public IReadOnlyList<BlockArgument> Arguments { get; }

    /// <summary>Writes all residuals.</summary>
    public ResidualsFunction Values { get; }

    /// <summary>Writes all residuals and Jacobians.</summary>
    public ResidualsAndJacobianFunction ValuesAndJacobian { get; }

    /// <summary>What a block costs, by the sum of its squares: robust losses forgive whole blocks.</summary>
    public Loss Loss { get; init; } = Loss.Squares;

    /// <summary>The length of a residual block from which on a robust loss counts it as an outlier; positive.</summary>
    public double LossScale
    {
        get;
        init => field = RobustLoss.Scale(value);
    } = 1;

    /// <summary>The same residuals with a robust loss of that scale.</summary>
    /// <exception cref="OptionException">The scale is no positive number.</exception>
    public ResidualBlocks With(Loss loss, double scale) => new(Size, Arguments, Values, ValuesAndJacobian) { Loss = loss, LossScale = scale };

    /// <summary>How many numbers a row of x has.</summary>
    internal int Width => Arguments.Sum(argument => argument.Blocks.Size);

    static void Check(IReadOnlyList<BlockArgument> arguments)
    {
        if (arguments.Count == 0 || arguments[0].Index.Count == 0)
            throw new ArgumentException("Without arguments and blocks that they take there are no residual blocks.", nameof(arguments));
        foreach (var (blocks, index) in arguments)
        {
            if (index.Count != arguments[0].Index.Count)
                throw new ArgumentException($"{index.Count} blocks of {blocks.Name} are taken, but {arguments[0].Index.Count} of {arguments[0].Blocks.Name}.", nameof(arguments));
            for (var i = 0; i < index.Count; i++)
                if ((uint)index[i] >= (uint)blocks.Count)
                    throw new ArgumentException($"Residual block {i} takes {blocks.Name} {index[i]}, but there are {blocks.Count}, counted from 0.", nameof(arguments));
        }
    }
}
