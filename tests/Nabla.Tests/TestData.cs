using System.Text.Json;

namespace Nabla.Tests;

/// <summary>The real data beside the checkout (shared/data in a folder above it, or where NABLA_DATA points).</summary>
static class TestData
{
    /// <summary>The lines of a file of JSON objects; skips the test where the data are missing.</summary>
    public static IReadOnlyList<JsonElement> Lines(string folder, string file)
    {
        var lines = new List<JsonElement>();
        foreach (var line in File.ReadLines(Path.Combine(Folder(folder), file)))
        {
            using var document = JsonDocument.Parse(line);
            lines.Add(document.RootElement.Clone());
        }

        return lines;
    }

    /// <summary>The path of a data folder; skips the test where it is missing.</summary>
    public static string Folder(string name)
    {
        var found = Candidates().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        Assert.SkipWhen(found is null, $"The data folder {name} is not beside the checkout; set NABLA_DATA to the folder that holds it.");
        return found;
    }

    static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("NABLA_DATA") is { Length: > 0 } named) yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
