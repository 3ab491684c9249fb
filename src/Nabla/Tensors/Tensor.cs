using Nabla.Trees;

namespace Nabla.Tensors;

/// <summary>An array of numbers of one element type and shape: the leaf of every tree.</summary>
public sealed partial class Tensor : ITree
{
    void ITree.Flatten(LeafWriter leaves) => leaves.Add(this);

    ITree ITree.Unflatten(ref LeafReader leaves) => leaves.Next();
}
