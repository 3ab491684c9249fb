namespace Nabla.Optimization;

/// <summary>A way to minimise a function: its hyper-parameters, without state, so that one object serves many runs.</summary>
public abstract class MinimizeMethod
{
    // A dense Hessian and its eigenvalues cost n³; past this many variables vectors are cheaper than matrices.
    internal const int MostForNewton = 200;

    private protected MinimizeMethod()
    {
    }

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["newton", "newton-cg", "bfgs", "l-bfgs", "cg", "steepest"];

    /// <summary>What the method is called.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the method keeps to bounds.</summary>
    public virtual bool TakesBounds => false;

    /// <summary>The method of that name with its usual hyper-parameters; <see cref="OptionException"/> for an unknown name.</summary>
    public static MinimizeMethod Create(string name) => name switch
    {
        "newton" => new Newton(),
        "newton-cg" => new NewtonCg(),
        "bfgs" => new Bfgs(),
        "l-bfgs" => new LimitedMemoryBfgs(),
        "cg" => new ConjugateGradients(),
        "steepest" => new SteepestDescent(),
        _ => throw new OptionException("method", $"There is no method '{name}'. Choose one of {string.Join(", ", Names)}."),
    };

    /// <summary>The method taken where none is named: Newton's with an exact Hessian of up to 200 variables, else L-BFGS.</summary>
    public static MinimizeMethod Default(Objective f, Bounds? bounds) =>
        bounds is null && f.Hessian is not null && f.Dimension <= MostForNewton ? new Newton() : new LimitedMemoryBfgs();

    /// <summary>Whether the method goes on from a start where the gradient vanishes but f bends down.</summary>
    internal virtual bool LeavesSaddles => false;

    internal abstract OptimizationStatus Run(MinimizeRun run);
}
