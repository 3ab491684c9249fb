using System.Collections.Immutable;
using Nabla.Tensors;
using Nabla.Trees;
using static Nabla.Differentiate;
using static Nabla.Tensors.Tensor;

namespace Nabla.Tests.Trees;

public class TreeTests
{
    [Fact]
    public void A_tensor_is_a_tree_of_one_leaf()
    {
        var (x, y) = (Leaf(), Leaf());
        Assert.Equal([x], Tree.Leaves(x));
        Assert.Same(y, Tree.Unflatten(x, [y]));
    }

    [Fact]
    public void Leaves_come_in_order_with_their_paths()
    {
        var net = Net(extra: true);
        Assert.Equal(["In.Weight", "In.Bias", "Layers[0].Weight", "Layers[0].Bias", "Mixed[0].Weight", "Mixed[0].Bias", "Mixed[1]", "Mean", "Extra"],
            Tree.NamedLeaves(net).Select(leaf => leaf.Name));
        Assert.Equal(Tree.Leaves(net), Tree.NamedLeaves(net).Select(leaf => leaf.Leaf));
        Assert.Same(net.Layers[0].Bias, Tree.Leaves(net)[3]);
    }

    [Fact]
    public void Unflatten_puts_leaves_back_in_their_places()
    {
        foreach (var extra in (bool[])[false, true])
        {
            var net = Net(extra);
            Tensor[] leaves = [.. Tree.Leaves(net).Select(_ => Leaf())];
            var other = Tree.Unflatten(net, leaves);
            Assert.Equal(leaves, Tree.Leaves(other));
            Assert.Same(leaves[3], other.Layers[0].Bias);
            Assert.Equal(extra, other.Extra is not null);
            Assert.IsType<Affine>(other.Mixed[0]);
        }
    }

    [Fact]
    public void A_wrong_number_of_leaves_is_named()
    {
        var net = Net(extra: false);
        Assert.Contains("8 leaves and was given 9", Assert.Throws<TreeException>(() => Tree.Unflatten(net, [.. Tree.Leaves(net), Leaf()])).Message);
        Assert.Contains("more than the 7", Assert.Throws<TreeException>(() => Tree.Unflatten(net, Tree.Leaves(net).AsSpan(1))).Message);
    }

    [Fact]
    public void Trees_of_different_structure_do_not_mix()
    {
        var error = Assert.Throws<TreeException>(() => Tree.Map(Net(extra: true), Net(extra: false), (x, _) => x));
        Assert.Equal("Two trees of type Network have 9 and 8 leaves: the second has no Extra.", error.Message);
    }

    [Fact]
    public void As_many_leaves_in_other_places_do_not_mix_either()
    {
        Sides left = new(Leaf(), null, []), right = new(null, Leaf(), []), listed = new(null, null, [Leaf()]);
        Func<object?>[] calls =
        [
            () => left + right,
            () => left - listed,
            () => Tree.AllClose(left, right),
            () => Tree.Map(left, right, (x, _) => x),
            () => Jvp<Sides, Tensor>(s => Sum(s.Left!), left, right),
            () => Linearize<Sides, Tensor>(s => Sum(s.Left!), left).Derivative(right),
            () => Vjp<Tensor, Sides>(x => new(x, null, []), Leaf()).Pullback(right),
            () => HessianVectorProduct<Sides>(s => Sum(s.Left! * s.Left!), left, right),
            () => Trace(x => Cond<Tensor, Sides>(Sum(x) > 0, y => new(y, null, []), y => new(null, y, []), x).Left!, Leaf()),
            () => Trace(x => While<Sides>(s => Sum(s.Left!) > 0, s => new(null, s.Left, []), new(x, null, [])).Left!, Leaf()),
            () => Scan<Sides>((s, _) => new(null, s.Left, []), left, 2),
            () => CustomJvp<Sides, Sides>(s => s, (s, d) => new(s, new(null, d.Left, [])))(left),
            () => CustomVjp<Sides, Tensor, Tensor>(s => s.Left!, s => (s.Left!, s.Left!), (_, g) => new(null, g, []))(left),
        ];
        foreach (var call in calls)
        {
            var error = Assert.Throws<TreeException>(call).Message;
            Assert.Contains("trees of type Sides have 1 and 1 leaves: the first has no ", error, StringComparison.Ordinal);
            Assert.Contains(", the second no ", error, StringComparison.Ordinal);
        }

        Assert.Contains("Scan, before and after its step: two trees", Assert.Throws<TreeException>(calls[10]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_one_shape_and_other_types_do_not_mix()
    {
        Network affine = Net(extra: false), other = affine with { Mixed = [new Swapped(Leaf(), Leaf()), Leaf()] };
        Assert.Contains("the same leaves in parts of other types", Assert.Throws<TreeException>(() => affine + other).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_members_are_marked_leaf_by_leaf()
    {
        var writer = Tree.Flatten(Net(extra: true));
        Assert.Equal([7], Enumerable.Range(0, writer.Leaves.Length).Where(writer.IsFrozen));
    }

    static Tensor Leaf() => Tensor.Ones([2]);

    static Affine NewAffine() => new(Leaf(), Leaf());

    static Network Net(bool extra) =>
        new(NewAffine(), [NewAffine()], [NewAffine(), Leaf()], Leaf(), 0.5, extra ? Leaf() : null);

    /// <summary>What the generator writes, by hand.</summary>
    sealed record Affine(Tensor Weight, Tensor Bias) : ITree
    {
        void ITree.Flatten(LeafWriter leaves)
        {
            leaves.Add(Weight, "Weight");
            leaves.Add(Bias, "Bias");
        }

        ITree ITree.Unflatten(ref LeafReader leaves) => this with { Weight = leaves.Next(Weight), Bias = leaves.Next(Bias) };
    }

    sealed record Swapped(Tensor Weight, Tensor Bias) : ITree
    {
        void ITree.Flatten(LeafWriter leaves)
        {
            leaves.Add(Weight, "Weight");
            leaves.Add(Bias, "Bias");
        }

        ITree ITree.Unflatten(ref LeafReader leaves) => new Swapped(leaves.Next(), leaves.Next());
    }

    sealed record Sides(Tensor? Left, Tensor? Right, Tensor[] More) : ITree
    {
        void ITree.Flatten(LeafWriter leaves)
        {
            leaves.Add(Left, "Left");
            leaves.Add(Right, "Right");
            leaves.Add(More, "More");
        }

        ITree ITree.Unflatten(ref LeafReader leaves) =>
            new Sides(leaves.Next(Left), leaves.Next(Right), leaves.Next(More));
    }

    sealed record Network(Affine In, ImmutableArray<Affine> Layers, IReadOnlyList<ITree> Mixed, Tensor Mean, double Rate, Tensor? Extra) : ITree
    {
        void ITree.Flatten(LeafWriter leaves)
        {
            leaves.Add(In, "In");
            leaves.Add(Layers, "Layers");
            leaves.Add(Mixed, "Mixed");
            leaves.Add(Mean, "Mean", frozen: true);
            leaves.Add(Extra, "Extra");
        }

        ITree ITree.Unflatten(ref LeafReader leaves) => this with
        {
            In = leaves.Next(In),
            Layers = leaves.Next(Layers),
            Mixed = leaves.Next(Mixed),
            Mean = leaves.Next(Mean),
            Extra = leaves.Next(Extra),
        };
    }
}
