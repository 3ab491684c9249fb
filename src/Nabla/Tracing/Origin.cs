using System.Diagnostics;
using System.Globalization;

namespace Nabla.Tracing;

/// <summary>Where an operation was written: as far as debug symbols (the .pdb beside an assembly) tell.</summary>
/// <param name="Method">The method, as <c>Model.Loss</c>; a lambda is named by the method that it stands in.</param>
/// <param name="File">The path of the source file, or null without symbols.</param>
/// <param name="Line">The line, or 0 without symbols.</param>
public sealed record Origin(string Method, string? File, int Line)
{
    static readonly string s_library = typeof(Origin).Assembly.GetName().Name!;

    /// <summary>The innermost caller outside this library and the framework; null where frames have no names.</summary>
    /// <param name="depth">How many frames the stack has: a trace takes time for each.</param>
    internal static Origin? Capture(out int depth)
    {
        var trace = new StackTrace(1, fNeedFileInfo: true);
        depth = trace.FrameCount;
        for (var i = 0; i < trace.FrameCount; i++)
        {
            var frame = trace.GetFrame(i)!;
            if (DiagnosticMethodInfo.Create(frame) is not { } method || IsForeign(method.DeclaringAssemblyName)) continue;
            return new(Name(method.DeclaringTypeName, method.Name), frame.GetFileName(), frame.GetFileLineNumber());
        }

        return null;
    }

    /// <summary>The method, and file name and line where they are known.</summary>
    public override string ToString() =>
        File is null ? Method : string.Create(CultureInfo.InvariantCulture, $"{Method}, {Path.GetFileName(File)}:{Line}");

    static bool IsForeign(string assembly)
    {
        var name = assembly.AsSpan(0, assembly.IndexOf(',') is >= 0 and var comma ? comma : assembly.Length);
        return name.SequenceEqual(s_library) || name.StartsWith("System.", StringComparison.Ordinal) || name.SequenceEqual("mscorlib");
    }

    // The compiler writes <Loss>b__0 for a lambda in Loss, <Loss>g__Local|0_1 for its local function, <<Main>$>b__0 for one in the
    // statements of a file, and puts them into types <>c….
    static string Name(string? type, string method)
    {
        while (method is ['<', ..] && method.LastIndexOf('>') is > 0 and var end)
        {
            var (local, bar) = (method.IndexOf("g__", end, StringComparison.Ordinal), method.IndexOf('|'));
            method = local == end + 1 && bar > 0 ? method[(local + 3)..bar] : method[1..end];
        }

        var owner = (type ?? "").Split('+', '.').LastOrDefault(part => part.Length > 0 && part[0] != '<', "");
        owner = owner.IndexOf('`') is >= 0 and var arity ? owner[..arity] : owner;
        return owner.Length == 0 ? method : $"{owner}.{method.TrimStart('.')}";
    }
}
