using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class FormulaTests
{
    public static TheoryData<string, string> Undeclared => Rows(Spellings.Undeclared);

    public static TheoryData<string, string> Declared => Rows(Spellings.Declared);

    [Fact]
    public void One_ascii_letter_names_no_function() =>
        Assert.DoesNotContain(Elementwise.All.SelectMany(row => row.Aliases.Append(row.Name)), name => name.Length == 1 && name[0] < 0x80);

    [Theory]
    [MemberData(nameof(Undeclared))]
    public void A_spelling_has_its_reading(string text, string reading) =>
        Assert.Equal(reading, Formula.Parse(text).ReadAs);

    [Theory]
    [MemberData(nameof(Declared))]
    public void Declared_names_decide_how_letters_are_read(string text, string reading)
    {
        var options = new ParseOptions { Names = ["x", "y", "w", "b", "theta", "x_1"] };
        Assert.Equal(reading, Formula.Parse(text, options).ReadAs);
    }

    [Fact]
    public void A_hundred_and_fifty_spellings_are_tried() =>
        Assert.InRange(Undeclared.Count + Declared.Count, 150, 1000);

    [Theory]
    [InlineData("3x^2+2y", "3x² + 2y", "3x^2 + 2y")]
    [InlineData("(2x+3)^2", "(2x+3)²", "(2x+3)^2")]
    [InlineData("2*(2x+3)*2", "2(2x+3)·2", "2(2x+3)*2")]
    [InlineData("4(2x+3)", "4(2x+3)", "4(2x+3)")]
    [InlineData("8x+12", "8x + 12", "8x + 12")]
    [InlineData("6x(x²+1)²sin 2x", "6x·(x²+1)²·sin(2x)", "6x*(x^2+1)^2*sin(2x)")]
    [InlineData("sin(x)^2*3", "sin²(x)·3", "sin(x)^2*3")]
    [InlineData("2*e^x + 2e", "2e^x + 2·e", "2e^x + 2*e")]
    [InlineData("sqrt(x) + sqrt(x+1)", "√x + √(x+1)", "sqrt(x) + sqrt(x+1)")]
    [InlineData("1/(2*sqrt(x))", "1/(2√x)", "1/(2sqrt(x))")]
    [InlineData("pi*abs(x)", "π·|x|", "pi*abs(x)")]
    [InlineData("x^(1/2) - 1/3", "x^(1/2) - 1/3", "x^(1/2) - 1/3")]
    [InlineData("3*x!", "3x!", "3x!")]
    [InlineData("where(x<=0, -x, x)", "where(x ≤ 0, -x, x)", "where(x <= 0, -x, x)")]
    [InlineData("1e-7 + 0.25 + 10^20", "1e-7 + 0.25 + 10²⁰", "1e-7 + 0.25 + 10^20")]
    public void People_read_short_text(string text, string unicode, string ascii)
    {
        var formula = Formula.Parse(text).Expression;
        Assert.Equal((unicode, ascii), (formula.ToText(), formula.ToString()));
    }

    [Fact]
    public void Names_come_in_the_order_of_the_text() => Assert.Equal(
        ["z", "y", "x"], Formula.Parse("z + t1*sin(pi) + t1 where t1 = y + e^x + z").Names);

    [Theory]
    [InlineData("1/2x", "implicit_denominator")]
    [InlineData("x(x+1)", "product")]
    [InlineData("sin^-1 x", "inverse_function")]
    [InlineData("sin 2x", "bare_argument")]
    [InlineData("2½", "mixed_number")]
    [InlineData("f(x) = x", "left_side")]
    [InlineData("d/dx x", "derivative_prefix")]
    [InlineData("2Pi*r", "constant")]
    [InlineData("PI", "constant")]
    [InlineData("tg x", "one_name")]
    [InlineData("5 mod 3", "one_name")]
    [InlineData("lim x", "one_name")]
    [InlineData("x if x > 0", "one_name")]
    [InlineData("|x|y|z|", "ambiguous_bars")]
    [InlineData("where(x=1,2,3)", "equals")]
    [InlineData("sinx", "one_name")]
    [InlineData("xsinx", "one_name")]
    [InlineData("3e-2x", "power_of_ten")]
    [InlineData("2E3x", "power_of_ten")]
    [InlineData("3x2", "subscript")]
    [InlineData("1 - 3x2 + x", "subscript")]
    [InlineData("x^2 + y^3 - 2xy", "one_name")]
    [InlineData("xy + y", null)]
    [InlineData("rate*t + r", null)]
    [InlineData("x!!", "factorial_of_factorial")]
    [InlineData("2x!!!", "factorial_of_factorial")]
    [InlineData("(x!)!", null)]
    [InlineData("3x1 + 2x2", null)]
    [InlineData("√x²", "bare_root")]
    [InlineData(@"\sqrt x^2", "bare_root")]
    [InlineData("√2x", "bare_root")]
    [InlineData("√(x)²", null)]
    [InlineData("√2·x", null)]
    [InlineData("√2 x", null)]
    [InlineData("xe^x", "product_of_letters")]
    [InlineData("αx", "product_of_letters")]
    [InlineData("Δx", null)]
    [InlineData("2ex", "one_name")]
    [InlineData("pix^2", "one_name")]
    [InlineData("xe^(-y)", "one_name")]
    [InlineData("Re + pie", null)]
    [InlineData("log_b x", "one_name")]
    [InlineData("sen x", "one_name")]
    [InlineData("2x₂", null)]
    [InlineData("3e-2", null)]
    [InlineData("2x + sin(x)/2", null)]
    [InlineData("1/(2x)", null)]
    [InlineData("|x||y|", null)]
    public void What_could_be_read_otherwise_is_noted(string text, string? code) =>
        Assert.Equal(code, Formula.Parse(text).Notes.Select(n => n.Code).SingleOrDefault());

    [Fact]
    public void Letters_that_hide_a_declared_variable_are_noted() => Assert.Equal(
        ("one_name", true), Formula.Parse("ax + 1", new() { Names = ["x"] }).Notes.Select(n => (n.Code, n.IsWarning)).Single());

    [Theory]
    [InlineData("d/dx d/dy x y", "x,y")]
    [InlineData("x y", "")]
    public void A_leading_derivative_is_reported(string text, string variables) =>
        Assert.Equal(variables, string.Join(',', Formula.Parse(text).DerivativeBy));

    [Fact]
    public void A_variable_is_found_where_it_first_occurs()
    {
        var parsed = Formula.Parse("2y + exp(x θ₁) - y", new() { Names = ["x", "y", "θ1"] });
        Assert.Equal([1, 9, 11, null], ((string[])["y", "x", "θ1", "z"]).Select(parsed.PlaceOf));
    }

    [Fact]
    public void More_digits_are_read_where_they_are_allowed()
    {
        var digits = new string('7', 5000);
        Assert.Equal("number_too_long", Assert.Throws<FormulaException>(() => Formula.Parse(digits)).Code);
        Assert.Equal(digits, Formula.Parse(digits, new() { MaximumDigits = 5000 }).ReadAs);
    }

    [Fact]
    public void Reading_keeps_to_its_budget() =>
        Assert.Throws<LimitException>(() => Formula.Parse("x+x+x+x+x", new() { Budget = new Budget(nodes: 3) }));

    static TheoryData<string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in table.Split('\n'))
        {
            if (line.StartsWith('#')) continue;
            var gap = line.IndexOf("  ", StringComparison.Ordinal);
            rows.Add(line[..gap], line[gap..].Trim());
        }

        return rows;
    }
}
