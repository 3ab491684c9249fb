using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Nabla.Rules;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class CSharpPrinterTests
{
    [Theory]
    [InlineData("3x^2+2y", "double f(double x, double y) => 3 * Math.Pow(x, 2) + 2 * y;")]
    [InlineData("1/3 + 1/(2)*x", "double f(double x) => 0.3333333333333333 + 1.0 / 2.0 * x;")]
    [InlineData("sin(x)*erf(x)", "double f(double x) => Math.Sin(x) * Nabla.Rules.Scalar.Erf(x);")]
    [InlineData("where(x<1, -x, 2)", "double f(double x) => x < 1 ? -x : 2.0;")]
    [InlineData("if + 'x y' + x_y", "double f(double @if, double x_y, double x_y_2) => @if + x_y + x_y_2;")]
    [InlineData("max(x, y, 1)", "double f(double x, double y) => Math.Max(Math.Max(x, y), 1);")]
    [InlineData(
        "sin(x)^2 + sin(x)", "double f(double x)\n{\n    var t1 = Math.Sin(x);\n    return Math.Pow(t1, 2) + t1;\n}")]
    public void A_formula_is_written_as_a_function(string text, string code) =>
        Assert.Equal(code, Formula.Parse(text).Expression.ToCSharp());

    [Fact]
    public void Every_row_and_random_formulas_compile_and_compute_the_same()
    {
        const int seed = 20261123;
        var x = Expr.Symbol("x");
        var formulas = new List<Expr>();
        foreach (var rule in Elementwise.All)
            formulas.Add(Expr.Apply(rule, [.. Enumerable.Repeat(x, rule.Arity < 0 ? 2 : rule.Arity)]));
        var trees = new RandomTrees(seed) { Names = 20 };
        for (var i = 0; i < 300; i++) formulas.Add(trees.Next(1 + i % 12));

        var methods = Compile(formulas);
        for (var i = 0; i < formulas.Count; i++)
        {
            var names = formulas[i].Variables;
            var point = names.Select((_, k) => 0.37 + 0.21 * k).ToArray();
            var expected = Value(formulas[i], names.Zip(point).ToDictionary(p => p.First, p => p.Second));
            var actual = (double)methods[i].Invoke(null, [.. point.Cast<object>()])!;
            // Math and the table may differ in the last place.
            var agrees = expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-11 * Math.Abs(expected);
            Assert.True(agrees, $"{formulas[i]}: {expected} but {actual} by {formulas[i].ToCSharp()}, seed {seed}");
        }
    }

    static MethodInfo[] Compile(List<Expr> formulas)
    {
        var code = new StringBuilder("#nullable enable\nusing System;\npublic static class Formulas\n{\n");
        for (var i = 0; i < formulas.Count; i++) code.Append("public static ").AppendLine(formulas[i].ToCSharp($"f{i}"));
        code.Append('}');
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(
            "formulas",
            [CSharpSyntaxTree.ParseText(code.ToString())],
            [
                MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
                MetadataReference.CreateFromFile(Path.Combine(runtime, "System.Runtime.dll")),
                MetadataReference.CreateFromFile(typeof(Expr).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Take(5)));
        assembly.Position = 0;
        var context = new AssemblyLoadContext("formulas", isCollectible: true);
        var type = context.LoadFromStream(assembly).GetType("Formulas")!;
        return [.. Enumerable.Range(0, formulas.Count).Select(i => type.GetMethod($"f{i}")!)];
    }

    // Each operation by its row, arguments first.
    static double Value(Expr expr, Dictionary<string, double> at) => expr switch
    {
        NumberExpr number => number.Value.ToDouble(),
        SymbolExpr symbol => at[symbol.Name],
        ConstantExpr constant => constant.Value,
        ApplyExpr apply => apply.Rule.Evaluate([.. Enumerable.Range(0, apply.Arity).Select(i => Value(apply[i], at))]),
        _ => double.NaN,
    };
}
