using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>
/// A way to go from a point and the gradient there to the next point: one object holds its hyper-parameters and, for
/// one vector of parameters, its state.
/// </summary>
/// <remarks>A step works in place, in plain double arithmetic, component by component, and allocates nothing.</remarks>
public abstract class FirstOrderMethod
{
    double _rate;

    /// <summary>A method for points of that dimension; throws <see cref="OptionException"/> unless the rate is positive and finite.</summary>
    protected FirstOrderMethod(int dimension, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        Dimension = dimension;
        Rate = rate;
    }

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "amsgrad", "lion"];

    /// <summary>The method of that name with its usual hyper-parameters; throws <see cref="OptionException"/> for an unknown name or a bad rate.</summary>
    public static FirstOrderMethod Create(string name, int dimension, double rate) => name switch
    {
        "gd" => new GradientDescent(dimension, rate),
        "momentum" => new Momentum(dimension, rate),
        "nesterov" => new Nesterov(dimension, rate),
        "adagrad" => new AdaGrad(dimension, rate),
        "rmsprop" => new RmsProp(dimension, rate),
        "adam" => new Adam(dimension, rate),
        "adamw" => new Adam(dimension, rate) { WeightDecay = 0.01 },
        "amsgrad" => new AmsGrad(dimension, rate),
        "lion" => new Lion(dimension, rate),
        _ => throw new OptionException("method", $"There is no method '{name}'. Choose one of {string.Join(", ", Names)}."),
    };

    /// <summary>The number of parameters.</summary>
    public int Dimension { get; }

    /// <summary>The learning rate η of the next step; positive and finite, else <see cref="OptionException"/>.</summary>
    public double Rate
    {
        get => _rate;
        set => _rate = value > 0 && double.IsFinite(value) ? value : throw BadRate(value);
    }

    /// <summary>The update as a formula for people.</summary>
    public abstract string Update { get; }

    /// <summary>How many epochs back a gradient still counts: as long, a value may grow on the way to the minimum.</summary>
    public virtual double Memory => 0;

    /// <summary>Replaces x by the next point, given ∇f(x); throws <see cref="ArgumentException"/> unless both have the method's dimension.</summary>
    public void Step(Span<double> x, ReadOnlySpan<double> gradient)
    {
        if (x.Length != Dimension || gradient.Length != Dimension) throw BadLength(x.Length, gradient.Length);
        Apply(x, gradient);
    }

    /// <summary>Forgets the steps made so far.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>
    /// The rate below which the method shrinks a quadratic whose Hessian has the largest eigenvalue λ &gt; 0, or null
    /// where the step does not scale with the gradient, so that no such rate exists.
    /// </summary>
    public virtual double? StableRate(double largestEigenvalue) => null;

    private protected abstract void Apply(Span<double> x, ReadOnlySpan<double> gradient);

    ArgumentException BadLength(int x, int gradient) =>
        new($"The method works on {Dimension} parameters, not on {x} with {gradient} derivatives.", nameof(x));

    static OptionException BadRate(double rate) => new("rate", rate switch
    {
        0 => "With a rate of 0 no step moves. Give a small positive rate, as in --rate 0.1.",
        < 0 => $"A rate of {NumberText.Of(rate)} would climb. Give a positive rate, as in --rate {NumberText.Of(-rate)}, and --maximize to look for a maximum.",
        _ => $"The rate {NumberText.Of(rate)} is not a finite number. Give a small positive one, as in --rate 0.1.",
    });
}
