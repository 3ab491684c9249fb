using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Nabla.Generator.Diagnostics;

/// <summary>A diagnostic as plain values: locations keep whole compilations alive and are never equal after an edit.</summary>
sealed record Finding(DiagnosticDescriptor Rule, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static Finding At(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments) =>
        At(symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None, rule, arguments);

    public static Finding At(Location location, DiagnosticDescriptor rule, params string[] arguments)
    {
        var lines = location.GetLineSpan();
        return new(rule, lines.Path ?? "", location.SourceSpan, lines.Span, new(arguments));
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rule, Location.Create(File, Span, Lines), [.. Arguments]);
}
