namespace Nabla.Tests.Cli;

/// <summary>A message that names the variables of a formula stays one that a person reads, however many there are.</summary>
public class LongListTests
{
    const int LongestMessage = 1_000;

    static readonly string s_sum = string.Join('+', Enumerable.Range(0, 3_000).Select(i => $"v{i}"));

    [Theory]
    [InlineData("derivative")]
    [InlineData("explain")]
    [InlineData("evaluate")]
    [InlineData("descend", "--from", "1")]
    [InlineData("minimize", "--from", "1")]
    [InlineData("plot")]
    public void Of_three_thousand_variables_a_few_are_named(string verb, params string[] options)
    {
        var run = ToolRun.Of([verb, s_sum, "--quiet", .. options]);
        Assert.Equal(2, run.Exit);
        Assert.Contains("v0, v1, v2", run.Error, StringComparison.Ordinal);
        Assert.Contains("more)", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Length < LongestMessage, run.Error);
    }

    [Fact]
    public void What_is_held_constant_is_named_in_part() =>
        Assert.Contains("v1, v2, v3", ToolRun.Of(["derivative", s_sum, "--var", "v0"]).Error.Split('\n').Single(line => line.Contains("(2987 more) held constant", StringComparison.Ordinal)), StringComparison.Ordinal);
}
