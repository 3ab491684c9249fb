using System.Globalization;

namespace Nabla.TorchBenchmarks;

/// <summary>Measured rows, one a line in a file for each baseline and number of threads; the report joins them.</summary>
sealed class Rows(string? path)
{
    readonly List<string> _lines = [];

    /// <summary>A row: seconds of one call, ours and theirs; the part of the peak and GFLOP/s, or 0 where not counted.</summary>
    public void Add(string name, double ours, double theirs, double ofPeak = 0, double gigaflops = 0)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{name}\t{ours:E4}\t{theirs:E4}\t{ofPeak:F4}\t{gigaflops:F2}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {ours * 1e6,10:F2} µs  libtorch {theirs * 1e6,10:F2} µs  ratio {theirs / ours,5:F2}  {gigaflops,7:F1} GFLOP/s  {100 * ofPeak,5:F1} % of peak"));
        _lines.Add(line);
    }

    public void Save()
    {
        if (path is not null) File.WriteAllLines(path, _lines);
    }
}
