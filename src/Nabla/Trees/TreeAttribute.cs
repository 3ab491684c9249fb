namespace Nabla.Trees;

/// <summary>
/// Makes a tree of a partial record: its tensors, and the trees and lists of trees among its members, become leaves that
/// transforms differentiate, map over and replace. Everything else is carried along.
/// </summary>
/// <remarks>
/// Equality stays the record's: tensors are compared by reference; <see cref="Tree.AllClose"/> compares numbers. Members
/// that you write yourself (ToString, Flatten, Unflatten) are not generated.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class TreeAttribute : Attribute;

/// <summary>Holds the tensors of a member of a tree constant: their gradient is zero.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class FrozenAttribute : Attribute;
