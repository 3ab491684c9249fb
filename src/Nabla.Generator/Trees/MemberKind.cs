namespace Nabla.Generator.Trees;

/// <summary>What a member's type means for a tree.</summary>
enum MemberKind
{
    /// <summary>Numbers, texts, delegates: carried along.</summary>
    Data,

    /// <summary>A tensor, a tree, or a list of trees that can be rebuilt.</summary>
    Leaves,

    /// <summary>A container of trees that cannot be rebuilt.</summary>
    Container,

    /// <summary>A type that holds tensors and is no tree.</summary>
    Opaque,

    /// <summary>A type parameter without a constraint that decides.</summary>
    Open,
}
