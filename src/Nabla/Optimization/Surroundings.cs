namespace Nabla.Optimization;

/// <summary>What the cost does around a point where its gradient is exactly 0: near by, and further off where it is flat near by.</summary>
/// <param name="Rises">Whether it rises in some direction.</param>
/// <param name="Falls">Whether it falls in some direction.</param>
/// <param name="IsLevel">Whether it stays the same in some direction.</param>
/// <param name="RisesFurtherOff">Whether it is higher further off, looked for only from flat ground.</param>
/// <param name="Lower">Where it is lower further off, looked for only from flat ground; null where no such place was met.</param>
sealed record Surroundings(bool Rises, bool Falls, bool IsLevel, bool RisesFurtherOff, double[]? Lower)
{
    const int MostVariables = 32;
    const int MostForDiagonals = 8;

    // Shares of the size of a coordinate, as powers of 2.
    const int Nearest = -40, Near = -5, Farthest = 10;

    // The way back to the start is looked at in so many places.
    const int Parts = 16;

    // So many of the nearest places tell how far the cost is off by rounding; so many times that, growing for so many places
    // in a row, is no rounding.
    const int Quiet = 3;
    const double Clear = 64;
    const int Lasting = 3;

    /// <summary>Whether nothing near by is higher or lower.</summary>
    public bool IsFlat => !Rises && !Falls;

    /// <summary>Looks around; null where there are too many directions to look in.</summary>
    public static Surroundings? Of(Standpoint stand)
    {
        if (stand.X.Length is 0 or > MostVariables) return null;
        var (rises, falls, isLevel) = (false, false, false);
        var directions = Directions(stand.X);
        foreach (var direction in directions)
        {
            var change = Change(stand, direction);
            rises |= change > 0;
            falls |= change < 0;
            isLevel |= change == 0;
        }

        if (rises || falls) return new(rises, falls, isLevel, false, null);
        var risesFurtherOff = false;
        foreach (var (direction, distance) in FurtherOff(stand, directions))
        {
            var difference = Difference(stand, direction, distance);
            if (difference < 0) return new(false, false, true, false, stand.PointAt(direction, distance));
            risesFurtherOff |= difference > 0;
        }

        return new(false, false, true, risesFurtherOff, null);
    }

    // Along each axis both ways, and along the diagonals between any two; as long as the coordinates are large.
    static List<double[]> Directions(ReadOnlySpan<double> x)
    {
        var n = x.Length;
        var directions = new List<double[]>();
        for (var i = 0; i < n; i++)
        {
            foreach (var sign in (ReadOnlySpan<int>)[1, -1])
            {
                Add(x, (i, sign), (i, sign));
                for (var j = 0; j < i && n <= MostForDiagonals; j++)
                {
                    Add(x, (i, sign), (j, 1));
                    Add(x, (i, sign), (j, -1));
                }
            }
        }

        return directions;

        void Add(ReadOnlySpan<double> x, params ReadOnlySpan<(int Axis, int Sign)> parts)
        {
            var direction = new double[n];
            foreach (var (axis, sign) in parts) direction[axis] = sign * Math.Max(Math.Abs(x[axis]), 1);
            directions.Add(direction);
        }
    }

    // A change of the cost with the sign that it has near by, where it is more than rounding; 0 on flat ground and outside the domain.
    static double Change(Standpoint stand, double[] direction)
    {
        var rounding = Math.ScaleB(Math.Abs(stand.Cost), -52);
        var (change, lasting) = (0.0, 0);
        for (var power = Nearest; power <= Near; power++)
        {
            var before = change;
            change = stand.CostAt(direction, Math.ScaleB(1, power)) - stand.Cost;
            if (double.IsNaN(change)) return 0;
            if (power < Nearest + Quiet) rounding = Math.Max(rounding, Math.Abs(change));
            else if (Math.Abs(change) <= Clear * rounding) lasting = 0;
            else if (lasting > 0 && !(change / before > 1)) lasting = 1;
            else if (++lasting == Lasting) return change;
        }

        // What only begins to show has not had the time to last, and a jump is as high at every distance.
        return lasting > 0 || Math.Abs(change) > 1e-9 * Math.Max(Math.Abs(stand.Cost), 1) ? change : 0;
    }

    // Back to the start, and along each direction.
    static IEnumerable<(double[] Direction, double Distance)> FurtherOff(Standpoint stand, List<double[]> directions)
    {
        var back = new double[stand.X.Length];
        for (var i = 0; i < back.Length; i++) back[i] = stand.Start[i] - stand.X[i];
        for (var part = 1; part <= Parts; part++) yield return (back, part / (double)Parts);
        for (var power = Near; power <= Farthest; power++)
        {
            foreach (var direction in directions) yield return (direction, Math.ScaleB(1, power));
        }
    }

    // 0 unless it is clear.
    static double Difference(Standpoint stand, double[] direction, double distance)
    {
        var there = stand.CostAt(direction, distance);
        return Math.Abs(there - stand.Cost) > 1e-12 * Math.Max(Math.Abs(stand.Cost), Math.Abs(there)) ? there - stand.Cost : 0;
    }
}
