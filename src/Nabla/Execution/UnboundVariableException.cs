namespace Nabla.Execution;

/// <summary>A formula was to be evaluated and one of its variables has no value.</summary>
public sealed class UnboundVariableException(string name)
    : ArgumentException($"The variable {name} has no value. Give it one, or name it among the variables.")
{
    /// <summary>The variable.</summary>
    public string Name { get; } = name;
}
