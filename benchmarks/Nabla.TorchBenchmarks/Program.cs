using System.Globalization;
using Nabla;
using Nabla.TorchBenchmarks;
using TorchSharp;

if (args is ["report", var benchmark, var folder, var table])
{
    Report.Write(benchmark, folder, table);
    return 0;
}

if (args is ["fixtures", var fixtures])
{
    torch.set_num_threads(1);
    TorchFixtures.Write(fixtures);
    return 0;
}

if (args is not [var what, var threadCount, var roundCount, .. var rest] || !int.TryParse(threadCount, out var count) || !int.TryParse(roundCount, CultureInfo.InvariantCulture, out var rounds))
{
    Console.Error.WriteLine("usage: Nabla.TorchBenchmarks matmul|elementwise|rows|convolution|attention|mlp|overhead THREADS ROUNDS [--rows FILE] [NAME ...]; run.sh sets up libtorch and makes the tables");
    return 2;
}

var file = rest is ["--rows", var path, ..] ? path : null;
var names = rest[(file is null ? 0 : 2)..];
Threads.Count = count;
torch.set_num_threads(count);
var rows = new Rows(file);
switch (what)
{
    case "matmul": MatMulBenchmark.Run(rows, rounds, names); break;
    case "elementwise": ElementwiseBenchmark.Run(rows, rounds, names); break;
    case "rows": RowsBenchmark.Run(rows, rounds, names); break;
    case "convolution": NetworkBenchmarks.Convolutions(rows, rounds); break;
    case "attention": NetworkBenchmarks.Attentions(rows, rounds); break;
    case "overhead": TorchPrograms.Run(rows, rounds); break;
    case "mlp": MlpBenchmark.Run(rows, rounds); break;
    default: return 2;
}

rows.Save();
return 0;
