namespace Nabla.Optimization;

sealed partial class DescentRun
{
    const long MostInARow = 4096;

    double[]? _state;

    /// <summary>Whether the run may go on by <see cref="Hurry"/>.</summary>
    public bool MayHurry => Method is GradientDescent && !Options.Maximize;

    /// <summary>
    /// Makes the next epochs as long as they are calm, all before the next that the monitor must see, and a limited number:
    /// none of them could end the run. The point has been judged, and the one it leads to would pass as well.
    /// </summary>
    public void Hurry(double tolerance)
    {
        if (F.CalmEpochs is not { } epochs) return;
        var most = Math.Min(Number + MostInARow, Monitor.NextToSee(Number)) - 1 - Number;
        if (most <= 0) return;
        var count = epochs.Run(_x, _gradient, Value, Norm, Method.Rate, tolerance, most, _state ??= new double[epochs.Space]);
        if (count == 0) return;
        Number += count;
        Evaluate();
        var squares = 0.0;
        foreach (var slope in _gradient) squares += slope * slope;
        Norm = Length(squares, _gradient);
        Monitor.SeeCalm(Value, Norm);
    }
}
