using System.Text.Json;
using System.Xml.Linq;
using Nabla.Cli;

namespace Nabla.Tests.Cli;

public sealed class PlotCommandTests : IDisposable
{
    static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    readonly string _folder = Directory.CreateTempSubdirectory("nabla-plot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string At(string name) => Path.Combine(_folder, name);

    static (int Exit, string Output, string Error) Nabla(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = new Tool(TextReader.Null, output, error).Run(args);
        return (exit, output.ToString(), error.ToString());
    }

    static string[] Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName is "text" or "title").Select(e => e.Value)];

    [Fact]
    public void Without_a_file_the_svg_is_the_result_and_names_the_function_and_its_derivative()
    {
        var (exit, output, _) = Nabla("plot", "x^3-3x", "--with", "derivative", "--range", "x=-3..3");
        Assert.Equal(0, exit);
        var texts = Texts(output);
        Assert.Contains(texts, t => t.StartsWith("f(x) = x", StringComparison.Ordinal));
        Assert.Contains("f′", texts);
    }

    [Theory]
    [InlineData("x^2", "--at", "x=1")]
    [InlineData("7")]
    [InlineData("1/x", "--with", "derivative")]
    [InlineData("x^2+3y^2", "--field")]
    [InlineData("a*x^2", "--at", "a=2", "--range", "-1..1")]
    public void Svg_and_png_are_written_for_the_same_formulas(params string[] args)
    {
        var (svg, png) = (At("f.svg"), At("f.png"));
        Assert.Equal((0, ""), Silent(Nabla(["plot", .. args, "--out", svg])));
        Assert.Equal((0, ""), Silent(Nabla(["plot", .. args, "--out", png])));
        Assert.Contains(Texts(File.ReadAllText(svg)), t => t.StartsWith("f(", StringComparison.Ordinal));
        Assert.Equal(PngSignature, File.ReadAllBytes(png)[..8]);

        static (int, string) Silent((int Exit, string Output, string Error) run) => (run.Exit, run.Output);
    }

    [Fact]
    public void Json_gives_the_svg_or_the_name_of_the_file()
    {
        using var inline = JsonDocument.Parse(Nabla("plot", "x^2", "--json").Output);
        Assert.NotEmpty(Texts(inline.RootElement.GetProperty("result").GetProperty("svg").GetString()!));
        using var filed = JsonDocument.Parse(Nabla("plot", "x^2", "--json", "--out", At("f.svg")).Output);
        Assert.Equal(At("f.svg"), filed.RootElement.GetProperty("result").GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("x^2", "10", "descent")]
    [InlineData("x^2+3y^2", "x=4,y=2", "−∇f")]
    [InlineData("x^2+y^2+z^2", "x=1,y=2,z=3", "epoch")]
    public void The_picture_of_a_descent_shows_what_its_number_of_variables_allows(string formula, string from, string word)
    {
        var (exit, output, _) = Nabla("descend", formula, "--from", from, "--epochs", "20", "--out", At("d.svg"));
        Assert.Equal((0, 20), (exit, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains(word, Texts(File.ReadAllText(At("d.svg"))));
    }

    [Theory]
    [InlineData("d.csv", "x^2+3y^2", "x=4,y=2")]
    [InlineData("d.json", "x^2+3y^2", "x=4,y=2")]
    [InlineData("d.csv", "x^2", "10")]
    public void The_path_of_a_descent_is_laid_over_its_plot(string file, string formula, string from)
    {
        Assert.Equal(0, Nabla("descend", formula, "--from", from, "--epochs", "20", "--out", At(file)).Exit);
        var (exit, svg, _) = Nabla("plot", formula, "--path", At(file));
        Assert.Equal(0, exit);
        Assert.Contains(Texts(svg), t => t.StartsWith("descent", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_without_the_variable_is_not_understood()
    {
        File.WriteAllText(At("d.csv"), "epoch,u,f\n0,1.0,2.0\n");
        var (exit, _, error) = Nabla("plot", "x^2", "--path", At("d.csv"));
        Assert.Equal(3, exit);
        Assert.Contains("no column x", error);
    }

    [Theory]
    [InlineData("plot", "x^2", "--out", "f.jpg")]
    [InlineData("descend", "x^2", "--from", "10", "--out", "f.jpg")]
    [InlineData("plot", "a*x^2+b")]
    [InlineData("plot", "x^2", "--field")]
    [InlineData("plot", "x*y", "--with", "derivative")]
    [InlineData("plot", "x^2", "--range", "z=0..1")]
    [InlineData("plot", "x^2", "--range", "x=1..0")]
    public void What_cannot_be_meant_is_a_usage_error(params string[] args)
    {
        var (exit, output, error) = Nabla(args);
        Assert.Equal((2, ""), (exit, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_formula_that_is_finite_nowhere_is_undefined_and_leaves_no_file()
    {
        Assert.Equal(4, Nabla("plot", "sqrt(-1-x^2)", "--out", At("f.png")).Exit);
        Assert.False(File.Exists(At("f.png")));
    }
}
