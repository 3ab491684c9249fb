using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nabla.Symbolics;

namespace Nabla.Benchmarks;

/// <summary>Python scripts as rivals: a JSON object a line goes in, one comes out; formulas as Python expressions.</summary>
static partial class PythonRival
{
    public static IEnumerable<JsonElement> Run(string python, string script, IEnumerable<string> lines)
    {
        var info = new ProcessStartInfo(python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        info.Environment["OMP_NUM_THREADS"] = info.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using var process = Process.Start(info)!;
        foreach (var line in lines)
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            yield return JsonDocument.Parse(NaN().Replace(process.StandardOutput.ReadLine()!, "\"NaN\"")).RootElement;
        }

        process.StandardInput.Close();
        process.WaitForExit();
    }

    public static double Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.NaN;

    public static string Text(Expr f) => Logarithm().Replace(f.ToText(TextStyle.Explicit), "log(").Replace("^", "**", StringComparison.Ordinal);

    public static string Tuple(IEnumerable<Expr> list) =>
        "(" + string.Concat(list.Select(f => Text(f).ToString(CultureInfo.InvariantCulture) + ", ")) + ")";

    [GeneratedRegex(@"\bNaN\b|-?\bInfinity\b")]
    private static partial Regex NaN();

    [GeneratedRegex(@"\bln\(")]
    private static partial Regex Logarithm();
}
