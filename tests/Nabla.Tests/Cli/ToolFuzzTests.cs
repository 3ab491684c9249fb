using System.Globalization;
using System.Text;
using System.Text.Json;
using Nabla.Symbolics;
using Nabla.Tests.Symbolics;

namespace Nabla.Tests.Cli;

/// <summary>
/// Random text and random formulas as one stream through the tool. NABLA_FUZZ=N runs N times as many lines, from seeds of
/// their own.
/// </summary>
[Collection(nameof(Alone))]
public class ToolFuzzTests
{
    static readonly int s_rounds =
        int.TryParse(Environment.GetEnvironmentVariable("NABLA_FUZZ"), CultureInfo.InvariantCulture, out var n) && n > 0 ? n
        : Environment.GetEnvironmentVariable("NABLA_TEST") == "full" ? 20 : 1;

    // What formulas are made of, and what they are not.
    static readonly string[] s_pieces =
    [
        "x", "y", "x1", "w_2", "2", "0.5", "1e-3", "1e999", "+", "-", "*", "/", "^", "**", "(", ")", "[", "]", "{", "}", "|", "!", "²", "⁻¹", "½", "√",
        "sin", "ln", "sinh^-1", "where(", "max(", ",", "<", "==", "=", "≤", "e", "pi", "π", "γ", "_", "'", "\"", "\\frac", "\\left(", "\\sqrt{", "d/dx",
        " where t1 = ", "NaN", "∞", "\0", "\t", "\ud800", "\U0001F600", "…", ";", "#", "{\"formula\":\"x\"}", "-", "--var", "f(x)", " ", "",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, s_rounds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_text_gets_one_answer_a_line(int seed)
    {
        const int Lines = 1500;
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < Lines; i++)
        {
            // A blank line is no request.
            text.Append('x');
            for (var k = random.Next(12); k > 0; k--)
                text.Append(random.Next(8) == 0 ? ((char)random.Next(0x20, 0x3000)).ToString() : s_pieces[random.Next(s_pieces.Length)]);
            text.Append('\n');
        }

        var run = ToolRun.Of(["derivative", "-", "--json", "--var", "x", "--timeout", "5s"], text.ToString());
        var answers = run.Answers().ToArray();
        Assert.Equal(text.ToString().Count(c => c == '\n'), answers.Length);
        var codes = answers.Select(a => a.GetProperty("error")).Select(e => e.ValueKind == JsonValueKind.Null ? null : e.GetProperty("code").GetString()).ToArray();
        Assert.DoesNotContain("bug", codes);
        Assert.DoesNotContain("timeout", codes);
        Assert.Contains(null, codes);
        Assert.Contains(codes, code => code is not null);
        foreach (var answer in answers.Where(a => a.GetProperty("error").ValueKind == JsonValueKind.Null))
            Formula.Parse(answer.GetProperty("result").GetProperty("expression").GetString()!);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_formula_is_read_back_and_has_the_derivative_of_its_rows(int seed)
    {
        const int Lines = 400;
        var random = new RandomFormulas(seed);
        var formulas = Enumerable.Range(0, Lines).Select(_ => random.Next(4)).ToArray();
        var run = ToolRun.Of(["derivative", "-", "--json", "--var", "x"], string.Join('\n', formulas.Select(f => f.ToText(TextStyle.Explicit))));
        var answers = run.Answers().ToArray();
        Assert.Equal(Lines, answers.Length);
        var compared = 0;
        foreach (var (f, answer) in formulas.Zip(answers))
        {
            // An answer that is undefined everywhere is given with its error.
            if (answer.GetProperty("result").ValueKind == JsonValueKind.Null) Assert.Fail($"{f}: {answer.GetProperty("error")}");
            Assert.Equal(f, Formula.Parse(answer.GetProperty("input").GetProperty("readAs").GetString()!).Expression);
            var derivative = Formula.Parse(answer.GetProperty("result").GetProperty("expression").GetString()!).Expression;
            var at = random.Point(["x", "y"]);
            var (value, expected) = DualValuation.Of(f, "x", at);
            var actual = new Valuation(at).Of(derivative);
            // Where a part is huge, its rounding is all that is left; where the rows have no derivative, no claim is made.
            if (!double.IsFinite(value) || !double.IsFinite(expected) || Math.Abs(expected) > 1e12 || Math.Abs(value) > 1e12) continue;
            compared++;
            Assert.True(
                Math.Abs(actual - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)),
                $"{f} at {string.Join(", ", at)}: {derivative} is {actual:R}, not {expected:R}");
        }

        Assert.InRange(compared, Lines / 4, Lines);
    }
}
