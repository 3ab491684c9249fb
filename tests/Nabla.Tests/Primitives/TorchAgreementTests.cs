using System.Globalization;
using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Tests.Primitives;

/// <summary>
/// Values and gradients against libtorch's, from tests/fixtures/torch.txt, which benchmarks/Nabla.TorchBenchmarks/run.sh fixtures
/// writes: to 1e-12 in float64 and 1e-6 in float32, relative to each number. Exceptions stand with their reasons in
/// <see cref="TorchFunctions"/>.
/// </summary>
public class TorchAgreementTests
{
    static readonly Dictionary<string, TorchCase> s_cases = TorchCase.Read().ToDictionary(c => c.Name);

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Fact]
    public void At_least_sixty_operations_are_compared_and_each_has_a_function()
    {
        Assert.InRange(s_cases.Count, 60, int.MaxValue);
        Assert.Equal(s_cases.Keys.Order(), TorchFunctions.All.Keys.Order());
        Assert.All(TorchFunctions.Cancelling.Keys, name => Assert.True(s_cases.ContainsKey(name), name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float64_agrees_to_1e_12(string name) => Check(name, DType.Float64, name == "digamma" ? TorchFunctions.TrigammaOfLibtorch : 1e-12);

    [Theory]
    [MemberData(nameof(Names))]
    public void Float32_agrees_to_1e_6(string name) => Check(name, DType.Float32, 1e-6);

    public static TheoryData<string> Cancelling => [.. TorchFunctions.Cancelling.Keys];

    [Theory]
    [MemberData(nameof(Cancelling))]
    public void Exceptions_in_float32_agree_with_float64_as_they_say_and_are_needed(string name)
    {
        var one = s_cases[name];
        var (theirs, exact) = ((Tensor[])[one.Y32, .. one.Gradients32], (Tensor[])[one.Y64, .. one.Gradients64]);
        var (y, bars) = Gradients(one, DType.Float32);
        var (apart, worst) = (0.0, 0.0);
        for (var k = 0; k < exact.Length; k++)
        {
            var (a, b, ours) = (LawFunctions.Numbers(exact[k]), LawFunctions.Numbers(theirs[k]), LawFunctions.Numbers(k == 0 ? y : bars[k - 1]));
            var largest = a.Max(Math.Abs);
            for (var i = 0; i < a.Length; i++)
            {
                apart = Math.Max(apart, Apart(b[i], ours[i]));
                worst = Math.Max(worst, Apart(a[i], ours[i]));
                Assert.InRange(Math.Abs(a[i] - ours[i]), 0, 1e-6 * largest);
            }
        }

        Assert.True(apart > 1e-6, $"{name} is an exception without need.");
        Assert.Equal(TorchFunctions.Cancelling[name].OursToo, worst > 1e-6);
    }

    static double Apart(double theirs, double ours) => theirs == ours ? 0 : Math.Abs((theirs - ours) / theirs);

    static void Check(string name, DType dtype, double tolerance)
    {
        var one = s_cases[name];
        var (y, gradients) = dtype == DType.Float64 ? (one.Y64, one.Gradients64) : (one.Y32, one.Gradients32);
        var (value, bars) = Gradients(one, dtype);
        Assert.Equal(dtype, value.DType);
        AssertClose(name, "value", y, value, tolerance);
        for (var i = 0; i < bars.Length; i++) AssertClose(name, $"gradient {i}", gradients[i], bars[i], tolerance);
    }

    static (Tensor Value, Tensor[] Gradients) Gradients(TorchCase one, DType dtype)
    {
        var f = TorchFunctions.All[one.Name];
        var (values, bars) = Reverse.ValueAndGrad(
            x => { var y = f(x); return [Tensor.Sum(y * one.Weights.To(dtype)), y]; }, [.. one.Inputs.Select(input => input.To(dtype))]);
        return (values[1], bars);
    }

    static void AssertClose(string name, string what, Tensor theirs, Tensor ours, double tolerance)
    {
        Assert.Equal(theirs.Shape, ours.Shape);
        var (a, b) = (LawFunctions.Numbers(theirs), LawFunctions.Numbers(ours));
        var largest = a.Max(Math.Abs);
        for (var i = 0; i < a.Length; i++)
        {
            var scale = ours.DType == DType.Float32 && TorchFunctions.Cancelling.ContainsKey(name) ? largest : Math.Abs(a[i]);
            Assert.True(Math.Abs(a[i] - b[i]) <= tolerance * scale, string.Create(CultureInfo.InvariantCulture,
                $"{name}, {what}, element {i}: libtorch {a[i]:R}, ours {b[i]:R}: they differ by {Math.Abs(a[i] - b[i]) / scale:E1}."));
        }
    }
}

/// <summary>One operation's numbers of libtorch.</summary>
sealed record TorchCase(string Name, List<Tensor> Inputs, List<Tensor> Gradients64, List<Tensor> Gradients32)
{
    public Tensor Weights { get; private set; } = null!;

    public Tensor Y64 { get; private set; } = null!;

    public Tensor Y32 { get; private set; } = null!;

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
