using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

/// <summary>The laws of derivations, on random formulas of every row of the table.</summary>
public class DerivationTests(ITestOutputHelper output)
{
    const int Seed = 20261123;
    const int Formulas = 400;

    public static TheoryData<int?> Depths => new() { (int?)null, 99 };

    [Theory, MemberData(nameof(Depths))]
    public void Replaying_the_steps_yields_exactly_the_answer(int? depth) => ForAll(depth, (derivation, step) =>
    {
        Assert.Equal(step.After, Replay.Of(step));
        if (step == derivation.Steps[0]) Assert.Same(derivation.Unsimplified, step.After);
    });

    [Theory, MemberData(nameof(Depths))]
    public void Every_step_holds_at_random_points(int? depth)
    {
        var random = new RandomFormulas(Seed + 1);
        var judged = 0;
        ForAll(depth, (_, step) =>
        {
            for (var i = 0; i < 4; i++)
            {
                var at = random.Point([.. step.Before.Variables, .. step.After.Variables, step.Variable!]);
                if (Expected(step, at) is not { } expected) continue;
                var actual = new Valuation(at).Of(step.After);
                Assert.True(Math.Abs(actual - expected) <= 1e-7 * Math.Max(1, Math.Abs(expected)),
                    $"{step.Rule}: {Show(step.Before)} by {step.Variable} is {Show(step.After)} = {actual}, not {expected}");
                judged++;
            }
        });
        Assert.True(judged > 5_000, $"only {judged} points were well conditioned");
    }

    [Theory, MemberData(nameof(Depths))]
    public void No_step_ends_where_it_began(int? depth) => ForAll(depth, (_, step) =>
    {
        // Only 0 and exponentials are their own derivatives, and the law above has judged that these are.
        if (step.Before == step.After) Assert.True(step.Before == 0 || Uses(step.Before, Elementwise.Exp) || Uses(step.Before, Elementwise.Power), step.Before.ToString());
    });

    [Theory, MemberData(nameof(Depths))]
    public void Every_rule_is_on_the_fixed_list(int? depth) => ForAll(depth, (_, step) => Assert.Contains(step.Rule, DerivativeRule.All));

    [Theory, MemberData(nameof(Depths))]
    public void The_letters_of_a_step_are_not_variables_of_the_formula(int? depth) => ForAll(depth, (derivation, step) =>
        Assert.All(step.Bindings, b => Assert.DoesNotContain(b.Name, derivation.Function.Variables)));

    [Fact]
    public void Constants_and_linear_pieces_are_one_step_unless_asked_for()
    {
        var x = Expr.Symbol("x");
        var f = Expr.Sin(3 * x + 5);
        var inner = Assert.Single(f.Explain("x").Steps).Children[^1];
        Assert.Equal(DerivativeRule.Linear, inner.Rule);
        Assert.Empty(inner.Children);
        inner = f.Explain("x", depth: 9).Steps[0].Children[^1];
        Assert.Equal(DerivativeRule.Sum, inner.Rule);
        Assert.Equal([DerivativeRule.ConstantMultiple, DerivativeRule.Constant], inner.Children.Select(c => c.Rule));
    }

    [Fact]
    public void A_square_of_a_sum_is_a_chain_with_the_sum_as_u()
    {
        var x = Expr.Symbol("x");
        var f = Expr.Pow(2 * x + 3, 2);
        var step = Assert.Single(f.Explain("x").Steps);
        Assert.Equal(DerivativeRule.Chain, step.Rule);
        Assert.Equal(new Binding("u", 2 * x + 3), Assert.Single(step.Bindings));
        Assert.Equal(4 * (2 * x + 3), step.After);
        Assert.Equal([DerivativeRule.Power, DerivativeRule.Linear], step.Children.Select(c => c.Rule));
        Assert.Equal(2 * Expr.Symbol("u"), step.Children[0].After);
        Assert.Equal(2, step.Children[1].After);
    }

    [Fact]
    public void Shared_parts_have_one_step()
    {
        var f = Enumerable.Range(0, 200).Aggregate(Expr.Sin(Expr.Symbol("x")), (g, _) => g * g);
        Assert.InRange(All(f.Explain("x").Steps).Count, 200, 420);
    }

    static string Show(Expr f) => f switch
    {
        NumberExpr n => n.Value.ToString(), SymbolExpr s => s.Name, ConstantExpr c => c.Name,
        ApplyExpr a => a.Rule.Name + "(" + string.Join(", ", Enumerable.Range(0, a.Arity).Select(i => Show(a[i]))) + ")", _ => "?",
    };

    static bool Uses(Expr f, ScalarRule row) =>
        f is ApplyExpr a && (a.Rule == row || Enumerable.Range(0, a.Arity).Any(i => Uses(a[i], row)));

    // The derivative by the rows in numbers; null where the point is outside the domain or rounding alone moves it.
    static double? Expected(DerivationStep step, Dictionary<string, double> at)
    {
        var (_, expected) = DualValuation.Of(step.Before, step.Variable!, at);
        if (!double.IsFinite(expected) || Math.Abs(expected) > 1e100) return null;
        foreach (var shift in new[] { 1 + 1e-12, 1 - 1e-12 })
        {
            var shifted = DualValuation.Of(step.Before, step.Variable!, at.ToDictionary(p => p.Key, p => p.Value * shift)).Derivative;
            if (!(Math.Abs(shifted - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected)))) return null;
        }

        return expected;
    }

    void ForAll(int? depth, Action<Derivation, DerivationStep> law)
    {
        output.WriteLine($"seed {Seed}");
        var random = new RandomFormulas(Seed);
        for (var i = 0; i < Formulas; i++)
        {
            var f = random.Next(4);
            foreach (var variable in new[] { "x", "y" }) Judge(f.Explain(variable, depth: depth), law);
        }

        foreach (var row in Elementwise.All.Where(row => row.WrittenAs is null))
        {
            for (var i = 0; i < 4; i++) Judge(random.Apply(row, 2).Explain("x", depth: depth), law);
        }
    }

    static void Judge(Derivation derivation, Action<Derivation, DerivationStep> law)
    {
        foreach (var step in All(derivation.Steps)) law(derivation, step);
    }

    static HashSet<DerivationStep> All(IReadOnlyList<DerivationStep> steps)
    {
        var met = new HashSet<DerivationStep>();
        var pending = new Stack<DerivationStep>(steps);
        while (pending.TryPop(out var step))
        {
            if (!met.Add(step)) continue;
            foreach (var child in step.Children) pending.Push(child);
        }

        return met;
    }
}
