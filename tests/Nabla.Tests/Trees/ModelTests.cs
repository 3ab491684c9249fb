using System.Collections.Immutable;
using Nabla.Randomness;
using Nabla.Tensors;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Trees;

/// <summary>Transforms by records: the gradient of a loss by a model is a model.</summary>
public partial class ModelTests
{
    public interface ILayer : ITree
    {
        Tensor Apply(Tensor x);
    }

    [Tree]
    public sealed partial record Affine(Tensor Weight, Tensor? Bias) : ILayer
    {
        public Tensor Apply(Tensor x) => Bias is null ? MatMul(x, Weight) : MatMul(x, Weight) + Bias;
    }

    [Tree]
    public sealed partial record Squash(double Steepness) : ILayer
    {
        public Tensor Apply(Tensor x) => Tanh(Steepness * x);
    }

    [Tree]
    public sealed partial record Model(ImmutableArray<ILayer> Layers, [Frozen] Tensor Mean, Tensor Steps)
    {
        public Tensor Apply(Tensor x)
        {
            x -= Mean;
            foreach (var layer in Layers) x = layer.Apply(x);
            return x;
        }
    }

    [Tree]
    public readonly partial record struct Batch(Tensor X, Tensor Y);

    static Tensor Loss(Model model, Batch batch)
    {
        var error = model.Apply(batch.X) - batch.Y;
        return Sum(error * error);
    }

