using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>A failure as a person reads it: what, where with a caret, and what to do.</summary>
static class ErrorText
{
    public static string Of(Failure failure, Request request, string? place, Ink ink = default)
    {
        var text = ink.Bad("error:") + " " + (place is null ? "" : place + ": ") + failure.Message;
        if (failure is { Start: { } start, Length: { } length } && failure.Place < request.Formulas.Count)
        {
            var lines = FaultText.Under(request.Formulas[failure.Place], start, length).Split('\n');
            text += $"\n{(request.Flag("ascii") ? Narrowed(lines[0]) : lines[0])}\n{ink.Bad(lines[1])}";
        }

        if (failure.Suggestion is { } suggestion)
            text += "\n  " + (suggestion.StartsWith("nabla ", StringComparison.Ordinal) ? "for example: " + suggestion
                : failure.Exit == ExitCode.Usage ? $"did you mean: {suggestion}?" : suggestion);
        return text;
    }

    // One character for each, so that the carets stay under their place.
    static string Narrowed(string text) => string.Concat(text.Select(c => char.IsAscii(c) ? c : c == '…' ? '.' : '?'));
}
