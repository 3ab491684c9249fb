namespace Nabla.Optimization;

/// <summary>Watches a run for the signs of divergence and of standing still; one look an epoch, nothing allocated.</summary>
/// <remarks>Cost means what goes down: f, or −f where f is maximised.</remarks>
sealed class DescentMonitor(FirstOrderMethod method, long epochs, double startCost, double startNorm)
{
    // A stable method may let f grow for as long as it remembers gradients: it swings past the minimum.
    readonly long _patience = 5 + (long)Math.Ceiling(2 * method.Memory);
    readonly bool _remembers = method.Memory > 0;
    double _cost = startCost;
    double _norm = startNorm;
    double _highest = startCost;
    double _lowest = startCost;
    double _highestInThirdQuarter = double.NegativeInfinity;
    double _highestInLastQuarter = double.NegativeInfinity;
    long _turns;

    /// <summary>How many epochs in a row the cost has grown.</summary>
    public long Growth { get; private set; }

    /// <summary>Cost and length of the gradient where the present growth began.</summary>
    public (double Cost, double Norm) BeforeGrowth { get; private set; } = (startCost, startNorm);

    /// <summary>How many epochs in a row the steps have turned back and grown.</summary>
    public long Swings { get; private set; }

    /// <summary>Length of the gradient where the present swings began.</summary>
    public double NormBeforeSwings { get; private set; } = startNorm;

    /// <summary>Length of the gradient at the start.</summary>
    public double StartNorm => startNorm;

    /// <summary>Whether the cost stands above that of the start.</summary>
    public bool IsAboveStart => _cost > startCost;

    /// <summary>Whether the run diverges: the cost or the swings have grown for longer than the method explains.</summary>
    public bool IsDiverging => _remembers
        ? Growth >= _patience && _cost >= _highest
        : Swings >= _patience || (Growth >= _patience && _norm > BeforeGrowth.Norm);

    /// <summary>Whether the second half of the run went to and fro without coming down.</summary>
    public bool IsBouncing => epochs >= 20 && _turns >= 3 && _norm > 1e-3 * startNorm
        && _highestInLastQuarter - _lowest >= 0.95 * (_highestInThirdQuarter - _lowest);

    /// <summary>Takes an epoch in; turned = its gradient points against the one before.</summary>
    public void See(long epoch, double cost, double norm, bool turned)
    {
        if (cost <= _cost) Growth = 0;
        else if (Growth++ == 0) BeforeGrowth = (_cost, _norm);
        if (!turned || norm <= _norm) Swings = 0;
        else if (Swings++ == 0) NormBeforeSwings = _norm;
        (_cost, _norm) = (cost, norm);
        _highest = Math.Max(_highest, cost);
        _lowest = Math.Min(_lowest, cost);
        if (epoch < epochs / 2) return;
        if (turned) _turns++;
        if (epoch < epochs - epochs / 4) _highestInThirdQuarter = Math.Max(_highestInThirdQuarter, cost);
        else _highestInLastQuarter = Math.Max(_highestInLastQuarter, cost);
    }
}
