using System.Globalization;
using System.Text.Json;

namespace Nabla.Tests.Cli;

public sealed class FitCommandTests : IDisposable
{
    static readonly string s_misra = Path.Combine(Repository.Root, "tests/fixtures/misra1a.csv");

    readonly string _folder = Directory.CreateTempSubdirectory("nabla").FullName;

    public static TheoryData<string, string> Problems()
    {
        var problems = new TheoryData<string, string>();
        foreach (var name in (string[])["BoxBOD", "Chwirut2", "DanWood", "ENSO", "Eckerle4", "Gauss1", "Kirby2", "Lanczos1", "MGH09", "MGH17", "Misra1a", "Misra1c", "Rat43"])
        {
            problems.Add(name, "start1");
            problems.Add(name, "start2");
        }

        return problems;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_method_of_Gauss_and_Newton_finds_the_same_fit()
    {
        string[] fit = ["fit", "b1*(1-exp(-b2*x))", "--data", s_misra, "--response", "y", "--start", "b1=240,b2=0.0005"];
        string[] Estimates(params string[] method) => [.. ToolRun.Of([.. fit, .. method]).Out.Split('\n').Skip(1).Take(2).Select(line => line[..32])];
        Assert.Equal(Estimates(), Estimates("--method", "gauss-newton"));
        Assert.Contains("lm, gauss-newton", ToolRun.Of([.. fit, "--method", "adam"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_the_folder_is_listed() =>
        Assert.Equal(TestData.Lines("nist-strd", "nist.jsonl").Select(line => line.GetProperty("name").GetString()).Order(),
            Problems().Select(row => row.Data.Item1).Distinct().Order());

    [Theory, MemberData(nameof(Problems))]
    public void Problems_of_NIST_have_8_correct_digits_and_standard_errors_6(string name, string start)
    {
        var problem = TestData.Lines("nist-strd", "nist.jsonl").Single(l => l.GetProperty("name").GetString() == name);
        var rows = problem.GetProperty("data").EnumerateArray().Select(row => string.Join(',', row.EnumerateArray().Select(v => v.GetRawText())));
        var path = File(name + ".csv", string.Join(',', Strings(problem, "columns")) + "\n" + string.Join('\n', rows) + "\n");
        string[] parameters = Strings(problem, "params");
        var from = string.Join(',', parameters.Zip(problem.GetProperty(start).EnumerateArray(), (p, v) => p + "=" + v.GetRawText()));
        var run = ToolRun.Of(["fit", problem.GetProperty("model").GetString()!, "--data", path, "--response", problem.GetProperty("response").GetString()!, "--start", from, "--json"]);
        Assert.Equal(0, run.Exit);
        var result = run.Answers().Single().GetProperty("result");
        Assert.Equal("converged", result.GetProperty("status").GetString());
        var fitted = parameters.Select(p => result.GetProperty("parameters").GetProperty(p)).ToArray();
        AssertDigits(8, fitted.Select(p => p.GetProperty("estimate")), problem.GetProperty("certified"));
        // Its certified sum of squares, 1.4e-25, lies below what certified parameters of 11 digits can show.
        if (name == "Lanczos1") return;
        AssertDigits(6, fitted.Select(p => p.GetProperty("standardError")), problem.GetProperty("certifiedSd"));
        Assert.InRange(CorrectDigits(result.GetProperty("residualSumOfSquares").GetDouble(), problem.GetProperty("certifiedRss").GetDouble()), 8, 99);
    }

    [Fact]
    public void The_text_is_a_table_of_estimates_and_what_they_rest_on()
    {
        var run = ToolRun.Of(["fit", "b1*(1-exp(-b2*x))", "--data", s_misra, "--response", "y", "--start", "b1=500,b2=0.0001", "--predict", "x=100,1000"]);
        Assert.Equal(0, run.Exit);
        Assert.Equal("""
            parameter            estimate   standard error                   95 % interval
            b1              238.942129179        2.7070075           233.04407 … 244.84019
            b2          0.000550156431806    7.2668688e-06   0.00053432328 … 0.00056598958

            residual standard deviation = 0.101878763302, degrees of freedom = 12
            residual sum of squares = 0.124551388944, R² = 0.99998158
            converged: iterations = N, evaluations = N, observations = 14

            ∂f/∂b1 = 1 - exp(-b2·x)
            ∂f/∂b2 = b1·x·exp(-b2·x)

            x           prediction   standard error           95 % interval
            100.0    12.7904904493      0.020881927   12.744993 … 12.835988
            1000.0   101.106076686       0.15326085      100.77215 … 101.44

            """, System.Text.RegularExpressions.Regex.Replace(run.Out, "(iterations|evaluations) = [0-9]+", "$1 = N"));
    }

    [Fact]
    public void The_object_has_the_members_of_the_contract()
    {
        var run = ToolRun.Of(["fit", "b1*(1-exp(-b2*x))", "--data", s_misra, "--response", "y", "--start", "b1=500,b2=0.0001", "--predict", "x=100", "--json"]);
        var answer = run.Answers().Single();
        Assert.Equal("b1=500,b2=0.0001", answer.GetProperty("input").GetProperty("start").GetString());
        var result = answer.GetProperty("result");
        Assert.Equal(
            ["parameters", "confidence", "residualSumOfSquares", "residualStandardDeviation", "degreesOfFreedom", "rSquared", "observations",
                "iterations", "evaluations", "status", "explanation", "derivatives", "predictions"],
            result.EnumerateObject().Select(m => m.Name));
        Assert.Equal(["b1", "b2"], result.GetProperty("parameters").EnumerateObject().Select(m => m.Name));
        Assert.Equal(["estimate", "standardError", "lower", "upper"], result.GetProperty("parameters").GetProperty("b1").EnumerateObject().Select(m => m.Name));
        Assert.Equal(12, result.GetProperty("degreesOfFreedom").GetInt32());
        Assert.Equal("b1*x*exp(-b2*x)", result.GetProperty("derivatives").GetProperty("b2").GetString());
        Assert.Equal(12.7904904493, result.GetProperty("predictions")[0].GetProperty("value").GetDouble(), 1e-9);
    }

    // A line through 1, 2, 3 and 2, 4, 6.5: the normal equations by hand.
    [Theory]
    [InlineData("a.csv", "x,y\n1,2\n2,4\n3,6.5\n", "x", "y")]
    [InlineData("b.tsv", "x\ty\n1\t2\n2\t4\n3\t6.5\n", "x", "y")]
    [InlineData("c.txt", "x;y\r\n1;2\r\n2;4\r\n\r\n3;6.5", "x", "y")]
    [InlineData("d.csv", "1,2\n2,4\n3,6.5\n", "c1", "c2")]
    [InlineData("e.csv", "\uFEFFnote,x,y,\n\"a, b\",1,2,\n\"c \"\"d\"\"\ne\",2,4,\nNA,3,6.5,\n", "x", "y")]
    [InlineData("f.csv", "# made by hand, in 3 rows\n\"the x\",y\n1,2\n\"2\", 4 \n# half a row\n3,65e-1\n", "c1", "y")]
    [InlineData("g.dat", "x|y\n1|2\n2|4\n3|6.5\n", "x", "y")]
    public void Tables_of_every_make_are_read(string name, string text, string x, string y)
    {
        var result = Result(["fit", $"a + b*{x}", "--data", File(name, text), "--response", y, "--start", "a=0,b=1"]);
        Assert.Equal(4.5 / 2, Estimate(result, "b"), 1e-12);
        Assert.Equal(12.5 / 3 - 4.5, Estimate(result, "a"), 1e-12);
        // s² = Σr²/1, s²/Σ(x − x̄)² and R² = 1 − Σr²/Σ(y − ȳ)².
        Assert.Equal(0.125 / 3, result.GetProperty("residualSumOfSquares").GetDouble(), 1e-12);
        Assert.Equal(Math.Sqrt(0.125 / 3 / 2), result.GetProperty("parameters").GetProperty("b").GetProperty("standardError").GetDouble(), 1e-12);
    }

    [Fact]
    public void A_file_without_names_says_what_its_columns_are_called()
    {
        var run = ToolRun.Of(["fit", "a*c1", "--data", File("n.csv", "1,2\n2,4.5\n"), "--response", "c2", "--start", "a=1"]);
        Assert.Contains("so the columns are called c1, c2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_and_weights_may_be_formulas_of_columns()
    {
        var path = File("decay.csv", "t,counts,s\n0,1000,1\n1,600,2\n2,370,1\n3,220,4\n");
        var direct = Result(["fit", "a - b*t", "--data", path, "--response", "ln(counts)", "--start", "a=1,b=1", "--weights", "1/s^2"]);
        var logs = string.Join('\n', new[] { (0, 1000.0, 1.0), (1, 600, 2), (2, 370, 1), (3, 220, 4) }
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Item1},{Math.Log(r.Item2):R},{1 / (r.Item3 * r.Item3):R}")));
        var ready = Result(["fit", "a - b*t", "--data", File("logs.csv", "t,z,w\n" + logs), "--response", "z", "--start", "a=1,b=1", "--weights", "w"]);
        Assert.Equal(Estimate(ready, "b"), Estimate(direct, "b"), 1e-12);
        Assert.Equal(ready.GetProperty("residualSumOfSquares").GetDouble(), direct.GetProperty("residualSumOfSquares").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("huber")]
    [InlineData("cauchy")]
    [InlineData("soft-l1")]
    public void A_robust_loss_is_not_moved_by_an_outlier_whatever_the_units(string loss)
    {
        var random = new Random(5);
        foreach (var unit in (double[])[1e-6, 1, 1e6])
        {
            var rows = Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{unit * (i == 7 ? 900 : 3 + 2 * i + 0.1 * (random.NextDouble() - 0.5)):R}"));
            var path = File("outlier.csv", "x,y\n" + string.Join('\n', rows));
            var plain = Estimate(Result(["fit", "a + b*x", "--data", path, "--response", "y", "--start", "a=0,b=1"]), "b") / unit;
            var robust = Estimate(Result(["fit", "a + b*x", "--data", path, "--response", "y", "--start", "a=0,b=1", "--robust", loss]), "b") / unit;
            Assert.True(Math.Abs(plain - 2) > 1, "the outlier is no outlier");
            Assert.Equal(2, robust, 0.01);
        }
    }

    [Fact]
    public void Bounds_hold_and_are_named()
    {
        var run = ToolRun.Of(["fit", "b1*(1-exp(-b2*x))", "--data", s_misra, "--response", "y", "--start", "b1=100,b2=0.001", "--bounds", "b1=..200,b2=0.."]);
        Assert.Equal(0, run.Exit);
        Assert.Matches("b1 +200 +at a bound", run.Out);
        Assert.Contains("A bound holds b1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_come_from_a_file_too()
    {
        var at = File("at.csv", "label,x\nfirst,100\nsecond,1000\n");
        string[] fit = ["fit", "b1*(1-exp(-b2*x))", "--data", s_misra, "--response", "y", "--start", "b1=500,b2=0.0001", "--predict"];
        Assert.Equal(ToolRun.Of([.. fit, "x=100,1000"]).Out, ToolRun.Of([.. fit, at]).Out);
    }

    [Fact]
    public void The_interval_of_a_prediction_is_that_of_linear_regression()
    {
        var path = File("line.csv", "x,y\n1,2\n2,4\n3,6.5\n4,7.7\n");
        var p = Result(["fit", "a + b*x", "--data", path, "--response", "y", "--start", "a=0,b=1", "--predict", "x=5"]).GetProperty("predictions")[0];
        // s²(1/n + (x − x̄)²/Sxx), and t of 95 % with 2 degrees of freedom.
        double[] x = [1, 2, 3, 4], y = [2, 4, 6.5, 7.7];
        var b = x.Zip(y, (u, v) => (u - 2.5) * (v - y.Average())).Sum() / 5;
        var rss = x.Zip(y, (u, v) => Math.Pow(v - y.Average() - b * (u - 2.5), 2)).Sum();
        var error = Math.Sqrt(rss / 2 * (0.25 + 2.5 * 2.5 / 5));
        Assert.Equal(error, p.GetProperty("standardError").GetDouble(), 1e-12);
        Assert.Equal(p.GetProperty("value").GetDouble() - 4.302652729911275 * error, p.GetProperty("lower").GetDouble(), 1e-10);
    }

    [Fact]
    public void A_stream_fits_one_line_after_the_other()
    {
        var lines = new object[]
        {
            new { formula = "b1*(1-exp(-b2*x))", start = new { b1 = 500, b2 = 0.0001 }, bounds = new { b1 = "0.." } },
            new { formula = "a*x", start = new { b = 1 } },
            new { formula = "a*x", start = new { a = 1 } },
        };
        var run = ToolRun.Of(["fit", "-", "--data", s_misra, "--response", "y", "--json"], string.Join('\n', lines.Select(l => JsonSerializer.Serialize(l))));
        var answers = run.Answers().ToArray();
        Assert.Equal([true, false, true], answers.Select(a => a.GetProperty("error").ValueKind == JsonValueKind.Null));
        Assert.Equal(2, run.Exit);
        Assert.Equal(238.94212918, Estimate(answers[0].GetProperty("result"), "b1"), 1e-7);
    }

    [Fact]
    public void Memory_is_that_of_the_columns_needed_not_of_the_file()
    {
        // 60 columns and 100,000 rows are 42 MB of text, of which 1.6 MB of numbers are kept.
        var path = Path.Combine(_folder, "wide.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine(string.Join(',', Enumerable.Range(0, 60).Select(i => "v" + i)));
            var tail = string.Concat(Enumerable.Repeat(",1.2345", 58));
            for (var i = 0; i < 100_000; i++) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i % 100},{3 + 2 * (i % 100) + (i % 7 - 3)}{tail}"));
        }

        string[] args = ["fit", "a + b*v0", "--data", path, "--response", "v1", "--start", "a=0,b=1", "--json"];
        ToolRun.Of(["fit", "a*x", "--data", s_misra, "--response", "y", "--start", "a=1"]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = ToolRun.Of(args);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, run.Exit);
        Assert.InRange(new FileInfo(path).Length, 40_000_000, 60_000_000);
        Assert.InRange(allocated, 1_600_000, 40_000_000);
    }

    string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    static JsonElement Result(string[] args)
    {
        var run = ToolRun.Of([.. args, "--json"]);
        Assert.True(run.Exit == 0, run.Out);
        return run.Answers().Single().GetProperty("result");
    }

    static double Estimate(JsonElement result, string name) => result.GetProperty("parameters").GetProperty(name).GetProperty("estimate").GetDouble();

    static void AssertDigits(int least, IEnumerable<JsonElement> actual, JsonElement certified)
    {
        foreach (var (a, c) in actual.Zip(certified.EnumerateArray())) Assert.InRange(CorrectDigits(a.GetDouble(), c.GetDouble()), least, 99);
    }

    static double CorrectDigits(double estimate, double certified) =>
        estimate == certified ? 15 : -Math.Log10(Math.Abs(estimate - certified) / Math.Abs(certified));

    static string[] Strings(JsonElement line, string member) => [.. line.GetProperty(member).EnumerateArray().Select(v => v.GetString()!)];
}
