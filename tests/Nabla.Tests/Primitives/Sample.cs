using Nabla.Tensors;

namespace Nabla.Tests.Primitives;

/// <summary>One use of a primitive on which every law is tested: a function of inputs of given shapes and ranges.</summary>
/// <param name="Name">Unique; it seeds the inputs.</param>
/// <param name="Primitive">The class that the function must apply.</param>
/// <param name="Apply">The function; its result has any shape and type.</param>
/// <param name="Inputs">The inputs, away from kinks.</param>
public sealed record Sample(string Name, Type Primitive, Func<Tensor[], Tensor> Apply, params Input[] Inputs)
{
    /// <summary>Whether vectorizing it writes equations per example, with the reason; null for no.</summary>
    public string? LoopsOverExamples { get; init; }

    /// <summary>Whether it has no reverse derivative, by design.</summary>
    public bool IsForwardOnly { get; init; }

    /// <summary>Input numbers, the same in every run; a batch of them along axis 0 where one is asked for.</summary>
    public Tensor[] Make(DType dtype, int[]? batched = null, int size = 0)
    {
        var random = new Random(Seed());
        return [.. Inputs.Select((input, i) => input.Make(random, dtype, batched?.Contains(i) == true ? size : null))];
    }

    /// <summary>The numbers of the inputs that have derivatives.</summary>
    public int[] Varying => [.. Enumerable.Range(0, Inputs.Length).Where(i => Inputs[i].DType is null)];

    public int Seed() => Name.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter)) & int.MaxValue;

    public override string ToString() => Name;
}

/// <summary>An input of a sample.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Low">The least number.</param>
/// <param name="High">The greatest; integers stay below it.</param>
/// <param name="DType">Its type if it has no derivative (indices, conditions); null for the float type under test.</param>
public sealed record Input(Shape Shape, double Low = -2, double High = 2, DType? DType = null)
{
    public Tensor Make(Random random, DType dtype, int? examples)
    {
        var shape = examples is { } size ? Shape.Insert(0, size) : Shape;
        var numbers = new double[shape.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Low + (High - Low) * random.NextDouble();
        // The float type is taken through float32, so that both types see the same numbers.
        return Tensor.From(numbers, shape).To(DType ?? Nabla.Tensors.DType.Float32).To(DType ?? dtype);
    }
}
