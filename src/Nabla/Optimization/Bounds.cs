using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>A lower and an upper bound for every variable; infinite where there is none.</summary>
public sealed class Bounds
{
    readonly double[] _lower;
    readonly double[] _upper;

    /// <summary>The bounds of variables of those names.</summary>
    /// <exception cref="OptionException">The lengths differ, a bound is NaN, or a lower bound lies above its upper one.</exception>
    public Bounds(IReadOnlyList<string> variables, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        if (lower.Length != variables.Count || upper.Length != variables.Count)
            throw new OptionException("bounds", $"{variables.Count} variables need as many bounds, not {lower.Length} lower and {upper.Length} upper ones.");
        (Variables, _lower, _upper) = (variables, lower.ToArray(), upper.ToArray());
        for (var i = 0; i < lower.Length; i++)
        {
            if (double.IsNaN(lower[i]) || double.IsNaN(upper[i])) throw new OptionException("bounds", $"A bound of {variables[i]} is NaN.");
            if (lower[i] > upper[i])
                throw new OptionException("bounds", $"The bounds of {variables[i]} contradict each other: the lower one, {NumberText.Of(lower[i])}, lies above the upper one, {NumberText.Of(upper[i])}.");
        }
    }

    /// <summary>Bounds for some of the variables, by name; the others have none.</summary>
    /// <exception cref="OptionException">A name is no variable, a bound is NaN, or a lower bound lies above its upper one.</exception>
    public static Bounds Of(IReadOnlyList<string> variables, IEnumerable<KeyValuePair<string, (double Lower, double Upper)>> some)
    {
        var (lower, upper) = (new double[variables.Count], new double[variables.Count]);
        Array.Fill(lower, double.NegativeInfinity);
        Array.Fill(upper, double.PositiveInfinity);
        var places = new Dictionary<string, int>();
        for (var i = 0; i < variables.Count; i++) places[variables[i]] = i;
        foreach (var (name, (low, high)) in some)
        {
            if (!places.TryGetValue(name, out var place))
                throw new OptionException("bounds", $"{name} has bounds but is no variable. The variables are {string.Join(", ", variables.Take(20))}.");
            (lower[place], upper[place]) = (low, high);
        }

        return new(variables, lower, upper);
    }

    /// <summary>The names of the variables.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The lower bounds.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>The upper bounds.</summary>
    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>Moves the point to the nearest one within the bounds.</summary>
    internal void Project(Span<double> x)
    {
        for (var i = 0; i < x.Length; i++) x[i] = Math.Clamp(x[i], _lower[i], _upper[i]);
    }

    /// <summary>Whether the variable lies at a bound against which the negative gradient pushes it.</summary>
    internal bool IsActive(int i, double x, double gradient) =>
        (x <= _lower[i] && gradient >= 0) || (x >= _upper[i] && gradient <= 0);

    internal void CheckStart(ReadOnlySpan<double> start)
    {
        if (start.Length != _lower.Length)
            throw new OptionException("bounds", $"There are bounds for {_lower.Length} variables, but {start.Length} variables.");
        for (var i = 0; i < start.Length; i++)
            if (start[i] < _lower[i] || start[i] > _upper[i])
                throw new OptionException("start", $"The start {Variables[i]} = {NumberText.Of(start[i])} lies outside the bounds {NumberText.Of(_lower[i])} … {NumberText.Of(_upper[i])}. Start within them.");
    }
}
