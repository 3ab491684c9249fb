using System.Text;
using Nabla.Drawing;

namespace Nabla.Cli;

/// <summary>The file of --out; its ending says its kind.</summary>
sealed record OutputFile(string Path, string Kind)
{
    public bool IsPicture => Kind is "svg" or "png";

    /// <summary>The file asked for, or null; throws <see cref="UsageException"/> unless its kind is one of those.</summary>
    public static OutputFile? Of(Request request, params string[] kinds)
    {
        if (request.Text("out") is not { } path) return null;
        var kind = System.IO.Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (kinds.Contains(kind)) return new(path, kind);
        throw new UsageException($"--out: '{request.Verb}' writes {string.Join(", ", kinds.Select(k => "." + k))}, not '{path}'", $"nabla {request.Verb} … --out {System.IO.Path.ChangeExtension(path, kinds[0])}");
    }

    public void Save(Picture picture)
    {
        Save(picture.ToSvg());
    }

    public void Save(string text) => File.WriteAllText(Path, text, new UTF8Encoding(false));
}
