using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nabla.Generator.Diagnostics;

namespace Nabla.Generator.Trees;

/// <summary>Reads a marked type into what is generated for it.</summary>
sealed class TreeParser(TypeKinds kinds)
{
    readonly List<Finding> _findings = [];

    public static TreeOutcome Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || TypeKinds.Of(context.SemanticModel.Compilation) is not { } kinds)
            return new(null, default);
        cancellation.ThrowIfCancellationRequested();
        var parser = new TreeParser(kinds);
        var tree = parser.Type(type, (TypeDeclarationSyntax)context.TargetNode);
        return new(tree, new(parser._findings));
    }

    TreeType? Type(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        var at = syntax.Identifier.GetLocation();
        if (!type.IsRecord) return Refuse(at, TreeRules.NotARecord, type.Name, type.IsValueType ? "struct" : "class");
        if (type.IsFileLocal) return Refuse(at, TreeRules.FileLocal, type.Name);
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword)) return Refuse(at, TreeRules.NotPartial, type.Name);
        var outside = syntax.Ancestors().OfType<TypeDeclarationSyntax>().ToList();
        foreach (var outer in outside.Where(outer => !outer.Modifiers.Any(SyntaxKind.PartialKeyword)))
            return Refuse(outer.Identifier.GetLocation(), TreeRules.OuterNotPartial, outer.Identifier.Text, type.Name);

        var members = Members(type);
        if (_findings.Any(finding => finding.Rule.DefaultSeverity == DiagnosticSeverity.Error)) return null;
        outside.Reverse();
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            new(outside.Select(Header)),
            Header(syntax),
            type.Name,
            type.IsValueType || type.IsSealed ? "" : TypeOf(type),
            FileName(type),
            new(members),
            WritesFlatten: !Declares(type, "Flatten"),
            WritesUnflatten: !Declares(type, "Unflatten"),
            WritesText: !HasText(type));
    }

    List<TreeMember> Members(INamedTypeSymbol type)
    {
        var members = new List<TreeMember>();
        // A base record's members come first, as in its constructor; an override replaces what it overrides.
        var chain = new Stack<INamedTypeSymbol>();
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType) chain.Push(at);
        foreach (var part in chain)
        {
            foreach (var field in part.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst))
            {
                if (Member(field, type) is not { } member) continue;
                members.RemoveAll(other => other.Name == member.Name);
                members.Add(member);
            }
        }

        return members;
    }

    TreeMember? Member(IFieldSymbol field, INamedTypeSymbol type)
    {
        var property = field.AssociatedSymbol as IPropertySymbol;
        var member = (ISymbol?)property ?? field;
        var (kind, detail) = kinds.Of(field.Type);
        var shown = field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var frozen = IsFrozen(member);
        switch (kind)
        {
            case MemberKind.Container:
                _findings.Add(Finding.At(member, TreeRules.Collection, member.Name, shown, detail));
                return null;
            case MemberKind.Opaque:
                _findings.Add(Finding.At(member, TreeRules.HoldsTensors, member.Name, shown, detail));
                return null;
            case MemberKind.Open:
                _findings.Add(Finding.At(member, TreeRules.OpenTypeParameter, member.Name, shown));
                return null;
            case MemberKind.Leaves when property is { SetMethod: null } || (property is null && field.IsReadOnly):
                _findings.Add(Finding.At(member, TreeRules.NotReplaceable, member.Name));
                return null;
        }

        if (property is null && !field.IsReadOnly && field.DeclaredAccessibility == Accessibility.Private)
        {
            _findings.Add(Finding.At(member, TreeRules.MutableField, member.Name));
            if (!SymbolEqualityComparer.Default.Equals(field.ContainingType, type)) return null;
        }

        if (frozen && kind == MemberKind.Data) _findings.Add(Finding.At(member, TreeRules.FrozenData, member.Name));
        return new(member.Name, kind == MemberKind.Leaves, frozen);
    }

    TreeType? Refuse(Location at, DiagnosticDescriptor rule, params string[] arguments)
    {
        _findings.Add(Finding.At(at, rule, arguments));
        return null;
    }

    // On a positional member the attribute sits on the constructor's parameter.
    static bool IsFrozen(ISymbol member) =>
        HasFrozen(member) || member.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters)
            .Any(p => p.Name == member.Name && HasFrozen(p) && p.DeclaringSyntaxReferences.Any(r => r.GetSyntax().Parent?.Parent is RecordDeclarationSyntax));

    static bool HasFrozen(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass is { Name: "FrozenAttribute", ContainingNamespace: { Name: "Trees", ContainingNamespace.Name: "Nabla" } });

    static bool Declares(INamedTypeSymbol type, string method) => type.GetMembers().OfType<IMethodSymbol>().Any(m =>
        m.ExplicitInterfaceImplementations.Any(e => e.Name == method && e.ContainingType.Name == "ITree") ||
        (m.Name == method && m.DeclaredAccessibility == Accessibility.Public && m.Parameters.Length == 1 &&
            m.Parameters[0].Type.Name is "LeafWriter" or "LeafReader"));

    static bool HasText(INamedTypeSymbol type)
    {
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            foreach (var method in at.GetMembers("ToString").OfType<IMethodSymbol>().Where(m => m.Parameters.IsEmpty && !m.IsImplicitlyDeclared))
                if (method.IsSealed || SymbolEqualityComparer.Default.Equals(at, type)) return true;
        }

        return false;
    }

    static string Header(TypeDeclarationSyntax syntax)
    {
        var keyword = syntax is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record
            ? $"{record.Keyword.Text} {record.ClassOrStructKeyword.Text}"
            : syntax.Keyword.Text;
        return $"partial {keyword} {syntax.Identifier.Text}{syntax.TypeParameterList?.ToString()}";
    }

    static string TypeOf(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    static string FileName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType) name = $"{outer.MetadataName}.{name}";
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString() + ".";
        return $"{space}{name.Replace('`', '_')}.Tree.g.cs";
    }
}
