using Nabla.Symbolics;

namespace Nabla.Tests.Symbolics;

// Alone, because processor time is that of the whole process; the clock would count what else the machine does.
[Collection(nameof(Alone))]
public class FormulaMegabyteTests
{
    const int Megabyte = 1_000_000;

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("|")]
    [InlineData("-")]
    [InlineData("{")]
    [InlineData("sin")]
    [InlineData("sin ")]
    [InlineData("sin(")]
    [InlineData("sin^")]
    [InlineData("x^")]
    [InlineData("^")]
    [InlineData("'")]
    [InlineData("\\frac{")]
    [InlineData("\\left")]
    [InlineData("\\begin{cases}")]
    [InlineData("where ")]
    [InlineData("where x ")]
    [InlineData("where x = 1, ")]
    [InlineData("where x where y = ")]
    [InlineData("d/dx ")]
    [InlineData("f(x")]
    [InlineData("f(x,")]
    [InlineData("x_")]
    [InlineData("x_{")]
    [InlineData("²")]
    [InlineData("⁽")]
    [InlineData("x²")]
    [InlineData("1e9999+")]
    [InlineData("9")]
    [InlineData("1.")]
    [InlineData("a<")]
    [InlineData("a,")]
    [InlineData("=")]
    [InlineData("\0")]
    [InlineData("\ud800")]
    [InlineData("½")]
    [InlineData("2½")]
    public void A_megabyte_of_the_same_thing_is_refused_or_read_within_a_second(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Megabyte / part.Length));
        var before = Environment.CpuUsage.TotalTime;
        try
        {
            Formula.Parse(text);
        }
        catch (FormulaException fault)
        {
            Assert.InRange(fault.Start, 0, text.Length);
            Assert.InRange(fault.Message.Length + (fault.Suggestion?.Length ?? 0), 1, 400);
        }
        catch (LimitException)
        {
        }

        Assert.InRange((Environment.CpuUsage.TotalTime - before).TotalSeconds, 0, 5);
    }

    [Fact]
    public void A_name_with_a_very_long_subscript_is_read_in_linear_time()
    {
        var before = Environment.CpuUsage.TotalTime;
        Assert.Single(Formula.Parse("x" + new string('ₐ', Megabyte)).Names);
        Assert.InRange((Environment.CpuUsage.TotalTime - before).TotalSeconds, 0, 5);
    }
}
