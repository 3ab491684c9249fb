using Microsoft.CodeAnalysis;

namespace Nabla.Generator.Trees;

/// <summary>Sorts the types of members.</summary>
sealed class TypeKinds(INamedTypeSymbol tensor, INamedTypeSymbol tree, INamedTypeSymbol attribute)
{
    const int Depth = 8;

    /// <summary>The kinds for a compilation that knows Nabla's trees; null for any other.</summary>
    public static TypeKinds? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Nabla.Tensors.Tensor") is { } tensor &&
        compilation.GetTypeByMetadataName("Nabla.Trees.ITree") is { } tree &&
        compilation.GetTypeByMetadataName("Nabla.Trees.TreeAttribute") is { } attribute
            ? new(tensor, tree, attribute)
            : null;

    /// <summary>The kind of a type and what a message should name: the element type or the member inside.</summary>
    public (MemberKind Kind, string Detail) Of(ITypeSymbol type)
    {
        if (IsTree(Plain(type))) return (MemberKind.Leaves, "");
        if (Element(type) is { } element)
        {
            var inner = Of(element);
            if (inner.Kind == MemberKind.Leaves && IsTree(element)) return (MemberKind.Leaves, "");
            return inner.Kind is MemberKind.Leaves or MemberKind.Container ? (MemberKind.Container, Show(Innermost(element))) : inner;
        }

        return type switch
        {
            ITypeParameterSymbol { IsUnmanagedType: true } => (MemberKind.Data, ""),
            ITypeParameterSymbol => (MemberKind.Open, ""),
            INamedTypeSymbol { TypeKind: TypeKind.Delegate } => (MemberKind.Data, ""),
            IArrayTypeSymbol array => Contained([array.ElementType]),
            INamedTypeSymbol { TypeArguments.Length: > 0 } generic when Contained(generic.TypeArguments) is { Kind: not MemberKind.Data } found => found,
            INamedTypeSymbol named when TensorInside(named, Depth) is { } inside => (MemberKind.Opaque, inside),
            _ => (MemberKind.Data, ""),
        };
    }

    bool IsTree(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type, tensor) ||
        SymbolEqualityComparer.Default.Equals(type, tree) ||
        type.AllInterfaces.Contains(tree, SymbolEqualityComparer.Default) ||
        (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsTree)) ||
        // The interface of a record of this compilation is yet to be generated.
        HasAttribute(type.OriginalDefinition) ||
        (type.BaseType is { SpecialType: SpecialType.None } parent && IsTree(parent));

    bool HasAttribute(ITypeSymbol type) =>
        type.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));

    (MemberKind Kind, string Detail) Contained(IEnumerable<ITypeSymbol> parts)
    {
        foreach (var part in parts)
        {
            var (kind, detail) = Of(part);
            if (kind is MemberKind.Leaves) return (MemberKind.Container, Show(Innermost(part)));
            if (kind is not MemberKind.Data) return (kind, detail);
        }

        return (MemberKind.Data, "");
    }

    /// <summary>The first field with a tensor in it of a type that is declared in source.</summary>
    string? TensorInside(INamedTypeSymbol type, int depth)
    {
        if (depth == 0 || type.DeclaringSyntaxReferences.IsEmpty || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return null;
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst))
        {
            var name = (field.AssociatedSymbol ?? field).Name;
            var inner = Plain(field.Type);
            if (IsTree(inner) || (Element(inner) is { } element && IsTree(element))) return $"{Show(type)}.{name}";
            if (inner is INamedTypeSymbol named && TensorInside(named, depth - 1) is { } deeper) return deeper;
        }

        return null;
    }

    static ITypeSymbol Plain(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } list when list.OriginalDefinition.SpecialType ==
            SpecialType.System_Collections_Generic_IReadOnlyList_T || IsImmutableArray(list) => list.TypeArguments[0],
        _ => null,
    };

    static bool IsImmutableArray(INamedTypeSymbol type) =>
        type is { Name: "ImmutableArray", ContainingNamespace: { Name: "Immutable", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    static ITypeSymbol Innermost(ITypeSymbol type) => Element(type) is { } element ? Innermost(element) : Plain(type);

    static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
