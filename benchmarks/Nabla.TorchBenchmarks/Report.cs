using System.Globalization;
using Nabla.Benchmarks;

namespace Nabla.TorchBenchmarks;

/// <summary>Joins the rows of the four runs of a benchmark into its table.</summary>
static class Report
{
    readonly record struct Row(string Name, double Ours, double Theirs, double OfPeak, double Rate)
    {
        public double Ratio => Theirs / Ours;
    }

    public static void Write(string benchmark, string folder, string path)
    {
        Row[] Read(string baseline, int threads) =>
            [.. File.ReadLines(Path.Combine(folder, $"{benchmark}-{baseline}-{threads}")).Select(Parse)];
        var (stock1, stock2, free1, free2) = (Read("stock", 1), Read("stock", 2), Read("unlocked", 1), Read("unlocked", 2));
        var file = new ResultFile($"Against libtorch 2.10 (TorchSharp 0.107.0): {benchmark}", $"benchmarks/Nabla.TorchBenchmarks/run.sh {benchmark}");
        file.Line($"Ratio = libtorch's time over ours, above 1 where ours is faster; interleaved rounds of 2 ms or one call: for 1 thread their median in processor time of the thread, for 2 the fastest in wall time, for both sides alike, each baseline in a process of its own. Stock: libtorch as shipped, whose MKL takes a slow path on CPUs that are not Intel's. Unlocked: that check answered with yes; this is the rival that counts. Peak: fused multiply-adds on registers alone, measured in the same rounds. libtorch allocates its results (from memory that glibc was told to keep, so without page faults), ours are written into given memory. Both results are compared before timing.");
        file.Line($"");
        if (free1.Any(r => r.OfPeak > 0)) WithPeak(file, stock1, stock2, free1, free2);
        else Times(file, stock1, stock2, free1, free2);
        file.Line($"");
        var losses = free1.Concat(free2).Count(r => r.Ratio < 0.97);
        file.Line($"Against unlocked libtorch on 1 thread: median {Median(free1):F2}, worst {free1.Min(r => r.Ratio):F2}; on 2: median {Median(free2):F2}, worst {free2.Min(r => r.Ratio):F2}; {losses} of {2 * free1.Length} figures are losses.");
        foreach (var row in free1.Where(r => r.OfPeak is > 0 and < 0.25 && r.Ours > 100e-6))
            file.Line($"**Below the floor of 25 % of the peak: {row.Name}. See whether its kernel still keeps its sums in registers.**");
        file.Save(path);
    }

    static void WithPeak(ResultFile file, Row[] stock1, Row[] stock2, Row[] free1, Row[] free2)
    {
        file.Line($"| work | 1 thread, µs | GFLOP/s | % of peak | ratio stock | **ratio unlocked** | 2 threads, µs | % of peak | ratio stock | **ratio unlocked** |");
        file.Line($"|---|---|---|---|---|---|---|---|---|---|");
        for (var i = 0; i < free1.Length; i++)
        {
            var (a, b) = (free1[i], free2[i]);
            file.Line($"| {a.Name} | {a.Ours * 1e6:F1} | {a.Rate:F0} | {100 * a.OfPeak:F0} | {stock1[i].Ratio:F2} | {Marked(a.Ratio)} | {b.Ours * 1e6:F1} | {100 * b.OfPeak:F0} | {stock2[i].Ratio:F2} | {Marked(b.Ratio)} |");
        }
    }

    static void Times(ResultFile file, Row[] stock1, Row[] stock2, Row[] free1, Row[] free2)
    {
        file.Line($"| work | 1 thread, µs | ratio stock | **ratio unlocked** | 2 threads, µs | ratio stock | **ratio unlocked** |");
        file.Line($"|---|---|---|---|---|---|---|");
        for (var i = 0; i < free1.Length; i++)
            file.Line($"| {free1[i].Name} | {free1[i].Ours * 1e6:F2} | {stock1[i].Ratio:F2} | {Marked(free1[i].Ratio)} | {free2[i].Ours * 1e6:F2} | {stock2[i].Ratio:F2} | {Marked(free2[i].Ratio)} |");
    }

    static string Marked(double ratio) => ratio < 0.97
        ? FormattableString.Invariant($"**{ratio:F2} loss**")
        : FormattableString.Invariant($"{ratio:F2}");

    static double Median(Row[] rows) => rows.Select(r => r.Ratio).Order().ElementAt(rows.Length / 2);

    static Row Parse(string line)
    {
        var parts = line.Split('\t');
        double Number(int i) => double.Parse(parts[i], CultureInfo.InvariantCulture);
        return new(parts[0], Number(1), Number(2), Number(3), Number(4));
    }
}
