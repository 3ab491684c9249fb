using Nabla.Generator.Diagnostics;

namespace Nabla.Generator.Trees;

/// <summary>What is generated for one record, as plain values.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Around">The headers of the types around it, outermost first, as <c>partial class Outer</c>.</param>
/// <param name="Header">Its own header without bases, as <c>partial record Pair&lt;A, B&gt;</c>.</param>
/// <param name="Name">Its name without type parameters.</param>
/// <param name="TypeOf">The type as typeof sees it, where a derived record must be told apart; empty if there can be none.</param>
/// <param name="FileName">The name of the generated file.</param>
/// <param name="Members">All members with storage, those of base records first.</param>
/// <param name="WritesFlatten">Whether the user has not.</param>
/// <param name="WritesUnflatten">Whether the user has not.</param>
/// <param name="WritesText">Whether the user has no ToString.</param>
sealed record TreeType(
    string Namespace,
    EquatableArray<string> Around,
    string Header,
    string Name,
    string TypeOf,
    string FileName,
    EquatableArray<TreeMember> Members,
    bool WritesFlatten,
    bool WritesUnflatten,
    bool WritesText);

/// <summary>A member with storage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HoldsLeaves">Whether it is a tensor, a tree or a list of them; else it is carried along.</param>
/// <param name="IsFrozen">Whether its tensors are held constant.</param>
sealed record TreeMember(string Name, bool HoldsLeaves, bool IsFrozen);

/// <summary>The outcome for one attribute: a type to generate unless an error was found.</summary>
sealed record TreeOutcome(TreeType? Type, EquatableArray<Finding> Findings);
