using System.Runtime.InteropServices;
using System.Text;
using Nabla.Cli;

using var source = new CancellationTokenSource();
// Start-up time: Console.CancelKeyPress does the same and sets up a terminal for it.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    // The first Ctrl+C asks the work to stop and say where it stands; a second one ends the process at once.
    signal.Cancel = !source.IsCancellationRequested;
    source.Cancel();
});
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
// Start-up time: only a formula of - is read from there.
using var input = args.Contains("-") ? new StreamReader(Console.OpenStandardInput(), utf8) : TextReader.Null;
using var output = new StreamWriter(new StandardStream(Console.OpenStandardOutput(), isAnswer: true), utf8, 1 << 16) { AutoFlush = false };
using var error = new StreamWriter(new StandardStream(Console.OpenStandardError(), isAnswer: false), utf8) { AutoFlush = true };
return new Tool(input, output, error, Terminal.OfProcess(), source.Token).Run(args);
