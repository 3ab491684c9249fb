using Nabla.Optimization.Dense;

namespace Nabla.Optimization.Blocks;

/// <summary>Residual blocks of one kind at a point: residuals and Jacobians with the loss applied.</summary>
sealed class BlockTerm
{
    readonly ResidualBlocks _blocks;
    readonly int[] _places;
    readonly double[] _x;
    readonly double[] _residuals;
    readonly double[] _jacobian;
    readonly double[] _along;

    public BlockTerm(ResidualBlocks blocks, BlockLayout layout)
    {
        (_blocks, Count, Size, Width) = (blocks, blocks.Count, blocks.Size, blocks.Width);
        _places = new int[Count * Width];
        (_x, _residuals, _jacobian, _along) = (new double[Count * Width], new double[Count * Size], new double[Count * Size * Width], new double[Width]);
        EliminatedFrom = EliminatedTo = Width;
        var column = 0;
        foreach (var (kind, index) in blocks.Arguments)
        {
            if (kind == layout.Eliminated) (EliminatedFrom, EliminatedTo) = (column, column + kind.Size);
            for (var i = 0; i < Count; i++)
                for (var k = 0; k < kind.Size; k++) _places[i * Width + column + k] = layout.Offset(kind) + index[i] * kind.Size + k;
            column += kind.Size;
        }
    }

    /// <summary>The number of residual blocks.</summary>
    public int Count { get; }

    /// <summary>The number of residuals of each.</summary>
    public int Size { get; }

    /// <summary>The number of variables of each.</summary>
    public int Width { get; }

    /// <summary>The columns of the block to eliminate, [from, to); empty where there is none.</summary>
    public int EliminatedFrom { get; }

    /// <summary>Where they end.</summary>
    public int EliminatedTo { get; }

    /// <summary>Where the columns of a residual block's Jacobian belong among all variables.</summary>
    public ReadOnlySpan<int> Places(int i) => _places.AsSpan(i * Width, Width);

    /// <summary>The residuals of a block.</summary>
    public ReadOnlySpan<double> Residuals(int i) => _residuals.AsSpan(i * Size, Size);

    /// <summary>The Jacobian of a block, row by row.</summary>
    public ReadOnlySpan<double> Jacobian(int i) => _jacobian.AsSpan(i * Size * Width, Size * Width);

    /// <summary>The cost at a point; NaN or infinite where a residual is.</summary>
    public double Cost(ReadOnlySpan<double> x)
    {
        Gather(x);
        _blocks.Values(_x, _residuals);
        return Cost();
    }

    /// <summary>Residuals and Jacobians at a point, with the loss applied; whether all are finite.</summary>
    public bool Linearize(ReadOnlySpan<double> x)
    {
        Gather(x);
        _blocks.ValuesAndJacobian(_x, _residuals, _jacobian);
        var isFinite = double.IsFinite(Cost()) && Vectors.AreFinite(_jacobian);
        if (isFinite && _blocks.Loss != Loss.Squares)
            for (var i = 0; i < Count; i++) Robustify(i);
        return isFinite;
    }

    /// <summary>Takes residuals and Jacobians at a point, the loss left aside, and adds to a spread what the loss makes of them.</summary>
    public void LinearizePlainly(ReadOnlySpan<double> x, ref Spread spread)
    {
        Gather(x);
        _blocks.ValuesAndJacobian(_x, _residuals, _jacobian);
        for (var i = 0; i < Count; i++)
        {
            var squares = Vectors.Dot(Residuals(i), Residuals(i));
            var z = squares / (_blocks.LossScale * _blocks.LossScale);
            var (_, slope, bend) = RobustLoss.Of(_blocks.Loss, z);
            // The slope along the block's residuals is ρ′ + 2zρ″, across them ρ′.
            spread.Add(slope * slope * squares, slope + 2 * bend * z / Size, Size);
        }
    }

    /// <summary>Makes the Jacobian that of a function that does not depend on those variables.</summary>
    public void Hold(ReadOnlySpan<bool> held)
    {
        for (var k = 0; k < _jacobian.Length; k++)
            if (held[_places[k / (Size * Width) * Width + k % Width]]) _jacobian[k] = 0;
    }

    /// <summary>|J·step|².</summary>
    public double SquaredChange(ReadOnlySpan<double> step)
    {
        var squares = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var jacobian = Jacobian(i);
            var places = Places(i);
            for (var k = 0; k < Size; k++)
            {
                var change = 0.0;
                for (var a = 0; a < Width; a++) change += jacobian[k * Width + a] * step[places[a]];
                squares += change * change;
            }
        }

        return squares;
    }

    /// <summary>The first residual block that is not finite at a point, or −1.</summary>
    public int FirstNonFinite(ReadOnlySpan<double> x)
    {
        Cost(x);
        for (var i = 0; i < Count; i++)
            if (!Vectors.AreFinite(Residuals(i))) return i;
        return -1;
    }

    void Gather(ReadOnlySpan<double> x)
    {
        for (var k = 0; k < _places.Length; k++) _x[k] = x[_places[k]];
    }

    double Cost()
    {
        if (_blocks.Loss == Loss.Squares) return Vectors.Dot(_residuals, _residuals);
        var (sum, scale) = (0.0, _blocks.LossScale);
        for (var i = 0; i < Count; i++)
            sum += scale * scale * RobustLoss.Of(_blocks.Loss, Vectors.Dot(Residuals(i), Residuals(i)) / (scale * scale)).Value;
        return sum;
    }

    // J ← √ρ′·(J − α·r·rᵀJ/|r|²), r ← √ρ′/(1 − α)·r with (1 − α)² = 1 + 2zρ″/ρ′ (Triggs and others 2000, section 4.3).
    void Robustify(int i)
    {
        Span<double> r = _residuals.AsSpan(i * Size, Size), jacobian = _jacobian.AsSpan(i * Size * Width, Size * Width);
        var squares = Vectors.Dot(r, r);
        var z = squares / (_blocks.LossScale * _blocks.LossScale);
        var (_, slope, bend) = RobustLoss.Of(_blocks.Loss, z);
        var (root, keep) = (Math.Sqrt(slope), Math.Sqrt(Math.Max(1 + 2 * z * bend / slope, 1e-10)));
        _along.AsSpan().Clear();
        for (var k = 0; k < Size; k++) Vectors.Add(r[k], jacobian.Slice(k * Width, Width), _along);
        for (var k = 0; k < Size; k++)
        {
            var row = jacobian.Slice(k * Width, Width);
            if (squares > 0) Vectors.Add(-(1 - keep) * r[k] / squares, _along, row);
            Vectors.Scale(root, row);
        }

        Vectors.Scale(root / keep, r);
    }
}
