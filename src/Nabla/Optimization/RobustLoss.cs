namespace Nabla.Optimization;

static class RobustLoss
{
    /// <summary>The length from which on a residual is an outlier.</summary>
    /// <exception cref="OptionException">It is no positive number.</exception>
    public static double Scale(double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new OptionException("loss-scale", $"The scale {Symbolics.NumberText.Of(value)} of a loss must be a positive number.");

    /// <summary>ρ(z), ρ′(z) and ρ″(z).</summary>
    public static (double Value, double Slope, double Bend) Of(Loss loss, double z)
    {
        switch (loss)
        {
            case Loss.Huber:
                return z <= 1 ? (z, 1, 0) : (2 * Math.Sqrt(z) - 1, 1 / Math.Sqrt(z), -0.5 / (z * Math.Sqrt(z)));
            case Loss.SoftL1:
                var root = Math.Sqrt(1 + z);
                return (2 * z / (root + 1), 1 / root, -0.5 / (root * (1 + z)));
            case Loss.Cauchy:
                return (Rules.Scalar.Log1p(z), 1 / (1 + z), -1 / ((1 + z) * (1 + z)));
            default:
                return (z, 1, 0);
        }
    }
}
