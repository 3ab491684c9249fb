using System.Globalization;

namespace Nabla.Randomness;

/// <summary>
/// Distributions drawn by trying until a draw is accepted. Number i has a key of its own for its trials, so that it does
/// not depend on how often its neighbours had to try.
/// </summary>
static class Rejection
{
    /// <summary>Gamma with this shape α > 0 and scale 1 (Marsaglia and Tsang, ACM TOMS 26, 2000).</summary>
    public static double Gamma(KeyWords key, long i, double alpha)
    {
        CheckShape(alpha);
        var trials = new Trials(key.FoldIn(i));
        // A shape below 1 is reached from the one above by a power of a uniform number.
        var factor = alpha < 1 ? PortableMath.Exp(Math.Max(-700, PortableMath.Log(trials.OpenUnit()) / alpha)) : 1;
        var d = (alpha < 1 ? alpha + 1 : alpha) - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = trials.Normal();
            var logU = PortableMath.Log(trials.OpenUnit());
            var root = 1 + c * z;
            var v = root * root * root;
            if (v > 0 && logU < 0.5 * z * z + d - d * v + d * PortableMath.Log(v)) return factor * d * v;
        }
    }

    /// <summary>
    /// A standard normal number given that it lies in [low, high]: proposals are normal, uniform or, in the tails,
    /// exponential (Robert, Statistics and Computing 5, 1995); at least about two in five are accepted anywhere.
    /// </summary>
    public static double TruncatedNormal(KeyWords key, long i, double low, double high)
    {
        CheckInterval(low, high);
        if (high < 0) return -TruncatedNormal(key, i, -high, -low);
        if (low == high) return low;
        var trials = new Trials(key.FoldIn(i));
        return low <= 0
            ? high - low > 2.5 ? Normal(ref trials, low, high) : Uniform(ref trials, low, high, peak: 0)
            : (high - low) * Math.Max(low, 0.5) <= 1 ? Uniform(ref trials, low, high, peak: low) : Tail(ref trials, low, high);
    }

    public static void CheckShape(double alpha)
    {
        if (!(alpha > 0 && double.IsFinite(alpha)))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A gamma distribution has a finite shape > 0.");
    }

    public static void CheckInterval(double low, double high)
    {
        if (!(low <= high) || double.IsPositiveInfinity(low) || double.IsNegativeInfinity(high))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no number in [{low}, {high}]: give low ≤ high."));
    }

    static double Normal(ref Trials trials, double low, double high)
    {
        while (true)
        {
            var z = trials.Normal();
            if (z >= low && z <= high) return z;
        }
    }

    static double Uniform(ref Trials trials, double low, double high, double peak)
    {
        while (true)
        {
            var z = low + (high - low) * trials.OpenUnit();
            if (PortableMath.Log(trials.OpenUnit()) <= 0.5 * (peak - z) * (peak + z)) return Math.Min(z, high);
        }
    }

    static double Tail(ref Trials trials, double low, double high)
    {
        var rate = (low + Math.Sqrt(low * low + 4)) / 2;
        while (true)
        {
            var z = low - PortableMath.Log(trials.OpenUnit()) / rate;
            var distance = z - rate;
            if (PortableMath.Log(trials.OpenUnit()) <= -0.5 * distance * distance && z <= high) return z;
        }
    }

    ref struct Trials(KeyWords key)
    {
        ulong _next;

        public double OpenUnit() => Samples.OpenUnit(Threefry.Block(key, _next++));

        public double Normal() => Samples.NormalOf(Threefry.Block(key, _next++));
    }
}
