using System.Globalization;
using Nabla.Optimization;

namespace Nabla.Tests.Optimization;

public class FirstOrderMethodTests
{
    public static TheoryData<string> Methods => [.. FirstOrderMethod.Names];

    // The hyper-parameters of the fixture; those of gd, momentum and nesterov are binary fractions, so that nothing rounds
    // in the first steps.
    static FirstOrderMethod OfFixture(string name) => name switch
    {
        "gd" => new GradientDescent(2, 0.125),
        "momentum" => new Momentum(2, 0.0625) { Mu = 0.5 },
        "nesterov" => new Nesterov(2, 0.0625) { Mu = 0.5 },
        "adagrad" => new AdaGrad(2, 0.5),
        "rmsprop" => new RmsProp(2, 0.1),
        "adamw" => new Adam(2, 0.1) { WeightDecay = 0.25 },
        "amsgrad" => new AmsGrad(2, 0.1),
        "lion" => new Lion(2, 0.1) { WeightDecay = 0.25 },
        _ => new Adam(2, 0.1),
    };

    static List<double[]> Expected(string name)
    {
        using var reader = new StreamReader(typeof(FirstOrderMethodTests).Assembly.GetManifestResourceStream("descent-steps.txt")!);
        var rows = new List<double[]>();
        while (reader.ReadLine()?.Split(' ') is { } row)
            if (row[0] == name) rows.Add([.. row[2..].Select(t => double.Parse(t, CultureInfo.InvariantCulture))]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_step_is_the_one_of_its_paper(string name)
    {
        var method = OfFixture(name);
        var expected = Expected(name);
        Assert.Equal(12, expected.Count);
        double[] x = [2.5, 2];
        for (var k = 0; k < expected.Count; k++)
        {
            method.Step(x, [2 * x[0], 6 * x[1]]);
            for (var i = 0; i < 2; i++)
            {
                // The steps sum up what the values before them rounded away; at a crossing of 0 the value itself is small.
                var scale = Math.Max(Math.Abs(expected[k][i]), 0.01);
                Assert.True(Math.Abs(x[i] - expected[k][i]) <= 1e-14 * scale * (k + 1), $"{name}, step {k + 1}: {x[i]:R} for {expected[k][i]:R}");
            }
        }
    }

    [Fact]
    public void Binary_fractions_go_through_gd_momentum_and_nesterov_without_rounding()
    {
        foreach (var name in (string[])["gd", "momentum", "nesterov"])
        {
            var method = OfFixture(name);
            double[] x = [2.5, 2];
            foreach (var expected in Expected(name).Take(5))
            {
                method.Step(x, [2 * x[0], 6 * x[1]]);
                Assert.Equal(expected, x);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_reaches_the_minimum_of_a_bowl(string name)
    {
        var method = FirstOrderMethod.Create(name, 3, name == "adagrad" ? 0.5 : 0.05);
        // The decay of AdamW pulls to 0, so that is where its bowl must lie.
        var bottom = name == "adamw" ? 0 : 1;
        double[] x = [3, -2, 1], g = new double[3];
        for (var k = 0; k < 4000; k++)
        {
            for (var i = 0; i < 3; i++) g[i] = 2 * (i + 1) * (x[i] - bottom);
            // Steps of these keep the size of their rate: to arrive, the rate has to go down.
            if (name is "rmsprop" or "adam" or "adamw" or "lion" && k % 500 == 499) method.Rate /= 10;
            method.Step(x, g);
        }

        Assert.All(x, xi => Assert.Equal(bottom, xi, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_step_allocates_nothing(string name)
    {
        var method = FirstOrderMethod.Create(name, 100, 0.01);
        double[] x = new double[100], g = new double[100];
        g.AsSpan().Fill(0.5);
        // Once in many runs 224 bytes, less than a byte a step, came between the first thousand steps.
        for (var k = 0; k < 1000; k++) method.Step(x, g);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 1000; k++) method.Step(x, g);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void After_a_reset_the_same_steps_come_again_bit_for_bit(string name)
    {
        var method = FirstOrderMethod.Create(name, 1, 0.1);
        double[] Run()
        {
            double[] x = [10];
            return [.. Enumerable.Range(0, 20).Select(_ =>
            {
                method.Step(x, [2 * x[0]]);
                return x[0];
            })];
        }

        var first = Run();
        method.Reset();
        Assert.Equal(first, Run());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_zero_gradient_from_rest_moves_nothing(string name)
    {
        double[] x = [1.5];
        FirstOrderMethod.Create(name, 1, 0.1).Step(x, [0]);
        // The decay of AdamW needs no gradient.
        Assert.Equal(name == "adamw" ? 1.5 - 0.1 * 0.01 * 1.5 : 1.5, x[0]);
    }

    [Fact]
    public void The_first_step_of_adam_has_the_length_of_its_rate_whatever_the_gradient()
    {
        foreach (var g in (double[])[1e-3, 1, 1e6])
        {
            double[] x = [0];
            new Adam(1, 0.001).Step(x, [g]);
            Assert.Equal(-0.001 * g / (g + 1e-8), x[0], 1e-17);
        }
    }

    [Theory]
    [InlineData(0.0, "no step moves")]
    [InlineData(-0.1, "--maximize")]
    [InlineData(double.NaN, "not a finite number")]
    [InlineData(double.PositiveInfinity, "not a finite number")]
    public void A_bad_rate_is_refused_with_advice(double rate, string advice)
    {
        var e = Assert.Throws<OptionException>(() => FirstOrderMethod.Create("adam", 1, rate));
        Assert.Equal("rate", e.Option);
        Assert.Contains(advice, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_method_is_refused_with_the_list() =>
        Assert.Contains("gd, momentum, nesterov", Assert.Throws<OptionException>(() => FirstOrderMethod.Create("sgd", 1, 0.1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Shares_outside_0_to_1_are_refused()
    {
        Assert.Throws<OptionException>(() => new Momentum(1, 0.1) { Mu = 1 });
        Assert.Throws<OptionException>(() => new Nesterov(1, 0.1) { Mu = -0.1 });
        Assert.Throws<OptionException>(() => new RmsProp(1, 0.1) { Rho = double.NaN });
        Assert.Throws<OptionException>(() => new Adam(1, 0.1) { Epsilon = 0 });
    }

    [Fact]
    public void A_gradient_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new GradientDescent(2, 0.1).Step(new double[2], new double[3]));
}
