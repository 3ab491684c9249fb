using System.Collections.Immutable;
using Nabla.Tensors;
using Nabla.Trees;

namespace Nabla.Tests.Trees;

/// <summary>Records as users write them, with the generator at work on this project.</summary>
public partial class TreeRecordTests
{
    public interface ILayer : ITree;

    [Tree]
    public sealed partial record Affine(Tensor Weight, Tensor? Bias) : ILayer;

    [Tree]
    public sealed partial record Scale(Tensor Factor, int Power) : ILayer;

    [Tree]
    public sealed partial record Relu : ILayer;

    [Tree]
    public partial record Model(
        ImmutableArray<ILayer> Layers, IReadOnlyList<Affine> More, Affine[] Last, Window? At, double Rate, [Frozen] Tensor Mean, Kind Kind = Kind.Soft)
    {
        public static Tensor Shared { get; } = Leaf();

        [Frozen]
        public Affine? Encoder { get; init; }
    }

    [Tree]
    public readonly partial record struct Window(Tensor From, Tensor To);

    [Tree]
    public sealed partial record Both<A, B>(A First, B Second) where A : ITree where B : ITree;

    public enum Kind
    {
        Soft,
        Hard,
    }

    public record Extended(Model Base, Tensor Lost) : Model(Base);

    [Fact]
    public void Leaves_are_listed_in_order_through_mixed_and_nested_lists()
    {
        var model = NewModel() with { Encoder = NewAffine() };
        Assert.Equal(
            ["Layers[0].Weight", "Layers[0].Bias", "Layers[1].Factor", "More[0].Weight", "More[0].Bias", "Last[0].Weight", "Last[0].Bias",
             "At.From", "At.To", "Mean", "Encoder.Weight", "Encoder.Bias"],
            Tree.NamedLeaves(model).Select(leaf => leaf.Name));
    }

    [Fact]
    public void Replacing_leaves_keeps_everything_else()
    {
        foreach (var model in (Model[])[NewModel(), NewModel() with { At = null, Encoder = NewAffine() }])
        {
            Tensor[] leaves = [.. Tree.Leaves(model).Select(_ => Leaf())];
            var other = Tree.Unflatten(model, leaves);
            Assert.Equal(leaves, Tree.Leaves(other));
            Assert.Equal((model.Rate, model.Kind, 3), (other.Rate, other.Kind, ((Scale)other.Layers[1]).Power));
            Assert.Equal(model.At is null, other.At is null);
            Assert.Equal(model.Encoder is null, other.Encoder is null);
            Assert.NotEqual(model, other);
            Assert.Equal(Tree.Leaves(model), Tree.Leaves(Tree.Unflatten(other, Tree.Leaves(model))));
        }
    }

    [Fact]
    public void Frozen_members_are_marked_with_all_their_leaves()
    {
        var writer = Tree.Flatten(NewModel() with { Encoder = NewAffine() }, named: true);
        Assert.Equal(["Mean", "Encoder.Weight", "Encoder.Bias"],
            Enumerable.Range(0, writer.Leaves.Length).Where(writer.IsFrozen).Select(i => writer.Names[i]));
    }

    [Fact]
    public void Generic_records_of_trees_nest()
    {
        var both = new Both<Affine, Both<Tensor, Window>>(NewAffine(), new(Leaf(), new(Leaf(), Leaf())));
        Assert.Equal(["First.Weight", "First.Bias", "Second.First", "Second.Second.From", "Second.Second.To"],
            Tree.NamedLeaves(both).Select(leaf => leaf.Name));
        Assert.Equal(both, Tree.Unflatten(both, Tree.Leaves(both)));
    }

    [Fact]
    public void A_default_list_has_no_leaves()
    {
        var model = NewModel() with { Layers = default, More = [], Last = [] };
        Assert.Equal(3, Tree.Leaves(model).Length);
        Assert.True(Tree.Map(model, x => x).Layers.IsDefault);
        Assert.Contains("Layers = null, More = []", model.ToString());
    }

    [Fact]
    public void Text_names_members_and_stays_short()
    {
        Assert.Equal("Relu", new Relu().ToString());
        Assert.Equal("Scale { Factor = float32(2), Power = 3 }", new Scale(Leaf(), 3).ToString());
        Assert.Contains("Rate = 0.5, ", NewModel().ToString());
        Assert.Contains("Kind = Soft, Encoder = null }", NewModel().ToString());
        var large = NewModel() with { More = [.. Enumerable.Range(0, 10_000).Select(_ => NewAffine())] };
        Assert.Contains("… 10000 in all", large.ToString());
        Assert.InRange(large.ToString().Length, 100, 2500);
        Model deep = large;
        var nest = new Both<Both<Both<Model, Model>, Model>, Model>(new(new(large, deep), deep), deep);
        Assert.InRange(nest.ToString().Length, 100, 2500);
    }

    [Fact]
    public void A_derived_record_that_is_no_tree_is_refused_instead_of_losing_leaves() =>
        Assert.Contains("mark it with [Tree]", Assert.Throws<TreeException>(() => Tree.Leaves<Model>(new Extended(NewModel(), Leaf()))).Message);

    static Model NewModel() => new([NewAffine(), new Scale(Leaf(), 3)], [NewAffine()], [NewAffine()], new Window(Leaf(), Leaf()), 0.5, Leaf());

    static Affine NewAffine() => new(Leaf(), Leaf());

    static Tensor Leaf() => Tensor.Ones([2]);
}