    [Fact]
    public void The_gradient_of_a_loss_by_a_model_is_a_model()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var (loss, gradient) = ValueAndGrad(Loss, model, batch);
        Assert.Equal((double)Loss(model, batch), (double)loss);
        Assert.Equal(Tree.NamedLeaves(model).Select(leaf => leaf.Name), Tree.NamedLeaves(gradient).Select(leaf => leaf.Name));
        Assert.Equal(Tree.Leaves(model).Select(leaf => leaf.Type), Tree.Leaves(gradient).Select(leaf => leaf.Type));
        Assert.Equal(2.5, ((Squash)gradient.Layers[1]).Steepness);
        Assert.Null(((Affine)gradient.Layers[2]).Bias);
    }

    [Fact]
    public void Every_entry_of_the_gradient_agrees_with_differences()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var gradient = Tree.Leaves(Grad(Loss, model, batch));
        var leaves = Tree.Leaves(model);
        for (var k = 0; k < leaves.Length; k++)
        {
            if (!leaves[k].DType.IsFloating || ReferenceEquals(leaves[k], model.Mean)) continue;
            var slopes = gradient[k].ToArray<double>();
            for (var i = 0; i < slopes.Length; i++)
                Assert.Equal((At(k, i, 1e-5) - At(k, i, -1e-5)) / 2e-5, slopes[i], 1e-8 * (1 + Math.Abs(slopes[i])));
        }

        double At(int k, int i, double step)
        {
            var numbers = leaves[k].ToArray<double>();
            numbers[i] += step;
            Tensor[] moved = [.. leaves];
            moved[k] = From(numbers, leaves[k].Shape);
            return (double)Loss(Tree.Unflatten(model, moved), batch);
        }
    }

    [Fact]
    public void Frozen_and_integer_leaves_have_zeros_and_steps_leave_them()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var gradient = Grad(Loss, model, batch);
        Assert.All(gradient.Mean.ToArray<double>(), slope => Assert.Equal(0, slope));
        Assert.Equal((DType.Int32, 0), (gradient.Steps.DType, (int)gradient.Steps));
        var next = model - 0.1 * gradient;
        Assert.Equal((DType.Int32, 7), (next.Steps.DType, (int)next.Steps));
        Assert.Equal(model.Mean.ToArray<double>(), next.Mean.ToArray<double>());
        Assert.NotEqual(((Affine)model.Layers[0]).Weight.ToArray<double>(), ((Affine)next.Layers[0]).Weight.ToArray<double>());
    }

    [Fact]
    public void Descent_over_the_record_lowers_the_loss()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var first = (double)Loss(model, batch);
        for (var step = 0; step < 50; step++) model -= 0.02 * Grad(Loss, model, batch);
        Assert.InRange((double)Loss(model, batch), 0, 0.2 * first);
    }

    [Fact]
    public void Gradients_per_example_are_those_of_a_loop()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var all = Vmap<Model, Batch, Model>(Grad<Model, Batch>(Loss), (null, 0))(model, batch);
        var sum = default(Model);
        for (var i = 0; i < 5; i++)
        {
            var one = Grad(Loss, model, new Batch(batch.X[i], batch.Y[i]));
            Assert.True(Tree.AllClose(one, Tree.Map(all, leaf => leaf[i]), 1e-12, 1e-14), $"example {i}");
            sum = sum is null ? one : sum + one;
        }

        Assert.True(Tree.AllClose(Grad(Loss, model, batch), sum!, 1e-12, 1e-14));
    }

    [Fact]
    public void The_derivative_of_a_gradient_along_a_model_is_a_model_and_symmetric()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var gradient = Grad<Model>(m => Loss(m, batch));
        var (v, u) = (Direction(1), Direction(2));
        var alongV = Jvp(gradient, model, v).Tangent;
        var alongU = Jvp(gradient, model, u).Tangent;
        Assert.Equal(Dot(u, alongV), Dot(v, alongU), 1e-10 * Math.Abs(Dot(u, alongV)));
        var (h, ahead, behind) = (1e-5, gradient(model + 1e-5 * v), gradient(model - 1e-5 * v));
        var differences = (ahead - behind) / (2 * h);
        Assert.True(Tree.AllClose(differences, alongV, 1e-6, 1e-7));

        Model Direction(long seed) => Tree.Map(model, leaf => leaf.DType.IsFloating && !ReferenceEquals(leaf, model.Mean)
            ? Key.Of(seed).Normal(leaf.Shape, DType.Float64) : Zeros(leaf.Shape, leaf.DType));
    }

    [Fact]
    public void What_else_a_loss_gives_comes_along()
    {
        var (model, batch) = (NewModel(), NewBatch());
        var (loss, gradient, outputs) = ValueAndGrad<Model, Batch, Tensor>((m, b) => (Loss(m, b), m.Apply(b.X)), model, batch);
        Assert.Equal(model.Apply(batch.X).ToArray<double>(), outputs.ToArray<double>());
        Assert.Equal((double)Loss(model, batch), (double)loss);
        Assert.True(Tree.AllClose(Grad(Loss, model, batch), gradient, 0, 0));
    }

    [Fact]
    public void Trees_are_vectors()
    {
        var model = NewModel();
        Assert.True(Tree.AllClose(model + model, 2 * model, 0, 0));
        Assert.True(Tree.AllClose(model - model, 0 * model, 0, 0));
        Assert.True(Tree.AllClose(-model, model * -1, 0, 0));
        Assert.True(Tree.AllClose(model / 4, From([0.25f]).Reshape() * model, 0, 0));
        Assert.False(Tree.AllClose(model, 1.01 * model));
        Assert.False(Tree.AllClose(model, Tree.Map(model, leaf => leaf.To(DType.Float32))));
        Assert.Equal(DType.Float64, ((Affine)(From([0.25f]).Reshape() * model).Layers[0]).Weight.DType);
        Assert.Throws<TreeException>(() => model + (model with { Layers = [] }));
        Assert.Throws<TreeException>(() => Tree.AllClose(model, model with { Layers = [] }));
    }

    [Fact]
    public void Closeness_is_strict_about_infinities_and_kind_to_NaN()
    {
        Tensor inf = From([double.PositiveInfinity]), nan = From([double.NaN]), one = From([1.0]);
        Assert.True(Tree.AllClose(inf, From([double.PositiveInfinity])));
        Assert.True(Tree.AllClose(nan, From([double.NaN])));
        Assert.False(Tree.AllClose(one, inf));
        Assert.False(Tree.AllClose(inf, one));
        Assert.False(Tree.AllClose(one, nan));
        Assert.False(Tree.AllClose(one, From([1.0, 1.0])));
    }

    static double Dot(Model x, Model y) =>
        Tree.Leaves(x).Zip(Tree.Leaves(y)).Where(pair => pair.First.DType.IsFloating).Sum(pair => (double)Sum(pair.First * pair.Second));

    static Model NewModel()
    {
        var keys = Key.Of(1).Split(3);
        return new(
            [
                new Affine(keys[0].Normal([3, 4], DType.Float64), keys[1].Normal([4], DType.Float64)),
                new Squash(2.5),
                new Affine(keys[2].Normal([4, 2], DType.Float64), null),
            ],
            Full([3], 0.1, DType.Float64),
            Full(Shape.Scalar, 7, DType.Int32));
    }

    static Batch NewBatch()
    {
        var (x, y) = Key.Of(2).Split();
        return new(x.Normal([5, 3], DType.Float64), y.Normal([5, 2], DType.Float64));
    }
}
