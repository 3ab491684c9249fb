namespace Nabla.Optimization;

/// <summary>An option outside its domain: which one, what is wrong with it and what to give instead.</summary>
public sealed class OptionException(string option, string message) : ArgumentException(message)
{
    /// <summary>The name of the option, as in rate.</summary>
    public string Option { get; } = option;
}
