using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Optimization;

public class BackpropagationTests
{
    static readonly string[] s_names = ["w", "x", "b", "y"];
    static readonly double[] s_at = [0.6, 2, -0.2, 1];

    static Backpropagation Neuron() => Backpropagation.Run(
        Formula.Parse("(sigmoid(w*x+b)-y)^2").Expression, s_names, s_at, 0.5, ["w", "b"]);

    [Fact]
    public void A_neuron_goes_through_the_four_steps()
    {
        var run = Neuron();
        Assert.Equal(["v1", "v2", "v3", "v4", "L"], run.Nodes.Where(n => n.Operands.Count > 0).Select(n => n.Name));
        var s = 1 / (1 + Math.Exp(-1.0));
        Assert.Equal((s - 1) * (s - 1), run.LossBefore, 1e-15);
        Assert.Equal(2 * (s - 1) * s * (1 - s) * 2, run.Gradient["w"], 1e-15);
        Assert.Equal(["w", "b"], run.Updated.Keys);
        Assert.Equal(0.6 - 0.5 * run.Gradient["w"], run.Updated["w"]);
        Assert.True(run.LossAfter < run.LossBefore);
        var text = BackpropagationText.Write(run);
        Assert.Contains("w ← 0.6 − 0.5·(-0.211508) = 0.705754", text, StringComparison.Ordinal);
        Assert.Contains("L: 0.072329 → 0.048497", text, StringComparison.Ordinal);
        Assert.All(BackpropagationText.Write(run, ascii: true), c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void Every_cotangent_is_the_sum_over_its_users_of_theirs_times_the_local_derivative()
    {
        Expr x = Symbol("x"), y = Symbol("y");
        var run = Backpropagation.Run(Sin(x * y) * (x * y) + Exp(x * y) - x, ["x", "y"], [0.7, 1.3]);
        Assert.Single(run.Nodes, node => node.Expression == x * y);
        var sums = new double[run.Nodes.Count];
        sums[^1] = 1;
        foreach (var node in run.Nodes)
            foreach (var edge in node.Operands) sums[edge.Operand] += node.Cotangent * edge.Value;
        for (var i = 0; i < sums.Length; i++) Assert.Equal(run.Nodes[i].Cotangent, sums[i], 1e-14);
    }

    [Fact]
    public void Numbers_are_those_of_the_compiled_formula_bit_for_bit()
    {
        foreach (var text in (string[])["(sigmoid(w*x+b)-y)^2", "max(w,x,b,y)^3/7 - w*x^5", "sqrt(abs(w-0.6))*x + ln(x)^2*b - tanh(w*y)*0.1"])
        {
            var f = Formula.Parse(text).Expression;
            var gradient = new double[4];
            var value = CompiledFormula.Compile(f, s_names).ValueAndGradient(s_at, gradient);
            var run = Backpropagation.Run(f, s_names, s_at);
            Assert.Equal(value, run.LossBefore);
            Assert.Equal(gradient, run.Gradient.Values);
        }
    }

    [Fact]
    public void A_formula_that_is_a_variable_or_a_number_has_its_graph_too()
    {
        Assert.Equal(1, Backpropagation.Run(Symbol("x"), ["x"], [3]).Gradient["x"]);
        Assert.Equal(0, Backpropagation.Run(3, ["x"], [3]).Gradient["x"]);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_nodes_gives_its_data()
    {
        var f = Symbol("x");
        for (var i = 0; i < 100_000; i++) f = Sin(f);
        var run = Backpropagation.Run(f, ["x"], [0.5]);
        Assert.Equal(100_001, run.Nodes.Count);
        Assert.Contains("more", BackpropagationText.Write(run), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_variable_to_update_is_refused_with_the_list() =>
        Assert.Contains("x", Assert.Throws<OptionException>(() => Backpropagation.Run(Symbol("x"), ["x"], [1], 0.1, ["q"])).Message, StringComparison.Ordinal);
}
