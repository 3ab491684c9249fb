namespace Nabla.Symbolics;

/// <summary>One factor of a product, base^(Power + Symbolic); Symbolic is null for an exponent that is a number.</summary>
readonly record struct Factor(Expr Base, Quantity Power, Expr? Symbolic)
{
    public bool IsBelow => Symbolic is null && Power.Value.Sign < 0;
}
