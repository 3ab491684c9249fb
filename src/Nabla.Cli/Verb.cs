namespace Nabla.Cli;

/// <summary>One command of the tool: reads the request, calls the core, renders. No mathematics here.</summary>
abstract class Verb(string name, string description, params string[] aliases)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public string[] Aliases { get; } = aliases;

    /// <summary>How many formulas the verb takes: 0, 1 or 2.</summary>
    public virtual int Formulas => 1;

    /// <summary>What one positional argument is called.</summary>
    public virtual string FormulaName => "formula";

    /// <summary>What the positional arguments are, for the help page.</summary>
    public virtual string FormulaHelp => "a formula such as \"3x^2 + 2y\", or - to read one from each line of stdin";

    /// <summary>Command lines for the help page.</summary>
    public virtual IReadOnlyList<string> Examples => [];

    /// <summary>The endings of files that --out writes.</summary>
    public virtual IReadOnlyList<string> Files => AnswerFile.Kinds;

    /// <summary>Whether the verb writes that file itself; else it holds the answer.</summary>
    public virtual bool SavesItsFile(OutputFile file) => false;

    /// <summary>How long one request may take where --timeout does not say; null for as long as it likes.</summary>
    public virtual TimeSpan? Patience => TimeSpan.FromMinutes(1);

    public abstract void Run(Request request, Response response, CancellationToken cancellation);
}
