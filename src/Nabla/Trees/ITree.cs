namespace Nabla.Trees;

/// <summary>
/// A value made of tensors: a tensor, a model, a batch, the result of a transform. Records get it by <c>[Tree]</c>.
/// </summary>
/// <remarks>
/// The structure of a tree is everything but its tensors: its type, the lengths of its lists, which leaves are null, and
/// members that are no tensors. Flatten and Unflatten visit the same leaves in the same order.
/// </remarks>
public interface ITree
{
    /// <summary>Adds the tensors of this tree in order, with their names.</summary>
    void Flatten(LeafWriter leaves);

    /// <summary>A tree of this structure, made of as many tensors as this one has.</summary>
    ITree Unflatten(ref LeafReader leaves);
}
