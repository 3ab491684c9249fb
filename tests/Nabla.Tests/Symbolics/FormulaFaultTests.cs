using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class FormulaFaultTests
{
    [Theory]
    [InlineData("", "empty", 0, 0)]
    [InlineData("   ", "empty", 0, 3)]
    [InlineData("1 +", "missing_operand", 3, 0)]
    [InlineData("1 +  ", "missing_operand", 3, 0)]
    [InlineData("2 + * 3", "missing_operand", 4, 1)]
    [InlineData("* 3", "missing_operand", 0, 1)]
    [InlineData("x^", "missing_operand", 2, 0)]
    [InlineData("-", "missing_operand", 1, 0)]
    [InlineData("2 + +", "missing_operand", 5, 0)]
    [InlineData("√cos^sin2", "missing_operand", 5, 4)]
    [InlineData("cos^sin 2", "missing_operand", 4, 3)]
    [InlineData("()", "empty_brackets", 0, 2)]
    [InlineData("2*()", "empty_brackets", 2, 2)]
    [InlineData("(x", "unclosed", 0, 1)]
    [InlineData("2*(x+(y)", "unclosed", 2, 1)]
    [InlineData("sin(x", "unclosed", 3, 1)]
    [InlineData("|x", "unclosed", 0, 1)]
    [InlineData("(|x)", "unclosed", 1, 1)]
    [InlineData("x)", "unopened", 1, 1)]
    [InlineData("(x]", "mismatched", 2, 1)]
    [InlineData("2x + sim(x)", "unknown_function", 5, 3)]
    [InlineData("xsin(x)", "unknown_function", 0, 4)]
    [InlineData("speed(x+1)", "unknown_function", 0, 5)]
    [InlineData("sin", "missing_argument", 0, 3)]
    [InlineData("sin()", "missing_argument", 0, 3)]
    [InlineData("sin + 1", "missing_argument", 0, 3)]
    [InlineData("max x", "missing_argument", 0, 3)]
    [InlineData("sin(x, y)", "argument_count", 0, 9)]
    [InlineData("atan2(x)", "argument_count", 0, 8)]
    [InlineData("max(x)", "argument_count", 0, 6)]
    [InlineData("where(x<1, 2)", "argument_count", 0, 13)]
    [InlineData("max(x,)", "missing_operand", 6, 1)]
    [InlineData("a, b", "stray_comma", 1, 1)]
    [InlineData("(a, b)", "stray_comma", 2, 1)]
    [InlineData("0,5x", "stray_comma", 1, 1)]
    [InlineData("2 3", "two_numbers", 0, 3)]
    [InlineData("1.2.3", "two_numbers", 0, 5)]
    [InlineData("0<x<1", "chained_comparison", 3, 1)]
    [InlineData("x + 1 = 2", "equation", 6, 1)]
    [InlineData("#", "unknown_character", 0, 1)]
    [InlineData("x + \"y\"", "unknown_character", 4, 1)]
    [InlineData("x%2", "unknown_character", 1, 1)]
    [InlineData("∞", "unknown_character", 0, 1)]
    [InlineData("x'", "unclosed", 1, 1)]
    [InlineData("y''", "empty_name", 1, 2)]
    [InlineData("x where '' = 2", "empty_name", 8, 2)]
    [InlineData("log_1(x)", "no_logarithm", 0, 5)]
    [InlineData("\\frac1", "missing_braces", 6, 0)]
    [InlineData("1e10000", "number_too_large", 0, 7)]
    [InlineData("1e99999999999", "number_too_large", 0, 13)]
    [InlineData("\\foo", "unknown_command", 0, 4)]
    [InlineData("\\frac{a}", "missing_braces", 8, 0)]
    [InlineData("\\frac{}{b}", "empty_brackets", 5, 2)]
    [InlineData("x⁽", "unclosed", 1, 1)]
    [InlineData("t1 where t1", "bad_definition", 9, 2)]
    [InlineData("t1 where t1 = 1, t1 = 2", "defined_twice", 17, 2)]
    [InlineData("t1 where t1 = t2, t2 = x", "defined_too_late", 14, 2)]
    public void A_fault_has_a_code_and_a_place(string text, string code, int start, int length)
    {
        var fault = Assert.Throws<FormulaException>(() => Formula.Parse(text));
        Assert.Equal((code, start, length), (fault.Code, fault.Start, fault.Length));
        Assert.False(string.IsNullOrWhiteSpace(fault.Message));
    }

    [Theory]
    [InlineData("Sin(x)", "did you mean: sin, sinh?")]
    [InlineData("coss(x)", "did you mean: cos, cosh?")]
    [InlineData("squrt(x)", "did you mean: sqrt?")]
    [InlineData("xsin(x)", "did you mean: x*sin?")]
    [InlineData("0<x<1", "for 0 < x < 1 write (0 < x)*(x < 1)")]
    [InlineData("2 3", "for a product write 2*3")]
    [InlineData("pow(x, 2)", "write x^y")]
    [InlineData("root(x, 3)", "write x^(1/n) for the n-th root, sqrt(x) or cbrt(x)")]
    [InlineData("softmax(x)", "write exp(x)/(exp(x)+exp(y)): a function here has one value")]
    [InlineData("∫x", "an integral is not taken; give the formula alone")]
    [InlineData("x % 3", "write x/100 for a percentage, and x - a*floor(x/a) for a remainder")]
    [InlineData("x>0 ? 1 : 0", "write where(x > 0, a, b) for cases")]
    [InlineData("x$", "write the formula without the dollar signs around it")]
    [InlineData("#x", "remove it")]
    public void A_fault_says_what_to_do(string text, string suggestion) =>
        Assert.Equal(suggestion, Assert.Throws<FormulaException>(() => Formula.Parse(text)).Suggestion);

    // Random text of characters and words that mean something here: nothing but the two exceptions, and never slow.
    [Fact]
    public void Any_text_is_read_or_refused()
    {
        const int seed = 20261123;
        var random = new Random(seed);
        string[] words =
        [
            "x", "y", "2", "0.5", "1e", "e", "π", "sin", "cos ", "max(", "where(", " where ", "t1 = ", "(", ")", "[", "]",
            "{", "}", "|", "+", "-", "*", "/", "^", "**", "²", "⁻¹", "ⁿ", "!", "!=", "<", "=", "==", ",", " ", "√", "½",
            "_", "_{1}", "'", "\\frac{", "\\sqrt[", "\\left", "\\right", "\\sin", "\\theta", "\\text{if}",
            "\\begin{cases}", "\\end{cases}", "&", "\\\\", "d/dx ", "f(x) =", "₁", "θ", "σ", "∂", "\0", "\ud800",
            "\udc00", "😀", "ｘ", "~", "@",
        ];
        var full = Environment.GetEnvironmentVariable("NABLA_TEST") == "full";
        for (var i = 0; i < (full ? 10_000_000 : 200_000); i++)
        {
            var text = string.Concat(random.GetItems(words, random.Next(1, 14)));
            try
            {
                var read = Formula.Parse(text);
                Assert.True(Formula.Parse(read.ReadAs).Expression == read.Expression, $"{text}, seed {seed}");
            }
            catch (FormulaException fault)
            {
                var isInside = fault.Start >= 0 && fault.Length >= 0 && fault.Start + fault.Length <= text.Length;
                Assert.True(isInside, $"{text}: {fault.Code}, seed {seed}");
            }
            catch (Exception other) when (other is not (LimitException or Xunit.Sdk.XunitException))
            {
                throw new Xunit.Sdk.XunitException($"{text}: {other}, seed {seed}");
            }
        }
    }
}
