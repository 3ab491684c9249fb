namespace Nabla.Cli;

/// <summary>What the streams of the process lead to, for the colours of <c>--color auto</c>.</summary>
sealed record Terminal(bool OutputTakesColor = false, bool ErrorTakesColor = false)
{
    /// <summary>A terminal takes colours unless NO_COLOR is set to anything or TERM says that it is dumb.</summary>
    public static Terminal OfProcess()
    {
        var refused = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return refused ? new() : new(!Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }
}
