using Nabla.Rules;
using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Tests.Symbolics;

[Collection(nameof(Alone))]
public class ExprTests
{
    static readonly Expr x = Symbol("x");

    [Fact]
    public void Equal_formulas_are_one_object() => Assert.Same(Sin(x) * 2, Sin(Symbol("x")) * 2);

    [Fact]
    public void A_formula_knows_what_occurs_in_it()
    {
        var random = new RandomFormulas(6);
        for (var i = 0; i < 500; i++)
        {
            var f = random.Next(5) * Pow(x, random.Next(1)) * Pow(Symbol("y"), random.Next(1)) + Exp(random.Next(3)) / Pow(E, random.Next(3));
            Assert.All(Parts(f), part => Assert.Equal(TraitsOf(part), part.Traits));
        }
    }

    static IEnumerable<Expr> Parts(Expr f) => Enumerable.Range(0, f.Arity).SelectMany(i => Parts(f[i])).Append(f);

    static ExprTraits TraitsOf(Expr f) => Parts(f).Aggregate(ExprTraits.None, (traits, part) => traits | part switch
    {
        ApplyExpr g when g.Rule == Elementwise.Exp => ExprTraits.Exponential,
        ApplyExpr g when g.Rule == Elementwise.Power && g[0] == E => ExprTraits.PowerOfE,
        ApplyExpr g when g.Rule == Elementwise.Multiply || g.Rule == Elementwise.Divide =>
            WholePower(g[0] is ApplyExpr h && h.Rule == Elementwise.Multiply ? h[1] : g[0]) is { } n && n == WholePower(g[1]) ? ExprTraits.EqualPowers : ExprTraits.None,
        _ => ExprTraits.None,
    });

    static Expr? WholePower(Expr f) =>
        f is ApplyExpr g && g.Rule == Elementwise.Power && g[1] is NumberExpr { Value.IsInteger: true } ? g[1] : null;

    [Fact]
    public void Formulas_made_on_different_threads_are_equal_by_structure()
    {
        Expr Chain() => Enumerable.Range(0, 100_000).Aggregate(Symbol("x"), (f, i) => Sin(f) + i);
        Expr? other = null;
        var thread = new Thread(() => other = Chain());
        thread.Start();
        thread.Join();
        var mine = Chain();
        Assert.NotSame(mine, other);
        Assert.True(mine == other);
        Assert.Equal(mine.GetHashCode(), other!.GetHashCode());
        Assert.False(mine == Sin(mine));
    }

    [Fact]
    public void A_shared_part_is_compared_once()
    {
        Expr Doubled() => Enumerable.Range(0, 200).Aggregate(Symbol("x"), (f, _) => f + f);
        Expr? other = null;
        var thread = new Thread(() => other = Doubled());
        thread.Start();
        thread.Join();
        Assert.True(Doubled() == other);
        Assert.Equal(long.MaxValue, other!.TreeSize);
    }

    [Fact]
    public void A_formula_made_anew_after_the_table_was_dropped_is_compared_part_by_part()
    {
        Expr Product(int n) => Enumerable.Range(1, n).Aggregate(Symbol("x"), (f, i) => f * (Symbol("x") + i));

        double Allocated(int n)
        {
            var old = OnNewThread(() => Product(n));
            return OnNewThread(() =>
            {
                var made = Product(n);
                Assert.NotSame(old, made);
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (Expr f = old, g = made; f.Arity > 0; f = f[0], g = g[0]) Assert.Same(Sin(f), Sin(g));
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }

        Assert.InRange(Math.Log(Allocated(8_000) / Allocated(1_000), 8), 0, 1.2);
    }

    [Fact]
    public void A_formula_outlives_the_table_that_made_it() => OnNewThread(() =>
    {
        var old = x * Sin(x) + 1;
        for (var i = 0; i < 400_000; i++) _ = x + i;
        var made = x * Sin(x) + 1;
        Assert.NotSame(old, made);
        Assert.Equal(old, made);
        Assert.Equal(0, (old - made).Simplify(SimplifyLevel.Full));
        Assert.Equal(made.Derivative("x"), old.Derivative("x"));
        return made;
    });

    // A thread of its own has a table that is not in the state that other tests left.
    static T OnNewThread<T>(Func<T> make)
    {
        var result = Task.Factory.StartNew(make, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return result.GetAwaiter().GetResult();
    }

    [Fact]
    public void Decimals_and_fractions_of_equal_value_are_different_formulas() => Assert.False((Expr)0.5 == Number(Rational.Of(1, 2)));

    [Fact]
    public void The_table_of_formulas_does_not_grow_with_their_number()
    {
        // Other tests run beside this one and may let go of more than is made here, so the middle of three rounds counts.
        var growths = Enumerable.Range(0, 3).Select(round =>
        {
            for (var i = 0; i < 300_000; i++) _ = x + i;
            var before = GC.GetTotalMemory(true);
            for (var i = 0; i < 1_000_000; i++) _ = x * i;
            return GC.GetTotalMemory(true) - before;
        }).Order().ToArray();
        Assert.True(growths[1] < 40_000_000, $"A million formulas left {growths[1]} bytes behind.");
    }
}
