using System.Globalization;
using Sylvan.Data.Csv;

namespace Nabla.Cli.Data;

/// <summary>The numbers of a row's wanted columns, and the line of the file where the row begins.</summary>
delegate void RowReader(int line, ReadOnlySpan<double> values);

/// <summary>
/// A table in a text file, comma-, semicolon-, tab- or bar-separated, with or without a line of names: read as a stream, so
/// that a file of any size takes no more memory than the columns that are kept.
/// </summary>
sealed class DataFile : IDisposable
{
    const int LongestRow = 1 << 24;
    const int MostLinesNamed = 5;

    readonly WatchedReader _text;
    readonly CsvDataReader _csv;
    int _line;
    bool _hasBegun;
    bool _isAtRow;

    DataFile(string path, WatchedReader text, char separator)
    {
        (Path, _text, Separator) = (path, text, separator);
        _csv = Guarded(() => CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = separator,
            BufferSize = 1 << 16,
            MaxBufferSize = LongestRow,
            CommentHandler = (Action<string>)(_ => _line++),
        }));
        // The first row is there at once: it has the names, or is data.
        if (!Next()) throw Empty(path);
        HasHeader = !Fields().All(IsNumber);
        Columns = HasHeader ? [.. Fields().Select(f => f.Trim())] : [.. Enumerable.Range(1, _csv.RowFieldCount).Select(Numbered)];
        _isAtRow = !HasHeader;
    }

    public string Path { get; }

    public char Separator { get; }

    /// <summary>Whether the first row holds names; else the columns are called c1, c2 ….</summary>
    public bool HasHeader { get; }

    /// <summary>The names of the columns in their order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <exception cref="DataException">The file is empty or no text.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static DataFile Open(string path)
    {
        if (Directory.Exists(path)) throw new DataException($"{path} is a folder, not a file");
        var text = new WatchedReader(new StreamReader(path), path);
        try
        {
            var start = text.LookAhead();
            if (start.IsWhiteSpace()) throw Empty(path);
            return new(path, text, SeparatorOf(path, start));
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>The place of a column by its name, or by c and its number; −1 where there is none.</summary>
    /// <exception cref="DataException">Two columns have that name.</exception>
    public int Find(string name)
    {
        var place = -1;
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] != name) continue;
            if (place >= 0) throw new DataException($"{Path} has two columns {name}, the {place + 1}. and the {i + 1}.", $"call them {Numbered(place + 1)} and {Numbered(i + 1)}");
            place = i;
        }

        return place >= 0 || name.Length < 2 || name[0] != 'c' || !int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Columns.Count
            ? place
            : number - 1;
    }

    /// <summary>Hands every row on, the wanted columns only; the others may hold anything. Once for a file.</summary>
    /// <exception cref="DataException">A row has too few or too many fields, or a wanted field holds no finite number.</exception>
    public void Read(IReadOnlyList<int> wanted, RowReader row, CancellationToken cancellation)
    {
        var values = new double[wanted.Count];
        var (missing, lines, column) = (0, new List<int>(), "");
        for (var count = 0; _isAtRow || Next(); _isAtRow = false)
        {
            if (++count % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            var begin = _line;
            CheckFields();
            var isWhole = true;
            for (var k = 0; k < values.Length && isWhole; k++)
            {
                var field = _csv.GetFieldSpan(wanted[k]).Trim();
                if (TryNumber(field, out values[k])) continue;
                isWhole = false;
                if (!IsMissing(field)) throw NotANumber(field, wanted[k]);
                if (missing++ < MostLinesNamed) lines.Add(begin);
                if (column.Length == 0) column = Columns[wanted[k]];
            }

            if (isWhole && missing == 0) row(begin, values);
        }

        if (missing == 0) return;
        throw new DataException(
            $"{Path}: {(missing == 1 ? $"line {lines[0]} has" : $"{missing} lines have")} no value for {column}"
            + (missing == 1 ? "" : $" or another column that is needed: lines {string.Join(", ", lines)}{(missing > lines.Count ? ", …" : "")}"),
            "fill the value in or leave the line out");
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }

    static string Numbered(int number) => "c" + number.ToString(CultureInfo.InvariantCulture);

    static DataException Empty(string path) => new($"{path} is empty", "a file of data has a row for each observation");

    // To the next row that is not blank.
    bool Next()
    {
        do
        {
            _line += 1 + LineBreaks();
            _hasBegun = true;
            if (!Guarded(_csv.Read)) return false;
        }
        while (_csv.RowFieldCount == 1 && _csv.GetFieldSpan(0).IsWhiteSpace());
        return true;
    }

    // Those inside the quoted fields of the row that is behind us.
    int LineBreaks()
    {
        var breaks = 0;
        if (!_text.HasQuotes || !_hasBegun) return 0;
        for (var i = 0; i < _csv.RowFieldCount; i++) breaks += _csv.GetFieldSpan(i).Count('\n');
        return breaks;
    }

    IEnumerable<string> Fields() => Enumerable.Range(0, _csv.RowFieldCount).Select(i => _csv.GetFieldSpan(i).ToString());

    T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvRecordTooLargeException)
        {
            throw new DataException($"{Path}, line {_line}: the row has more than {LongestRow >> 20} million characters", "a quotation mark may be left open there");
        }
        catch (CsvFormatException)
        {
            throw new DataException($"{Path}, line {_line}: a quotation mark is left open, or something follows a closed one", "write a quotation mark inside a quoted field twice");
        }
    }

    void CheckFields()
    {
        var count = _csv.RowFieldCount;
        // A separator at the end of each line is common, and harmless.
        if (count == Columns.Count || (count == Columns.Count + 1 && _csv.GetFieldSpan(count - 1).IsWhiteSpace())) return;
        throw new DataException(
            $"{Path}, line {_line} has {count} field{(count == 1 ? "" : "s")}, but the first line has {Columns.Count}",
            count > Columns.Count && Separator == ',' ? "if commas are decimal commas, write points, as in 1.5" : $"columns are separated by {Word(Separator)} in this file");
    }

    DataException NotANumber(ReadOnlySpan<char> field, int column)
    {
        var place = $"{Path}, line {_line}, column {Columns[column]}";
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return new($"{place}: {(double.IsNaN(value) ? "NaN" : "an infinite value, or one too large,")} is no number to fit to", "leave the line out or mend it");
        var shown = field.Length > 40 ? string.Concat(field[..40], " …") : field.ToString();
        return field.Count(',') == 1 && IsNumber(shown.Replace(',', '.'))
            ? new($"{place}: '{shown}' has a decimal comma", $"write {shown.Replace(',', '.')}")
            : new($"{place}: '{shown}' is not a number", "leave the line out or mend it");
    }

    static bool TryNumber(ReadOnlySpan<char> field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    static bool IsNumber(string field) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    static bool IsMissing(ReadOnlySpan<char> field) => field is "" or "NA" or "N/A" or "na" or "n/a" or "null" or "NULL" or "None" or "." or "-" or "?";

    static string Word(char separator) => separator switch { '\t' => "tabs", ';' => "semicolons", '|' => "bars", _ => "commas" };

    // By the ending, else by what the first line has outside quotation marks; a semicolon before a comma, which may be a decimal one.
    static char SeparatorOf(string path, ReadOnlySpan<char> start)
    {
        if (System.IO.Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".tab") return '\t';
        Span<bool> seen = stackalloc bool[4];
        const string Separators = "\t;,|";
        var (isQuoted, hasText, isComment) = (false, false, false);
        foreach (var c in start)
        {
            if (c is '\n' or '\r') isComment = false;
            else isComment |= c == '#' && !hasText;
            if (isComment) continue;
            if (c == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (c is '\n' or '\r' && hasText) break;
            hasText |= !char.IsWhiteSpace(c);
            if (Separators.IndexOf(c) is >= 0 and var i) seen[i] = true;
        }

        return seen.IndexOf(true) is >= 0 and var first ? Separators[first] : ',';
    }
}
