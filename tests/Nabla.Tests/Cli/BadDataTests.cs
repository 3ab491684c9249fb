using System.Text.RegularExpressions;

namespace Nabla.Tests.Cli;

/// <summary>Data, starts and bounds that can't be fitted: the exit code, the line or the name, and a cure.</summary>
public sealed class BadDataTests : IDisposable
{
    const string Good = "x,y\n1,2\n2,4\n3,6.5\n";

    // The file, the options, the exit code and what the message must say.
    static readonly (string Name, string File, string[] Args, int Exit, string Says)[] s_cases =
    [
        ("empty", "", Fit("a*x"), 3, "is empty"),
        ("blank", " \n\n  \n", Fit("a*x"), 3, "is empty"),
        ("names only", "x,y\n", Fit("a*x"), 3, "no rows of data"),
        ("binary", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", Fit("a*x"), 3, "is no text"),
        ("binary later", Good + "4,\0\0\0", Fit("a*x"), 3, "is no text"),
        ("decimal commas", "x;y\n1;2,5\n", Fit("a*x"), 3, "line 2, column y: '2,5' has a decimal comma"),
        ("decimal commas between commas", "x,y\n1,5,2,5\n", Fit("a*x"), 3, "if commas are decimal commas"),
        ("text", Good + "4,ten\n", Fit("a*x"), 3, "line 5, column y: 'ten' is not a number"),
        ("text after a line break in quotes", "x,y,note\n1,2,\"a\nb\"\n2,?4,c\n", Fit("a*x"), 3, "line 4, column y"),
        ("missing", Good + "4,\n", Fit("a*x"), 3, "line 5 has no value for y"),
        ("several missing", Good + "4,\n5,NA\n6,1\n", Fit("a*x"), 3, "2 lines have no value for y or another column that is needed: lines 5, 6"),
        ("NaN", Good + "4,NaN\n", Fit("a*x"), 3, "line 5, column y: NaN"),
        ("infinity", Good + "4,1e999\n", Fit("a*x"), 3, "line 5, column y: an infinite value"),
        ("short row", Good + "4\n", Fit("a*x"), 3, "line 5 has 1 field, but the first line has 2"),
        ("open quotation", Good + "\"4,1\n", Fit("a*x"), 3, "line 5"),
        ("two columns of a name", "x,y,y\n1,2,3\n", Fit("a*x"), 3, "two columns y"),
        ("response undefined", "x,y\n1,2\n2,0\n", Fit("a*x", "--response", "1/ln(y)*0+ln(y)"), 3, "line 3: the response"),
        ("response not understood", Good, Fit("a*x", "--response", "ln(y"), 3, "--response 'ln(y'"),
        ("response unknown", Good, Fit("a*x", "--response", "ln(z)"), 2, "z is no column; the columns are x, y"),
        ("response missing", Good, Fit("a*x", "--response", ""), 3, "--response"),
        ("negative weight", "x,y,w\n1,2,1\n2,4,-1\n", Fit("a*x", "--weights", "w"), 3, "line 3: the weight w is -1.0"),
        ("no file", "-", Fit("a*x", "--data", "no/such/file.csv"), 3, "no/such/file.csv"),
        ("a folder", "-", Fit("a*x", "--data", "/"), 3, "is a folder"),
        ("data from stdin", "-", Fit("a*x", "--data", "-"), 2, "/dev/stdin"),
        ("unknown in the model", Good, Fit("a*x + q"), 2, "q in the model is neither a column nor has it a start; the columns of"),
        ("unused parameter", Good, Fit("a*x", "--start", "a=1,b=2"), 2, "b does not occur in the model"),
        ("parameter is a column", Good, Fit("x*y", "--start", "y=1", "--response", "x"), 2, "y is a column"),
        ("no parameter", Good, Fit("2*x", "--start", ""), 2, "--start"),
        ("start is NaN", Good, Fit("a*x", "--start", "a=nan"), 2, "a = nan is not a finite number"),
        ("start outside bounds", Good, Fit("a*x", "--bounds", "a=2..3"), 2, "a = 1.0 lies outside the bounds 2.0"),
        ("contradictory bounds", Good, Fit("a*x", "--bounds", "a=3..2"), 2, "The bounds of a contradict each other"),
        ("bounds of nothing", Good, Fit("a*x", "--bounds", "q=0.."), 2, "q has bounds but is no variable"),
        ("bounds not understood", Good, Fit("a*x", "--bounds", "a>0"), 2, "b1=0.."),
        ("start outside the domain", Good, Fit("ln(a)*x", "--start", "a=-1"), 4, "(line 2 of"),
        ("response in the model", Good, Fit("a*y"), 2, "explain itself"),
        ("constant column", "x,y\n1,2\n1,4\n1,6.5\n", Fit("a + b*x", "--start", "a=1,b=1"), 4, "the column x is 1.0 in every row"),
        ("not determined", Good, Fit("a*x + b*x", "--start", "a=1,b=1"), 4, "do not determine a, b"),
        ("more parameters than points", Good, Fit("a+b*x+c*x^2+d*x^3", "--start", "a=1,b=1,c=1,d=1"), 4, "4 free parameters for 3 observations"),
        ("as many parameters as points", Good, Fit("a+b*x+c*x^2", "--start", "a=1,b=1,c=1"), 4, "3 free parameters for 3 observations"),
        ("out of iterations", Good, Fit("exp(a*x)", "--start", "a=3", "--epochs", "1"), 5, "not converged"),
        ("confidence", Good, Fit("a*x", "--confidence", "95"), 2, "as 0.95"),
        ("robust", Good, Fit("a*x", "--robust", "hubber"), 2, "huber"),
        ("scale", Good, Fit("a*x", "--robust", "huber", "--scale", "0"), 2, "positive"),
        ("scale alone", Good, Fit("a*x", "--scale", "1"), 2, "--robust"),
        ("predict nothing", Good, Fit("a*x", "--predict", "z=1"), 2, "z is no column of the model"),
        ("predict lacks a column", Good, Fit("a*x + c2*0", "--predict", "x=1"), 2, "c2"),
        ("predict what is no number", Good, Fit("a*x", "--predict", "x=1,two"), 2, "x=1,2,3"),
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("nabla").FullName;

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_data_end_with_their_code_a_line_or_a_name_and_a_cure(string name)
    {
        var (_, text, args, exit, says) = s_cases.Single(c => c.Name == name);
        var path = Path.Combine(_folder, "data.csv");
        File.WriteAllText(path, text);
        if (!args.Contains("--data")) args = [.. args, "--data", path];
        var run = ToolRun.Of(args);
        Assert.True(exit == run.Exit, $"exit {run.Exit}, not {exit}: {run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        if (exit is 2 or 3) Assert.Equal("", run.Out);
        var json = ToolRun.Of([.. args, "--json"]).Answers().Single();
        // What could be found out is given, with a status.
        if (exit is 4 or 5) Assert.Matches("^[a-z_]+$", json.GetProperty("result").GetProperty("status").GetString());
        else Assert.False(string.IsNullOrEmpty(json.GetProperty("error").GetProperty("message").GetString()));
    }

    [Fact]
    public void Without_data_response_or_start_the_message_shows_how()
    {
        Assert.Contains("--data observations.csv", ToolRun.Of(["fit", "a*x"]).Error, StringComparison.Ordinal);
        var path = Path.Combine(_folder, "data.csv");
        File.WriteAllText(path, Good);
        Assert.Contains("--start a=1", ToolRun.Of(["fit", "a*x", "--data", path, "--response", "y"]).Error, StringComparison.Ordinal);
        Assert.Contains("needs a response", ToolRun.Of(["fit", "a*x", "--data", path, "--start", "a=1"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_end_is_refused_in_bounded_memory()
    {
        var path = Path.Combine(_folder, "row.csv");
        File.WriteAllText(path, "x,y\n\"" + new string('1', 40_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = ToolRun.Of([.. Fit("a*x"), "--data", path]);
        Assert.Equal(3, run.Exit);
        Assert.Contains("16 million characters", run.Error, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        Assert.All(Regex.Split(run.Error, "\n"), line => Assert.InRange(line.Length, 0, 400));
    }

    // The later one of an option counts.
    static string[] Fit(string model, params string[] options) =>
        ["fit", model, .. options.Contains("--response") ? [] : (string[])["--response", "y"], .. options.Contains("--start") ? [] : (string[])["--start", "a=1"], .. options];
}
