using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Nabla.Tests.Documents;

/// <summary>A document: its C# blocks in order, and the text blocks that show what these print.</summary>
sealed class Page(string path)
{
    // Stands in the output where one block's lines end.
    const char End = '\u0001';

    readonly string _text = File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    /// <summary>The C# blocks.</summary>
    public string[] Code => [.. Blocks("csharp").Select(m => m.Groups["body"].Value)];

    /// <summary>How many blocks show what is printed.</summary>
    public int Outputs => Blocks("text").Length;

    /// <summary>Where its links lead that are neither addresses nor places within it.</summary>
    public IEnumerable<string> Links => Regex.Matches(Regex.Replace(_text, "```.*?```|`[^`]*`", "", RegexOptions.Singleline), @"\]\((?!\w+:|#)([^)#\s]+)").Select(m => m.Groups[1].Value);

    /// <summary>The C# blocks before each of the first outputs as one program, whose outputs end with a mark.</summary>
    public string Program(int outputs)
    {
        var (code, seen) = (new StringBuilder(), 0);
        foreach (Match block in Blocks("csharp|text"))
        {
            var isOutput = block.Groups["kind"].Value == "text";
            code.Append(isOutput ? "Console.Write('\\u0001');\n" : block.Groups["body"].Value);
            if (isOutput && ++seen == outputs) break;
        }

        return InOrder(code.ToString());
    }

    /// <summary>The document with what a program printed in the places of its outputs.</summary>
    public string With(string output)
    {
        var printed = new Queue<string>(output.ReplaceLineEndings("\n").Split(End));
        return Regex.Replace(_text, Block("text"), m => $"```text\n{printed.Dequeue()}```\n", RegexOptions.Singleline);
    }

    // A program's parts in the order that C# wants: usings, statements, types.
    static string InOrder(string code)
    {
        var unit = CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot();
        var statements = unit.Members.OfType<GlobalStatementSyntax>();
        return string.Concat(unit.Usings.Select(u => u.ToString()).Distinct().Select(u => u + "\n"))
            + string.Concat(statements.Select(s => s.ToFullString()))
            + string.Concat(unit.Members.Except(statements).Select(m => m.ToFullString()));
    }

    static string Block(string kind) => $"```(?<kind>{kind})\n(?<body>.*?)```\n";

    Match[] Blocks(string kind) => [.. Regex.Matches(_text, Block(kind), RegexOptions.Singleline).Cast<Match>()];
}
