using System.Text.Json;
using Nabla.Cli;

namespace Nabla.Tests.Cli;

/// <summary>One run of the tool in this process: what it ended with and what it wrote.</summary>
sealed record ToolRun(int Exit, string Out, string Error)
{
    public static ToolRun Of(string[] args, string input = "", Terminal? terminal = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        var exit = new Tool(reader, output, error, terminal).Run(args);
        return new(exit, output.ToString(), error.ToString());
    }

    /// <summary>The JSON objects on stdout, one a line.</summary>
    public IEnumerable<JsonElement> Answers() =>
        Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));
}
