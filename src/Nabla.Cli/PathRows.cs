using System.Text;
using Nabla.Optimization;

namespace Nabla.Cli;

/// <summary>The points of a search as the rows that a descent writes.</summary>
sealed record PathRows(Objective F, DescentPath Path)
{
    delegate string Row(Epoch epoch);

    readonly EpochText _text = new(F.Variables);

    public string Table(bool ascii) => Rows(_text.TableHead(ascii) + "\n", _text.TableRow, "\n", "\n");

    public string Csv() => Rows(_text.CsvHead() + "\n", EpochText.CsvRow, "\n", "\n");

    public string Json() => Rows("[\n", _text.JsonRow, ",\n", "\n]\n");

    string Rows(string head, Row row, string between, string end)
    {
        var text = new StringBuilder(head);
        var gradient = new double[F.Dimension];
        var points = Path.Points;
        for (var i = 0; i < points.Count; i++)
        {
            var (number, f, x) = points[i];
            F.ValueAndGradient(x, gradient);
            text.Append(i > 0 ? between : "").Append(row(new() { Number = number, X = x, F = f, GradientNorm = gradient.Aggregate(0.0, double.Hypot) }));
        }

        return text.Append(end).ToString();
    }
}
