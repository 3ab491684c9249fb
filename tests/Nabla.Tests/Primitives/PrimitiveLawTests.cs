using Nabla.Checking;
using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Tests.Primitives;

/// <summary>What holds for every primitive by existing.</summary>
public class PrimitiveLawTests
{
    public static TheoryData<string> Names => PrimitiveSamples.Names;

    [Fact]
    public void Every_primitive_has_samples()
    {
        var primitives = typeof(Primitive).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Primitive)) && !t.IsAbstract).ToHashSet();
        Assert.Equal(primitives.OrderBy(t => t.Name), PrimitiveSamples.All.Select(s => s.Primitive).Distinct().OrderBy(t => t.Name));
        Assert.Equal(37, primitives.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_applies_its_primitive_and_its_graph_computes_the_same_bits(string name)
    {
        var sample = PrimitiveSamples.Find(name);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var x = sample.Make(dtype);
            var y = sample.Apply(x);
            var graph = Tracer.Trace(x => [sample.Apply(x)], [.. x.Select(t => t.Type)]);
            graph.Validate();
            Assert.Contains(graph.Equations, e => e.Primitive.GetType() == sample.Primitive);
            Assert.All(graph.Equations, e => Assert.NotNull(e.Primitive.Lower()));
            AssertBits(y, graph.Run(x)[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_elements_in_memory_changes_no_bit(string name)
    {
        var sample = PrimitiveSamples.Find(name);
        var x = sample.Make(DType.Float64);
        Tensor[] strided = [.. x.Select(Strided)];
        AssertBits(sample.Apply(x), sample.Apply(strided));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_pairs_of_modes_agree_with_differences(string name)
    {
        var sample = PrimitiveSamples.Find(name);
        var law = new LawFunctions(sample, DType.Float64);
        // Held constant on purpose, differences or not.
        if (!law.HasDerivative || sample.Primitive == typeof(StopGradient)) return;
        // float32 inside a sample leaves too few digits for more.
        var isCoarse = law.Y.DType == DType.Float32;
        CheckReport Report() => new DerivativeCheck(name, new() { TransposeTolerance = isCoarse ? 1e-6 : 1e-12 }, isSingle: false).Run(
            new(law.F, law.X, [.. law.X.Select((_, i) => $"x{i}")], ["y"]), isCoarse ? 1 : 2, law.HasReverse ? DerivativeModes.Both : DerivativeModes.Forward);
        if (LawFunctions.Numbers(law.Y).Any(double.IsNaN)) Assert.Contains("NaN", Assert.Throws<CheckException>(Report).Message, StringComparison.Ordinal);
        else Assert.Equal((isCoarse, law.HasReverse) switch { (true, true) => 2, (false, true) => 6, (true, false) => 1, _ => 2 }, Report().Modes.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Linearization_gives_the_bits_of_forward_mode(string name)
    {
        var law = new LawFunctions(PrimitiveSamples.Find(name), DType.Float64);
        if (!law.HasDerivative) return;
        var (values, tangents) = Forward.Jvp(law.F, law.X, law.Direction);
        AssertBits(law.Y, values[0]);
        if (!law.HasReverse) return;
        var linear = Linearization.Of(law.F, law.X);
        AssertBits(law.Y, linear.Values[0]);
        AssertBits(tangents[0], linear.Forward(law.Direction)[0]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Second_derivatives_agree_in_all_modes_and_are_symmetric(string name)
    {
        var law = new LawFunctions(PrimitiveSamples.Find(name), DType.Float64);
        if (!law.HasReverse || law.Y.DType == DType.Float32) return;
        var (v, u) = (law.Direction, law.Other);
        var forwardOverReverse = Forward.Jvp(law.GradG, law.X, v).Tangents;
        var reverseOverForward = LawFunctions.Gradient(x => law.AlongG(x, v), law.X);
        var reverseOverReverse = LawFunctions.Gradient(x => [LawFunctions.Dot(law.GradG(x), v)], law.X);
        var hv = LawFunctions.Numbers(forwardOverReverse);
        AssertClose(hv, LawFunctions.Numbers(reverseOverForward), 1e-11);
        AssertClose(hv, LawFunctions.Numbers(reverseOverReverse), 1e-11);
        var uhv = (double)LawFunctions.Dot(forwardOverReverse, u);
        var vhu = (double)LawFunctions.Dot(Forward.Jvp(law.GradG, law.X, u).Tangents, v);
        var forwardOverForward = (double)Forward.Jvp(x => law.AlongG(x, v), law.X, u).Tangents[0];
        var scale = 1 + hv.Sum(Math.Abs);
        AssertNear(uhv, vhu, 1e-11 * scale);
        AssertNear(uhv, forwardOverForward, 1e-11 * scale);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_is_the_same_twice_and_from_its_graph_bit_for_bit(string name)
    {
        var law = new LawFunctions(PrimitiveSamples.Find(name), DType.Float64);
        if (!law.HasReverse) return;
        var once = law.GradG(law.X);
        var twice = law.GradG(law.X);
        var graph = Tracer.Trace(law.GradG, [.. law.X.Select(x => x.Type)]);
        graph.Validate();
        var traced = graph.Run(law.X);
        for (var i = 0; i < once.Length; i++)
        {
            AssertBits(once[i], twice[i]);
            AssertBits(once[i], traced[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float32_gives_first_and_second_derivatives_of_float64_to_its_precision(string name)
    {
        var sample = PrimitiveSamples.Find(name);
        var (narrow, wide) = (new LawFunctions(sample, DType.Float32), new LawFunctions(sample, DType.Float64));
        if (!narrow.HasReverse || !wide.HasReverse) return;
        Assert.All(narrow.GradG(narrow.X), bar => Assert.Equal(DType.Float32, bar.DType));
        AssertClose(LawFunctions.Numbers(wide.GradG(wide.X)), LawFunctions.Numbers(narrow.GradG(narrow.X)), 3e-5);
        AssertClose(
            LawFunctions.Numbers(wide.AlongG(wide.X, wide.Direction)), LawFunctions.Numbers(narrow.AlongG(narrow.X, narrow.Direction)), 3e-5);
        var (second, expected) = (Forward.Jvp(narrow.GradG, narrow.X, narrow.Direction).Tangents, Forward.Jvp(wide.GradG, wide.X, wide.Direction).Tangents);
        Assert.All(second, t => Assert.Equal(DType.Float32, t.DType));
        AssertClose(LawFunctions.Numbers(expected), LawFunctions.Numbers(second), 1e-4);
        AssertClose(
            LawFunctions.Numbers(expected), LawFunctions.Numbers(LawFunctions.Gradient(x => narrow.AlongG(x, narrow.Direction), narrow.X)), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vmap_is_a_loop_over_examples_written_once(string name)
    {
        const int Size = 3;
        var sample = PrimitiveSamples.Find(name);
        var count = sample.Inputs.Length;
        for (var mask = 1; mask < 1 << count; mask++)
        {
            int[] batched = [.. Enumerable.Range(0, count).Where(i => (mask & 1 << i) != 0)];
            var x = sample.Make(DType.Float64, batched, Size);
            var y = Vmap(x);
            for (var e = 0; e < Size; e++)
            {
                var example = e;
                Tensor[] one = [.. x.Select((t, i) => batched.Contains(i) ? t[example] : t)];
                AssertClose(LawFunctions.Numbers(sample.Apply(one)), LawFunctions.Numbers(y[e]), 1e-13);
            }

            if (sample.LoopsOverExamples is null) Assert.Equal(Length(2), Length(5));

            Tensor Vmap(Tensor[] inputs) =>
                Vectorization.Vmap(x => [sample.Apply(x)], inputs, [.. inputs.Select((_, i) => batched.Contains(i) ? (int?)0 : null)])[0];

            int Length(int size)
            {
                var types = sample.Make(DType.Float64, batched, size).Select(t => t.Type).ToArray();
                return Tracer.Trace(x => [Vmap(x)], types).Length;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_no_examples_there_are_no_results_and_no_gradients(string name)
    {
        var sample = PrimitiveSamples.Find(name);
        var type = sample.Apply(sample.Make(DType.Float64)).Type;
        int[] all = [.. Enumerable.Range(0, sample.Inputs.Length)];
        int?[] axes = [.. all.Select(_ => (int?)0)];
        var x = sample.Make(DType.Float64, all, 0);
        Assert.Equal(new TensorType(type.DType, type.Shape.Insert(0, 0)), Vectorization.Vmap(x => [sample.Apply(x)], x, axes)[0].Type);
        if (sample.IsForwardOnly || sample.Varying.Length != sample.Inputs.Length || !type.DType.IsFloating) return;
        var gradients = Vectorization.Vmap(x => LawFunctions.Gradient(a => [Tensor.Sum(sample.Apply(a))], x), x, axes);
        Assert.Equal(x.Select(t => t.Type), gradients.Select(t => t.Type));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_per_example_are_a_loop_of_gradients(string name)
    {
        const int Size = 3;
        var sample = PrimitiveSamples.Find(name);
        if (sample.IsForwardOnly || sample.Varying.Length != sample.Inputs.Length || !sample.Apply(sample.Make(DType.Float64)).DType.IsFloating) return;
        int[] batched = [.. Enumerable.Range(0, sample.Inputs.Length)];
        var x = sample.Make(DType.Float64, batched, Size);
        Tensor[] Gradients(Tensor[] one) => LawFunctions.Gradient(x => [Tensor.Sum(sample.Apply(x) * sample.Apply(one))], one);
        var all = Vectorization.Vmap(Gradients, x, [.. batched.Select(_ => (int?)0)]);
        for (var e = 0; e < Size; e++)
        {
            var one = Gradients([.. x.Select(t => t[e])]);
            for (var i = 0; i < one.Length; i++) AssertClose(LawFunctions.Numbers(one[i]), LawFunctions.Numbers(all[i][e]), 1e-12);
        }
    }

    static Tensor Strided(Tensor x)
    {
        if (x.Rank == 0) return x;
        if (x.Rank == 1) return Tensor.Stack([x, x]).T.Contiguous().T[0];
        return x.T.Contiguous().T;
    }

    static void AssertBits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(
            LawFunctions.Numbers(expected).Select(BitConverter.DoubleToInt64Bits), LawFunctions.Numbers(actual).Select(BitConverter.DoubleToInt64Bits));
    }

    // The row that is NaN everywhere has a NaN tolerance.
    static void AssertNear(double expected, double actual, double tolerance) =>
        Assert.Equal(expected, actual, double.IsNaN(tolerance) ? 0 : tolerance);

    // Relative to the largest number of the tensor, or 1.
    static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Append(1).Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++) AssertNear(expected[i], actual[i], tolerance * scale);
    }
}
