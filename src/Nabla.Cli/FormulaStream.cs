using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nabla.Cli;

/// <summary>A formula of "-": each line of stdin is a formula or a JSON object; the stream goes on after a bad line.</summary>
sealed partial class FormulaStream(Tool tool, Verb verb, Request options)
{
    public ExitCode Run(LineReader lines)
    {
        if (options.Has("out"))
        {
            return tool.Refuse(verb, options, new(ExitCode.Usage, "usage",
                "--out names one file and a stream has many answers: redirect stdout, or give a JSON line its own \"out\""));
        }

        var first = ExitCode.Ok;
        for (var number = 1; lines.Next(out var overlong) is { } line; number++)
        {
            var exit = Line(line, overlong, $"line {number}");
            if (exit == ExitCode.Cancelled) return exit;
            if (first == ExitCode.Ok) first = exit;
        }

        return first;
    }

    ExitCode Line(string line, bool overlong, string place)
    {
        var request = options.With([line], new Dictionary<string, string>());
        Failure? failure = overlong ? new(ExitCode.Limit, "limit", $"a line may have {LineReader.LongestLine >> 20} million characters") : null;
        if (failure is null && line.AsSpan().TrimStart().StartsWith("{")) (request, failure) = Members(line);
        return failure is null ? tool.Answer(verb, request, place) : tool.Refuse(verb, request, failure, place);
    }

    (Request, Failure?) Members(string line)
    {
        var formulas = new List<string>();
        var values = new Dictionary<string, string>();
        var given = new HashSet<string>();
        try
        {
            using var json = JsonDocument.Parse(line);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null) continue;
                if (!given.Add(member.Name))
                    return (options.With(formulas, values), new(ExitCode.Usage, "usage", $"the line gives \"{member.Name}\" twice"));
                if (member.Name is "formula") formulas.Insert(0, Plain(member.Value));
                else if (member.Name is "other") formulas.Add(Plain(member.Value));
                else if (OptionTable.Find(member.Name, verb.Name) is not null) values[member.Name] = Plain(member.Value);
                else return (options.With(formulas, values), new(ExitCode.Usage, "usage",
                    OptionTable.Find(member.Name) is null ? $"'{verb.Name}' has no option \"{member.Name}\"" : OptionTable.Refusal(member.Name, verb.Name),
                    Suggestion: OptionTable.Find(member.Name) is not null ? null : Spelling.Nearest(member.Name, OptionTable.All.Where(o => o.BelongsTo(verb.Name)).Select(o => o.Name))));
            }
        }
        catch (JsonException e)
        {
            return (options.With([line], values), new(ExitCode.NotUnderstood, "json", "the line begins like a JSON object but is none", Characters(line, e.BytePositionInLine), 1,
                "write {\"formula\":\"x^2\",\"at\":{\"x\":3}}, or a formula"));
        }
        catch (InvalidOperationException)
        {
            // Strings are decoded where they are read: \ud800 alone is good JSON and no text.
            var half = HalfPair().Match(line);
            return (options.With([line], values), new(ExitCode.NotUnderstood, "json", "this is half a surrogate pair, which is no character", half.Index, half.Length,
                "write the character itself, or both halves of it"));
        }

        var request = options.With(formulas, values);
        return (request, formulas.Count == verb.Formulas ? null : new(ExitCode.Usage, "usage",
            verb.Formulas == 1 ? "the line has no \"formula\"" : "the line needs \"formula\" and \"other\""));
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex HalfPair();

    // The parser counts bytes, a place in a formula is counted in characters.
    static int Characters(string line, long? bytes)
    {
        var i = 0;
        for (var left = bytes ?? 0; i < line.Length && left > 0; i++) left -= line[i] < 0x80 ? 1 : line[i] < 0x800 || char.IsSurrogate(line[i]) ? 2 : 3;
        return Math.Min(i, Math.Max(0, line.Length - 1));
    }

    // The text an option has on the command line: {"x":1} is x=1 and ["x","y"] is x,y.
    static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(',', value.EnumerateObject().Select(m => m.Name + "=" + Plain(m.Value))),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Plain)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
