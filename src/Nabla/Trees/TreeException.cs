namespace Nabla.Trees;

/// <summary>Trees whose structures differ where they must be the same; the message names the first difference.</summary>
public sealed class TreeException(string message) : Exception(message)
{
    /// <summary>Refuses a record that adds members to the tree it derives from without being a tree itself: they would be lost.</summary>
    public static void ThrowIfDerived(ITree tree, Type type)
    {
        if (tree.GetType() != type) throw new TreeException(
            $"{tree.GetType().Name} derives from the tree {type.Name} and is none itself: mark it with [Tree] too, or seal {type.Name}.");
    }
}
