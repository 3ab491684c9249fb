using System.Reflection;

namespace Nabla.Execution;

/// <summary>What an emitted method reads besides its arguments: the target its delegate is bound to.</summary>
sealed class Surroundings(Delegate[] functions, double[] numbers, Function atSingularPoints)
{
    /// <summary>Functions of rows that are no plain methods.</summary>
    internal readonly Delegate[] Functions = functions;

    /// <summary>The numbers that are read from memory.</summary>
    internal readonly double[] Numbers = numbers;

    /// <summary>The same code by other means, for points where a product needs its guard.</summary>
    internal readonly Function AtSingularPoints = atSingularPoints;

    internal static readonly FieldInfo FunctionsField = Field(nameof(Functions));

    internal static readonly FieldInfo NumbersField = Field(nameof(Numbers));

    internal static readonly FieldInfo AtSingularPointsField = Field(nameof(AtSingularPoints));

    static FieldInfo Field(string name) => typeof(Surroundings).GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!;
}
