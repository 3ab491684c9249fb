using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

public class FaultTextTests
{
    [Theory]
    [InlineData("2x + sim(x)", "error: unknown function 'sim'\n  2x + sim(x)\n       ^^^\n  did you mean: sin, sinh?")]
    [InlineData("1 +", "error: Something is missing after '+'.\n  1 +\n     ^\n  add a number, a variable or a bracket")]
    [InlineData("2*(x+1", "error: The bracket '(' is never closed.\n  2*(x+1\n    ^\n  add ')'")]
    [InlineData("sin", "error: The function sin has no argument.\n  sin\n  ^^^\n  write sin(x), or 'sin' in quotes for a variable of that name")]
    [InlineData("宽+#", "error: The character '#' (U+0023) has no meaning in a formula.\n  宽+#\n     ^\n  remove it")]
    [InlineData("x̂ # y", "error: The character '#' (U+0023) has no meaning in a formula.\n  x̂ # y\n    ^\n  remove it")]
    [InlineData("x\0", "error: The character (U+0000) has no meaning in a formula.\n  x␀\n   ^\n  remove it")]
    [InlineData("x+😀", "error: The character '😀' (U+1F600) has no meaning in a formula.\n  x+😀\n    ^^\n  remove it")]
    public void A_fault_shows_its_place_and_its_cure(string text, string shown)
    {
        var fault = Assert.Throws<FormulaException>(() => Formula.Parse(text));
        Assert.Equal(shown, FaultText.Of(fault, text));
    }

    // Test frameworks hand text on as UTF-8, which half a pair would not survive.
    [Fact]
    public void Half_a_surrogate_pair_is_named() => A_fault_shows_its_place_and_its_cure(
        "x+\ud800", "error: The character (half a surrogate pair, U+D800) has no meaning in a formula.\n  x+\ufffd\n    ^\n  remove it");

    [Fact]
    public void A_warning_shows_its_place()
    {
        var note = Formula.Parse("3 + 1/2x").Notes.Single();
        Assert.Equal(
            "warning: '1/2x' is read as (1)/(2x), because a product without a sign binds tighter than '/'.\n  3 + 1/2x\n      ^^^^",
            FaultText.Of(note, "3 + 1/2x"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(500)]
    [InlineData(999_999)]
    [InlineData(1_000_000)]
    public void A_long_line_shows_what_lies_around_the_fault(int place)
    {
        var text = string.Concat(Enumerable.Repeat("abcdefghi+", 100_000));
        var lines = FaultText.Under(text, place, 1).Split('\n');
        Assert.InRange(lines[0].Length, 10, 80);
        var caret = lines[1].IndexOf('^');
        Assert.Equal(place < text.Length ? text[place] : '\0', caret < lines[0].Length ? lines[0][caret] : '\0');
        Assert.Equal(place > 60, lines[0].StartsWith("  …", StringComparison.Ordinal));
        Assert.Equal(place < 999_900, lines[0].EndsWith('…'));
    }
}
