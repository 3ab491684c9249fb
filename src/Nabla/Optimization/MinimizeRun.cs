namespace Nabla.Optimization;

/// <summary>
/// What all methods share: counted evaluations with the sign of a maximum turned, the best point, the tests of
/// convergence, limits, progress and path.
/// </summary>
sealed class MinimizeRun
{
    // A cost so far below 0 has no minimum that numbers could show.
    const double Unbounded = 1e100;

    // A slope by which f would change visibly, were it to go on.
    const double Steep = 1e-6;

    // What Newton's method promises at a point that counts as the minimum, as a share of the cost.
    const double LooseShare = 1e-9;

    // So many steps that change no digit of the cost are looked into.
    const int MostStalls = 2;

    // So are so many steps in a row that lower nothing.
    const int MostRejected = 8;

    // So many times the start, where slopes still count, is no place for a minimum.
    const double Far = 1e9;

    readonly Objective _f;
    readonly RunClock _clock;
    readonly DescentPath? _path;
    readonly double[] _start;
    double _scale;
    int _stalls;
    double _doubted = double.PositiveInfinity;
    long _values;
    long _gradients;
    long _hessians;
    long _products;
    double[]? _work;
    double[]? _beside;
    double[]? _slope;

    public MinimizeRun(Objective f, ReadOnlySpan<double> start, MinimizeOptions options)
    {
        (_f, Options, Sign) = (f, options, options.Maximize ? -1 : 1);
        X = start.ToArray();
        _start = start.ToArray();
        Gradient = new double[start.Length];
        _clock = new(options);
        _path = options.KeepPath ? new(start.Length) : null;
    }

    public MinimizeOptions Options { get; }

    public Bounds? Bounds => Options.Bounds;

    public int Dimension => X.Length;

    /// <summary>1, or −1 where f is maximised.</summary>
    public double Sign { get; }

    /// <summary>Where the run began.</summary>
    public ReadOnlySpan<double> Start => _start;

    /// <summary>The cost there.</summary>
    public double StartCost { get; private set; }

    /// <summary>The best point.</summary>
    public double[] X { get; private set; }

    /// <summary>The gradient of the cost there.</summary>
    public double[] Gradient { get; private set; }

    /// <summary>The cost there: f, or −f for a maximum.</summary>
    public double Cost { get; private set; }

    public long Iterations { get; private set; }

    public ConvergenceTest? Test { get; private set; }

    public EvaluationCounts Evaluations => new(_values, _gradients, _hessians, _products);

    public DescentPath? Path => _path;

    public Objective F => _f;

    /// <summary>The cost at a point.</summary>
    public double Value(ReadOnlySpan<double> x)
    {
        _values++;
        return Sign * _f.Value(x);
    }

