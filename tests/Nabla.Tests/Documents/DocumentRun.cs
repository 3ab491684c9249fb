using System.Runtime.Loader;
using System.Text;
using Nabla.Tests.Generator;

namespace Nabla.Tests.Documents;

/// <summary>Programs of documents, compiled as a user's are, with the generator, and run in this process.</summary>
static class DocumentRun
{
    /// <summary>What a project with implicit usings has.</summary>
    public const string Implicit = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly Printed s_printed = Redirected();

    /// <summary>What the program prints; fails where a compiler or the generator would as much as warn.</summary>
    public static string Output(string program, bool usesNabla = true)
    {
        var run = usesNabla ? GeneratorRun.OverProgram(Implicit, program) : GeneratorRun.OverBareProgram(Implicit, program);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFindings);
        using var image = new MemoryStream();
        Assert.True(run.Compilation.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("document", isCollectible: true);
        try
        {
            var main = context.LoadFromStream(image).EntryPoint!;
            return s_printed.By(() => main.Invoke(null, [Array.Empty<string>()]));
        }
        finally
        {
            context.Unload();
        }
    }

    static Printed Redirected()
    {
        var printed = new Printed(Console.Out);
        Console.SetOut(printed);
        return printed;
    }

    /// <summary>The console, of which a test can keep what it prints itself, whatever others print meanwhile.</summary>
    sealed class Printed(TextWriter console) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        readonly AsyncLocal<StringWriter?> _kept = new();

        public override Encoding Encoding => console.Encoding;

        public string By(Action action)
        {
            _kept.Value = new(FormatProvider);
            try
            {
                action();
                return _kept.Value.ToString();
            }
            finally
            {
                _kept.Value = null;
            }
        }

        public override void Write(char value) => (_kept.Value ?? console).Write(value);

        public override void Write(char[] buffer, int index, int count) => (_kept.Value ?? console).Write(buffer, index, count);

        public override void Write(string? value) => (_kept.Value ?? console).Write(value);

        public override void Flush() => console.Flush();
    }
}
