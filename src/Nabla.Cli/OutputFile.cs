using System.Text;
using Nabla.Cli.Png;
using Nabla.Drawing;

namespace Nabla.Cli;

/// <summary>The file of --out; its ending says its kind.</summary>
sealed record OutputFile(string Path, string Kind)
{
    public bool IsPicture => Kind is "svg" or "png";

    /// <summary>The file asked for, or null; throws <see cref="UsageException"/> unless its kind is one of those.</summary>
    public static OutputFile? Of(Request request, params IReadOnlyList<string> kinds)
    {
        if (request.Text("out") is not { } path) return null;
        var kind = System.IO.Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (kinds.Contains(kind)) return new(path, kind);
        throw new UsageException($"--out: '{request.Verb}' writes {string.Join(", ", kinds.Select(k => "." + k))}, not '{path}'", $"nabla {request.Verb} … --out {System.IO.Path.ChangeExtension(path, kinds[0])}");
    }

    /// <summary>Writes the picture; one that can't be drawn leaves no file behind.</summary>
    /// <exception cref="DrawingException">There is nothing to draw.</exception>
    public void Save(Picture picture)
    {
        if (Kind == "svg")
        {
            Save(picture.ToSvg());
            return;
        }

        var scene = picture.ToScene();
        using var stream = File.Create(Path);
        ScenePng.Write(scene, stream);
    }

    public void Save(string text) => File.WriteAllText(Path, text, new UTF8Encoding(false));
}
