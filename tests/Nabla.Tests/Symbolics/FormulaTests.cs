using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class FormulaTests
{
    [Theory]
    [InlineData("3x^2+2y", "3x² + 2y", "3*x^2 + 2*y")]
    [InlineData("(2x+3)^2", "(2x+3)²", "(2*x+3)^2")]
    [InlineData("4(2x+3)", "4(2x+3)", "4*(2*x+3)")]
    [InlineData("8x+12", "8x + 12", "8*x + 12")]
    [InlineData("6x(x²+1)²sin 2x", "6x·(x²+1)²·sin(2x)", "6*x*(x^2+1)^2*sin(2*x)")]
    [InlineData("-x^2", "-x²", "-x^2")]
    [InlineData("2^-x", "2^(-x)", "2^(-x)")]
    [InlineData("x^-2", "x⁻²", "x^(-2)")]
    [InlineData("1/2x", "1/(2x)", "1/(2*x)")]
    [InlineData("1/10", "1/10", "1/10")]
    [InlineData("sin^2 x + cos(x)^2", "sin²(x) + cos²(x)", "sin(x)^2 + cos(x)^2")]
    [InlineData("\\frac{a}{b}\\cdot\\sqrt{x}", "(a/b)·√x", "(a/b)*sqrt(x)")]
    public void A_formula_is_read_and_written(string text, string unicode, string explicitly)
    {
        var formula = Formula.Parse(text);
        Assert.Equal((unicode, explicitly), (formula.Expression.ToText(), formula.ReadAs));
    }
}
