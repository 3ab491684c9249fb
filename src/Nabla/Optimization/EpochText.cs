using System.Text;
using System.Text.Json;
using Nabla.Symbolics;

namespace Nabla.Optimization;

/// <summary>Epochs as text: sentences, rows of a table, of CSV and of JSON, for functions of these variables.</summary>
public sealed class EpochText(IReadOnlyList<string> variables, string function = "f")
{
    const int EpochWidth = 8;
    const int NumberWidth = 14;

    readonly string _call = $"{function}({string.Join(", ", variables)})";
    readonly string[] _keys = [.. variables.Select(v => $"\"{JsonEncodedText.Encode(v)}\":")];

    /// <summary>The text of an objective's epochs.</summary>
    public static EpochText Of(Objective f) => new(f.Variables, f.Name);

    /// <summary>Epoch 1: x = 2.0, y = 0.8, f(x, y) = 5.92</summary>
    public string Line(Epoch epoch)
    {
        var line = new StringBuilder("Epoch ").Append(epoch.Number).Append(": ");
        for (var i = 0; i < epoch.X.Length; i++)
            line.Append(variables[i]).Append(" = ").Append(NumberText.Of(epoch.X[i])).Append(", ");
        return line.Append(_call).Append(" = ").Append(NumberText.Of(epoch.F)).ToString();
    }

    /// <summary>The head of a table with the columns epoch, each variable, f and |∇f|; ascii writes the last as |grad f|.</summary>
    public string TableHead(bool ascii = false)
    {
        var head = new StringBuilder("epoch".PadLeft(EpochWidth));
        foreach (var name in variables) Append(head, name);
        Append(head, _call);
        return Append(head, ascii ? $"|grad {function}|" : $"|∇{function}|").ToString();
    }

    /// <summary>A row under that head: six decimals, or an exponent where they would not do.</summary>
    public string TableRow(Epoch epoch)
    {
        var row = new StringBuilder(epoch.Number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(EpochWidth));
        foreach (var x in epoch.X) Append(row, NumberText.Column(x));
        Append(row, NumberText.Column(epoch.F).PadLeft(_call.Length));
        return Append(row, NumberText.Column(epoch.GradientNorm)).ToString();
    }

    /// <summary>The first line of CSV: epoch,x,y,f,gradientNorm.</summary>
    public string CsvHead() => $"epoch,{string.Join(',', variables)},{function},gradientNorm";

    /// <summary>A line of CSV; every number reads back as it was.</summary>
    public static string CsvRow(Epoch epoch)
    {
        var row = new StringBuilder().Append(epoch.Number);
        foreach (var x in epoch.X) row.Append(',').Append(NumberText.Of(x));
        return row.Append(',').Append(NumberText.Of(epoch.F)).Append(',').Append(NumberText.Of(epoch.GradientNorm)).ToString();
    }

    /// <summary>A JSON object: {"epoch":1,"x":{"x":2.0,"y":0.8},"f":5.92,"gradientNorm":6.25}; every number reads back as it was.</summary>
    public string JsonRow(Epoch epoch)
    {
        var row = new StringBuilder("{\"epoch\":").Append(epoch.Number).Append(",\"x\":{");
        for (var i = 0; i < epoch.X.Length; i++)
            row.Append(i > 0 ? "," : "").Append(_keys[i]).Append(NumberText.Json(epoch.X[i]));
        return row.Append("},\"f\":").Append(NumberText.Json(epoch.F))
            .Append(",\"gradientNorm\":").Append(NumberText.Json(epoch.GradientNorm)).Append('}').ToString();
    }

    static StringBuilder Append(StringBuilder row, string cell) => row.Append(' ').Append(cell.PadLeft(NumberWidth));
}
