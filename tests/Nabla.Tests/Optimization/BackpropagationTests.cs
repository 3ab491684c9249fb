using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;
using Nabla.Tests.Execution;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Optimization;

public class BackpropagationTests
{
    static readonly string[] s_names = ["w", "x", "b", "y"];

    static Expr Read(string text, params string[] names) => Formula.Parse(text, new ParseOptions { Names = names }).Expression;

    static Backpropagation Neuron() =>
        Backpropagation.Run(Read("(sigmoid(w*x+b)-y)^2", s_names), s_names, [0.6, 2, -0.2, 1], 0.5, ["w", "b"]);

    [Fact]
    public void One_neuron_learns_one_step()
    {
        // σ(1) = 0.7310585786300049; L = (σ − 1)², ∂L/∂b = 2(σ − 1)·σ(1 − σ), ∂L/∂w = 2·∂L/∂b.
        var run = Neuron();
        Assert.Equal(0.072329, run.LossBefore, 6);
        Assert.Equal(-0.211508, run.Gradient[0], 6);
        Assert.Equal(["w", "b"], run.Updated.Select(u => u.Key));
        Assert.Equal(0.705754, run.Updated[0].Value, 6);
        Assert.Equal(-0.147123, run.Updated[1].Value, 6);
        Assert.Equal(0.048497, run.LossAfter!.Value, 6);
    }

    [Fact]
    public void Nodes_are_written_in_the_names_of_their_operands()
    {
        var nodes = Neuron().Nodes;
        Assert.Equal(["w", "x", "b", "y", "v1", "v2", "v3", "v4", "L"], nodes.Select(n => n.Name));
        Assert.Equal(["w*x", "v1 + b", "sigmoid(v2)", "v3 - y", "v4^2"], nodes.Skip(4).Select(n => n.Expression.ToText(TextStyle.Explicit)));
        Assert.Equal(["x", "w", "1", "1", "v3*(1-v3)", "1", "-1", "2*v4"], nodes.Skip(4)
            .SelectMany(n => n.Derivatives.Where((_, k) => n.Operands[k].IsVaried)).Select(d => d.ToText(TextStyle.Explicit)));
    }

    [Fact]
    public void The_text_shows_the_four_steps() => Assert.Equal(
        """
        1. Forward: the value of every node
          at w = 0.6, x = 2.0, b = -0.2, y = 1.0
          v1 = w·x         =  1.200000
          v2 = v1 + b      =  1.000000
          v3 = sigmoid(v2) =  0.731059
          v4 = v3 - y      = -0.268941
        2. Loss
          L = v4² = 0.072329
        3. Backward: ∂L/∂ of every node, by the chain rule from its consumers
          ∂L/∂L = 1
          ∂L/∂v4 = 2v4 = -0.537883
          ∂L/∂v3 = ∂L/∂v4 · ∂v4/∂v3 = (-0.537883) · 1.000000 = -0.537883
              ∂v4/∂v3 = 1
          ∂L/∂v2 = ∂L/∂v3 · ∂v3/∂v2 = (-0.537883) · 0.196612 = -0.105754
              ∂v3/∂v2 = v3·(1-v3) = 0.196612
          ∂L/∂v1 = ∂L/∂v2 · ∂v2/∂v1 = (-0.105754) · 1.000000 = -0.105754
              ∂v2/∂v1 = 1
          ∂L/∂w = ∂L/∂v1 · ∂v1/∂w = (-0.105754) · 2.000000 = -0.211508
              ∂v1/∂w = x = 2.000000
          ∂L/∂x = ∂L/∂v1 · ∂v1/∂x = (-0.105754) · 0.600000 = -0.063453
              ∂v1/∂x = w = 0.600000
          ∂L/∂b = ∂L/∂v2 · ∂v2/∂b = (-0.105754) · 1.000000 = -0.105754
              ∂v2/∂b = 1
          ∂L/∂y = ∂L/∂v4 · ∂v4/∂y = (-0.537883) · (-1.000000) = 0.537883
              ∂v4/∂y = -1
        4. Update: w ← w − η·∂L/∂w with η = 0.5
          w ← 0.6 − 0.5·(-0.211508) = 0.705754
          b ← -0.2 − 0.5·(-0.105754) = -0.147123
          L: 0.072329 → 0.048497

        """, Neuron().ToText());

