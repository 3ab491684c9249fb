namespace Nabla.Cli.Png;

/// <summary>Chooses for each row the PNG filter that leaves the smallest differences.</summary>
sealed class RowFilters(int length)
{
    const int PixelBytes = 3;

    readonly byte[] above = new byte[length];
    readonly byte[][] filtered = [.. Enumerable.Range(0, 5).Select(type => new byte[length + 1])];

    /// <summary>The filter's number and the filtered row; valid until the next call.</summary>
    public ReadOnlySpan<byte> Best(ReadOnlySpan<byte> row)
    {
        var (best, least) = (0, long.MaxValue);
        for (byte type = 0; type < filtered.Length; type++)
        {
            var cost = Filter(type, row, filtered[type]);
            if (cost < least)
                (best, least) = (type, cost);
        }
        row.CopyTo(above);
        return filtered[best];
    }

    /// <summary>Fills in the filtered row and returns the sum of its bytes' sizes, taken as signed numbers.</summary>
    long Filter(byte type, ReadOnlySpan<byte> row, byte[] to)
    {
        to[0] = type;
        var cost = 0L;
        for (var i = 0; i < row.Length; i++)
        {
            var (left, corner) = i >= PixelBytes ? (row[i - PixelBytes], above[i - PixelBytes]) : ((byte)0, (byte)0);
            var guess = type switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Paeth(left, above[i], corner),
            };
            to[i + 1] = (byte)(row[i] - guess);
            cost += Math.Abs((int)(sbyte)to[i + 1]);
        }
        return cost;
    }

    static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