    /// <summary>The cost and its gradient at a point; NaN where any of them is not finite, −∞ where the cost is.</summary>
    public double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var cost = CostAndGradient(x, gradient);
        if (cost == double.NegativeInfinity) return cost;
        return double.IsFinite(cost) && Dense.Vectors.AreFinite(gradient) ? cost : double.NaN;
    }

    /// <summary>The same for callers that look for themselves whether the gradient is finite.</summary>
    public double CostAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        _values++;
        _gradients++;
        var cost = Sign * _f.ValueAndGradient(x, gradient);
        if (Sign < 0) Dense.Vectors.Negate(gradient);
        return cost;
    }

    /// <summary>Writes the Hessian of the cost: the exact one, or differences of gradients; whether it is finite.</summary>
    public bool Hessian(ReadOnlySpan<double> x, Span<double> hessian)
    {
        if (_f.Hessian is { } exact)
        {
            _hessians++;
            exact(x, hessian);
        }
        else
        {
            _gradients += 2 * x.Length;
            _values += 2 * x.Length;
            Curvature.Differences(_f, x, hessian, _work ??= new double[3 * x.Length]);
        }

        if (Sign < 0) Dense.Vectors.Negate(hessian);
        return Dense.Vectors.AreFinite(hessian);
    }

    /// <summary>Writes the Hessian of the cost times a vector: exact, or a difference of gradients; whether it is finite.</summary>
    public bool HessianVector(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        _products++;
        if (_f.HessianVector is { } exact) exact(x, vector, product);
        else Difference(x, vector, product);
        if (Sign < 0) Dense.Vectors.Negate(product);
        return Dense.Vectors.AreFinite(product);
    }

    void Difference(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        _beside ??= new double[x.Length];
        _slope ??= new double[x.Length];
        var length = Norm.Of(vector);
        if (length == 0)
        {
            product.Clear();
            return;
        }

        // A power of two near the cube root of the rounding, in units of x.
        var h = Math.ScaleB(1, -17 + Math.ILogB(Math.Max(Norm.Of(x), 1) / length));
        Dense.Vectors.Sum(x, h, vector, _beside);
        _f.ValueAndGradient(_beside, product);
        Dense.Vectors.Sum(x, -h, vector, _beside);
        _f.ValueAndGradient(_beside, _slope);
        _values += 2;
        _gradients += 2;
        for (var i = 0; i < product.Length; i++) product[i] = (product[i] - _slope[i]) / (2 * h);
    }

    /// <summary>Evaluates the start; null if the run can begin.</summary>
    public OptimizationStatus? Begin()
    {
        Cost = ValueAndGradient(X, Gradient);
        if (!double.IsFinite(Cost)) return Cost == double.NegativeInfinity ? OptimizationStatus.Diverged : OptimizationStatus.NonFinite;
        StartCost = Cost;
        // 1, but for a function that is small all over: in proportion to what it and its slopes are at the start.
        _scale = Math.Min(1, Math.Max(Math.Abs(Cost), Steepest(X, Gradient)));
        Report();
        return IsStationary(X, Gradient, Cost) ? Converge(ConvergenceTest.Gradient) : Limits();
    }

    /// <summary>Takes a point that lowered the cost; the status if the run ends there.</summary>
    /// <param name="x">The buffer of the point; exchanged for that of the last one.</param>
    /// <param name="gradient">The buffer of the gradient of the cost there; exchanged likewise.</param>
    /// <param name="cost">The cost there.</param>
    /// <param name="promised">What the next step can still be expected to gain, or what this one was; NaN if unknown.</param>
    public OptimizationStatus? Accept(ref double[] x, ref double[] gradient, double cost, double promised = double.NaN)
    {
        var gained = Cost - cost;
        var isStep = IsTinyStep(x);
        (X, x) = (x, X);
        (Gradient, gradient) = (gradient, Gradient);
        Cost = cost;
        Iterations++;
        Report();
        if (cost < -Unbounded) return OptimizationStatus.Diverged;
        if (Sign * Options.Target is { } target && cost <= target) return Converge(ConvergenceTest.Target);
        if (IsStationary(X, Gradient, cost)) return Converge(ConvergenceTest.Gradient);
        if (gained <= Options.ValueTolerance * Math.Abs(cost) && !(promised > Options.ValueTolerance * Math.Abs(cost)))
            return Converge(ConvergenceTest.Value);
        if (isStep) return Converge(ConvergenceTest.Step);
        _stalls = gained > 0 ? 0 : _stalls + 1;
        if (_stalls == MostStalls && IsResolved()) return OptimizationStatus.Converged;
        return Limits();
    }

    public OptimizationStatus Converge(ConvergenceTest test)
    {
        Test = test;
        return OptimizationStatus.Converged;
    }

    /// <summary>The limit that is reached, if one is.</summary>
    public OptimizationStatus? Limits() => _clock.Check(Iterations, _values);

    /// <summary>Whether no variable that is free to move has a slope that counts.</summary>
    public bool IsStationary(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, double cost) =>
        IsStationary(x, gradient, cost, Options.GradientTolerance);

    /// <summary>
    /// Whether a run that stands still by what its metric promises still has slopes that count, and has come down since this was last
    /// asked: a metric that was spoilt on the way promises too little, and a fresh one may lead on.
    /// </summary>
    public bool IsDoubtful()
    {
        if (Test is not (ConvergenceTest.Value or ConvergenceTest.Step) || IsStationary(X, Gradient, Cost, Steep)) return false;
        var hasFallen = !(Cost >= _doubted - 1e-12 * Math.Abs(Cost));
        _doubted = Cost;
        if (hasFallen) Test = null;
        return hasFallen;
    }

    bool IsStationary(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, double cost, double tolerance)
    {
        var most = tolerance * Math.Max(Math.Abs(cost), _scale);
        for (var i = 0; i < x.Length; i++)
            if (Slope(x[i], gradient[i]) > most && Bounds?.IsActive(i, x[i], gradient[i]) != true) return false;
        return true;
    }

    // The largest slope of a variable that no bound holds, in units of what the variable is.
    double Steepest(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient)
    {
        var steepest = 0.0;
        for (var i = 0; i < x.Length; i++)
            if (Bounds?.IsActive(i, x[i], gradient[i]) != true) steepest = Math.Max(steepest, Slope(x[i], gradient[i]));
        return steepest;
    }

    static double Slope(double x, double gradient) => Math.Abs(gradient) * Math.Max(Math.Abs(x), 1);

    /// <summary>
    /// What the end of a method comes to: no step that lowers the cost is convergence where rounding is all that is left to gain,
    /// and a cost or a point that no longer changes is none where slopes still count, as at a kink or on the way to −∞.
    /// </summary>
    public OptimizationStatus Verified(OptimizationStatus status)
    {
        if (status == OptimizationStatus.NoDescent && IsResolved()) return OptimizationStatus.Converged;
        var isDoubtful = status == OptimizationStatus.Converged && Test is ConvergenceTest.Value or ConvergenceTest.Step
            && !IsStationary(X, Gradient, Cost, Steep) && (IsRunaway || !Resolution.IsReached(this, LooseShare));
        if (!isDoubtful && status != OptimizationStatus.NoDescent) return status;
        Test = null;
        return IsRunaway ? OptimizationStatus.Diverged : OptimizationStatus.NoDescent;
    }

    /// <summary>
    /// What it means that a search found no lower point: the end with a fresh metric, else only where rounding is all that is
    /// left; null where a fresh metric may lead on.
    /// </summary>
    public OptimizationStatus? EndOfSearch(bool isFresh)
    {
        if (isFresh) return Limits() ?? OptimizationStatus.NoDescent;
        return IsResolved() ? OptimizationStatus.Converged : null;
    }

    /// <summary>The same for so many trial steps in a row that lowered nothing, asked once.</summary>
    public bool IsResolvedAfter(int rejected) => rejected == MostRejected && IsResolved();

    // Whether rounding is all that is left to gain, which is convergence.
    bool IsResolved()
    {
        if (!Resolution.IsReached(this)) return false;
        Converge(ConvergenceTest.Value);
        return true;
    }

    bool IsRunaway => Cost < -Far * Math.Max(Math.Abs(StartCost), 1) || Norm.Of(X) > Far * Math.Max(Norm.Of(_start), 1);

    /// <summary>The Euclidean length of the gradient without what pushes against bounds.</summary>
    public double GradientNorm()
    {
        if (Bounds is null) return Norm.Of(Gradient);
        var free = (double[])Gradient.Clone();
        for (var i = 0; i < free.Length; i++)
            if (Bounds.IsActive(i, X[i], free[i])) free[i] = 0;
        return Norm.Of(free);
    }

    bool IsTinyStep(ReadOnlySpan<double> x)
    {
        for (var i = 0; i < x.Length; i++)
            if (Math.Abs(x[i] - X[i]) > Options.StepTolerance * Math.Abs(x[i])) return false;
        return true;
    }

    void Report()
    {
        if (_path is null && Options.Progress is null) return;
        _path?.Add(new() { Number = Iterations, X = X, F = Sign * Cost, GradientNorm = 0 });
        Options.Progress?.Report(new(Iterations, Sign * Cost, GradientNorm()));
    }
}
