namespace Nabla.Cli;

/// <summary>Text with the colours of a terminal, or plain where it takes none.</summary>
readonly record struct Ink(bool IsOn)
{
    const string Escape = "\u001b[";

    /// <summary>What the eye should find first.</summary>
    public string Strong(string text) => In("1", text);

    /// <summary>What may be overlooked.</summary>
    public string Faint(string text) => In("2", text);

    public string Name(string text) => In("36", text);

    public string Good(string text) => In("32", text);

    public string Bad(string text) => In("1;31", text);

    public string Doubtful(string text) => In("33", text);

    string In(string code, string text) => IsOn && text.Length > 0 ? $"{Escape}{code}m{text}{Escape}0m" : text;
}
