using System.Text.Json;

namespace Nabla.Tests.Cli;

/// <summary>Where formulas have no value, every verb says so; where a printed derivative is wrong at a point, a warning does.</summary>
public class UndefinedTests
{
    [Theory]
    [InlineData("ln(x)", "-1"), InlineData("1/x", "0"), InlineData("1/x^2", "0"), InlineData("ln(x^2)", "0"), InlineData("sqrt(x)", "-1")]
    [InlineData("asin(x)", "2"), InlineData("acosh(x)", "1/2"), InlineData("x^(-3/2)", "0"), InlineData("gamma(x)", "-2"), InlineData("x ln(x) + 1/x", "0")]
    public void Verbs_agree_where_a_formula_has_no_value(string formula, string x) => Assert.All(
        (string[])["evaluate", "derivative", "explain", "gradient"],
        verb =>
        {
            var run = ToolRun.Of([verb, formula, "--at", "x=" + x, "--json"]);
            Assert.Equal(4, run.Exit);
            Assert.Contains(Warnings(run), w => w.Code == "undefined" && w.Message.StartsWith("the value is ", StringComparison.Ordinal));
        });

    // At 0 each; the printed derivative is evaluated by the tool itself.
    [Theory]
    [InlineData("1/x^2"), InlineData("ln(x^2)"), InlineData("x^x"), InlineData("abs(x)"), InlineData("relu(x)"), InlineData("x/(1+x)"), InlineData("cbrt(x)")]
    [InlineData("sqrt(x^2)"), InlineData("where(x > 0, ln(x), 0)"), InlineData("x^2 sin(1/x)"), InlineData("sin(x)/x"), InlineData("x^3"), InlineData("1/x"), InlineData("sqrt(x)")]
    public void A_warning_says_where_the_printed_derivative_and_the_rules_differ_and_nowhere_else(string formula)
    {
        var run = ToolRun.Of(["derivative", formula, "--at", "x=0", "--json"]);
        var result = run.Answers().Single().GetProperty("result");
        var printed = ToolRun.Of(["evaluate", result.GetProperty("expression").GetString()!, "--at", "x=0", "--json"]).Answers().Single().GetProperty("result").GetProperty("value");
        Assert.Equal(Plain(printed) != Plain(result.GetProperty("value")), Warnings(run).Any(w => w.Code == "edge_point"));
    }

    [Theory]
    [InlineData("x/0", "divides by 0"), InlineData("x^2/(1-1)", "divides by 0"), InlineData("1/(x-x)", "divides by 0"), InlineData("x + 2/(y - y)", "divides by 0")]
    [InlineData("ln(0) x", "ln(0) is infinite"), InlineData("x + 0^(-1)", "is infinite"), InlineData("sqrt(-1) x", "is not defined"), InlineData("max(x, asin(2))", "is not defined")]
    [InlineData("sin(x^(3/(2-2)))", "divides by 0"), InlineData("x exp(-1/0)", "divides by 0"), InlineData("exp(-1/0)", "divides by 0"), InlineData("x (0/0)", "divides by 0")]
    public void A_part_that_has_no_value_whatever_the_variables_are_leaves_the_formula_without_one(string formula, string says)
    {
        foreach (var verb in (string[])["derivative --var x", "explain --var x", "gradient --var x"])
        {
            var words = verb.Split(' ');
            var run = ToolRun.Of([words[0], formula, .. words[1..]]);
            if (words[0] == "gradient" && !formula.Contains('x', StringComparison.Ordinal)) continue;
            Assert.Equal(4, run.Exit);
            Assert.NotEqual("", run.Out);
            Assert.Contains(says, run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("10^400 x"), InlineData("exp(800) x"), InlineData("x/10^(-400)"), InlineData("9^9^9^9 x"), InlineData("200! x"), InlineData("where(x > 0, x, 1/0)")]
    [InlineData("1/(x-y)"), InlineData("0 x"), InlineData("0^0 x"), InlineData("sqrt(0) x"), InlineData("ln(1) x"), InlineData("x/(1-2)"), InlineData("(x-x)/2"), InlineData("cosh(1000) x")]
    public void What_is_only_too_large_for_a_double_or_left_out_by_a_condition_is_no_such_part(string formula) =>
        Assert.Equal(0, ToolRun.Of(["derivative", formula, "--var", "x"]).Exit);

    [Theory]
    [InlineData("1000000!", "", "infinite: 1000000! is too large for a double (beyond 1.8e308)")]
    [InlineData("2^(10^9)", "", "infinite: 2^(10^9) is too large")]
    [InlineData("10^400/10^399", "", "not found: 10^400 is too large")]
    [InlineData("200!/199!", "", "not found: 200! is too large")]
    [InlineData("exp(x)", "x=1000", "infinite at x = 1000.0: exp(x) is too large")]
    [InlineData("1/0", "", "infinite"), InlineData("ln(x)", "x=0", "infinite at x = 0.0"), InlineData("gamma(x)", "x=0", "infinite at x = 0.0"), InlineData("ln(x)", "x=-1", "not defined at x = -1.0")]
    public void What_is_too_large_for_a_double_is_no_pole(string formula, string at, string says)
    {
        var run = ToolRun.Of(["evaluate", formula, "--ascii", .. at.Length == 0 ? Array.Empty<string>() : ["--at", at], "--json"]);
        Assert.Equal(4, run.Exit);
        var message = Warnings(run).Single().Message;
        if (says.Contains("too large", StringComparison.Ordinal)) Assert.StartsWith("the value is " + says, message, StringComparison.Ordinal);
        else Assert.Equal("the value is " + says, message);
    }

    [Theory]
    [InlineData("hypot(x, y)"), InlineData("abs(x) + floor(x)"), InlineData("ln(x) sqrt(x)"), InlineData("(x^2)^(1/3)"), InlineData("(2x+3)^2"), InlineData("x^x"), InlineData("where(x>0, x, 2x)"), InlineData("x^2/x"), InlineData("sqrt(x)^2")]
    public void The_notes_of_an_explanation_are_in_its_json(string formula)
    {
        string[] args = ["explain", formula, "--var", "x", "--simplify", "full"];
        var (text, json) = (ToolRun.Of(args), ToolRun.Of([.. args, "--json"]));
        Assert.Equal(Lines(text.Out, "note: "), Warnings(json).Where(w => w.Code == "caveat").Select(w => w.Message));
        if (formula is "x^2/x" or "sqrt(x)^2") Assert.NotEmpty(Lines(text.Error, "valid for "));
        Assert.Equal(Lines(text.Error, "valid for "), Warnings(json).Where(w => w.Code == "condition").Select(w => w.Message["valid for ".Length..]));
    }

    // With one zero.
    static string Plain(JsonElement number) => number.ValueKind == JsonValueKind.String ? number.GetString()! : $"{number.GetDouble() + 0.0:R}";

    static IEnumerable<string> Lines(string text, string start) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..]);

    static IEnumerable<(string Code, string Message)> Warnings(ToolRun run) => run.Answers().Single().GetProperty("warnings").EnumerateArray()
        .Select(w => (w.GetProperty("code").GetString()!, w.GetProperty("message").GetString()!));
}
