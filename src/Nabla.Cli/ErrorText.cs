namespace Nabla.Cli;

/// <summary>A failure as a person reads it: what, where with a caret, and what to do.</summary>
static class ErrorText
{
    public static string Of(Failure failure, Request request, string? place)
    {
        var text = "error: " + (place is null ? "" : place + ": ") + failure.Message;
        if (failure.Suggestion is { } suggestion) text += suggestion.StartsWith("nabla ", StringComparison.Ordinal) ? $"\n  for example: {suggestion}" : $"\n  did you mean: {suggestion}?";
        return text;
    }
}
