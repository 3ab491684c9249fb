using System.Text.Json;

namespace Nabla.Cli.Pictures;

/// <summary>Reads the points of a descent back from the csv or json that descend --out wrote.</summary>
static class PathFile
{
    /// <summary>The paths of --path; several are called after their files.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<double[]> Points)> ReadAll(Request request, IReadOnlyList<string> variables)
    {
        var files = request.Text("path") is { } text ? File.Exists(text) ? [text] : text.Split(',', StringSplitOptions.TrimEntries) : [];
        return [.. files.Select(file => (files.Length == 1 ? "descent" : Path.GetFileNameWithoutExtension(file), Read(file, variables)))];
    }

    /// <summary>The points with their coordinates in the order of those variables.</summary>
    /// <exception cref="InvalidDataException">The file is not such a file, or lacks one of the variables.</exception>
    public static IReadOnlyList<double[]> Read(string path, IReadOnlyList<string> variables)
    {
        var text = File.ReadAllText(path);
        var points = text.AsSpan().TrimStart().StartsWith("[") ? FromJson(text, path, variables) : FromCsv(text, path, variables);
        return points.Count > 0 ? points : throw new InvalidDataException($"{path} holds no points");
    }

    static List<double[]> FromJson(string text, string path, IReadOnlyList<string> variables)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select((row, i) =>
                (double[])[.. variables.Select(v => Number(row.GetProperty("x").GetProperty(v), path, i + 1))])];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not what 'descend --out' writes, rows such as "
                + $"{{\"epoch\":1,\"x\":{{\"{variables[0]}\":8.0}},…}} in [ ]");
        }
    }

    static List<double[]> FromCsv(string text, string path, IReadOnlyList<string> variables)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = lines.Length > 0 ? lines[0].Split(',', StringSplitOptions.TrimEntries) : [];
        int[] columns = [.. variables.Select(v => Array.IndexOf(head, v))];
        if (columns.Contains(-1))
            throw new InvalidDataException($"{path}: the first line names no column {variables[Array.IndexOf(columns, -1)]}");
        return [.. lines.Skip(1).Select((line, i) => Row(line.Split(','), i + 2))];

        double[] Row(string[] cells, int number) =>
            [.. columns.Select(c => Number(c < cells.Length ? cells[c] : "", path, number))];
    }

    static double Number(JsonElement value, string path, int row) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : Number(value.GetString()!, path, row);

    // NaN and infinities are spelled "nan" and "inf" in csv, "NaN" and "Infinity" in json.
    static double Number(string text, string path, int row) => Constant.TryRead(text, out var x)
        ? x
        : throw new InvalidDataException($"{path}, row {row}: '{text}' is not a number");
}
