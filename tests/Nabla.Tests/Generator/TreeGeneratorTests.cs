extern alias generator;

using Microsoft.CodeAnalysis;
using generator::Nabla.Generator.Diagnostics;
using Nabla.Tests.Rules;

namespace Nabla.Tests.Generator;

public class TreeGeneratorTests
{
    [Theory]
    [InlineData("Linear", "namespace Models; [Tree] public sealed partial record Linear(Tensor Weight, Tensor Bias);")]
    [InlineData("Network", """
        namespace Models;
        public interface ILayer : ITree;
        [Tree] public sealed partial record Linear(Tensor Weight, Tensor? Bias) : ILayer;
        [Tree] public partial record Network(
            ImmutableArray<Linear> Layers, IReadOnlyList<ILayer> Mixed, Linear[] More, Linear Out, double Rate, string Name,
            [Frozen] Tensor Mean, Func<Tensor, Tensor> Activation, Tensor? Extra = null)
        {
            static readonly Tensor[] s_shared = [];
            public int Depth => Layers.Length;
            public Tensor Scale { get; init; } = null!;
            [Frozen] public Linear? Encoder { get; init; }
        }
        """)]
    [InlineData("Struct", "[Tree] public readonly partial record struct Batch(Tensor X, Tensor Y); [Tree] partial record struct Pairs(Batch A, Batch? B);")]
    [InlineData("Generic", """
        namespace A.B;
        partial class Outer<T>
        {
            internal partial struct Inner
            {
                [Tree] internal sealed partial record Two<TFirst, TSecond>(TFirst @class, TSecond leaves, T Data)
                    where TFirst : ITree where TSecond : class, ITree;
            }
        }
        """)]
    [InlineData("Written", """
        [Tree] public sealed partial record Mine(Tensor X) : ITree
        {
            void ITree.Flatten(LeafWriter leaves) => leaves.Add(X, "x");
            public override string ToString() => "mine";
        }
        """)]
    [InlineData("Derived", """
        [Tree] public abstract partial record Layer(Tensor Weight) { public sealed override string ToString() => "a layer"; }
        [Tree] public partial record Dense(Tensor Weight, Tensor Bias) : Layer(Weight);
        [Tree] public sealed partial record Relu;
        """)]
    public void Generated_code_is_as_read_and_compiles_without_a_warning(string name, string source)
    {
        if (name == "Generic") source = source.Replace("T Data", "int Data");
        var run = GeneratorRun.Over(source);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFindings);
        Repository.Check($"tests/Nabla.Tests/Generator/Snapshots/{name}.txt", run.Generated);
    }

    [Theory]
    [InlineData("NABLA101", "C", "[Tree] partial class C { }")]
    [InlineData("NABLA101", "S", "[Tree] partial struct S { }")]
    [InlineData("NABLA102", "R", "[Tree] record R(Tensor X);")]
    [InlineData("NABLA103", "Outer", "class Outer { [Tree] partial record R(Tensor X); }")]
    [InlineData("NABLA104", "X", "[Tree] partial record R { public Tensor X { get; } = null!; }")]
    [InlineData("NABLA104", "_x", "[Tree] partial record R { readonly Tensor _x = null!; }")]
    [InlineData("NABLA105", "X", "[Tree] partial record R(List<Tensor> X);")]
    [InlineData("NABLA105", "X", "[Tree] partial record R(Dictionary<string, Tensor> X);")]
    [InlineData("NABLA105", "X", "[Tree] partial record R((Tensor, int) X);")]
    [InlineData("NABLA105", "X", "[Tree] partial record R(Tensor[][] X);")]
    [InlineData("NABLA105", "X", "[Tree] partial record R(Tensor[,] X);")]
    [InlineData("NABLA105", "Xs", "[Tree] partial record B(Tensor X); [Tree] partial record R(ImmutableArray<ImmutableArray<B>> Xs);")]
    [InlineData("NABLA106", "X", "record Plain(Tensor W); [Tree] partial record R(Plain X);")]
    [InlineData("NABLA106", "X", "record Plain(Tensor W); record Deep(Plain P); [Tree] partial record R(ImmutableArray<Deep> X);")]
    [InlineData("NABLA107", "X", "[Tree] partial record R<T>(T X);")]
    [InlineData("NABLA107", "X", "[Tree] partial record R<T>(T[] X);")]
    [InlineData("NABLA108", "_norm", "[Tree] partial record R(Tensor X) { double? _norm; public double Norm => _norm ??= 1; }")]
    [InlineData("NABLA109", "X", "[Tree] partial record R([Frozen] double X);")]
    [InlineData("NABLA110", "R", "[Tree] file partial record R(Tensor X);")]
    public void What_cannot_be_a_tree_is_refused_where_it_stands(string id, string at, string source)
    {
        var run = GeneratorRun.Over(source);
        var found = Assert.Single(run.Diagnostics);
        Assert.Equal(id, found.Id);
        var text = found.Location.SourceTree is null
            ? run.Compilation.SyntaxTrees.First().GetText(TestContext.Current.CancellationToken).ToString(found.Location.SourceSpan)
            : "";
        Assert.Equal(at, text);
        if (found.Severity == DiagnosticSeverity.Error) Assert.DoesNotContain(run.Result.GeneratedSources, s => s.HintName == "R.Tree.g.cs");
    }

    [Fact]
    public void Every_rule_is_tested_and_documented()
    {
        var tested = typeof(TreeGeneratorTests).GetMethod(nameof(What_cannot_be_a_tree_is_refused_where_it_stands))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!);
        Assert.Equal(TreeRules.All.Select(rule => rule.Id), tested.Distinct().Order());
        Document.Check("diagnostics.md", Page());
    }

    [Fact]
    public void An_edit_elsewhere_generates_nothing_again()
    {
        var run = GeneratorRun.Over("[Tree] partial record R(Tensor X);", "class Other;");
        var again = run.After("Source1.cs", "class Other { int _x; }");
        Assert.All(again.Result.TrackedSteps["Trees"].SelectMany(step => step.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Reason}"));
        Assert.All(again.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        var changed = run.After("Source0.cs", "[Tree] partial record R(Tensor X, Tensor Y);");
        Assert.Contains("\"Y\"", changed.Generated);
    }

    [Fact]
    public void Steps_hold_values_not_symbols()
    {
        var run = GeneratorRun.Over("[Tree] partial record R(Tensor X);");
        foreach (var output in run.Result.TrackedSteps["Trees"].SelectMany(step => step.Outputs))
            Assert.Equal("Nabla.Generator.Trees.TreeOutcome", output.Value.GetType().FullName);
    }

    static string Page()
    {
        var rules = string.Concat(TreeRules.All.Select(rule => $"""
            ## {rule.Id}: {rule.Title}

            {rule.DefaultSeverity}. {string.Format(System.Globalization.CultureInfo.InvariantCulture, rule.MessageFormat.ToString(), "…", "…", "…")}.

            {rule.Description}


            """));
        return $"""
            # Diagnostics of the generator

            Written by `TreeGeneratorTests` from `src/Nabla.Generator/Diagnostics` (`NABLA_UPDATE=1` rewrites it). Each is reported at
            the name it speaks of, and nothing is generated for a record with an error.

            {rules.TrimEnd()}

            """;
    }
}
