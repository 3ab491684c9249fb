using System.Buffers;

namespace Nabla.Cli.Data;

/// <summary>The text of a file as it streams by: its beginning may be looked at first; what is no text is refused.</summary>
sealed class WatchedReader(StreamReader inner, string path) : TextReader
{
    const int MostAhead = 1 << 16;

    static readonly SearchValues<char> s_notText = SearchValues.Create("\0\u0001\u0002\u0003\u0004\u0005\u0006\u000e\u000f");

    char[] _ahead = [];
    int _at;

    /// <summary>Whether a quotation mark was seen, so that a field may hold line breaks.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>The first characters of the file, which are still there to be read.</summary>
    public ReadOnlySpan<char> LookAhead()
    {
        var buffer = new char[MostAhead];
        var length = inner.ReadBlock(buffer);
        _ahead = buffer[..length];
        Watch(_ahead);
        return _ahead;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_at < _ahead.Length)
        {
            var ready = Math.Min(buffer.Length, _ahead.Length - _at);
            _ahead.AsSpan(_at, ready).CopyTo(buffer);
            _at += ready;
            return ready;
        }

        _ahead = [];
        var length = inner.Read(buffer);
        Watch(buffer[..length]);
        return length;
    }

    public override int ReadBlock(char[] buffer, int index, int count) => ReadBlock(buffer.AsSpan(index, count));

    public override int ReadBlock(Span<char> buffer)
    {
        var length = 0;
        while (length < buffer.Length && Read(buffer[length..]) is > 0 and var more) length += more;
        return length;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) > 0 ? one[0] : -1;
    }

    public override int Peek() => _at < _ahead.Length ? _ahead[_at] : inner.Peek();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    void Watch(ReadOnlySpan<char> text)
    {
        if (!HasQuotes && text.Contains('"')) HasQuotes = true;
        if (text.ContainsAny(s_notText))
            throw new DataException($"{path} is no text: it holds characters that no CSV file has", "export the table as CSV (comma-separated text)");
    }
}
