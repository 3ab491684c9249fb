namespace Nabla.Cli.Data;

/// <summary>A file of data that can't be used: which file, which line, what is wrong there and what to do.</summary>
sealed class DataException(string message, string? suggestion = null) : Exception(message)
{
    public string? Suggestion { get; } = suggestion;
}
