using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>
/// The front door of optimisation: <c>Minimize</c> a function, <c>Fit</c> a model to data. A run that does not converge
/// gives a result that says so; exceptions are for calls that make no sense.
/// </summary>
public static partial class Optimize
{
    /// <summary>Minimises a function from a start, by the default method unless one is given.</summary>
    /// <exception cref="ArgumentException">The start has not as many numbers as f has variables.</exception>
    /// <exception cref="OptionException">An option makes no sense: a start that is not finite or outside its bounds, a method that keeps to no bounds given some.</exception>
    public static MinimizeResult Minimize(
        Objective f, ReadOnlySpan<double> start, MinimizeMethod? method = null, MinimizeOptions? options = null)
    {
        options ??= new();
        Check(f.Variables, start, options.Bounds);
        return options.Constraints.Count > 0 ? AugmentedLagrangian.Run(f, start, method, options) : Search(f, start, method, options);
    }

    /// <summary>Minimises without looking at constraints; a part of a longer search need not ask whether it came to a minimum.</summary>
    internal static MinimizeResult Search(
        Objective f, ReadOnlySpan<double> start, MinimizeMethod? method, MinimizeOptions options, bool isPart = false)
    {
        method ??= MinimizeMethod.Default(f, options.Bounds);
        if (options.Bounds is not null && !method.TakesBounds)
            throw new OptionException("bounds", $"The method {method.Name} keeps to no bounds. Take l-bfgs, or none to have one chosen.");
        var run = new MinimizeRun(f, start, options);
        var status = run.Begin();
        if (status is null || (status == OptimizationStatus.Converged && method.LeavesSaddles)) status = run.Verified(method.Run(run));
        var point = !isPart && status == OptimizationStatus.Converged && run.Test == ConvergenceTest.Gradient ? StationaryPoint.Of(run) : null;
        return MinimizeExplanation.Result(run, method, status.Value, point);
    }

    /// <summary>Minimises a formula from a start that gives every variable a value.</summary>
    /// <exception cref="OptionException">A variable has no start, or a start is no variable of f.</exception>
    public static MinimizeResult Minimize(
        Expr f, IReadOnlyDictionary<string, double> start, MinimizeMethod? method = null, MinimizeOptions? options = null)
    {
        var used = f.Variables;
        foreach (var name in used)
            if (!start.ContainsKey(name)) throw new OptionException("start", $"The variable {name} has no start. Give it one, as in {name}=1.");
        foreach (var name in start.Keys)
            if (!used.Contains(name)) throw new OptionException("start", $"{name} has a start but does not occur in f.");
        string[] names = [.. start.Keys];
        return Minimize(Objective.Of(f, names), [.. names.Select(name => start[name])], method, options);
    }

    /// <summary>Minimises a method over spans that writes its gradient and gives its value.</summary>
    /// <exception cref="OptionException">An option makes no sense.</exception>
    public static MinimizeResult Minimize(
        ValueAndGradientFunction f, ReadOnlySpan<double> start, MinimizeMethod? method = null, MinimizeOptions? options = null) =>
        Minimize(Objective.Of(start.Length, f), start, method, options);

    static void Check(IReadOnlyList<string> names, ReadOnlySpan<double> start, Bounds? bounds)
    {
        if (start.Length != names.Count)
            throw new ArgumentException($"There are {names.Count} variables, but the start has {start.Length} numbers.", nameof(start));
        for (var i = 0; i < start.Length; i++)
            if (!double.IsFinite(start[i]))
                throw new OptionException("start", $"The start {names[i]} = {NumberText.Of(start[i])} is not a finite number.");
        bounds?.CheckStart(start);
    }
}