    [Theory]
    [InlineData("(sigmoid(w*x+b)-y)^2")]
    [InlineData("sin(x*y)*x + sin(x*y)/exp(sin(x*y))")]
    [InlineData("x*x + max(x, y, 1) + hypot(x, y)")]
    [InlineData("where(x < y, x^y, ln(x) + w)")]
    [InlineData("(x+1)^3 - (x+1)^2*tanh(x+1)")]
    [InlineData("sqrt(x) + abs(y) + relu(w)")]
    [InlineData("(e^(w*x)-y)^2 + e")]
    [InlineData("x")]
    [InlineData("3*pi")]
    [InlineData("min(w, x) * atan2(b, y)")]
    [InlineData("x^3*y^4 + max(w, x, b, y, w*x)")]
    public void The_gradient_is_that_of_the_compiled_formula_bit_for_bit(string text)
    {
        var f = Read(text, s_names);
        var compiled = CompiledFormula.Compile(f, s_names);
        double[][] points = [[0.6, 2, -0.2, 1], [0, 0, 0, 0], [1, 1, 1, 1], [-0.0, 1e-300, 1e300, -3], [0.7, 1.3, -0.3, 1.1], [double.PositiveInfinity, 2, double.NaN, -1]];
        foreach (var at in points)
        {
            var gradient = new double[4];
            var value = compiled.ValueAndGradient(at, gradient);
            var run = Backpropagation.Run(f, s_names, at, 0.1, []);
            Bits.AssertSame([value], [run.LossBefore], text);
            Bits.AssertSame(gradient, [.. run.Gradient], $"{text} at {string.Join(", ", at)}");
        }
    }

    [Theory]
    [InlineData("sin(x*y)*x + sin(x*y)/exp(sin(x*y))")]
    [InlineData("x*x + w^b + y^3")]
    [InlineData("(e^(w*x)-y)^2 + e")]
    [InlineData("(sigmoid(w*x+b)-y)^2")]
    public void Every_cotangent_is_the_sum_over_the_consumers_and_every_local_derivative_its_formula(string text)
    {
        var run = Backpropagation.Run(Read(text, s_names), s_names, [0.6, 2, -0.2, 1.5], 0.1, []);
        string[] all = [.. run.Nodes.Select(n => n.Name)];
        double[] values = [.. run.Nodes.Select(n => n.Value)];
        foreach (var node in run.Nodes)
        {
            var sum = run.Nodes.Sum(c => c.Operands.Where(o => o.Name == node.Name && o.IsVaried).Sum(o => c.Cotangent * o.Partial));
            if (!ReferenceEquals(node, run.Loss)) Assert.Equal(sum, node.Cotangent, 12);
            for (var k = 0; k < node.Operands.Count; k++)
                if (node.Operands[k].IsVaried)
                    Assert.Equal(node.Operands[k].Partial, CompiledFormula.Compile(node.Derivatives[k], all).Value(values), 12);
        }
    }

    [Fact]
    public void Names_of_nodes_keep_clear_of_the_variables()
    {
        string[] names = ["v1", "L"];
        var run = Backpropagation.Run(Sin(Symbol("v1")) * Symbol("L"), names, [1, 2], 0.1, []);
        Assert.Equal(["v1", "L", "vv1", "LL"], run.Nodes.Select(n => n.Name));
    }

    [Fact]
    public void Ascii_text_is_ascii()
    {
        var text = Neuron().ToText(TextStyle.Ascii);
        Assert.DoesNotContain(text, c => c > 127);
        Assert.Contains("w <- 0.6 - 0.5*(-0.211508) = 0.705754", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_with_several_consumers_adds_their_shares()
    {
        Expr x = Symbol("x");
        var text = Backpropagation.Run(Sin(x) * x * x, ["x"], [1], 0.1, []).ToText();
        Assert.Contains("∂L/∂x = ", text, StringComparison.Ordinal);
        Assert.Contains("∂v1/∂x = cos(x) = 0.540302", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_cannot_descend_is_refused(double rate) =>
        Assert.Equal("rate", Assert.Throws<OptionException>(() => Backpropagation.Run(Symbol("x"), ["x"], [1], rate, [])).Option);

    [Fact]
    public void A_parameter_that_is_no_variable_is_refused() =>
        Assert.Equal("update", Assert.Throws<OptionException>(() => Backpropagation.Run(Symbol("x"), ["x"], [1], 0.1, ["z"])).Option);

    [Fact]
    public void A_chain_of_a_hundred_thousand_nodes_needs_no_deep_stack()
    {
        Expr x = Symbol("x"), f = x;
        for (var i = 0; i < 50_000; i++) f = Sin(f) + x;
        var run = Backpropagation.Run(f, ["x"], [0.1], 0.1, ["x"]);
        Assert.Equal(100_001, run.Nodes.Count);
        Assert.True(run.ToText().Length < 100_000);
        Assert.True(double.IsFinite(run.LossAfter!.Value));
    }
}
