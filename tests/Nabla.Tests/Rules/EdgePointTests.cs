using System.Globalization;
using Nabla.Execution;
using Nabla.Symbolics;

namespace Nabla.Tests.Rules;

/// <summary>Edge points are decided once and hold through every way of evaluating; docs/edge-points.md is written from here.</summary>
public class EdgePointTests
{
    static readonly ExecutionOptions[] s_ways =
    [
        new() { Emission = Emission.Never },
        new() { Emission = Emission.AtOnce },
        new() { Emission = Emission.Never, KeepGuards = true },
    ];

    public static TheoryData<string, string> Points =>
        new(EdgePoints.Sections.SelectMany(s => s.Points).Select(p => (p.Formula, p.At)));

    [Theory, MemberData(nameof(Points))]
    public void An_edge_point_has_the_decided_value_and_derivative_in_every_way_of_evaluating(string formula, string at)
    {
        var point = EdgePoints.Sections.SelectMany(s => s.Points).Single(p => p.Formula == formula && p.At == at);
        var (names, x) = Read(at);
        foreach (var way in s_ways)
        {
            var gradient = new double[x.Length];
            var value = Compile(formula, names, way).ValueAndGradient(x, gradient);
            Assert.Equal(point.Value, value);
            Assert.Equal(point.Gradient, gradient);
        }
    }

    [Fact]
    public void The_table_of_powers_holds_in_every_way_of_evaluating()
    {
        foreach (var a in PowerEdges.Bases)
        foreach (var b in PowerEdges.Exponents)
        {
            var expected = PowerEdges.Decided(a, b);
            foreach (var way in s_ways)
            {
                var gradient = new double[2];
                var value = Compile("x^y", ["x", "y"], way).ValueAndGradient([a, b], gradient);
                var actual = (value, gradient[0], gradient[1]);
                Assert.True(actual.Equals(expected), $"{a}^{b}: {actual}, decided {expected}");
            }
        }
    }

    [Fact]
    public void The_document_is_what_the_code_does() => Document.Check("edge-points.md", EdgePointDocument.Write());

    internal static CompiledFormula Compile(string formula, string[] names, ExecutionOptions way) =>
        CompiledFormula.Compile(Formula.Parse(formula).Expression, names, way);

    internal static (string[] Names, double[] Values) Read(string at)
    {
        var pairs = at.Split(", ").Select(p => p.Split('=')).ToArray();
        return ([.. pairs.Select(p => p[0])], [.. pairs.Select(p => Number(p[1]))]);
    }

    static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
