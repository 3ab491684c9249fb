namespace Nabla.Drawing.Contours;

/// <summary>Grid lines and a value at each crossing; below everything is −∞, undefined is NaN.</summary>
sealed record Lattice(double[] Xs, double[] Ys, double[] Values)
{
    public int Columns => Xs.Length;

    public double this[int i, int j] => Values[j * Xs.Length + i];

    /// <summary>The field as it is, infinities replaced by the largest and smallest finite value.</summary>
    public static Lattice Of(ScalarField field)
    {
        double[] finite = [.. field.Values.Where(v => Math.Abs(v) < 1e300)];
        var (min, max) = finite.Length > 0 ? (finite.Min(), finite.Max()) : (0, 0);
        return new(
            [.. Enumerable.Range(0, field.Columns).Select(field.X)],
            [.. Enumerable.Range(0, field.Rows).Select(field.Y)],
            [.. field.Values.Select(v => double.IsNaN(v) ? v : Math.Clamp(v, min, max))]);
    }

    /// <summary>
    /// The lattice with a border of −∞ at no distance and −∞ where it is undefined: every contour of it is closed.
    /// </summary>
    public Lattice Closed()
    {
        var values = new double[(Xs.Length + 2) * (Ys.Length + 2)];
        Array.Fill(values, double.NegativeInfinity);
        for (var j = 0; j < Ys.Length; j++)
        {
            for (var i = 0; i < Xs.Length; i++)
            {
                if (!double.IsNaN(this[i, j]))
                    values[(j + 1) * (Xs.Length + 2) + i + 1] = this[i, j];
            }
        }
        return new([Xs[0], .. Xs, Xs[^1]], [Ys[0], .. Ys, Ys[^1]], values);
    }
}
