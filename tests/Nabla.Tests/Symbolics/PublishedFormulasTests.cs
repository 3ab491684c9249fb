using System.Text.Json;
using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

// Formulas of other projects' test suites: all are read, and written so that they read back.
public class PublishedFormulasTests
{
    [Theory]
    [InlineData("rubi-derivatives", "rubi.jsonl", 2000)]
    [InlineData("cas-derivatives", "cases.jsonl", 238)]
    [InlineData("mgh", "mgh.jsonl", 100)]
    [InlineData("optfuncs", "optfuncs.jsonl", 19)]
    [InlineData("peer-gradients", "cases.jsonl", 16)]
    public void Published_formulas_are_read_and_written(string folder, string file, int count)
    {
        var formulas = TestData.Lines(folder, file).SelectMany(Formulas).ToList();
        Assert.InRange(formulas.Count, count, int.MaxValue);
        foreach (var text in formulas)
        {
            var parsed = Formula.Parse(text);
            Assert.DoesNotContain(parsed.Notes, n => n.IsWarning);
            foreach (var style in Enum.GetValues<TextStyle>())
                Assert.Equal(parsed.Expression, Formula.Parse(parsed.Expression.ToText(style)).Expression);
        }
    }

    static IEnumerable<string> Formulas(JsonElement json)
    {
        foreach (var name in new[] { "integrand", "antiderivative", "f", "expected", "objective", "residuals", "program" })
        {
            if (!json.TryGetProperty(name, out var value)) continue;
            if (name == "objective" && json.TryGetProperty("residuals", out _)) continue;
            if (value.ValueKind == JsonValueKind.String) yield return value.GetString()!;
            else foreach (var item in value.EnumerateArray()) yield return item.GetString()!;
        }
    }
}
