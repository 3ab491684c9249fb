using System.Text.Json;
using Nabla.Optimization;

namespace Nabla.Tests.Cli;

public class MinimizeCommandTests
{
    const string Rosenbrock = "(1-x)^2 + 100(y-x^2)^2";

    // Minima beside the global one that the literature accepts from the standard start.
    static readonly Dictionary<string, double[]> s_others = new() { ["mgh02"] = [48.984253679240013], ["mgh18"] = [5.65565e-3] };

    [Fact]
    public void The_problems_of_More_Garbow_and_Hillstrom_reach_their_published_minimum()
    {
        var cases = TestData.Lines("mgh", "mgh.jsonl");
        Assert.Equal(18, cases.Count);
        var run = Stream(cases.Select(c => (string.Join(" + ", c.GetProperty("residuals").EnumerateArray().Select(r => $"({r.GetString()})^2")), c)));
        Assert.Equal(0, run.Exit);
        foreach (var (c, answer) in cases.Zip(run.Answers()))
        {
            var id = c.GetProperty("id").GetString()!;
            var f = answer.GetProperty("result").GetProperty("f").GetDouble();
            var polished = c.TryGetProperty("fmin_polished", out var member) && member.ValueKind == JsonValueKind.Number ? member : c.GetProperty("fmin");
            double[] published = [polished.GetDouble(), .. s_others.GetValueOrDefault(id, [])];
            Assert.Equal("converged", answer.GetProperty("result").GetProperty("status").GetString());
            Assert.True(published.Any(p => Math.Abs(f - p) <= 1e-9 * Math.Abs(p) + 1e-12), $"{id}: f = {f}");
        }
    }

    [Fact]
    public void Classic_functions_of_two_variables_end_at_a_minimum()
    {
        var cases = TestData.Lines("optfuncs", "optfuncs.jsonl");
        Assert.Equal(19, cases.Count);
        var run = Stream(cases.Select(c => (c.GetProperty("objective").GetString()!, c)));
        foreach (var (c, answer) in cases.Zip(run.Answers()))
        {
            var result = answer.GetProperty("result");
            var isPublished = Math.Abs(result.GetProperty("f").GetDouble() - c.GetProperty("fmin").GetDouble()) <= 1e-8;
            // A multimodal function may end in another minimum, but only ever at a stationary point.
            Assert.True(isPublished || (result.GetProperty("status").GetString() == "converged" && result.GetProperty("gradientNorm").GetDouble() < 1e-6), $"{c.GetProperty("id")}: {answer}");
            if (c.GetProperty("note").GetString() == "") Assert.True(isPublished, $"{c.GetProperty("id")}: {answer}");
        }
    }

    static ToolRun Stream(IEnumerable<(string Formula, JsonElement Case)> problems)
    {
        var lines = problems.Select(p => JsonSerializer.Serialize(new
        {
            formula = p.Formula,
            from = p.Case.GetProperty("vars").EnumerateArray().Zip(p.Case.GetProperty("x0").EnumerateArray()).ToDictionary(v => v.First.GetString()!, v => v.Second),
        })).ToArray();
        var run = ToolRun.Of(["minimize", "-", "--json"], string.Join('\n', lines));
        Assert.Equal(lines.Length, run.Answers().Count());
        Assert.All(run.Answers(), answer => Assert.Equal(JsonValueKind.Null, answer.GetProperty("error").ValueKind));
        return run;
    }

    [Fact]
    public void The_text_is_the_point_and_how_the_search_ended()
    {
        var run = ToolRun.Of(["minimize", "(x-2)^2 + 3(y+1)^2", "--from", "x=0,y=0"]);
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"^x = 2\.0, y = -1\.0, f\(x, y\) = 0\.0\nconverged: \|∇f\| = 0, iterations = \d+, evaluations = \d+, method = newton\n$", run.Out);
        Assert.Contains("converged after", run.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string> Methods => [.. MinimizeMethod.Names.Where(CanBeMade), .. FirstOrderMethod.Names];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_of_the_library_goes_by_its_name(string method)
    {
        string[] rate = FirstOrderMethod.Names.Contains(method) ? ["--rate", method switch { "adagrad" => "1", "rmsprop" or "lion" => "0.001", _ => "0.01" }] : [];
        var run = ToolRun.Of(["minimize", "x^2 + 2y^2 + x*y - 3x", "--from", "x=1,y=1", "--method", method, "--tol", "1e-2", "--epochs", "100000", .. rate, "--json"]);
        var result = run.Answers().Single().GetProperty("result");
        Assert.True(run.Exit == 0, run.Out);
        Assert.Equal(method, result.GetProperty("method").GetString());
        // ∇f = 0 is 2x + y = 3, x + 4y = 0.
        Assert.Equal(12.0 / 7, result.GetProperty("x").GetProperty("x").GetDouble(), 1e-2);
        Assert.Equal(-3.0 / 7, result.GetProperty("x").GetProperty("y").GetDouble(), 1e-2);
    }

    [Fact]
    public void A_table_and_rows_hold_every_step_from_the_start()
    {
        var table = ToolRun.Of(["minimize", Rosenbrock, "--from", "x=-1.2,y=1", "--table"]).Out.Split('\n');
        Assert.Equal(["epoch", "x", "y", "f(x,", "y)", "|∇f|"], table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["0", "-1.200000", "1.000000", "24.200000", "232.867688"], table[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var rows = ToolRun.Of(["minimize", Rosenbrock, "--from", "x=-1.2,y=1", "--csv"]).Out.Split('\n');
        Assert.Equal("epoch,x,y,f,gradientNorm", rows[0]);
        Assert.Equal(table.Length - 2, rows.Length);
    }

    [Fact]
    public void Paths_of_several_methods_are_drawn_together_under_the_names_of_their_files()
    {
        var folder = Directory.CreateTempSubdirectory("nabla").FullName;
        string[] files = [.. ((string[])["newton", "gd"]).Select(m => Path.Combine(folder, m + ".csv"))];
        foreach (var file in files)
            ToolRun.Of(["minimize", "x^2 + 3y^2", "--from", "x=2,y=1", "--method", Path.GetFileNameWithoutExtension(file), "--out", file]);
        var svg = ToolRun.Of(["plot", "x^2 + 3y^2", "--path", string.Join(',', files)]).Out;
        Directory.Delete(folder, recursive: true);
        Assert.Contains(">newton (", svg, StringComparison.Ordinal);
        Assert.Contains(">gd (", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_maximum_is_a_minimum_upside_down()
    {
        var run = ToolRun.Of(["minimize", "3 - (x-1)^2", "--from", "0", "--maximize", "--json"]);
        Assert.Equal(3, run.Answers().Single().GetProperty("result").GetProperty("f").GetDouble());
    }

    static bool CanBeMade(string name)
    {
        try
        {
            return MinimizeMethod.Create(name).Name == name;
        }
        catch (OptionException)
        {
            return false;
        }
    }
}
