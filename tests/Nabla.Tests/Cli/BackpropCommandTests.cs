using System.Text.Json;
using Nabla.Cli;

namespace Nabla.Tests.Cli;

public class BackpropCommandTests
{
    const string Neuron = "(sigmoid(w*x+b)-y)^2";
    const string Point = "w=0.6,x=2,b=-0.2,y=1";

    static (int Exit, string Out, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader("");
        var exit = new Tool(input, output, error).Run(["backprop", .. args]);
        return (exit, output.ToString(), error.ToString());
    }

    [Fact]
    public void The_four_steps_are_shown()
    {
        var (exit, output, _) = Run(Neuron, "--at", Point, "--rate", "0.5", "--update", "w,b");
        Assert.Equal(0, exit);
        Assert.Contains("w ← 0.6 − 0.5·(-0.211508) = 0.705754\n", output, StringComparison.Ordinal);
        Assert.EndsWith("L: 0.072329 → 0.048497\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_nodes_the_gradient_and_the_update()
    {
        using var json = JsonDocument.Parse(Run(Neuron, "--at", Point, "--rate", "0.5", "--update", "w,b", "--json").Out);
        var result = json.RootElement.GetProperty("result");
        Assert.Equal(9, result.GetProperty("nodes").GetArrayLength());
        Assert.Equal(-0.211508, result.GetProperty("gradient").GetProperty("w").GetDouble(), 6);
        Assert.Equal(0.705754, result.GetProperty("updated").GetProperty("w").GetDouble(), 6);
        Assert.Equal(0.072329, result.GetProperty("loss").GetDouble(), 6);
        Assert.Equal(0.048497, result.GetProperty("lossAfter").GetDouble(), 6);
        var third = result.GetProperty("nodes")[6];
        Assert.Equal("sigmoid(v2)", third.GetProperty("expression").GetString());
        Assert.Equal("v3*(1-v3)", third.GetProperty("operands")[0].GetProperty("derivative").GetString());
    }

    [Theory]
    [InlineData(2, Neuron, "--at", Point, "--rate", "0")]
    [InlineData(2, Neuron, "--at", Point, "--rate", "NaN")]
    [InlineData(2, Neuron, "--at", Point, "--rate", "-1")]
    [InlineData(2, Neuron, "--at", "w=1")]
    [InlineData(2, Neuron, "--at", Point, "--update", "q")]
    [InlineData(2, Neuron, "--at", Point, "--out", "graph.gif")]
    [InlineData(4, "ln(x)", "--at", "x=0")]
    public void Endings_have_their_exit_codes(int exit, params string[] args) => Assert.Equal(exit, Run(args).Exit);

    [Fact]
    public void Missing_values_are_named() =>
        Assert.Contains("x, b, y have no value", Run(Neuron, "--at", "w=1").Error, StringComparison.Ordinal);

    [Fact]
    public void The_graph_is_drawn()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".svg");
        try
        {
            Assert.Equal(0, Run(Neuron, "--at", Point, "--out", path).Exit);
            Assert.Contains("v3·(1-v3) = 0.19661", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
