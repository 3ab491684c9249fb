using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace Nabla.TorchBenchmarks;

/// <summary>
/// Values and gradients of operations in libtorch, for tests/fixtures/torch.txt: inputs and weights, and of float64 and
/// float32 the value y and the gradient of Σ w·y by each input. Inputs are binary fractions that both types hold.
/// </summary>
static partial class TorchFixtures
{
    readonly record struct Input(double Low, double High, params long[] Shape);

    readonly record struct Case(string Name, Func<Tensor[], Tensor> F, params Input[] Inputs);

    public static void Write(string path)
    {
        var text = new StringBuilder();
        var names = new HashSet<string>();
        foreach (var one in All())
        {
            if (!names.Add(one.Name)) throw new InvalidOperationException($"{one.Name} stands twice.");
            Write(text, one, names.Count);
        }

        File.WriteAllText(path, text.ToString());
        Console.WriteLine($"{names.Count} operations, {text.Length} bytes");
    }

    static IEnumerable<Case> All() => [.. Elementwise(), .. Structure(), .. Reductions(), .. Matrices(), .. Networks()];

    static void Write(StringBuilder text, Case one, int number)
    {
        using var scope = NewDisposeScope();
        var inputs = one.Inputs.Select((input, i) => Numbers(input, 100 * number + i)).ToArray();
        text.Append("op ").Append(one.Name).Append('\n');
        for (var i = 0; i < inputs.Length; i++) Line(text, "x", one.Inputs[i].Shape, inputs[i]);
        Tensor? weights = null;
        foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32 })
        {
            var x = inputs.Select((numbers, i) => tensor(numbers, one.Inputs[i].Shape).to(type).requires_grad_()).ToArray();
            var y = one.F(x);
            if (weights is null)
            {
                weights = tensor(Numbers(new(-1, 1, y.shape), 100 * number + 99), y.shape);
                Line(text, "w", y.shape, weights.data<double>().ToArray());
            }

            (y * weights.to(type)).sum().backward();
            Line(text, type == ScalarType.Float64 ? "y64" : "y32", y.shape, Read(y));
            foreach (var t in x) Line(text, type == ScalarType.Float64 ? "g64" : "g32", t.shape, Read(t.grad!));
        }
    }

    // 16 random bits of a place: no two inputs of an operation are likely to tie.
    static double[] Numbers(Input input, int seed)
    {
        var numbers = new double[input.Shape.Aggregate(1L, (count, length) => count * length)];
        for (var i = 0; i < numbers.Length; i++)
        {
            var bits = unchecked((uint)(seed * 104729 + i * 7919 + 12345) * 2654435761u);
            bits ^= bits >> 15;
            bits *= 2246822519u;
            numbers[i] = input.Low + (input.High - input.Low) * (bits >> 16) / 65536;
        }

        return numbers;
    }

    static double[] Read(Tensor x) => x.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    static void Line(StringBuilder text, string what, long[] shape, double[] numbers)
    {
        text.Append(what).Append(' ').AppendJoin(',', shape);
        foreach (var number in numbers)
            text.Append(' ').Append(what.EndsWith("32", StringComparison.Ordinal)
                ? ((float)number).ToString("R", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture));
        text.Append('\n');
    }
}
