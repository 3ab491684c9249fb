namespace Nabla.Cli;

/// <summary>A command line that asks for something the tool has not got: what, and what to write instead.</summary>
sealed class UsageException(string message, string? suggestion = null) : Exception(message)
{
    public string? Suggestion { get; } = suggestion;
}
