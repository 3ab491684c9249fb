using System.Text.Json;
using System.Text.RegularExpressions;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Tests.Cli;

/// <summary>Published problems as streams through the tool: one process, one answer a line.</summary>
public class RealStreamTests
{
    [Fact]
    public void Printed_derivatives_of_antiderivatives_have_the_values_of_the_integrands()
    {
        var cases = TestData.Lines("rubi-derivatives", "rubi.jsonl");
        var run = Stream("derivative", cases.Select(c => new { formula = Text(c, "antiderivative"), var = Text(c, "var"), at = c.GetProperty("points")[0].GetProperty("at") }));
        var faults = new List<string>();
        foreach (var (c, answer) in cases.Zip(run))
        {
            var tolerance = Math.Max(10 * c.GetProperty("dblRelErr").GetDouble(), 1e-9);
            var result = answer.GetProperty("result");
            Compare(result.GetProperty("value").GetDouble(), c.GetProperty("points")[0], "the rules");
            string[] names = [.. c.GetProperty("points")[0].GetProperty("at").EnumerateObject().Select(p => p.Name)];
            var printed = Formula.Parse(Text(result, "expression"), new ParseOptions { Names = names }).Expression;
            var f = CompiledFormula.Compile(printed, names);
            foreach (var point in c.GetProperty("points").EnumerateArray())
                Compare(f.Value(names.Select(n => point.GetProperty("at").GetProperty(n).GetDouble()).ToArray()), point, "what was printed");

            void Compare(double actual, JsonElement point, string who)
            {
                var expected = point.GetProperty("integrand").GetDouble();
                if (!(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected)))
                    faults.Add($"{c.GetProperty("id")}: {who}: {actual:R} is not {expected:R} at {point.GetProperty("at")}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Derivatives_of_other_systems_agree_at_all_points()
    {
        var points = (from c in TestData.Lines("cas-derivatives", "cases.jsonl")
                      from point in c.GetProperty("points").EnumerateArray()
                      select (Case: c, Point: point)).ToArray();
        var run = Stream("derivative", points.Select(p => new { formula = Text(p.Case, "f"), var = p.Case.GetProperty("wrt"), at = p.Point.GetProperty("at") }));
        foreach (var (p, answer) in points.Zip(run))
            AssertClose(p.Point.GetProperty("value"), answer.GetProperty("result").GetProperty("value"), 1e-11, 1, Text(p.Case, "id"));
    }

    [Fact]
    public void Gradients_of_peers_agree()
    {
        var cases = TestData.Lines("peer-gradients", "cases.jsonl");
        var run = Stream("gradient", cases.Select(c => new { formula = Composed(c), at = c.GetProperty("inputs") }));
        foreach (var (c, answer) in cases.Zip(run))
        {
            var result = answer.GetProperty("result");
            if (c.TryGetProperty("value", out var value)) AssertClose(value, result.GetProperty("value"), 1e-13, 1, "value");
            foreach (var d in c.GetProperty("grad").EnumerateObject())
                AssertClose(d.Value, result.GetProperty("gradient").GetProperty(d.Name), 1e-13, 1, d.Name);
        }
    }

    [Fact]
    public void Classic_functions_have_their_values_and_gradients()
    {
        var cases = TestData.Lines("optfuncs", "optfuncs.jsonl");
        var run = Stream("gradient", cases.Select(c => new { formula = Text(c, "objective"), at = At(c, "x0") }));
        foreach (var (c, answer) in cases.Zip(run)) AssertGradient(c, answer, "f_x0", "grad_x0");
    }

    [Theory]
    [InlineData("x0", "f_x0", "grad_x0")]
    [InlineData("xp", "f_xp", "grad_xp")]
    public void Sums_of_squares_have_their_values_gradients_and_Hessians(string x, string f, string gradient)
    {
        var cases = TestData.Lines("mgh", "mgh.jsonl");
        var run = Stream("gradient", cases.Select(c => new
        {
            formula = string.Join(" + ", c.GetProperty("residuals").EnumerateArray().Select(r => $"({r.GetString()})^2")),
            at = At(c, x),
            hessian = true,
        }));
        foreach (var (c, answer) in cases.Zip(run))
        {
            AssertGradient(c, answer, f, gradient);
            if (x != "x0") continue;
            var actual = Rows(answer.GetProperty("result").GetProperty("hessian"));
            var expected = Rows(c.GetProperty("hess_x0"));
            var scale = expected.SelectMany(row => row).Where(e => e.ValueKind == JsonValueKind.Number).Max(e => Math.Abs(e.GetDouble()));
            for (var i = 0; i < expected.Length; i++)
                for (var j = 0; j < expected.Length; j++)
                    if (expected[i][j].ValueKind == JsonValueKind.Number) AssertClose(expected[i][j], actual[i][j], 1e-12, scale, $"{Text(c, "id")} [{i},{j}]");
        }
    }

    static JsonElement[] Stream(string verb, IEnumerable<object> lines)
    {
        var all = lines.Select(line => JsonSerializer.Serialize(line)).ToArray();
        var run = ToolRun.Of([verb, "-", "--json"], string.Join('\n', all));
        var answers = run.Answers().ToArray();
        Assert.Equal(all.Length, answers.Length);
        Assert.All(answers.Zip(all), a => Assert.True(a.First.GetProperty("error").ValueKind == JsonValueKind.Null, $"{a.Second}: {a.First.GetProperty("error")}"));
        Assert.Equal(0, run.Exit);
        return answers;
    }

    static void AssertGradient(JsonElement c, JsonElement answer, string f, string gradient)
    {
        var (id, result) = (Text(c, "id"), answer.GetProperty("result"));
        AssertClose(c.GetProperty(f), result.GetProperty("value"), 1e-12, 1, $"{id} {f}");
        var expected = c.GetProperty(gradient).EnumerateArray().ToArray();
        var scale = expected.Max(e => Math.Abs(e.GetDouble()));
        foreach (var (e, actual) in expected.Zip(result.GetProperty("gradient").EnumerateObject()))
            AssertClose(e, actual.Value, 1e-12, scale, $"{id} {gradient} {actual.Name}");
    }

    static void AssertClose(JsonElement expected, JsonElement actual, double tolerance, double scale, string what) => Assert.True(
        Math.Abs(expected.GetDouble() - actual.GetDouble()) <= tolerance * Math.Max(Math.Max(1, scale), Math.Abs(expected.GetDouble())),
        $"{what}: {actual} is not {expected}");

    // Statements one into the other, as a person who types one formula would.
    static string Composed(JsonElement c)
    {
        var known = c.GetProperty("inputs").EnumerateObject().ToDictionary(p => p.Name, p => p.Name);
        foreach (var statement in c.GetProperty("program").EnumerateArray())
        {
            var parts = statement.GetString()!.Split('=', 2, StringSplitOptions.TrimEntries);
            known[parts[0]] = "(" + Regex.Replace(parts[1], @"\b[a-z]\b", name => known[name.Value]) + ")";
        }

        return known[Text(c, "output")];
    }

    static Dictionary<string, JsonElement> At(JsonElement c, string point) =>
        c.GetProperty("vars").EnumerateArray().Zip(c.GetProperty(point).EnumerateArray()).ToDictionary(p => p.First.GetString()!, p => p.Second);

    static JsonElement[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().ToArray())];

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
