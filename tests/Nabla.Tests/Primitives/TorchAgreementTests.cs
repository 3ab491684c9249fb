using System.Globalization;
using Nabla.Tensors;
using Nabla.Tests.Tracing;
using Nabla.Transforms;

namespace Nabla.Tests.Primitives;

/// <summary>
/// Values and gradients against libtorch's, from tests/fixtures/torch.txt, which benchmarks/Nabla.TorchBenchmarks/run.sh fixtures
/// writes: every number to 1e-12 of itself in float64 and to 1e-6 in float32. Where libtorch's float32 has lost digits itself,
/// by <see cref="TorchFunctions.Cancelling"/>, ours is held to libtorch's float64.
/// </summary>
public class TorchAgreementTests
{
    const double Single = 1e-6;

    static readonly Dictionary<string, TorchCase> s_cases = TorchCase.Read().ToDictionary(c => c.Name);

    public static TheoryData<string> Names => [.. s_cases.Keys];

    public static TheoryData<string> Cancelling => [.. TorchFunctions.Cancelling.Keys];

    [Fact]
    public void At_least_sixty_operations_are_compared_and_each_has_a_function()
    {
        Assert.InRange(s_cases.Count, 60, int.MaxValue);
        Assert.Equal(s_cases.Keys.Order(), TorchFunctions.All.Keys.Order());
        Assert.All(TorchFunctions.Cancelling.Keys, name => Assert.True(s_cases.ContainsKey(name), name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float64_agrees_to_1e_12(string name)
    {
        var one = s_cases[name];
        Check(name, one.Double, Results(one, DType.Float64), name == "digamma" ? TorchFunctions.TrigammaOfLibtorch : 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float32_agrees_to_1e_6(string name)
    {
        var one = s_cases[name];
        var ours = Results(one, DType.Float32);
        Assert.All(ours, y => Assert.Equal(DType.Float32, y.DType));
        if (!TorchFunctions.Cancelling.TryGetValue(name, out var exception)) Check(name, one.Single, ours, Single);
        else Check(name, one.Double, ours, Single, exception.OursToo ? Noise(one) : null);
    }

    [Theory]
    [MemberData(nameof(Cancelling))]
    public void An_exception_is_needed_as_it_says(string name)
    {
        var one = s_cases[name];
        // At least half of what separates the two float32 numbers is libtorch's.
        Assert.True(Apart(one.Double, one.Single) > Single / 2, $"libtorch's float32 has lost no digits in {name}.");
        Assert.True(Apart(one.Single, Results(one, DType.Float32)) > Single, $"{name} is an exception without need.");
        Assert.Equal(TorchFunctions.Cancelling[name].OursToo, Apart(one.Double, Results(one, DType.Float32)) > Single);
    }

    // The value, then the gradient by each input.
    static Tensor[] Results(TorchCase one, DType dtype) => Results(one, [.. one.Inputs.Select(input => input.To(dtype))]);

    static Tensor[] Results(TorchCase one, Tensor[] inputs)
    {
        var f = TorchFunctions.All[one.Name];
        var (values, bars) = Reverse.ValueAndGrad(x => { var y = f(x); return [Tensor.Sum(y * one.Weights.To(y.DType)), y]; }, inputs);
        return [values[1], .. bars];
    }

    // What rounding to float32 after every operation can do to each of the results.
    static double[] Noise(TorchCase one)
    {
        Tensor[] inputs = [.. one.Inputs.Select(input => input.To(DType.Float32))];
        return RoundingNoise.Of(Tracer.Trace(x => Results(one, x), [.. inputs.Select(x => x.Type)]), inputs);
    }

    static double Apart(Tensor[] theirs, Tensor[] ours) => theirs.Zip(ours).SelectMany(pair =>
        LawFunctions.Numbers(pair.First).Zip(LawFunctions.Numbers(pair.Second), (a, b) => a == b ? 0 : Math.Abs((a - b) / a))).Max();

    static void Check(string name, Tensor[] theirs, Tensor[] ours, double tolerance, double[]? noise = null)
    {
        Assert.Equal(theirs.Select(a => a.Shape), ours.Select(b => b.Shape));
        var next = 0;
        for (var k = 0; k < ours.Length; k++)
        {
            foreach (var (a, b) in LawFunctions.Numbers(theirs[k]).Zip(LawFunctions.Numbers(ours[k])))
            {
                var allowed = tolerance * Math.Abs(a) + (noise?[next] ?? 0);
                next++;
                Assert.True(Math.Abs(a - b) <= allowed, string.Create(CultureInfo.InvariantCulture,
                    $"{name}, {(k == 0 ? "value" : $"gradient {k - 1}")}, number {next}: libtorch {a:R}, ours {b:R}, off by {Math.Abs(a - b):E1} with {allowed:E1} allowed."));
            }
        }
    }
}

/// <summary>One operation's numbers of libtorch.</summary>
sealed record TorchCase(string Name, List<Tensor> Inputs, List<Tensor> Gradients64, List<Tensor> Gradients32)
{
    public Tensor Weights { get; private set; } = null!;

    /// <summary>The value and the gradients in float64.</summary>
    public Tensor[] Double => [Y64, .. Gradients64];

    /// <summary>The value and the gradients in float32.</summary>
    public Tensor[] Single => [Y32, .. Gradients32];

    Tensor Y64 { get; set; } = null!;

    Tensor Y32 { get; set; } = null!;

    public static IEnumerable<TorchCase> Read()
    {
        TorchCase? one = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "fixtures", "torch.txt")))
        {
            var parts = line.Split(' ');
            if (parts[0] == "op")
            {
                if (one is not null) yield return one;
                one = new(parts[1], [], [], []);
                continue;
            }

            nint[] shape = [.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => nint.Parse(l, CultureInfo.InvariantCulture))];
            var numbers = Tensor.From([.. parts[2..].Select(n => double.Parse(n, CultureInfo.InvariantCulture))], Shape.Of(shape));
            switch (parts[0])
            {
                case "x": one!.Inputs.Add(numbers); break;
                case "w": one!.Weights = numbers; break;
                case "y64": one!.Y64 = numbers; break;
                case "y32": one!.Y32 = numbers; break;
                case "g64": one!.Gradients64.Add(numbers); break;
                default: one!.Gradients32.Add(numbers); break;
            }
        }

        if (one is not null) yield return one;
    }
}
