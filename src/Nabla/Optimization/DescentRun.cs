using System.Runtime.CompilerServices;

namespace Nabla.Optimization;

/// <summary>The state of one run: the point, f and ∇f there, and what was seen on the way.</summary>
sealed partial class DescentRun
{
    readonly double[] _start;
    double[] _x;
    double[] _gradient;
    double[] _before;
    DescentMonitor? _monitor;

    public DescentRun(Objective f, ReadOnlySpan<double> start, FirstOrderMethod method, DescentOptions options)
    {
        (F, Method, Options) = (f, method, options);
        (_x, _start) = (start.ToArray(), start.ToArray());
        (_gradient, _before) = (new double[_x.Length], new double[_x.Length]);
    }

    public Objective F { get; }

    public FirstOrderMethod Method { get; }

    public DescentOptions Options { get; }

    /// <summary>The number of steps made.</summary>
    public long Number { get; private set; }

    /// <summary>The point.</summary>
    public ReadOnlySpan<double> X => _x;

    /// <summary>Where the run began.</summary>
    public ReadOnlySpan<double> Start => _start;

    /// <summary>The gradient of the cost at the point.</summary>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>f at the point.</summary>
    public double Value { get; private set; }

    /// <summary>f, or −f where f is maximised.</summary>
    public double Cost => Options.Maximize ? -Value : Value;

    /// <summary>The length of the gradient.</summary>
    public double Norm { get; private set; }

    /// <summary>What was seen on the way; from the first finite evaluation on.</summary>
    public DescentMonitor Monitor => _monitor ?? throw Unevaluated();

    public Epoch Epoch => new() { Number = Number, X = _x, F = Value, GradientNorm = Norm };

    /// <summary>Moves the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        Method.Step(_x, _gradient);
        Number++;
    }

    /// <summary>Takes f and ∇f at the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate()
    {
        (_gradient, _before) = (_before, _gradient);
        Value = F.ValueAndGradient(_x, _gradient);
        if (Options.Maximize)
            Dense.Vectors.Negate(_gradient);
    }

    /// <summary>Looks at f and ∇f at the point; whether all of them are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Judge()
    {
        // An epoch of a small formula takes nanoseconds, so all that is looked at is seen in one pass.
        ReadOnlySpan<double> x = _x, gradient = _gradient.AsSpan(0, x.Length), before = _before.AsSpan(0, x.Length);
        var (squares, product, probe) = (0.0, 0.0, Value - Value);
        for (var i = 0; i < x.Length; i++)
        {
            var slope = gradient[i];
            squares += slope * slope;
            product += slope * before[i];
            probe += x[i] - x[i];
        }

        Norm = Length(squares, gradient);
        // x − x is 0 for finite numbers alone, and the length tells of the slopes.
        if (double.IsNaN(probe) || (!double.IsFinite(Norm) && !Dense.Vectors.AreFinite(gradient))) return false;
        if (_monitor is null) _monitor = new(Method, Options.Epochs, Cost, Norm);
        else _monitor.See(Number, Cost, Norm, product < 0);
        return true;
    }

    static double Length(double squares, ReadOnlySpan<double> gradient) =>
        squares is > 1e-280 and < double.PositiveInfinity ? Math.Sqrt(squares) : Optimization.Norm.Of(gradient);

    /// <summary>What it means that the epochs ran out here.</summary>
    public DescentStatus StatusAtLimit()
    {
        if (Norm == 0) return DescentStatus.Converged;
        return Number > 0 && (IsStuck || Monitor.IsBouncing) ? DescentStatus.Plateau : DescentStatus.EpochLimit;
    }

    /// <summary>The distance from the start.</summary>
    public double Moved => Optimization.Norm.Distance(_x, _start);

    /// <summary>Whether all steps together hardly moved the point, and changed the slope no more.</summary>
    public bool IsStuck => Norm > 0.5 * Monitor.StartNorm && Moved < 1e-4 * Size(_start);

    /// <summary>Whether even a step as long as the point is far from 0 would hardly change f.</summary>
    public bool IsFlat => Norm * Size(_x) < 1e-3 * Math.Abs(Value);

    static double Size(ReadOnlySpan<double> x) => Math.Max(Optimization.Norm.Of(x), 1e-3);

    static InvalidOperationException Unevaluated() => new("The run was not evaluated at its start.");
}
