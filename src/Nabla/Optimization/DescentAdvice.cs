using System.Globalization;
using static Nabla.Symbolics.NumberText;

namespace Nabla.Optimization;

/// <summary>Rates and numbers of epochs to try, from what a run saw and the curvature of f.</summary>
sealed class DescentAdvice
{
    // A run counts as arrived where the gradient has shrunk by this.
    const double Arrived = 1e-5;
    const double MostEpochs = 1e9;

    readonly DescentRun _run;

    public DescentAdvice(DescentRun run, Curvature? curvature)
    {
        (_run, Curvature) = (run, curvature);
        StableRate = curvature is { Largest: > 0 } ? run.Method.StableRate(curvature.Largest) : null;
    }

    public Curvature? Curvature { get; }

    /// <summary>The rate below which steps shrink the distance to the minimum, where it is known.</summary>
    public double? StableRate { get; }

    /// <summary>Whether the rate is at or past that limit.</summary>
    public bool IsRateTooLarge => _run.Method.Rate >= StableRate * (1 - 1e-9);

    /// <summary>Whether the rate is so far below the limit that the run can't get anywhere.</summary>
    public bool IsRateTiny => _run.Method.Rate < 1e-3 * StableRate;

    /// <summary>The gradient's length that the run was after.</summary>
    public double Target => _run.Options.Tolerance ?? Arrived * _run.Monitor.StartNorm;

    /// <summary>Whether the gradient has all but vanished where it began longer, and what is left of it is no slope that leads away.</summary>
    public bool IsAtRest => _run.Options.Tolerance is null && _run.Norm <= Target && !IsFarFromRest;

    /// <summary>Whether the place where the curvature would bring the gradient to 0 is far off.</summary>
    public bool IsFarFromRest => Curvature is { } c && _run.Norm > 1e-3 * Math.Max(Math.Abs(c.Smallest), Math.Abs(c.Largest)) * Math.Max(Norm.Of(_run.X), 1e-3);

    /// <summary>Half the limit: the rate that takes the steepest direction in one step.</summary>
    public string BestRate => Of(Digits(StableRate / 2 ?? double.NaN, "E1"));

    /// <summary>A tenth of the present rate.</summary>
    public string SmallerRate => Of(Digits(_run.Method.Rate / 10, "E1"));

    /// <summary>Ten times the present rate.</summary>
    public string LargerRate => Of(Digits(_run.Method.Rate * 10, "E1"));

    /// <summary>The limit to four digits.</summary>
    public string Limit => Of(Digits(StableRate ?? double.NaN, "E3"));

    /// <summary>The factors 1 − ηλ by which gradient descent on a quadratic shrinks the distance along its axes, from the steepest.</summary>
    public (double Steepest, double Flattest)? Factors =>
        _run.Method is GradientDescent && Curvature is { IsConstant: true, Smallest: > 0 } bowl
            ? (1 - _run.Method.Rate * bowl.Largest, 1 - _run.Method.Rate * bowl.Smallest)
            : null;

    /// <summary>How many epochs would do, rounded up to one digit, if the gradient goes on shrinking as it did; null if it does not.</summary>
    public long? EpochsNeeded()
    {
        if (_run.Number == 0 || Target <= 0) return null;
        var perEpoch = Factors is var (steepest, flattest)
            ? Math.Max(Math.Abs(steepest), Math.Abs(flattest))
            : Math.Pow(_run.Norm / _run.Monitor.StartNorm, 1.0 / _run.Number);
        var needed = _run.Number + Math.Log(Target / _run.Norm) / Math.Log(perEpoch);
        if (perEpoch >= 1 || !(needed < MostEpochs)) return null;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(needed)));
        return (long)(Math.Ceiling(needed / unit) * unit);
    }

    static double Digits(double x, string format) =>
        double.Parse(x.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
