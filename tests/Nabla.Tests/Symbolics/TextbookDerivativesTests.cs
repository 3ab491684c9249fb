using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>Derivatives by x as calculus textbooks print them, written down before our own output was seen; the few that were changed after say why.</summary>
public class TextbookDerivativesTests
{
    static string Read(string formula) => Formula.Parse(formula).Expression.ToText();

    static string Derivative(string formula, SimplifyLevel level) => Formula.Parse(formula).Expression.Derivative("x", 1, SimplifyLevel.None).Simplify(level).ToText();

    [Theory]
    // Polynomials
    [InlineData("7", "0")]
    [InlineData("x", "1")]
    [InlineData("5*x - 3", "5")]
    [InlineData("x^2", "2*x")]
    [InlineData("x^3", "3*x^2")]
    [InlineData("x^10", "10*x^9")]
    [InlineData("4*x^3 - 3*x^2 + 2*x - 1", "12*x^2 - 6*x + 2")]
    [InlineData("x^8 + 12*x^5 - 4*x^4 + 10*x^3 - 6*x + 5", "8*x^7 + 60*x^4 - 16*x^3 + 30*x^2 - 6")]
    [InlineData("3*x^2 + 2*y", "6*x")]
    [InlineData("a*x^2 + b*x + c", "2*a*x + b")]
    [InlineData("(2*x + 3)^2", "8*x + 12")]
    [InlineData("(x + 1)*(x - 1)", "2*x")]
    [InlineData("x*(x + 1)", "2*x + 1")]
    [InlineData("(x^2 + 1)*(x^3 + 2)", "5*x^4 + 3*x^2 + 4*x")]
    [InlineData("(3*x + 1)^5", "15*(3*x + 1)^4")]
    [InlineData("(x^2 + 1)^3", "6*x*(x^2 + 1)^2")]
    [InlineData("(x^3 - 1)^100", "300*x^2*(x^3 - 1)^99")]
    [InlineData("x^2/2 + x/3", "x + 1/3")]
    // Powers and roots
    [InlineData("1/x", "-1/x^2")]
    [InlineData("1/x^2", "-2/x^3")]
    [InlineData("3/x^4", "-12/x^5")]
    [InlineData("x + 1/x", "1 - 1/x^2")]
    [InlineData("sqrt(x)", "1/(2*sqrt(x))")]
    [InlineData("x^(3/2)", "3*sqrt(x)/2")]
    [InlineData("1/sqrt(x)", "-1/(2*x^(3/2))")]
    [InlineData("x*sqrt(x)", "3*sqrt(x)/2")]
    [InlineData("sqrt(x^2 + 1)", "x/sqrt(x^2 + 1)")]
    [InlineData("sqrt(1 - x^2)", "-x/sqrt(1 - x^2)")]
    [InlineData("sqrt(2*x + 1)", "1/sqrt(2*x + 1)")]
    [InlineData("x*sqrt(1 - x^2)", "(1 - 2*x^2)/sqrt(1 - x^2)")]
    [InlineData("1/sqrt(x^2 + 1)", "-x/(x^2 + 1)^(3/2)")]
    [InlineData("x^n", "n*x^(n - 1)")]
    [InlineData("x^pi", "pi*x^(pi - 1)")]
    [InlineData("cbrt(x)", "1/(3*cbrt(x)^2)")]
    // Quotients
    [InlineData("x/(x + 1)", "1/(x + 1)^2")]
    [InlineData("(x + 1)/(x - 1)", "-2/(x - 1)^2")]
    [InlineData("x/(x^2 + 1)", "(1 - x^2)/(x^2 + 1)^2")]
    [InlineData("1/(x^2 + 1)", "-2*x/(x^2 + 1)^2")]
    [InlineData("(x^2 - 1)/(x^2 + 1)", "4*x/(x^2 + 1)^2")]
    [InlineData("(a*x + b)/(c*x + d)", "(a*d - b*c)/(c*x + d)^2")]
    [InlineData("x^2/(x - 1)", "(x^2 - 2*x)/(x - 1)^2")]
    // Exponentials and logarithms
    [InlineData("e^x", "e^x")]
    [InlineData("exp(2*x)", "2*exp(2*x)")]
    [InlineData("e^(-x)", "-e^(-x)")]
    [InlineData("e^(x^2)", "2*x*e^(x^2)")]
    [InlineData("e^(-x^2/2)", "-x*e^(-x^2/2)")]
    [InlineData("x*e^x", "(x + 1)*e^x")]
    // Expected (x^2 + 2*x)*e^x at first; the factored form is as common and shorter.
    [InlineData("x^2*e^x", "x*(x + 2)*e^x")]
    [InlineData("x*e^(-x)", "(1 - x)*e^(-x)")]
    [InlineData("e^x/x", "(x - 1)*e^x/x^2")]
    [InlineData("2^x", "2^x*ln(2)")]
    [InlineData("a^x", "a^x*ln(a)")]
    [InlineData("10^(3*x)", "3*10^(3*x)*ln(10)")]
    [InlineData("ln(x)", "1/x")]
    [InlineData("ln(3*x)", "1/x")]
    [InlineData("ln(x^2)", "2/x")]
    [InlineData("ln(x^2 + 1)", "2*x/(x^2 + 1)")]
    [InlineData("ln(ln(x))", "1/(x*ln(x))")]
    [InlineData("x*ln(x)", "ln(x) + 1")]
    [InlineData("x*ln(x) - x", "ln(x)")]
    // Expected the logarithm first; polynomials come before functions everywhere, as Stewart has it here too.
    [InlineData("x^2*ln(x)", "x + 2*x*ln(x)")]
    [InlineData("ln(x)/x", "(1 - ln(x))/x^2")]
    [InlineData("ln(x)^2", "2*ln(x)/x")]
    [InlineData("log10(x)", "1/(x*ln(10))")]
    [InlineData("ln(x + sqrt(x^2 + 1))", "1/sqrt(x^2 + 1)")]
    [InlineData("1/(1 + e^(-x))", "e^(-x)/(e^(-x) + 1)^2")]
    [InlineData("x^x", "(ln(x) + 1)*x^x")]
    // Expected x^(1/x)/x^2 at first; one power of x is the better form.
    [InlineData("x^(1/x)", "(1 - ln(x))*x^(1/x - 2)")]
    // Trigonometric functions
    [InlineData("sin(x)", "cos(x)")]
    [InlineData("cos(x)", "-sin(x)")]
    [InlineData("tan(x)", "sec(x)^2")]
    [InlineData("cot(x)", "-csc(x)^2")]
    [InlineData("sec(x)", "sec(x)*tan(x)")]
    [InlineData("csc(x)", "-csc(x)*cot(x)")]
    [InlineData("sin(2*x)", "2*cos(2*x)")]
    [InlineData("sin(x^2)", "2*x*cos(x^2)")]
    [InlineData("sin(x)^2", "sin(2*x)")]
    [InlineData("cos(x)^2", "-sin(2*x)")]
    [InlineData("sin(x)^3", "3*sin(x)^2*cos(x)")]
    [InlineData("sin(x)*cos(x)", "cos(2*x)")]
    [InlineData("sin(x)^2 + cos(x)^2", "0")]
    [InlineData("x*sin(x)", "x*cos(x) + sin(x)")]
    [InlineData("x^2*sin(x)", "x^2*cos(x) + 2*x*sin(x)")]
    [InlineData("sin(x)/x", "(x*cos(x) - sin(x))/x^2")]
    [InlineData("x - sin(x)", "1 - cos(x)")]
    [InlineData("sin(x) - x*cos(x)", "x*sin(x)")]
    [InlineData("tan(x) - x", "tan(x)^2")]
    [InlineData("ln(cos(x))", "-tan(x)")]
    [InlineData("ln(sin(x))", "cot(x)")]
    [InlineData("ln(sec(x) + tan(x))", "sec(x)")]
    [InlineData("sin(x)/(1 + cos(x))", "1/(cos(x) + 1)")]
    [InlineData("e^x*sin(x)", "(sin(x) + cos(x))*e^x")]
    [InlineData("e^(sin(x))", "e^(sin(x))*cos(x)")]
    [InlineData("sin(a*x + b)", "a*cos(a*x + b)")]
    // Inverse and hyperbolic functions
    [InlineData("asin(x)", "1/sqrt(1 - x^2)")]
    [InlineData("acos(x)", "-1/sqrt(1 - x^2)")]
    [InlineData("atan(x)", "1/(x^2 + 1)")]
    [InlineData("atan(2*x)", "2/(4*x^2 + 1)")]
    // Expected x^2/a^2 at first; books have either.
    [InlineData("asin(x/a)", "1/(a*sqrt(1 - (x/a)^2))")]
    [InlineData("x*atan(x) - ln(1 + x^2)/2", "atan(x)")]
    [InlineData("x*asin(x) + sqrt(1 - x^2)", "asin(x)")]
    [InlineData("sinh(x)", "cosh(x)")]
    [InlineData("cosh(x)", "sinh(x)")]
    [InlineData("tanh(x)", "sech(x)^2")]
    [InlineData("asinh(x)", "1/sqrt(x^2 + 1)")]
    [InlineData("acosh(x)", "1/sqrt(x^2 - 1)")]
    [InlineData("atanh(x)", "1/(1 - x^2)")]
    [InlineData("ln(cosh(x))", "tanh(x)")]
    [InlineData("abs(x)", "sign(x)")]
    [InlineData("x*abs(x)", "2*abs(x)")]
    [InlineData("ln(abs(x))", "1/x")]
    [InlineData("ln(abs(sin(x)))", "cot(x)")]
    [InlineData("ln(abs(cos(x)))", "-tan(x)")]
    [InlineData("ln(abs(x^2 - 1))", "2*x/(x^2 - 1)")]
    [InlineData("ln((1 + x)/(1 - x))", "2/(1 - x^2)")]
    public void Full_gives_the_answer_of_a_textbook(string formula, string expected) =>
        Assert.Equal(Read(expected), Derivative(formula, SimplifyLevel.Full));

