using Microsoft.CodeAnalysis;

namespace Nabla.Generator.Diagnostics;

/// <summary>What [Tree] asks of a type; each message names the cure. docs/diagnostics.md is written from these.</summary>
static class TreeRules
{
    public static readonly DiagnosticDescriptor NotARecord = Error("NABLA101", "A tree is a record",
        "'{0}' is a {1}, and [Tree] is for records: write 'partial record {0}' or 'partial record struct {0}'",
        "A new tree is made from an old one by 'with', which copies static facts and list lengths along. Classes have none.");

    public static readonly DiagnosticDescriptor NotPartial = Error("NABLA102", "A tree is partial",
        "'{0}' must be partial, so that its leaves can be added to it: write 'partial record {0}'",
        "The members that list and replace the leaves are generated into a second part of the record.");

    public static readonly DiagnosticDescriptor OuterNotPartial = Error("NABLA103", "The types around a tree are partial",
        "'{0}' contains the tree '{1}' and must be partial too",
        "A part of a nested type can only be written inside a part of each type around it.");

    public static readonly DiagnosticDescriptor NotReplaceable = Error("NABLA104", "A member with tensors can be replaced",
        "'{0}' holds tensors and cannot be replaced by 'with': give it an init accessor, or compute it from other members",
        "Transforms rebuild the tree with other tensors in the place of its own. A read-only field or a get-only property would keep the old ones.");

    public static readonly DiagnosticDescriptor Collection = Error("NABLA105", "A list of trees can be rebuilt",
        "'{0}' is of type '{1}', which cannot be rebuilt from its leaves: use ImmutableArray<{2}>, IReadOnlyList<{2}> or {2}[]",
        "Arrays of one dimension, ImmutableArray and IReadOnlyList of trees are supported; for other containers write a record.");

    public static readonly DiagnosticDescriptor HoldsTensors = Error("NABLA106", "A type that holds tensors is a tree",
        "'{0}' is of type '{1}', which holds tensors in '{2}' but is no tree: mark '{1}' with [Tree]",
        "Tensors inside would count as constants without a word: their gradient would be missing.");

    public static readonly DiagnosticDescriptor OpenTypeParameter = Error("NABLA107", "A type parameter is known to be a tree or not",
        "'{0}' is of type parameter '{1}', which may be a tree or not: add 'where {1} : ITree', or 'where {1} : unmanaged' for plain data",
        "Whether a member is a leaf is decided when the record is compiled.");

    public static readonly DiagnosticDescriptor MutableField = Warning("NABLA108", "A tree has no mutable field",
        "'{0}' is copied into every tree made from this one, so a value cached for the old leaves would be used with new ones: compute it where it is needed, or make it a property with init",
        "'with' copies private fields too.");

    public static readonly DiagnosticDescriptor FrozenData = Warning("NABLA109", "Only members with tensors are frozen",
        "'{0}' holds no tensors, so [Frozen] has no effect on it: remove the attribute",
        "Members that are no trees are constants anyway.");

    public static readonly DiagnosticDescriptor FileLocal = Error("NABLA110", "A tree is visible outside its file",
        "'{0}' is file-local, and its leaves are generated into another file: remove 'file'",
        "Parts of a file-local type can only be written in its own file.");

    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        NotARecord, NotPartial, OuterNotPartial, NotReplaceable, Collection, HoldsTensors, OpenTypeParameter, MutableField,
        FrozenData, FileLocal,
    ];

    static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        new(id, title, message, "Nabla.Trees", DiagnosticSeverity.Error, isEnabledByDefault: true, description);

    static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        new(id, title, message, "Nabla.Trees", DiagnosticSeverity.Warning, isEnabledByDefault: true, description);
}
