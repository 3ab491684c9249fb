using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Nabla.Primitives;
using Nabla.Tests.Generator;

namespace Nabla.Tests.Primitives;

/// <summary>A primitive in which something is missing does not compile.</summary>
public class PrimitiveHolesTests
{
    // What a primitive of each base must write, as small as it can be.
    static readonly Dictionary<string, string> s_members = new()
    {
        ["Name"] = "public override string Name => \"hole\";",
        ["InferType"] = "public override TensorType InferType(ReadOnlySpan<Tensor> x) => x[0].Type;",
        ["InferTypes"] = "public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types) { }",
        ["Evaluate of one"] = "public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => x[0];",
        ["Evaluate"] = "public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y) { }",
        ["Jvp of one"] = "public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y) => null;",
        ["Jvp"] = "public override void Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, ReadOnlySpan<Tensor> y, Span<Tensor?> dy) { }",
        ["Transpose of one"] = "public override Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) => null;",
        ["Transpose"] = "public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar) { }",
        ["Batch of one"] = "public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size) => x[0];",
        ["Batch"] = "public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y) { }",
        ["Lower"] = "public override Lowered Lower() => new Lowered.Kernel();",
        ["Graphs"] = "public override IEnumerable<(string Role, Graph Body)> Graphs => [];",
        ["Joint"] = "public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies) => null!;",
        ["Split"] = "public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies) => null!;",
    };

    public static TheoryData<string, string[]> Bases => new()
    {
        { nameof(LinearPrimitive), ["Name", "InferType", "Evaluate of one", "Transpose of one", "Batch of one", "Lower"] },
        { nameof(BilinearPrimitive), ["Name", "InferType", "Evaluate of one", "Transpose of one", "Batch of one", "Lower"] },
        { nameof(NonlinearPrimitive), ["Name", "InferType", "Evaluate of one", "Jvp of one", "Batch of one", "Lower"] },
        { nameof(SingleResult), ["Name", "InferType", "Evaluate of one", "Jvp of one", "Transpose of one", "Batch of one", "Lower"] },
        { nameof(Primitive), ["Name", "InferTypes", "Evaluate", "Jvp", "Transpose", "Batch", "Lower"] },
        { nameof(GraphPrimitive), ["Name", "InferTypes", "Evaluate", "Transpose", "Batch", "Graphs", "Joint", "Split"] },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void Without_any_of_its_members_a_primitive_does_not_compile(string type, string[] members)
    {
        Assert.Empty(Errors(type, members));
        foreach (var left in members)
        {
            var error = Assert.Single(Errors(type, [.. members.Where(m => m != left)]));
            Assert.Equal("CS0534", error.Id);
            Assert.Contains($".{left.Split(' ')[0]}", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_primitive_is_sealed()
    {
        var classes = typeof(Primitive).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Primitive))).ToArray();
        Assert.All(classes, t => Assert.True(t.IsSealed || t.IsAbstract, $"{t.Name} is neither sealed nor a base."));
        Assert.Equal(Bases.Select(row => row.Data.Item1).Where(b => b != nameof(Primitive)).Order(), classes.Where(t => t.IsAbstract).Select(t => t.Name).Order());
    }

    static Diagnostic[] Errors(string type, string[] members)
    {
        var source = "using System; using System.Collections.Generic; using Nabla.Primitives; using Nabla.Tensors; using Nabla.Tracing; "
            + $"sealed class Hole : {type} {{ {string.Join('\n', members.Select(m => s_members[m]))} }}";
        // By its name the assembly sees what is internal.
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return [.. CSharpCompilation.Create("Nabla.Tests", [CSharpSyntaxTree.ParseText(source)], GeneratorRun.References, options)
            .GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
    }
}
