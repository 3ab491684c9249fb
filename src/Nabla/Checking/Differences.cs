namespace Nabla.Checking;

/// <summary>
/// Derivatives of numbers along a direction: central differences at steps that shrink by four, extrapolated to step zero,
/// each number from where the extrapolation is most certain (Ridders 1982). A step too large for the function's bends
/// or domain, or too small for its rounding, only makes an entry of the table uncertain.
/// </summary>
sealed class Differences
{
    const int Orders = 4;

    Differences(int count)
    {
        (Values, Errors, Roundings) = (new double[count], new double[count], new double[count]);
        Array.Fill(Values, double.NaN);
        Array.Fill(Errors, double.PositiveInfinity);
    }

    /// <summary>The derivatives.</summary>
    public double[] Values { get; }

    /// <summary>What each may be off; infinite where the function is not defined to both sides.</summary>
    public double[] Errors { get; }

    /// <summary>The part of each error that the rounding of one value explains.</summary>
    public double[] Roundings { get; }

    /// <summary>The derivatives at 0 of the numbers that f gives for a step.</summary>
    /// <param name="f">Of a step along the direction.</param>
    /// <param name="units">The rounding of each number, relative.</param>
    /// <param name="step">The first step.</param>
    /// <param name="small">The step that must be reached, so that waves shorter than the first one are seen.</param>
    /// <param name="steps">How many steps there may be.</param>
    /// <param name="tolerance">How certain, relative, is certain enough.</param>
    public static Differences Of(Func<double, double[]> f, double[] units, double step, double small, int steps, double tolerance)
    {
        var best = new Differences(units.Length);
        double[][] last = [];
        for (var k = 0; k < steps; k++, step /= 4)
        {
            var (plus, minus) = (f(step), f(-step));
            var row = new double[Math.Min(k, Orders) + 1][];
            row[0] = new double[units.Length];
            for (var i = 0; i < units.Length; i++) row[0][i] = (plus[i] - minus[i]) / (2 * step);
            for (int j = 1, power = 16; j < row.Length; j++, power *= 16)
            {
                row[j] = new double[units.Length];
                for (var i = 0; i < units.Length; i++)
                {
                    var (near, far) = (row[j - 1][i], last[j - 1][i]);
                    var value = row[j][i] = near + (near - far) / (power - 1);
                    best.Offer(i, value, Math.Max(Math.Abs(value - near), Math.Abs(value - far)), units[i] * Math.Max(Math.Abs(plus[i]), Math.Abs(minus[i])) / step);
                }
            }

            last = row;
            if (k >= 2 && step <= small && best.AreCertain(tolerance)) break;
        }

        return best;
    }

    /// <summary>
    /// The slopes to both sides, where they stay apart as the step shrinks: a kink, as of |x| at 0. Null where there is none.
    /// </summary>
    public static (double Before, double After)? Kink(Func<double, double> f, double step)
    {
        var middle = f(0);
        (double Before, double After) Slopes(double h) => ((middle - f(-h)) / h, (f(h) - middle) / h);
        var (wide, near) = (Slopes(step), Slopes(step / 16));
        var (gap, closer) = (Math.Abs(wide.After - wide.Before), Math.Abs(near.After - near.Before));
        return closer > 0.5 * gap && closer > 0.02 * Math.Max(Math.Abs(near.Before), Math.Abs(near.After)) ? near : null;
    }

    // A smaller step that contradicts a larger one is right: it sees what the larger one has jumped over.
    void Offer(int i, double value, double spread, double rounding)
    {
        var error = spread + rounding;
        if (!(error < Errors[i] || Math.Abs(value - Values[i]) > 20 * (error + Errors[i]))) return;
        (Values[i], Errors[i], Roundings[i]) = (value, error, rounding);
    }

    // Certain enough, or as certain as rounding lets them be.
    bool AreCertain(double tolerance)
    {
        var largest = 0.0;
        foreach (var value in Values)
            if (Math.Abs(value) > largest) largest = Math.Abs(value);
        for (var i = 0; i < Errors.Length; i++)
            if (!(Errors[i] <= Math.Max(8 * Roundings[i], tolerance / 32 * Math.Max(Math.Abs(Values[i]), largest / 100)))) return false;
        return true;
    }
}
