namespace Nabla.Cli;

/// <summary>A command line that asks for something the tool has not got: what, what to write instead, and where in the formula.</summary>
sealed class UsageException(string message, string? suggestion = null, int? start = null, int? length = null) : Exception(message)
{
    public int? Start { get; } = start;

    public int? Length { get; } = length;

    public string? Suggestion { get; } = suggestion;
}
