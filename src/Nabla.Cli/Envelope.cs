using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>A failure in the form both people and programs get.</summary>
sealed record Failure(ExitCode Exit, string Code, string Message, int? Start = null, int? Length = null, string? Suggestion = null, int Place = 0);

/// <summary>The one JSON object of design "nabla/1".</summary>
static class Envelope
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string command, Request? request, Response response, Failure? failure)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", "nabla/1");
            writer.WriteString("command", command);
            WriteInput(writer, request, response);
            if (failure is null || response.HasResult)
            {
                writer.WritePropertyName("result");
                response.WriteResult(writer);
            }
            else
            {
                writer.WriteNull("result");
            }

            writer.WriteStartArray("warnings");
            foreach (var warning in response.Warnings)
            {
                writer.WriteStartObject();
                writer.WriteString("code", warning.Code);
                writer.WriteString("message", warning.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteError(writer, failure);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void WriteInput(Utf8JsonWriter writer, Request? request, Response response)
    {
        writer.WriteStartObject("input");
        if (request is { Formulas.Count: > 0 }) writer.WriteString("formula", WellFormed(request.Formulas[0]));
        if (request is { Formulas.Count: > 1 }) writer.WriteString("other", WellFormed(request.Formulas[1]));
        foreach (var (name, value) in request?.Values ?? new Dictionary<string, string>())
        {
            if (name == "json") continue;
            if (value == "true" && OptionTable.Find(name)?.Value is null) writer.WriteBoolean(name, true);
            else writer.WriteString(name, WellFormed(value));
        }

        if (response.ReadAs is { } readAs) writer.WriteString("readAs", readAs);
        writer.WriteEndObject();
    }

    static void WriteError(Utf8JsonWriter writer, Failure? failure)
    {
        if (failure is null)
        {
            writer.WriteNull("error");
            return;
        }

        writer.WriteStartObject("error");
        writer.WriteString("code", failure.Code);
        writer.WriteString("message", WellFormed(failure.Message));
        WriteCount(writer, "start", failure.Start);
        WriteCount(writer, "length", failure.Length);
        writer.WriteString("suggestion", failure.Suggestion is { } s ? WellFormed(s) : null);
        writer.WriteEndObject();
    }

    static void WriteCount(Utf8JsonWriter writer, string name, int? n)
    {
        if (n is { } value) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    /// <summary>A number that reads back as the same double; NaN and infinities are words.</summary>
    public static void WriteDouble(this Utf8JsonWriter writer, string name, double x)
    {
        writer.WritePropertyName(name);
        writer.WriteDouble(x);
    }

    /// <summary>The same, as an element of an array.</summary>
    // Not WriteNumberValue: the framework's shortest text of some powers of two names their neighbour.
    public static void WriteDouble(this Utf8JsonWriter writer, double x) => writer.WriteRawValue(NumberText.Json(x));

    // A lone surrogate has no UTF-8; the writer would throw.
    static string WellFormed(string text)
    {
        StringBuilder? mended = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) (mended ??= new(text))[i] = '\uFFFD';
        }

        return mended?.ToString() ?? text;
    }
}
