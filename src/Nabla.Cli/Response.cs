using System.Runtime.InteropServices;
using System.Text.Json;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>A warning for people and programs.</summary>
sealed record Warning(string Code, string Message);

/// <summary>
/// Where a verb puts what it found. As text, lines go to stdout at once and hints to stderr; as JSON, the members of the
/// result are kept for the one object. The formulas of an answer are kept for the file of --out.
/// </summary>
sealed class Response
{
    readonly List<byte[]> _result = [];
    readonly List<Func<Notation, string?>> _parts = [];
    readonly Request _request;
    readonly bool _isQuiet;
    readonly bool _keepsParts;

    public Response(TextWriter output, TextWriter error, Request request, Terminal terminal)
    {
        (Output, Error, _request) = (output, error, request);
        (IsJson, _isQuiet, _keepsParts) = (request.Flag("json"), request.Flag("quiet"), request.Has("out"));
        Ink = new(request.Text("color") switch { "always" => true, "never" => false, _ => terminal.OutputTakesColor });
        ErrorInk = new(request.Text("color") switch { "always" => true, "never" => false, _ => terminal.ErrorTakesColor });
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public bool IsJson { get; }

    /// <summary>How formulas in messages are written.</summary>
    public TextStyle Style => _request.Style();

    /// <summary>The colours of stdout.</summary>
    public Ink Ink { get; }

    /// <summary>The colours of stderr.</summary>
    public Ink ErrorInk { get; }

    public List<Warning> Warnings { get; } = [];

    public string? ReadAs { get; private set; }

    /// <summary>Which of the formulas is being read, for the place of what is wrong with it.</summary>
    public int Place { get; set; }

    public ExitCode Exit { get; private set; }

    public bool HasResult => _result.Count > 0;

    /// <summary>A line of the result, for people.</summary>
    public void Line(string text)
    {
        if (!IsJson) Output.WriteLine(text);
    }

    /// <summary>A part of the answer in any notation; null where a notation has no such part.</summary>
    public void Formula(Func<Notation, string?> write, Func<string, string>? paint = null)
    {
        if (_keepsParts) _parts.Add(write);
        if (!IsJson && write(_request.Notation()) is { } text) Output.WriteLine(paint is null ? text : paint(text));
    }

    /// <summary>The parts of the answer in that notation.</summary>
    public IEnumerable<string> Parts(Notation notation) => _parts.Select(write => write(notation)).OfType<string>();

    /// <summary>A remark that is not the result.</summary>
    public void Hint(string text)
    {
        if (IsJson || _isQuiet) return;
        // What was said on stdout before comes first on a terminal too.
        Output.Flush();
        Error.WriteLine(ErrorInk.Faint(text));
    }

    public void Warn(string code, string message)
    {
        Warnings.Add(new(code, message));
        if (IsJson) return;
        Output.Flush();
        Error.WriteLine(ErrorInk.Doubtful("warning:") + " " + message);
    }

    /// <summary>A warning for programs; people find it in the answer, or among the hints.</summary>
    public void Remark(string code, string message)
    {
        if (IsJson || _keepsParts) Warnings.Add(new(code, message));
    }

    /// <summary>How a formula was understood, in fully explicit text.</summary>
    public void Read(string readAs) => ReadAs = ReadAs is null ? readAs : ReadAs + "; " + readAs;

    /// <summary>Members of the JSON result, written at once: writing belongs to the work that has a limit.</summary>
    public void Result(Action<Utf8JsonWriter> members)
    {
        if (!IsJson && !_keepsParts) return;
        try
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, Envelope.Options))
            {
                writer.WriteStartObject();
                members(writer);
                writer.WriteEndObject();
            }

            _result.Add(buffer.ToArray()[1..^1]);
        }
        catch
        {
            // Half a result is none.
            _result.Clear();
            throw;
        }
    }

    /// <summary>The worst ending so far wins: an earlier one is kept.</summary>
    public void End(ExitCode exit)
    {
        if (Exit == ExitCode.Ok) Exit = exit;
    }

    /// <summary>Writes the object of all members.</summary>
    public void WriteResult(Utf8JsonWriter writer)
    {
        List<byte> whole = [(byte)'{'];
        foreach (var members in _result.Where(members => members.Length > 0))
        {
            if (whole.Count > 1) whole.Add((byte)',');
            whole.AddRange(members);
        }

        whole.Add((byte)'}');
        writer.WriteRawValue(CollectionsMarshal.AsSpan(whole), skipInputValidation: true);
    }
}
