using System.Text;
using Nabla.Cli.Pictures;
using Nabla.Drawing;
using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;
using DescentPath = Nabla.Optimization.DescentPath;

namespace Nabla.Cli;

/// <summary>Writes a descent as it goes: lines, a table or CSV on stdout, and the file of --out.</summary>
sealed class DescentReport : IDisposable
{
    readonly Response _response;
    readonly Request _request;
    readonly EpochText _text;
    readonly OutputFile? _file;
    readonly StreamWriter? _rows;
    readonly bool _table;
    readonly bool _csv;
    bool _any;

    public DescentReport(Request request, Response response, EpochText text, IReadOnlyList<string> kinds)
    {
        (_request, _response, _text) = (request, response, text);
        (_table, _csv) = (request.Flag("table"), request.Flag("csv"));
        if (_table && _csv) throw new UsageException("--table and --csv are two forms of the same rows: choose one");
        _file = OutputFile.Of(request, kinds);
        if (_file is { IsPicture: false }) _rows = new StreamWriter(_file.Path, append: false, new UTF8Encoding(false));
        if (_file is { Kind: "csv" }) _rows!.WriteLine(text.CsvHead());
        if (_file is { Kind: "json" }) _rows!.Write('[');
        if (_table) response.Line(text.TableHead(request.Flag("ascii")));
        if (_csv) response.Line(text.CsvHead());
    }

    public void Write(Epoch epoch)
    {
        if (_table) _response.Line(_text.TableRow(epoch));
        else if (_csv) _response.Line(EpochText.CsvRow(epoch));
        else if (epoch.Number > 0 && !_response.IsJson) _response.Line(Painted(_text.Line(epoch)));
        if (_file is { Kind: "csv" }) _rows!.WriteLine(EpochText.CsvRow(epoch));
        if (_file is { Kind: "txt" } && epoch.Number > 0) _rows!.WriteLine(_text.Line(epoch));
        if (_file is { Kind: "json" }) _rows!.Write((_any ? ",\n" : "\n") + _text.JsonRow(epoch));
        _any = true;
    }

    string Painted(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal) + 1;
        return _response.Ink.Faint(line[..colon]) + line[colon..];
    }

    public void Close(DescentPath path, Expr formula, CompiledFormula f, StartPoint start)
    {
        if (_file is null) return;
        if (_file.Kind == "json") _rows!.Write("\n]\n");
        if (_file.IsPicture && !Draw(_file, path, formula, f, start)) return;
        _response.Hint("wrote " + _file.Path);
    }

    // A descent that can't be drawn is still a result.
    bool Draw(OutputFile file, DescentPath path, Expr formula, CompiledFormula f, StartPoint start)
    {
        try
        {
            file.Save(DescentPicture.Of(formula, f, start.Values, path, _request.Flag("maximize")));
            return true;
        }
        catch (DrawingException e)
        {
            _response.Warn("picture", e.Message);
            return false;
        }
    }

    public void Dispose() => _rows?.Dispose();
}
