using System.CommandLine;

namespace Nabla.Cli;

/// <summary>The verbs and options as System.CommandLine wants them, and its quirks in one place.</summary>
static class CommandTree
{
    // Without this, a formula such as @f would be taken for the name of a file of arguments.
    public static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    static readonly string[] s_own = ["--help", "-h", "/h", "-?", "/?", "--version"];

    // Start-up time: of two hundred options only those of the verb that was asked for are made, and the library's own,
    // which look up their texts in resources, only where they are used.
    public static (Command Root, Dictionary<Command, Verb> Verbs) Build(IEnumerable<Verb> verbs, string[] args)
    {
        var asked = Array.Find(args, a => !a.StartsWith('-'));
        // Not a RootCommand: that is called after the file of the program, and here a user types nabla.
        var root = new Command("nabla", "Derivatives, gradients and gradient descent of formulas, with every step.");
        if (args.Any(a => s_own.Contains(a)))
        {
            root.Options.Add(new System.CommandLine.Help.HelpOption { Recursive = true });
            root.Options.Add(new VersionOption());
        }

        var commands = new Dictionary<Command, Verb>();
        foreach (var verb in verbs)
        {
            var command = new Command(verb.Name, verb.Description);
            foreach (var alias in verb.Aliases) command.Aliases.Add(alias);
            if (verb.Formulas > 0)
            {
                command.Arguments.Add(new Argument<string[]>(verb.FormulaName + (verb.Formulas == 1 ? "" : "s"))
                {
                    Description = verb.FormulaHelp,
                    Arity = new ArgumentArity(0, 100),
                });
            }

            root.Subcommands.Add(command);
            commands.Add(command, verb);
            if (asked is null || (asked != verb.Name && !verb.Aliases.Contains(asked))) continue;
            foreach (var row in OptionTable.All.Where(o => o.BelongsTo(verb.Name)))
                command.Options.Add(row.Value is null
                    ? new Option<bool>("--" + row.Name) { Description = row.Description, Arity = ArgumentArity.ZeroOrOne }
                    : new Option<string>("--" + row.Name) { Description = row.Description, HelpName = row.Value });
        }

        return (root, commands);
    }

    /// <summary>A formula may begin with a minus; a space before it keeps it from being read as options.</summary>
    public static string Shield(string argument) =>
        argument.Length > 1 && argument[0] == '-' && argument[1] != '-' && argument is not ("-h" or "-?") ? " " + argument : argument;

    static string Unshield(string argument) => argument.StartsWith(" -", StringComparison.Ordinal) ? argument[1..] : argument;

    static bool LooksLikeOption(string argument) =>
        argument.Length > 3 && argument.StartsWith("--", StringComparison.Ordinal) && argument.AsSpan(2).IndexOfAnyExceptInRange('a', 'z') < 0;

    /// <summary>The request in the parsed arguments, and what is wrong with them.</summary>
    public static (Request Request, Failure? Complaint) Read(Verb verb, ParseResult parsed)
    {
        var values = new Dictionary<string, string>();
        foreach (var option in parsed.CommandResult.Command.Options)
        {
            if (parsed.GetResult(option) is not { Implicit: false } result) continue;
            var name = option.Name.TrimStart('-');
            if (option is Option<bool>) values[name] = result.Tokens is [{ Value: "false" }] ? "false" : "true";
            else if (result.Tokens.Count > 0) values[name] = result.Tokens[^1].Value.Trim();
        }

        var formulas = parsed.CommandResult.Command.Arguments.Count > 0
            ? parsed.GetResult(parsed.CommandResult.Command.Arguments[0])?.Tokens.Select(t => Unshield(t.Value)).ToArray() ?? []
            : [];
        var request = new Request(verb.Name, formulas, values);
        var unknown = formulas.Concat(parsed.UnmatchedTokens).Where(LooksLikeOption).Take(1).SingleOrDefault();
        if (unknown is not null)
        {
            request = new Request(verb.Name, [.. formulas.Where(f => !LooksLikeOption(f))], values);
            var names = OptionTable.All.Where(o => o.BelongsTo(verb.Name)).Select(o => "--" + o.Name);
            return (request, new(ExitCode.Usage, "usage", OptionTable.Refusal(unknown[2..], verb.Name),
                Suggestion: OptionTable.Find(unknown[2..]) is null ? Spelling.Nearest(unknown, names) : null));
        }

        if (parsed.Errors.Count > 0) return (request, new(ExitCode.Usage, "usage", parsed.Errors[0].Message));

        if (formulas.Length > verb.Formulas)
        {
            return (request, new(ExitCode.Usage, "usage",
                $"'{verb.Name}' takes {verb.Formulas} {verb.FormulaName}{(verb.Formulas == 1 ? "" : "s")}, not {formulas.Length}; put quotes around it",
                Suggestion: $"nabla {verb.Name} \"{string.Join(' ', formulas)}\""));
        }

        return (request, formulas.Length == 0 && verb.Formulas > 0
            ? new(ExitCode.Usage, "usage", $"'{verb.Name}' needs {(verb.Formulas == 1 ? "a" : "two")} {verb.FormulaName}{(verb.Formulas == 1 ? "" : "s")}", Suggestion: verb.Examples.First(e => e.StartsWith("nabla ", StringComparison.Ordinal)))
            : null);
    }

    /// <summary>Help and version are the library's; everything it dislikes is a usage error here.</summary>
    public static int InvokeOwn(ParseResult parsed, Verb? verb, TextWriter output, TextWriter error)
    {
        if (parsed.Errors.Count == 0 || parsed.Action is System.CommandLine.Help.HelpAction)
        {
            parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            if (verb is not null && verb.Examples.Count > 0) output.WriteLine("Examples:\n  " + string.Join("\n  ", verb.Examples) + "\n");
            return (int)ExitCode.Ok;
        }

        var names = parsed.RootCommandResult.Command.Subcommands.Select(c => c.Name);
        var word = parsed.UnmatchedTokens.FirstOrDefault(t => t != "--json")?.Trim();
        var failure = new Failure(
            ExitCode.Usage, "usage", word is null ? "name a verb" : $"there is no verb '{word}'",
            Suggestion: word is null ? null : Spelling.Nearest(word, names));
        if (parsed.UnmatchedTokens.Contains("--json"))
        {
            var request = new Request(word ?? "", [], new Dictionary<string, string> { ["json"] = "true" });
            output.WriteLine(Envelope.Write(request.Verb, request, new Response(output, error, request, new()), failure));
            return (int)ExitCode.Usage;
        }

        error.WriteLine(ErrorText.Of(failure, new Request("", [], new Dictionary<string, string>()), null));
        error.WriteLine("  verbs: " + string.Join(", ", names) + "; nabla VERB --help shows one");
        return (int)ExitCode.Usage;
    }
}
