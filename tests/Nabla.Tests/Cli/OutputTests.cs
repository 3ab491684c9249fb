using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Nabla.Cli;

namespace Nabla.Tests.Cli;

public sealed class OutputTests : IDisposable
{
    static readonly Dictionary<string, string[]> s_requests = new()
    {
        ["derivative"] = ["derivative", "x^2/(1+x)", "--at", "x=2"],
        ["gradient"] = ["gradient", "3x^2 + 2y", "--at", "x=1,y=2", "--hessian"],
        ["explain"] = ["explain", "sin(x^2) x"],
        ["evaluate"] = ["evaluate", "1/3"],
        ["descend"] = ["descend", "x^2", "--from", "10", "--epochs", "3"],
        ["minimize"] = ["minimize", "(1-x)^2 + 100(y-x^2)^2", "--from", "x=-1.2,y=1"],
        ["fit"] = ["fit", "b1*(1-exp(-b2*x))", "--data", Path.Combine(Repository.Root, "tests/fixtures/misra1a.csv"), "--response", "y", "--start", "b1=500,b2=0.0001"],
        ["backprop"] = ["backprop", "(sigmoid(w*x+b)-y)^2", "--at", "w=0.6,x=2,b=-0.2,y=1", "--rate", "0.5", "--update", "w,b"],
        ["plot"] = ["plot", "x^3-3x", "--with", "derivative"],
        ["check"] = ["check", "(x+1)^2", "x^2+2x+1"],
        ["completion"] = ["completion", "bash"],
    };

    readonly string _folder = Directory.CreateTempSubdirectory("nabla").FullName;

