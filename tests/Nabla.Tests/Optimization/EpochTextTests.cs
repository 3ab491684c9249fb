using System.Globalization;
using System.Text.Json;
using Nabla.Optimization;

namespace Nabla.Tests.Optimization;

public class EpochTextTests
{
    static readonly EpochText s_text = new(["x", "y"]);

    static Epoch At(long number, double[] x, double f, double norm) => new() { Number = number, X = x, F = f, GradientNorm = norm };

    [Fact]
    public void A_table_stands_in_columns()
    {
        Assert.Equal("   epoch              x              y        f(x, y)           |∇f|", s_text.TableHead());
        Assert.Equal("       1       2.000000       0.800000       5.920000       6.248200", s_text.TableRow(At(1, [2, 0.8], 5.92, 6.2482)));
        Assert.Equal("      20      -0.000123   1.000000e-09   1.000000e+12            nan", s_text.TableRow(At(20, [-0.000123, 1e-9], 1e12, double.NaN)));
        Assert.Equal(s_text.TableHead(ascii: true).Length, s_text.TableHead().Length);
        Assert.EndsWith("|grad f|", s_text.TableHead(ascii: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_CSV_and_JSON_read_back_as_they_were()
    {
        double[] x = [0.1 + 0.2, Math.ScaleB(1, -25)];
        Assert.Equal("epoch,x,y,f,gradientNorm", s_text.CsvHead());
        var cells = EpochText.CsvRow(At(3, x, 1e16, double.NaN)).Split(',');
        Assert.Equal("3", cells[0]);
        Assert.Equal(x, cells[1..3].Select(c => double.Parse(c, CultureInfo.InvariantCulture)));
        Assert.Equal("nan", cells[4]);
        using var row = JsonDocument.Parse(s_text.JsonRow(At(3, x, 1e16, double.PositiveInfinity)));
        Assert.Equal(x[1], row.RootElement.GetProperty("x").GetProperty("y").GetDouble());
        Assert.Equal(x[0], row.RootElement.GetProperty("x").GetProperty("x").GetDouble());
        Assert.Equal(1e16, row.RootElement.GetProperty("f").GetDouble());
        Assert.Equal("Infinity", row.RootElement.GetProperty("gradientNorm").GetString());
    }
}
