using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>A failure as a person reads it: what, where with a caret, and what to do.</summary>
static class ErrorText
{
    public static string Of(Failure failure, Request request, string? place)
    {
        var text = "error: " + (place is null ? "" : place + ": ") + failure.Message;
        if (failure is { Start: { } start, Length: { } length } && failure.Place < request.Formulas.Count)
            text += "\n" + FaultText.Under(request.Formulas[failure.Place], start, length);
        if (failure.Suggestion is { } suggestion)
            text += "\n  " + (suggestion.StartsWith("nabla ", StringComparison.Ordinal) ? "for example: " + suggestion
                : failure.Exit == ExitCode.Usage ? $"did you mean: {suggestion}?" : suggestion);
        return text;
    }
}
