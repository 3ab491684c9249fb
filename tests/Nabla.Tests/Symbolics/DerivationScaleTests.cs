using System.Diagnostics;
using System.Text.Json;
using Nabla.Rules;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Symbolics;

/// <summary>Work and text grow linearly with the formula. Memory allocated is the measure, because it is the same in every run.</summary>
public class DerivationScaleTests(ITestOutputHelper output)
{
    static readonly Expr x = Symbol("x");

    static Expr Chain(int n) => Enumerable.Range(0, n).Aggregate(x, (f, i) => i % 2 == 0 ? Sin(f) : f + i);

    static Expr Sum(int n) => Enumerable.Range(2, n).Aggregate(x, (f, i) => f + Pow(x, i));

    static Expr Product(int n) => Enumerable.Range(1, n).Aggregate(x, (f, i) => f * (x + i));

    static Expr SumOfMany(int n) => Enumerable.Range(1, n).Aggregate(x, (f, i) => f + Symbol("x" + i));

    static Expr ProductOfMany(int n) => Enumerable.Range(1, n).Aggregate(x, (f, i) => f * Symbol("x" + i));

    [Fact]
    public void A_derivative_costs_in_proportion_to_the_formula()
    {
        AssertLinear("chain", Chain, 1 << 10, 1 << 17, f => f.Derivative("x"));
        AssertLinear("sum", Sum, 1 << 10, 1 << 17, f => f.Derivative("x"));
        AssertLinear("product", Product, 1 << 10, 1 << 15, f => f.Derivative("x"));
    }

    [Fact]
    public void Second_and_third_derivatives_cost_in_proportion_to_the_formula()
    {
        AssertLinear("chain", Chain, 1 << 10, 1 << 15, f => f.Derivative("x", 2));
        AssertLinear("sum", Sum, 1 << 10, 1 << 15, f => f.Derivative("x", 3));
        AssertLinear("product", Product, 1 << 10, 1 << 15, f => f.Derivative("x", 2));
        AssertLinear("product", Product, 1 << 10, 1 << 15, f => f.Derivative("x", 3));
    }

    [Fact]
    public void A_gradient_by_all_variables_costs_in_proportion_to_the_formula()
    {
        AssertLinear("sum", SumOfMany, 1 << 10, 1 << 17, f => f.Gradient());
        AssertLinear("product", ProductOfMany, 1 << 10, 1 << 15, f => f.Gradient());
    }

    [Fact]
    public void Steps_and_their_text_grow_in_proportion_to_the_formula()
    {
        Func<int, Expr>[] families = [Chain, Sum, Product, n => Enumerable.Range(0, n).Aggregate(x, (f, _) => f * f + 1)];
        foreach (var family in families)
        {
            AssertLinear("steps", family, 1 << 10, 1 << 13, f => _ = f.Explain("x").Steps);
            AssertProportional("text", family, f => f.Explain("x").ToText().Length);
            AssertProportional("hints", family, f => f.Explain("x").ToText(hints: true).Length);
            AssertProportional("json", family, f => Json(f.Explain("x")).Length);
        }
    }

    [Fact]
    public void High_orders_of_a_product_share_their_parts()
    {
        var f = Sin(x) * Exp(x);
        AssertLinear(
            "order", order => f.Derivative("x", order, SimplifyLevel.None), 10, 40, d => _ = d.Variables, atMost: 2.1);
    }

    [Fact]
    public void A_million_nodes_in_one_chain_cost_what_they_cost_in_a_hundred()
    {
        // Memory that no longer fits the caches, and collections that walk all of it.
        const double MostTimes = 6;
        // Held against a hundred chains of a hundredth, under the same load on the same machine; a neighbour may come or go
        // between the two, so the best of three counts. Quadratic cost would be a hundred times as much.
        Expr large = Chain(1_000_000), small = Chain(10_000);
        _ = small.Derivative("x");
        var best = double.PositiveInfinity;
        for (var round = 0; round < 3 && best > MostTimes; round++)
        {
            var few = Seconds(100, small);
            var many = Seconds(1, large);
            output.WriteLine($"{many:F2} s, {many / few:F2} times as long as a hundred hundredths");
            best = Math.Min(best, many / few);
        }

        Assert.InRange(best, 0, MostTimes);

        static double Seconds(int times, Expr f)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < times; i++) _ = f.Derivative("x");
            return clock.Elapsed.TotalSeconds;
        }
    }

    [Fact]
    public async Task The_text_of_a_derivation_depends_neither_on_the_thread_nor_on_what_was_collected()
    {
        var f = Enumerable.Range(0, 1500).Aggregate(Symbol("y"), (g, _) => Sin(x + g));
        var derivation = f.Explain("x");
        var (text, latex, html, json) = (derivation.ToText(), derivation.ToLatex(), derivation.ToHtml(), Json(derivation));
        derivation = f.Explain("x");
        GC.Collect();
        Assert.Equal(text, derivation.ToText());
        GC.Collect();
        Assert.Equal((latex, html, json), (derivation.ToLatex(), derivation.ToHtml(), Json(derivation)));
        Assert.Equal(text, await Task.Run(() => derivation.ToText()));
    }

    static string Json(Derivation derivation)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) derivation.WriteSteps(json);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    // The text of n and of 4n nodes: names and numbers get longer by a digit, so a little more than 4 times is linear.
    void AssertProportional(string what, Func<int, Expr> family, Func<Expr, int> length)
    {
        var (small, large) = (length(family(500)), length(family(2_000)));
        output.WriteLine($"{what}: {small} and {large} characters");
        Assert.InRange((double)large / small, 3, 4.8);
    }

    void AssertLinear(string what, Func<int, Expr> family, int few, int many, Action<Expr> work, double atMost = 1.1)
    {
        var (small, large) = (Allocated(family(few), work), Allocated(family(many), work));
        var exponent = Math.Log(large / small) / Math.Log((double)many / few);
        output.WriteLine($"{what}: {small:N0} bytes at {few}, {large:N0} at {many}, exponent {exponent:F3}");
        Assert.InRange(exponent, 0, atMost);
    }

    // On a thread of its own: the table of parts belongs to a thread, and one grown by an earlier formula would hide the cost
    // of a small one.
    static double Allocated(Expr f, Action<Expr> work)
    {
        long bytes = 0;
        var thread = new Thread(() =>
        {
            work(Chain(10));
            var before = GC.GetAllocatedBytesForCurrentThread();
            work(f);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }
}