    public static TheoryData<string, string> Files =>
        [.. Tool.Verbs.SelectMany(verb => verb.Files.Select(kind => (verb.Name, kind)))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_verb_writes_every_kind_of_file_it_names(string verb, string kind)
    {
        var path = Path.Combine(_folder, "answer." + kind);
        var plain = ToolRun.Of(s_requests[verb]);
        var run = ToolRun.Of([.. s_requests[verb], "--out", path]);
        Assert.Equal(0, run.Exit);
        if (verb != "plot") Assert.Equal(plain.Out, run.Out);
        Assert.Contains("wrote " + path, run.Error, StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(path);
        if (kind == "png")
        {
            Assert.Equal("PNG"u8, bytes.AsSpan(1, 3));
            return;
        }

        var text = File.ReadAllText(path);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        switch (kind)
        {
            case "json": JsonDocument.Parse(text).Dispose(); break;
            case "svg" : XDocument.Parse(text); break;
            case "mml": XDocument.Parse($"<all>{text}</all>"); break;
            case "html": XDocument.Parse(Regex.Replace(text, "<!DOCTYPE html>|<meta[^>]*>", "")); break;
            case "tex": Assert.DoesNotMatch(@"[^\x00-\x7f]", text); break;
            case "txt" or "bash" or "sh": Assert.Equal(plain.Out, text); break;
        }
    }

    [Fact]
    public void A_file_of_json_is_the_object_of_the_contract()
    {
        var path = Path.Combine(_folder, "answer.json");
        ToolRun.Of(["derivative", "x^2", "--out", path]);
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal("2*x", json.RootElement.GetProperty("result").GetProperty("expression").GetString());
    }

    [Theory]
    [InlineData("latex", "\\frac{\\partial f}{\\partial x} = 6x\n\\frac{\\partial f}{\\partial y} = 2\n\\nabla f = \\left(6x,\\, 2\\right)\n")]
    [InlineData("csharp", "double df_dx(double x, double y) => 6 * x;\ndouble df_dy(double x, double y) => 2;\n")]
    public void A_gradient_is_written_in_the_notation_asked_for(string format, string expected) =>
        Assert.Equal(expected, ToolRun.Of(["gradient", "3x^2 + 2y", "--format", format]).Out);

    public static TheoryData<string> Verbs => [.. s_requests.Keys.Except(["plot", "completion"])];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Colors_change_nothing_but_colors(string verb)
    {
        var terminal = new Terminal(OutputTakesColor: true, ErrorTakesColor: true);
        var plain = ToolRun.Of(s_requests[verb]);
        foreach (var colored in new[] { ToolRun.Of([.. s_requests[verb], "--color", "always"]), ToolRun.Of(s_requests[verb], "", terminal) })
        {
            Assert.Contains("\u001b[", colored.Out + colored.Error, StringComparison.Ordinal);
            Assert.Equal(plain.Out, Regex.Replace(colored.Out, "\u001b\\[[0-9;]*m", ""));
            Assert.Equal(plain.Error, Regex.Replace(colored.Error, "\u001b\\[[0-9;]*m", ""));
        }

        Assert.Equal(plain, ToolRun.Of([.. s_requests[verb], "--color", "never"], "", terminal));
        Assert.DoesNotContain("\u001b", ToolRun.Of([.. s_requests[verb], "--json", "--color", "always"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_red_where_the_terminal_has_colors() =>
        Assert.StartsWith("\u001b[1;31merror:\u001b[0m ", ToolRun.Of(["derivative", "(x"], "", new(ErrorTakesColor: true)).Error, StringComparison.Ordinal);

    [Fact]
    public void Ascii_is_all_there_is_with_ascii()
    {
        foreach (var request in s_requests.Values)
        {
            var run = ToolRun.Of([.. request, "--ascii"]);
            Assert.DoesNotMatch(@"[^\x00-\x7f]", run.Out + run.Error);
        }
    }

    [Theory]
    [InlineData(@"2\alpha*\theta_{1}*sin(\theta_2)", "derivative", "θ1^2 sin(θ_2) α", "--var", "θ1")]
    [InlineData(@"x*\mathit{\Delta x}_{1}", "derivative", "Δx1 x^2/2", "--var", "x")]
    [InlineData(@"2*\mathit{\alpha x}", "derivative", "αx^2", "--var", "αx")]
    [InlineData(@"x*\alpha", "derivative", "αx*y", "--var", "y")]
    [InlineData(@"2x*\theta", "derivative", "θ^2 x", "--var", "θ")]
    [InlineData(@"2\u00e9*\theta", "derivative", "θ^2 é", "--var", "θ")]
    [InlineData("Epoch 1: \\theta = 8.0, f(\\theta) = 64.0", "descend", "θ^2", "--from", "10", "--rate", "0.1", "--epochs", "1")]
    [InlineData(@"double f(double \u03b8) => 2 * \u03b8;", "derivative", "θ^2", "--format", "csharp")]
    public void Names_have_a_spelling_in_ascii(string expected, params string[] args)
    {
        var run = ToolRun.Of([.. args, "--ascii"]);
        Assert.Equal(expected, run.Out.TrimEnd('\n'));
        Assert.DoesNotMatch(@"[^\x00-\x7f]", run.Error);
    }

    [Theory]
    [InlineData("derivative", "where(θ <= 1, θ^2, 𝑥)", "--var", "θ", "--format", "mathml", "--ascii")]
    [InlineData("plot", "where(θ <= 1, θ^2, 1)", "--ascii")]
    public void Xml_in_ascii_is_the_same_xml(params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.DoesNotMatch(@"[^\x00-\x7f]", run.Out);
        var plain = ToolRun.Of([.. args.Where(a => a != "--ascii")]);
        if (args[0] != "plot") Assert.Equal(System.Xml.Linq.XElement.Parse(plain.Out).ToString(), System.Xml.Linq.XElement.Parse(run.Out).ToString());
        else Assert.Equal("svg", System.Xml.Linq.XElement.Parse(run.Out).Name.LocalName);
    }

    [Fact]
    public void Json_in_ascii_is_the_same_json()
    {
        string[] args = ["gradient", "θ^2 α", "--at", "θ=1,α=2", "--json"];
        var run = ToolRun.Of([.. args, "--ascii"]);
        Assert.DoesNotMatch(@"[^\x00-\x7f]", run.Out);
        Assert.Equal(
            ToolRun.Of(args).Answers().Single().GetProperty("result").ToString(),
            System.Text.Json.Nodes.JsonNode.Parse(run.Out)!["result"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Every_verb_has_help_with_an_example_that_works()
    {
        foreach (var verb in Tool.Verbs)
        {
            var help = ToolRun.Of([verb.Name, "--help"]);
            Assert.Equal(0, help.Exit);
            Assert.Contains("nabla " + verb.Name, help.Out, StringComparison.Ordinal);
            Assert.NotEmpty(verb.Examples);
            Assert.All(verb.Examples, example => Assert.Contains(example, help.Out, StringComparison.Ordinal));
        }
    }
}
