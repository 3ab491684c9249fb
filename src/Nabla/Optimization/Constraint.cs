namespace Nabla.Optimization;

/// <summary>A condition on the solution: c(x) = 0 or c(x) ≥ 0, for a differentiable c of the same variables as f.</summary>
public sealed class Constraint
{
    Constraint(Objective c, bool isEquality) => (C, IsEquality) = (c, isEquality);

    /// <summary>c(x) = 0.</summary>
    public static Constraint Zero(Objective c) => new(c, true);

    /// <summary>c(x) ≥ 0.</summary>
    public static Constraint AtLeastZero(Objective c) => new(c, false);

    /// <summary>The function.</summary>
    public Objective C { get; }

    /// <summary>Whether c has to be 0, not only at least 0.</summary>
    public bool IsEquality { get; }

    /// <summary>How far a value of c is from satisfying the condition.</summary>
    public double Violation(double c) => IsEquality ? Math.Abs(c) : Math.Max(0, -c);
}
