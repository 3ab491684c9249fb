using System.Diagnostics;
using System.Text.Json;
using Nabla.Cli;
using Nabla.Optimization;

namespace Nabla.Tests.Cli;

public class ToolTests
{
    static (int Exit, string Out, string Error) Run(string[] args, string input = "")
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var exit = new Tool(reader, output, error).Run(args);
        return (exit, output.ToString(), error.ToString());
    }

    [Theory]
    [InlineData("2x\n", "derivative", "x^2")]
    [InlineData("4(2x+3)\n", "derivative", "(2x+3)^2")]
    [InlineData("8x + 12\n", "derivative", "(2x+3)^2", "--simplify", "full")]
    [InlineData("-2x\n", "derivative", "-x^2")]
    [InlineData("2x\n6.0\n", "derivative", "x^2", "--at", "x=3")]
    [InlineData("∂f/∂x = 6x\n∂f/∂y = 2\n∇f = (6x, 2)\n", "gradient", "3x^2 + 2y")]
    [InlineData("df/dx = 6x\ndf/dy = 2\ngrad f = (6x, 2)\n", "gradient", "3x^2 + 2y", "--ascii")]
    [InlineData("1.0\n", "evaluate", "sin(pi/2)")]
    [InlineData("2x\n6.0\n", "derivative", "d/dx x^2 y", "--var", "y", "--at", "x=3,y=1")]
    [InlineData("Epoch 1: x = 8.0, f(x) = 64.0\nEpoch 2: x = 6.4, f(x) = 40.96000000000001\n", "descend", "x^2", "--from", "10", "--rate", "0.1", "--epochs", "2")]
    public void The_result_and_nothing_else_is_on_stdout(string expected, params string[] args)
    {
        var (exit, output, _) = Run(args);
        Assert.Equal((0, expected), (exit, output));
    }

    [Fact]
    public void Twenty_epochs_of_the_mission_come_out_to_the_letter()
    {
        var lines = Run(["descend", "x^2", "--from", "10", "--rate", "0.1", "--epochs", "20"]).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(20, lines.Length);
        Assert.Equal("Epoch 5: x = 3.2768, f(x) = 10.73741824", lines[4]);
        Assert.Equal("Epoch 20: x = 0.11529215046068471, f(x) = 0.013292279957849162", lines[19]);
    }

    [Theory]
    [InlineData(2, "derivative")]
    [InlineData(2, "derivative", "a", "b")]
    [InlineData(2, "derivative", "x", "--ordre", "2")]
    [InlineData(2, "derivative", "a*b")]
    [InlineData(2, "evaluate", "x+y", "--at", "x=1")]
    [InlineData(2, "descend", "x^2", "--from", "1", "--rate", "0")]
    [InlineData(2, "descend", "x^2", "--from", "1", "--rate", "nan")]
    [InlineData(2, "descend", "x^2", "--from", "1", "--rate", "-1")]
    [InlineData(2, "nothing")]
    [InlineData(3, "derivative", "2x + sim(x)")]
    [InlineData(3, "derivative", "(x")]
    [InlineData(3, "derivative", "")]
    [InlineData(3, "derivative", "x\0")]
    [InlineData(3, "derivative", "\uD800")]
    [InlineData(2, "derivative", "x^2", "--out", "x.svg")]
    [InlineData(2, "plot", "x^2", "--with", "nothing")]
    [InlineData(4, "descend", "ln(x)", "--from", "-1")]
    [InlineData(5, "descend", "x^2", "--from", "10", "--epochs", "2", "--tol", "1e-9")]
    [InlineData(4, "evaluate", "1/0")]
    [InlineData(4, "derivative", "1/0")]
    [InlineData(4, "derivative", "sqrt(x)", "--at", "x=0")]
    [InlineData(5, "descend", "x^2", "--from", "10", "--rate", "1.1", "--epochs", "50")]
    [InlineData(7, "check", "x^2", "x^3")]
    public void Each_ending_has_its_exit_code_and_a_message(int expected, params string[] args)
    {
        var (exit, _, error) = Run(args);
        Assert.Equal(expected, exit);
        if (expected != 7) Assert.NotEmpty(error);
        var json = Run([.. args, "--json"]);
        Assert.Equal(expected, json.Exit);
        if (args is ["nothing"]) return;
        using var envelope = JsonDocument.Parse(json.Out);
        Assert.Equal("nabla/1", envelope.RootElement.GetProperty("schema").GetString());
        if (expected is 2 or 3) Assert.NotEmpty(envelope.RootElement.GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public void A_stream_goes_on_after_a_bad_line_and_answers_in_order()
    {
        var (exit, output, _) = Run(["derivative", "-", "--json"], "x^2\n(((\n{\"formula\":\"a*x^3\",\"var\":\"x\",\"at\":{\"a\":2,\"x\":3}}\n{\"formula\":1\n\nsin(x)");
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(3, exit);
        Assert.Equal(6, answers.Length);
        Assert.Equal("2*x", answers[0].GetProperty("result").GetProperty("expression").GetString());
        Assert.Equal(54, answers[2].GetProperty("result").GetProperty("value").GetDouble());
        foreach (var bad in new[] { 1, 3, 4 }) Assert.Equal(JsonValueKind.Object, answers[bad].GetProperty("error").ValueKind);
        Assert.Equal("cos(x)", answers[5].GetProperty("result").GetProperty("expression").GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_in_json_is_one_bad_line_and_is_pointed_at()
    {
        const string Pair = @"{""formula"":""\ud835\udc65^2""}", Half = @"{""formula"":""\ud835\udc65 + \ud800""}", Low = @"{""formula"":""x"",""\udc00"":1}";
        var run = ToolRun.Of(["derivative", "-", "--json"], string.Join('\n', Pair, Half, Low, @"{""formula"":null}", @"{""formula"":""x"",""at"":null}"));
        var answers = run.Answers().ToArray();
        Assert.Equal([null, "json", "json", "usage", null], answers.Select(a => a.GetProperty("error") is { ValueKind: JsonValueKind.Object } e ? e.GetProperty("code").GetString() : null));
        Assert.Equal(Half.IndexOf(@"\ud800", StringComparison.Ordinal), answers[1].GetProperty("error").GetProperty("start").GetInt32());
        Assert.Equal(Low.IndexOf(@"\udc00", StringComparison.Ordinal), answers[2].GetProperty("error").GetProperty("start").GetInt32());
        Assert.Equal(3, run.Exit);
    }

    [Theory]
    [InlineData("latex", @"H = \begin{pmatrix} 2 \cdot 10^{-20} & 2.0 \\ 2.0 & 0.0 \end{pmatrix}")]
    [InlineData("csharp", "// H = (2e-20, 2.0)\n//     (2.0, 0.0)")]
    [InlineData("text", "H = (2e-20, 2.0)\n    (2.0, 0.0)")]
    public void The_Hessian_is_one_matrix_in_every_notation(string format, string expected) => Assert.EndsWith(
        expected + "\n", Run(["gradient", "x^2 y", "--at", "x=1,y=1e-20", "--hessian", "--format", format]).Out, StringComparison.Ordinal);

    [Fact]
    public void The_order_0_holds_nothing_constant() => Assert.DoesNotContain("constant", Run(["derivative", "x", "--order", "0"]).Error, StringComparison.Ordinal);

    [Fact]
    public void Numbers_in_json_read_back_as_the_same_double()
    {
        using var json = JsonDocument.Parse(Run(["evaluate", "2^-25", "--json"]).Out);
        Assert.Equal(Math.ScaleB(1, -25), json.RootElement.GetProperty("result").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("sin(2x)", "2 sin(x) cos(x)", true)]
    [InlineData("(x^2-1)/(x-1)", "x+1", true)]
    [InlineData("ln(x^2)", "2 ln(x)", false)]
    [InlineData("x", "x + 1e-20", false)]
    [InlineData("abs(x)", "x", false)]
    [InlineData("sqrt(x^2)", "abs(x)", true)]
    [InlineData("sin(x)^2 + cos(x)^2", "1", true)]
    [InlineData("θ", "theta", true)]
    [InlineData("alpha + 1", @"\alpha + 1", true)]
    [InlineData("x y", "xy", true)]
    public void Check_decides(string first, string second, bool equal)
    {
        var (exit, output, _) = Run(["check", first, second, "--json"]);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(equal, json.RootElement.GetProperty("result").GetProperty("equal").GetBoolean());
        Assert.Equal(equal ? 0 : 7, exit);
    }

    [Theory]
    [InlineData("x/x", "1", "equal where x ≠ 0", "valid for x ≠ 0")]
    [InlineData("(x^2-1)/(x-1)", "x+1", "equal where x-1 ≠ 0", "valid for x-1 ≠ 0")]
    [InlineData("1/(1/x)", "x", "equal where x ≠ 0", "valid for x ≠ 0")]
    [InlineData("x*sqrt(1/x^2)", "sign(x)", "equal where x ≠ 0", "valid for x ≠ 0")]
    [InlineData("x^x", "e^(x ln x)", "equal where x > 0", "valid for x > 0")]
    [InlineData("x^2/x", "x^3/x^2", "equal", null)]
    [InlineData("floor(x)", "x", "equal at x = 3.0, the only point compared", null, "--at", "x=3")]
    [InlineData("10^400/10^399", "10", "equal", null)]
    public void Check_says_where_formulas_agree(string first, string second, string verdict, string? condition, params string[] options)
    {
        Assert.Equal((0, verdict + "\n"), Run(["check", first, second, .. options]) is var run ? (run.Exit, run.Out) : default);
        using var json = JsonDocument.Parse(Run(["check", first, second, .. options, "--json"]).Out);
        Assert.True(json.RootElement.GetProperty("result").GetProperty("equal").GetBoolean());
        Assert.Equal(condition, json.RootElement.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("message").GetString()).SingleOrDefault());
    }

    [Theory]
    [InlineData("(-8)^(1/3)", "-2", 7, "different: the first is not defined, the second -2.0\n")]
    [InlineData("1/0", "1/0", 0, "not decided: neither formula has a value\n")]
    [InlineData("1/0", "2", 0, "not decided: too few points have a value to compare\n")]
    public void Check_of_numbers_asks_for_no_range(string first, string second, int exit, string verdict)
    {
        var run = Run(["check", first, second]);
        Assert.Equal((exit, verdict), (run.Exit, run.Out));
        Assert.DoesNotContain("--range", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Completion_knows_every_verb(string shell)
    {
        var script = Run(["completion", shell]).Out;
        Assert.All(Tool.Verbs, verb => Assert.Contains(verb.Name, script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"formula\":\"x\",\"at\":{\"x\":1},\"at\":{\"x\":2}}", "\"at\" twice")]
    [InlineData("{\"formula\":\"x\",\"at\":{\"x\":1,\"x\":2}}", "gives x twice")]
    [InlineData("{\"formula\":\"x\",\"formula\":\"y\"}", "\"formula\" twice")]
    [InlineData("{\"formula\":\"x\",\"rate\":1}", "belongs to descend")]
    public void A_line_says_each_thing_once(string line, string says)
    {
        var run = ToolRun.Of(["derivative", "-"], line);
        Assert.Equal(2, run.Exit);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    // 2 is exact in every product.
    [Theory]
    [InlineData("descend", "--from", "x=1.5"), InlineData("descend", "--from", "1.5", "--var", "x"), InlineData("descend", "--from", "1.5", "--table"), InlineData("descend", "--from", "1.5", "--csv")]
    [InlineData("minimize", "--from", "1.5"), InlineData("minimize", "--from", "1.5", "--method", "adam", "--rate", "0.25"), InlineData("minimize", "--from", "1.5", "--method", "l-bfgs", "--csv")]
    [InlineData("check", "a (x-1)^2 + 0")]
    public void What_at_holds_fixed_is_as_good_as_its_number(string verb, params string[] options)
    {
        var held = ToolRun.Of([verb, "a (x-1)^2", .. options, "--at", "a=2"]);
        var written = ToolRun.Of([verb, "2 (x-1)^2", .. options.Select(o => o.Replace('a', '2') is var n && verb == "check" ? n : o)]);
        Assert.Equal((0, written.Out), (held.Exit, held.Out));
    }

    [Fact]
    public void A_search_with_a_variable_held_is_drawn_over_the_others()
    {
        var folder = Directory.CreateTempSubdirectory("nabla-held").FullName;
        foreach (var verb in (string[])["descend", "minimize"])
        {
            var path = Path.Combine(folder, verb + ".svg");
            Assert.Equal(0, ToolRun.Of([verb, "a x^2 + b", "--from", "3", "--at", "a=1,b=-2", "--out", path]).Exit);
            Assert.Contains("at a = 1.0, b = -2.0", File.ReadAllText(path), StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_method_there_is_is_offered_and_taken()
    {
        foreach (var (verb, names) in new[] { ("descend", FirstOrderMethod.Names), ("minimize", [.. MinimizeMethod.Names, .. FirstOrderMethod.Names]) })
        {
            Assert.Equal(names, OptionTable.Find("method", verb)!.Choices);
            Assert.Contains(string.Join('|', names), ToolRun.Of([verb, "--help"]).Out, StringComparison.Ordinal);
            Assert.All(names, name => Assert.NotEqual(2, ToolRun.Of([verb, "x^2", "--from", "1", "--method", name]).Exit));
        }
    }

    [Theory]
    [InlineData("descend x --method", "gd momentum nesterov adagrad rmsprop adam adamw amsgrad lion")]
    [InlineData("fit x --method", "lm gauss-newton")]
    [InlineData("plot x --with", "derivative")]
    [InlineData("grad x --simplify", "none light full")]
    [InlineData("completion", "bash zsh fish pwsh")]
    public void Bash_offers_what_the_verb_takes_there(string words, string expected)
    {
        if (!File.Exists("/bin/bash")) Assert.Skip("This machine has no bash.");
        var typed = $"COMP_WORDS=(nabla {words} ''); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _nabla; echo \"${{COMPREPLY[*]}}\"";
        var start = new ProcessStartInfo("/bin/bash", ["-c", Run(["completion", "bash"]).Out + typed]) { RedirectStandardOutput = true };
        using var bash = Process.Start(start)!;
        Assert.Equal(expected, bash.StandardOutput.ReadToEnd().Trim());
        bash.WaitForExit();
    }
}
