using Nabla.Rules;

namespace Nabla.Symbolics;

/// <summary>Formulas in simpler form, for callers that need no log.</summary>
public static class Simplifying
{
    extension(Expr f)
    {
        /// <summary>The formula at that level of simplification; <see cref="Simplifier"/> gives its log and conditions too.</summary>
        /// <exception cref="LimitException">The formula is too large for one pass.</exception>
        public Expr Simplify(SimplifyLevel level) => Simplifier.Simplify(f, level).Expression;
    }
}
