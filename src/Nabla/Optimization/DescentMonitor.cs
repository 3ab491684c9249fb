using System.Runtime.CompilerServices;

namespace Nabla.Optimization;

/// <summary>Watches a run for the signs of divergence and of standing still; one look an epoch, nothing allocated.</summary>
/// <remarks>Cost means what goes down: f, or −f where f is maximised.</remarks>
sealed class DescentMonitor
{
    const long LeastPatience = 5;
    const double Hopeless = 1e6;

    readonly long _epochs;
    readonly long _half;
    readonly long _lastQuarter;
    readonly long _patience;
    readonly bool _remembers;
    readonly double _startCost;
    double _cost;
    double _norm;
    double _highest;
    double _lowest;
    double _highestInThirdQuarter = double.NegativeInfinity;
    double _highestInLastQuarter = double.NegativeInfinity;
    long _turns;

    public DescentMonitor(FirstOrderMethod method, long epochs, double startCost, double startNorm)
    {
        (_epochs, _half, _lastQuarter) = (epochs, epochs / 2, epochs - epochs / 4);
        // A stable method may let the cost grow for as long as it remembers gradients: it swings past the minimum.
        _patience = LeastPatience + (long)Math.Ceiling(2 * method.Memory);
        _remembers = method.Memory > 0;
        _startCost = _cost = _highest = _lowest = startCost;
        StartNorm = NormBeforeSwings = _norm = startNorm;
        BeforeGrowth = (startCost, startNorm);
    }

    /// <summary>How many epochs in a row the cost has grown.</summary>
    public long Growth { get; private set; }

    /// <summary>Cost and length of the gradient where the present growth began.</summary>
    public (double Cost, double Norm) BeforeGrowth { get; private set; }

    /// <summary>How many epochs in a row the steps have turned back and grown.</summary>
    public long Swings { get; private set; }

    /// <summary>Length of the gradient where the present swings began.</summary>
    public double NormBeforeSwings { get; private set; }

    /// <summary>Length of the gradient at the start.</summary>
    public double StartNorm { get; }

    /// <summary>Whether the cost stands above that of the start.</summary>
    public bool IsAboveStart => _cost > _startCost;

    /// <summary>Whether the run diverges: the cost or the swings have grown for longer than the method explains.</summary>
    public bool IsDiverging => (Growth | Swings) != 0 && IsGrowing;

    bool IsGrowing => _remembers
        ? (Growth >= _patience && _cost >= _highest) || (Growth >= LeastPatience && _norm > Hopeless * StartNorm)
        : Swings >= _patience || (Growth >= _patience && _norm > BeforeGrowth.Norm);

    /// <summary>Whether the second half of the run went to and fro without coming down.</summary>
    public bool IsBouncing => _epochs >= 20 && _turns >= 3 && _norm > 1e-3 * StartNorm
        && _highestInLastQuarter - _lowest >= 0.95 * (_highestInThirdQuarter - _lowest);

    /// <summary>The next epoch after which another part of the run begins, or the last.</summary>
    public long NextToSee(long epoch) => epoch < _half ? _half : epoch < _lastQuarter ? _lastQuarter : _epochs;

    /// <summary>Takes in the last of some epochs in which the cost never grew nor the gradient turned.</summary>
    public void SeeCalm(double cost, double norm)
    {
        (Growth, Swings) = (0, 0);
        (_cost, _norm, _lowest) = (cost, norm, Math.Min(_lowest, cost));
    }

    /// <summary>Takes an epoch in; turned = its gradient points against the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void See(long epoch, double cost, double norm, bool turned)
    {
        if (cost <= _cost) Growth = 0;
        else if (Growth++ == 0) BeforeGrowth = (_cost, _norm);
        if (!turned || norm <= _norm) Swings = 0;
        else if (Swings++ == 0) NormBeforeSwings = _norm;
        (_cost, _norm) = (cost, norm);
        // Costs are numbers, so that comparing them is all that a maximum needs.
        if (cost > _highest) _highest = cost;
        if (cost < _lowest) _lowest = cost;
        if (epoch < _half) return;
        if (turned) _turns++;
        if (epoch >= _lastQuarter) _highestInLastQuarter = Math.Max(_highestInLastQuarter, cost);
        else _highestInThirdQuarter = Math.Max(_highestInThirdQuarter, cost);
    }
}
