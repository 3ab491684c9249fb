using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Nabla.Benchmarks;

/// <summary>A committed table: what was run, on what, when, and the rows.</summary>
sealed class ResultFile(string title, string command)
{
    readonly StringBuilder _text = new();

    public void Line(FormattableString line)
    {
        var text = line.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(text);
        _text.AppendLine(text);
    }

    public void Save(string path)
    {
        var head = $"""
            # {title}

            `{command}`

            {Cpu()}, {Environment.ProcessorCount} processors, vectors of {VectorBits()} bits; .NET {Environment.Version}, {RuntimeInformation.OSDescription}; {DateTime.UtcNow:yyyy-MM-dd}


            """;
        File.WriteAllText(path, head + _text);
    }

    static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    static string Cpu()
    {
        const string Info = "/proc/cpuinfo";
        if (!File.Exists(Info)) return RuntimeInformation.ProcessArchitecture.ToString();
        string Field(string name) => File.ReadLines(Info).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?";
        return $"{Field("model name")} (family {Field("cpu family")}, model {Field("model\t")})";
    }
}
