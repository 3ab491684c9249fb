using Nabla.Transforms;

namespace Nabla.Checking;

/// <summary>
/// Compares a function's derivatives with its differences, then those of its derivatives in each mode with their differences:
/// order 2 covers forward over forward, forward over reverse, reverse over forward and reverse over reverse.
/// </summary>
sealed class DerivativeCheck
{
    readonly CheckOptions _options;
    readonly Random _random;
    readonly List<CheckedMode> _report = [];

    public DerivativeCheck(string name, CheckOptions options, bool isSingle)
    {
        _options = options;
        _random = new(options.Seed);
        IsSingle = isSingle;
        Tolerance = options.Tolerance ?? (isSingle ? 1e-3 : 1e-7);
        TransposeTolerance = options.TransposeTolerance ?? (isSingle ? 1e-4 : 1e-10);
        Text = new(name, Tolerance, TransposeTolerance);
    }

    /// <summary>Whether float32 takes part.</summary>
    public bool IsSingle { get; }

    public CheckText Text { get; }

    public double Tolerance { get; }

    public double TransposeTolerance { get; }

    public double Step => _options.Step ?? (IsSingle ? 1.0 / 8 : 1.0 / 16);

    public int Steps => IsSingle ? 8 : 14;

    /// <summary>Checks all orders up to this one in the modes.</summary>
    /// <exception cref="CheckException">A derivative is wrong, or could not be checked.</exception>
    public CheckReport Run(CheckedFunction f, int order, DerivativeModes modes)
    {
        Check(f, order, modes);
        return new(_report);
    }

    void Check(CheckedFunction f, int order, DerivativeModes modes)
    {
        var point = new CheckedPoint(this, f);
        if (point.Failure(f.F(f.X)) is { } failure) throw Text.NotComparable(f, failure);
        var sweep = new Sweep(this, point, modes, [.. Many(() => Numbers(point.Outputs.Count))]);
        if (point.Inputs.Count <= _options.Elements)
            for (var i = 0; i < point.Inputs.Count; i++) Compare(sweep, point.Basis(i), i);
        foreach (var along in Many(() => point.Scaled(Numbers(point.Inputs.Count)))) Compare(sweep, along, -1);
        Report(sweep, DerivativeModes.Forward, "forward");
        Report(sweep, DerivativeModes.Reverse, "reverse");
        if (sweep.Transpose.Excess > 1) throw Text.ModesDisagree(f, sweep);
        if (order <= 1) return;
        if (modes.HasFlag(DerivativeModes.Forward)) Check(f.Forward(point.Inputs.Write(point.Scaled(Numbers(point.Inputs.Count)))), order - 1, modes);
        if (modes.HasFlag(DerivativeModes.Reverse)) Check(f.Reverse(point.Outputs.Write(Numbers(point.Outputs.Count))), order - 1, modes);
    }

    void Compare(Sweep sweep, double[] along, int element)
    {
        _options.Cancellation.ThrowIfCancellationRequested();
        sweep.Compare(along, element);
    }

    void Report(Sweep sweep, DerivativeModes mode, string name)
    {
        if (sweep.Of(mode) is not { } tally) return;
        var f = sweep.Point.Function;
        if (tally.Undecided is { } undecided) throw Text.Undecided(f, sweep.Point, f.In(name), undecided);
        if (tally.Excess > 1) throw Text.Wrong(sweep, mode, f.In(name));
        _report.Add(new(f.In(name), tally.Count, tally.Excess));
    }

    IEnumerable<double[]> Many(Func<double[]> make)
    {
        for (var i = 0; i < _options.Directions; i++) yield return make();
    }

    // Of few bits, so that moving along them rounds nothing; none near zero, so that no element is left out.
    double[] Numbers(int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++) numbers[i] = (_random.Next(2) == 0 ? 1 : -1) * _random.Next(16, 65) / 64.0;
        return numbers;
    }
}
