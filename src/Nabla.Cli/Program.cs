using System.Text;
using Nabla.Cli;

using var source = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    // The first Ctrl+C asks the work to stop and say where it stands; a second one ends the process at once.
    e.Cancel = !source.IsCancellationRequested;
    source.Cancel();
};
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), utf8);
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 16) { AutoFlush = false };
using var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
return new Tool(input, output, error, Terminal.OfProcess(), source.Token).Run(args);
