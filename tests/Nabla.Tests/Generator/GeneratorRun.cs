extern alias generator;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using generator::Nabla.Generator;
using Nabla.Trees;

namespace Nabla.Tests.Generator;

/// <summary>The generator run over a source as a compiler does it.</summary>
sealed class GeneratorRun
{
    static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ITree).Assembly.Location),
    ];

    /// <summary>The framework and this library.</summary>
    public static ImmutableArray<MetadataReference> References => s_references;

    GeneratorRun(GeneratorDriver driver, Compilation compilation, ImmutableArray<Diagnostic> diagnostics)
    {
        Driver = driver;
        Compilation = compilation;
        Diagnostics = diagnostics;
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The source with what was generated.</summary>
    public Compilation Compilation { get; }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>All generated files, one after another.</summary>
    public string Generated => string.Join("\n", Result.GeneratedSources.Select(source => $"// {source.HintName}\n{source.SourceText}"));

    /// <summary>Errors and warnings of the compiler about the whole.</summary>
    public IEnumerable<Diagnostic> CompilerFindings => Compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);

    public static GeneratorRun Over(params string[] sources) => Over(OutputKind.DynamicallyLinkedLibrary, [.. sources.Select(source => Usings + source)]);

    /// <summary>A program of top-level statements with the usings it has.</summary>
    public static GeneratorRun OverProgram(params string[] sources) => Over(OutputKind.ConsoleApplication, sources);

    /// <summary>A program that uses the framework and no library.</summary>
    public static GeneratorRun OverBareProgram(params string[] sources) => Over(OutputKind.ConsoleApplication, sources, s_references.RemoveAt(s_references.Length - 1));

    static GeneratorRun Over(OutputKind kind, string[] sources, ImmutableArray<MetadataReference>? references = null)
    {
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);
        var driver = CSharpGeneratorDriver.Create([new TreeGenerator().AsSourceGenerator()], parseOptions: s_parse, driverOptions: options);
        return Run(driver, CSharpCompilation.Create(
            "User",
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, s_parse, $"Source{i}.cs")),
            references ?? s_references,
            new(kind, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>Another run of the same driver, after one source was exchanged.</summary>
    public GeneratorRun After(string old, string changed)
    {
        var source = Compilation.SyntaxTrees.Single(tree => tree.FilePath == old);
        var generated = Compilation.SyntaxTrees.Where(tree => !tree.FilePath.StartsWith("Source", StringComparison.Ordinal));
        return Run(Driver, Compilation.RemoveSyntaxTrees(generated)
            .ReplaceSyntaxTree(source, CSharpSyntaxTree.ParseText(Usings + changed, s_parse, old)));
    }

    static GeneratorRun Run(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var all, out var diagnostics);
        return new(driver, all, diagnostics);
    }

    // On one line, so that positions in tests are those of the source.
    const string Usings = "using System; using System.Collections.Generic; using System.Collections.Immutable; using Nabla.Tensors; using Nabla.Trees; ";

    static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);
}
