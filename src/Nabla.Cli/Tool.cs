using Nabla.Cli.Commands;
using Nabla.Cli.Data;
using Nabla.Drawing;
using Nabla.Execution;
using Nabla.Optimization;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>The tool as a function of its arguments and streams, so that tests call it in their own process.</summary>
sealed class Tool(TextReader input, TextWriter output, TextWriter error, Terminal? terminal = null, CancellationToken cancellation = default)
{
    const string Stopped = "stopped by Ctrl+C";

    public static readonly Verb[] Verbs =
    [
        new DerivativeCommand(),
        new GradientCommand(),
        new ExplainCommand(),
        new EvaluateCommand(),
        new DescendCommand(),
        new MinimizeCommand(),
        new FitCommand(),
        new BackpropCommand(),
        new PlotCommand(),
        new CheckCommand(),
        new CompletionCommand(),
    ];

    public int Run(string[] args)
    {
        try
        {
            var exit = Begin(args);
            output.Flush();
            return exit;
        }
        catch (Exception e) when (e is OutputException or DataException)
        {
            // The streams themselves failed, so nothing more is said on stdout.
            return (int)Say(new(ExitCode.NotUnderstood, "file", e.Message));
        }
        catch (OperationCanceledException)
        {
            return (int)Say(new(ExitCode.Cancelled, "cancelled", Stopped));
        }
    }

    ExitCode Say(Failure failure)
    {
        error.WriteLine(ErrorText.Of(failure, new Request("", [], new Dictionary<string, string>()), null));
        return failure.Exit;
    }

    int Begin(string[] args)
    {
        var (root, commands) = CommandTree.Build(Verbs, args);
        var parsed = root.Parse(args.Select(CommandTree.Shield).ToArray(), CommandTree.Configuration);
        if (!commands.TryGetValue(parsed.CommandResult.Command, out var verb) || parsed.Action is System.CommandLine.Help.HelpAction)
            return CommandTree.InvokeOwn(parsed, verb, output, error);
        var (request, complaint) = CommandTree.Read(verb, parsed);
        if (complaint is not null) return (int)Refuse(verb, request, complaint);
        if (request.Formulas is ["-"] && verb.Formulas > 0) return (int)new FormulaStream(this, verb, request).Run(new LineReader(input, cancellation));
        return (int)Answer(verb, request);
    }

    /// <summary>Runs one request and writes everything it has to say.</summary>
    public ExitCode Answer(Verb verb, Request request, string? place = null)
    {
        var response = NewResponse(request);
        return Finish(verb, request, response, Try(verb, request, response), place);
    }

    /// <summary>Reports a request that could not even be read.</summary>
    public ExitCode Refuse(Verb verb, Request request, Failure failure, string? place = null) =>
        Finish(verb, request, NewResponse(request), failure, place);

    Response NewResponse(Request request) => request.Flag("ascii")
        ? new(new AsciiWriter(output, AsciiWriter.KindOf(request)), new AsciiWriter(error, AsciiWriter.Kind.Prose), request, terminal ?? new())
        : new(output, error, request, terminal ?? new());

    Failure? Try(Verb verb, Request request, Response response)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            request.Choice("color", "auto", "always", "never");
            var file = OutputFile.Of(request, verb.Files);
            if ((request.Timeout ?? verb.Patience) is { } time) source.CancelAfter(time);
            using var printing = new Budget(cancellation: source.Token).ChargePrinting();
            verb.Run(request, response, source.Token);
            if (file is not null && !verb.SavesItsFile(file)) Save(file, verb, request, response);
            return null;
        }
        catch (FormulaException e)
        {
            return new(ExitCode.NotUnderstood, e.Code, e.Message, e.Start, e.Length, e.Suggestion, response.Place);
        }
        catch (UsageException e)
        {
            return new(ExitCode.Usage, "usage", e.Message, e.Start, e.Length, e.Suggestion);
        }
        catch (OptionException e)
        {
            return new(ExitCode.Usage, "usage", e.Message);
        }
        catch (UnboundVariableException e)
        {
            return new(ExitCode.Usage, "unbound", e.Message);
        }
        catch (DataException e)
        {
            return new(ExitCode.NotUnderstood, "data", e.Message, Suggestion: e.Suggestion);
        }
        catch (LimitException e)
        {
            return new(ExitCode.Limit, "limit", e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ExitCode.Limit, "timeout", request.Text("timeout") is { } text
                ? $"the time of --timeout {text} is used up"
                : $"this took longer than {verb.Patience!.Value.TotalSeconds:0} s; allow more with --timeout 10m");
        }
        catch (OperationCanceledException)
        {
            return new(ExitCode.Cancelled, "cancelled", Stopped);
        }
        catch (DrawingException e)
        {
            return new(ExitCode.Undefined, "undefined", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new(ExitCode.NotUnderstood, "file", e.Message, Suggestion: "check that the path exists and may be read or written");
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OutputException))
        {
            return new(ExitCode.Bug, "bug", $"this is a bug of ours, please report it: {e.GetType().Name}: {e.Message}");
        }
    }

    static void Save(OutputFile file, Verb verb, Request request, Response response)
    {
        var notation = new Notation(AnswerFile.FormatOf(file.Kind, request.Notation().Format), request.Style());
        var text = file.Kind == "json"
            ? Envelope.Write(verb.Name, request, response, null) + "\n"
            : AnswerFile.Write(file.Kind, $"nabla {verb.Name} {string.Join(' ', request.Formulas)}", response.Parts(notation));
        file.Save(text);
        response.Hint("wrote " + file.Path);
    }

    static ExitCode Finish(Verb verb, Request request, Response response, Failure? failure, string? place = null)
    {
        // What was said before comes first on a terminal too.
        response.Output.Flush();
        if (response.IsJson) response.Output.WriteLine(Envelope.Write(verb.Name, request, response, failure));
        else if (failure is not null) response.Error.WriteLine(ErrorText.Of(failure, request, place, response.ErrorInk));
        response.Output.Flush();
        return failure?.Exit ?? response.Exit;
    }
}
