using System.Text;
using Nabla.Cli.Data;

namespace Nabla.Cli;

/// <summary>The lines of stdin; waiting for one ends at once when the work is cancelled.</summary>
sealed class LineReader(TextReader input, CancellationToken cancellation)
{
    /// <summary>What is longer is cut there.</summary>
    public const int LongestLine = 16 << 20;

    readonly char[] _buffer = new char[1 << 12];
    int _next;
    int _end;

    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="DataException">The input can't be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public string? Next(out bool overlong)
    {
        overlong = false;
        var line = new StringBuilder();
        while (_next < _end || Fill())
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            var length = rest.IndexOf('\n') is >= 0 and var i ? i : rest.Length;
            var taken = Math.Min(length, LongestLine - line.Length);
            line.Append(rest[..taken]);
            overlong |= taken < length;
            _next += length;
            if (length == rest.Length) continue;
            _next++;
            return Text(line);
        }

        return line.Length == 0 ? null : Text(line);
    }

    static string Text(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        return line.ToString();
    }

    bool Fill()
    {
        try
        {
            (_next, _end) = (0, Read());
            return _end > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException("stdin can't be read: " + e.Message);
        }
    }

    int Read()
    {
        if (!cancellation.CanBeCanceled) return input.Read(_buffer);
        // A read that waits for a person can't be called off, but it can be left behind.
        var reading = Task.Run(() => input.Read(_buffer), cancellation);
        Task.WaitAny([reading], cancellation);
        return reading.GetAwaiter().GetResult();
    }
}
