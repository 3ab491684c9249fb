using System.Text.Json;

namespace Nabla.Cli;

/// <summary>A warning for people and programs.</summary>
readonly record struct Warning(string Code, string Message);

/// <summary>
/// Where a verb puts what it found. As text, lines go to stdout at once and hints to stderr; as JSON, the members of the
/// result are kept for the one object.
/// </summary>
sealed class Response(TextWriter output, TextWriter error, bool json, bool quiet)
{
    readonly List<Action<Utf8JsonWriter>> _result = [];

    public bool IsJson { get; } = json;

    public TextWriter Output { get; } = output;

    public List<Warning> Warnings { get; } = [];

    public string? ReadAs { get; private set; }

    public ExitCode Exit { get; private set; }

    public bool HasResult => _result.Count > 0;

    /// <summary>A line of the result, for people.</summary>
    public void Line(string text)
    {
        if (!IsJson) Output.WriteLine(text);
    }

    /// <summary>A remark that is not the result.</summary>
    public void Hint(string text)
    {
        if (IsJson || quiet) return;
        // What was said on stdout before comes first on a terminal too.
        Output.Flush();
        error.WriteLine(text);
    }

    public void Warn(string code, string message)
    {
        Warnings.Add(new(code, message));
        Output.Flush();
        if (!IsJson) error.WriteLine("warning: " + message);
    }

    /// <summary>How a formula was understood, in fully explicit text.</summary>
    public void Read(string readAs) => ReadAs = ReadAs is null ? readAs : ReadAs + "; " + readAs;

    /// <summary>Members of the JSON result.</summary>
    public void Result(Action<Utf8JsonWriter> members)
    {
        if (IsJson) _result.Add(members);
    }

    /// <summary>The worst ending so far wins: an earlier one is kept.</summary>
    public void End(ExitCode exit)
    {
        if (Exit == ExitCode.Ok) Exit = exit;
    }

    public void WriteResult(Utf8JsonWriter writer)
    {
        foreach (var members in _result) members(writer);
    }
}
