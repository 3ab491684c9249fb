using Nabla.Primitives;
using Nabla.Tensors;
using Nabla.Transforms;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Primitives.Samples;

static class ControlSamples
{
    public static IEnumerable<Sample> All =>
    [
        new("a condition that holds", typeof(Cond), Abstractly(x => Cond(Sum(x[0]) > -100, a => Sin(a) * x[1], a => a * a, x[0])), new([3]), new([3])),
        new("a condition that fails", typeof(Cond), Abstractly(x => Cond(Sum(x[0]) > 100, a => Sin(a), a => a * a * x[1], x[0])), new([3]), new([3])),
        new("a condition that examples differ in", typeof(Cond), Abstractly(x => Cond(x[0] > 0, a => Exp(a) * x[1], Sin, x[0])),
            new([], 0.1, 2), new Input([])),
        new("a branch that is constant", typeof(Cond), Abstractly(x => Cond(x[0] > 0, a => a * 0 + 3, a => a, x[0] * x[1])), new([], 0.1, 2), new Input([])),
        new("a loop of three", typeof(While), Abstractly(x => While(
            s => s.First < 3, s => new(s.First + 1, Sin(s.Second) * x[1]), new Pair<Tensor, Tensor>(Sum(x[0]) * 0, x[0])).Second),
            new([2]), new Input([2])) { IsForwardOnly = true },
        new("a loop that examples leave one by one", typeof(While), Abstractly(x => While(s => Sum(s) < 20, s => s * x[1] + 1, x[0])),
            new([2], 0.5, 3), new([2], 1.2, 2)) { IsForwardOnly = true },
        new("a loop that begins at its end", typeof(While), Abstractly(x => While(s => Sum(s) < -100, s => s * 2, x[0] * 3)), new Input([2])) { IsForwardOnly = true },
        .. new[] { 0, 1, 2, 3 }.Select(n => new Sample($"a scan of {n} rows", typeof(Scan), x => Both(Scan(
            (c, row) => new(Sin(c) * row + x[2], c * row), x[0], x[1])), new([2]), new([n, 2]), new([2]))),
        new("a scan over nothing varying but its captures", typeof(Scan), x => Scan((c, i) => c * x[0] + i, Ones([2], x[0].DType), 3), new Input([2])),
        new("a carry that varies from the second row on", typeof(Scan), x => Scan<Pair<Tensor, Tensor>>(
            (c, i) => new(c.Second * x[0], c.First + Sin(x[0])), new(Ones([2], x[0].DType), Ones([2], x[0].DType)), 4).First, new Input([2])),
        new("a scan in a scan", typeof(Scan), x => Scan((c, i) => Scan((d, j) => Sin(d) + x[1] * c, c, 2), x[0], 3), new([2]), new Input([2])),
        new("a condition in a scan", typeof(Scan), x => Scan((c, i) => Cond(i > 0, a => a * x[1], Sin, c), x[0], 3), new([2]), new Input([2])),
        new("a checkpoint", typeof(Checkpoint), x => Checkpoint<Pair<Tensor, Tensor>, Tensor>(p => Sin(p.First * p.Second) * Exp(p.First))(new(x[0], x[1])),
            new([3]), new Input([3])),
        new("a checkpoint that captures", typeof(Checkpoint), x => Checkpoint(a => Sin(a * x[1]) * Exp(a))(x[0]), new([3]), new Input([3])),
        new("a checkpoint in a scan", typeof(Scan), x => Scan((c, i) => Checkpoint(a => Sin(a) * x[1])(c), x[0], 3), new([2]), new Input([2])),
        new("a forward rule", typeof(CustomRule), x => CustomJvp<Pair<Tensor, Tensor>, Tensor>(p => p.First * Sin(p.Second), (p, d) => new(
            p.First * Sin(p.Second), d.First * Sin(p.Second) + d.Second * (p.First * Cos(p.Second))))(new(x[0], x[1])), new([3]), new Input([3])),
        new("a backward rule", typeof(CustomRule), x => CustomVjp<Pair<Tensor, Tensor>, Tensor, Pair<Tensor, Tensor>>(p => p.First * Sin(p.Second),
            p => new(p.First * Sin(p.Second), p),
            (p, yBar) => new(yBar * Sin(p.Second), yBar * p.First * Cos(p.Second)))(new(x[0], x[1])), new([3]), new Input([3])),
        new("a graph called", typeof(Call), x =>
        {
            var graph = Bodies.Of(a => [Sin(a[0]) * a[1]], [x[0].Type, x[1].Type], "a graph", out _);
            return new Call("call", graph).Apply(x[0], x[1]);
        }, new([3]), new Input([3])),
    ];

    // With conditions that are known only when the graph runs.
    static Func<Tensor[], Tensor> Abstractly(Func<Tensor[], Tensor> f) =>
        x => Bodies.Of(a => [f(a)], [.. x.Select(t => t.Type)], "Trace", out _).Run(x)[0];

    static Tensor Both(Pair<Tensor, Tensor> scanned) => Sum(scanned.Second, [0]) + scanned.First;
}
