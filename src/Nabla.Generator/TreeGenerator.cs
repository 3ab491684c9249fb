using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nabla.Generator.Trees;

namespace Nabla.Generator;

/// <summary>Makes trees of the records marked [Tree].</summary>
[Generator]
public sealed class TreeGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var outcomes = context.SyntaxProvider
            .ForAttributeWithMetadataName("Nabla.Trees.TreeAttribute", (node, _) => node is TypeDeclarationSyntax, TreeParser.Parse)
            .WithTrackingName("Trees");
        context.RegisterSourceOutput(outcomes, (output, outcome) =>
        {
            foreach (var finding in outcome.Findings) output.ReportDiagnostic(finding.ToDiagnostic());
            if (outcome.Type is { } type) output.AddSource(type.FileName, TreeEmitter.Emit(type));
        });
    }
}