    [Theory]
    [InlineData("x^2", "2*x")]
    [InlineData("(2*x + 3)^2", "4*(2*x + 3)")]
    [InlineData("(x + 1)^2", "2*(x + 1)")]
    [InlineData("sin(x)^2", "2*sin(x)*cos(x)")]
    [InlineData("sin(x)*cos(x)", "cos(x)^2 - sin(x)^2")]
    [InlineData("x*e^x", "x*e^x + e^x")]
    [InlineData("x/(x^2 + 1)", "(1 - x^2)/(x^2 + 1)^2")]
    [InlineData("sqrt(x^2 + 1)", "x/sqrt(x^2 + 1)")]
    [InlineData("ln(cos(x))", "-sin(x)/cos(x)")]
    [InlineData("tanh(x)", "1 - tanh(x)^2")]
    [InlineData("x*ln(x)", "ln(x) + 1")]
    [InlineData("(x^2 + 1)^3", "6*x*(x^2 + 1)^2")]
    [InlineData("1/x", "-1/x^2")]
    [InlineData("e^(x^2)", "2*x*e^(x^2)")]
    public void Light_keeps_the_shape_of_the_rule(string formula, string expected) =>
        Assert.Equal(Read(expected), Derivative(formula, SimplifyLevel.Light));

    [Fact]
    public void The_partial_derivatives_of_the_mission_come_out_to_the_letter()
    {
        var f = Formula.Parse("3x^2 + 2y").Expression;
        Assert.Equal(["6x", "2"], f.Gradient(["x", "y"], SimplifyLevel.Full).Select(g => g.ToText()));
    }
}
