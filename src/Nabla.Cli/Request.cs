using System.Globalization;

namespace Nabla.Cli;

/// <summary>What was asked: a verb, its formulas, and options as text, from the command line or from a line of a stream.</summary>
sealed class Request(string verb, IReadOnlyList<string> formulas, IReadOnlyDictionary<string, string> values)
{
    public string Verb { get; } = verb;

    /// <summary>The formulas in order: one, or two for check.</summary>
    public IReadOnlyList<string> Formulas { get; } = formulas;

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public string Formula => Formulas.Count > 0
        ? Formulas[0]
        : throw new UsageException($"'{Verb}' needs a formula", $"nabla {Verb} \"x^2\"");

    public bool Has(string option) => Values.ContainsKey(option);

    public bool Flag(string option) => Values.TryGetValue(option, out var text) && text != "false";

    public string? Text(string option) => Values.GetValueOrDefault(option);

    public string Choice(string option, params string[] allowed)
    {
        if (Text(option) is not { } text) return allowed[0];
        if (allowed.Contains(text)) return text;
        throw new UsageException($"--{option} is one of {string.Join(", ", allowed)}, not '{text}'", Spelling.Nearest(text, allowed));
    }

    public double Number(string option, double otherwise) => Text(option) is not { } text
        ? otherwise
        : Constant.TryRead(text, out var value) ? value : throw new UsageException($"--{option} needs a number, not '{text}'");

    public int Count(string option, int otherwise, int least = 0) => Text(option) is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least
            ? n
            : throw new UsageException($"--{option} needs a whole number of {least} or more, not '{text}'");

    /// <summary>Names separated by commas, or null if the option was not given.</summary>
    public string[]? Names(string option)
    {
        if (Text(option) is not { } text) return null;
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(n => n.Any(char.IsLetter)) ? names : throw new UsageException($"--{option} needs names such as x or x,y, not '{text}'");
    }

    /// <summary>Assignments such as x=1,y=pi/2 in the order given; empty if the option was not given.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Point(string option)
    {
        var point = new List<KeyValuePair<string, double>>();
        foreach (var part in Parts(option))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : part[..equals].Trim();
            if (name.Length == 0) throw new UsageException($"--{option} needs values such as x=1,y=2, not '{part}'");
            if (point.Exists(p => p.Key == name)) throw new UsageException($"--{option} gives {name} twice");
            if (!Constant.TryRead(part[(equals + 1)..], out var value))
                throw new UsageException($"--{option}: the value of {name} is not a number: '{part[(equals + 1)..].Trim()}'");
            point.Add(new(name, value));
        }

        return point;
    }

    /// <summary>Ranges such as x=-3..3,y=0..pi; a bare -3..3 has an empty name.</summary>
    public IReadOnlyList<(string Name, double Low, double High)> Ranges(string option)
    {
        var ranges = new List<(string, double, double)>();
        foreach (var part in Parts(option))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var dots = part.IndexOf("..", StringComparison.Ordinal);
            if (dots < equals + 2 || !Constant.TryRead(part[(equals + 1)..dots], out var low) || !Constant.TryRead(part[(dots + 2)..], out var high))
                throw new UsageException($"--{option} needs ranges such as x=-3..3, not '{part}'");
            if (!(low < high) || !double.IsFinite(high - low)) throw new UsageException($"--{option}: {part} is empty or endless; write the smaller number first");
            ranges.Add((equals < 0 ? "" : part[..equals].Trim(), low, high));
        }

        return ranges;
    }

    /// <summary>Bounds such as b1=0..,b2=-1..1; an end left open is infinite.</summary>
    public IReadOnlyList<KeyValuePair<string, (double Low, double High)>> Bounds(string option)
    {
        var bounds = new List<KeyValuePair<string, (double, double)>>();
        foreach (var part in Parts(option))
        {
            var (equals, dots) = (part.IndexOf('=', StringComparison.Ordinal), part.IndexOf("..", StringComparison.Ordinal));
            var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
            if (equals < 1 || dots <= equals || !IsEnd(part[(equals + 1)..dots], ref low) || !IsEnd(part[(dots + 2)..], ref high))
                throw new UsageException($"--{option} needs bounds such as b1=0.. or b2=-1..1, not '{part}'");
            var name = part[..equals].Trim();
            if (bounds.Exists(b => b.Key == name)) throw new UsageException($"--{option} gives {name} twice");
            bounds.Add(new(name, (low, high)));
        }

        return bounds;

        static bool IsEnd(string text, ref double end) => text.AsSpan().IsWhiteSpace() || Constant.TryRead(text, out end);
    }

    /// <summary>The comma-separated parts of an option; commas inside parentheses do not separate.</summary>
    public IEnumerable<string> Parts(string option)
    {
        if (Text(option) is not { } text) yield break;
        int start = 0, depth = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '(') depth++;
            if (i < text.Length && text[i] == ')') depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            yield return text[start..i];
            start = i + 1;
        }
    }

    /// <summary>How long the work may take, or null for no limit.</summary>
    public TimeSpan? Timeout
    {
        get
        {
            if (Text("timeout") is not { } text) return null;
            var (digits, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1.0)
                : text.EndsWith('s') ? (text[..^1], 1e3)
                : text.EndsWith('m') ? (text[..^1], 60e3) : (text, 1e3);
            return double.TryParse(digits, CultureInfo.InvariantCulture, out var n) && n > 0 && n * unit < 1e10
                ? TimeSpan.FromMilliseconds(n * unit)
                : throw new UsageException($"--timeout needs a time such as 2s, 500ms or 1m, not '{text}'");
        }
    }

    /// <summary>This request with the options of a stream's line laid over it.</summary>
    public Request With(IReadOnlyList<string> formulas, IReadOnlyDictionary<string, string> values)
    {
        var all = new Dictionary<string, string>(Values);
        foreach (var (name, value) in values) all[name] = value;
        return new(Verb, formulas, all);
    }
}
