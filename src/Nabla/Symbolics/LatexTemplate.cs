namespace Nabla.Symbolics;

// A row's LaTeX cut at its arguments.
sealed class LatexTemplate
{
    readonly List<Part> _parts = [];

    public LatexTemplate(string latex)
    {
        var at = 0;
        for (var mark = latex.IndexOf('#'); mark >= 0; mark = latex.IndexOf('#', at))
        {
            if (mark > at) _parts.Add(new(latex[at..mark], -1, false, false));
            at = mark + 2;
            var isBare = at == latex.Length && mark > 1 && latex[mark - 1] == ' ' && latex[mark - 2] is not ('+' or '-' or '<' or '>' or '=') && !IsSignBefore(latex, mark);
            var isBase = at < latex.Length && latex[at] is '^' or '!';
            _parts.Add(new("", latex[mark + 1] - '1', isBare, isBase));
        }

        if (at < latex.Length) _parts.Add(new(latex[at..], -1, false, false));
        IsCases = latex.StartsWith(@"\begin", StringComparison.Ordinal);
        IsSign = _parts.Count == 3 && _parts[0].Argument >= 0 && _parts[2].Argument >= 0;
        TakesExponent = _parts.Count == 2 && _parts[1].IsBare && !latex.Contains('_');
        IsClosed = !IsCases && !IsSign && (latex[0] == '#' || (!_parts[^1].IsBare && latex[0] == '\\' && !latex.StartsWith(@"\ln", StringComparison.Ordinal)));
    }

    /// <summary>A piece of text, or the number of an argument.</summary>
    public readonly record struct Part(string Text, int Argument, bool IsBare, bool IsBase);

    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>Whether an exponent may stand after the function's name, as in \sin^{2} x.</summary>
    public bool TakesExponent { get; }

    /// <summary>Whether a power of the whole needs no brackets.</summary>
    public bool IsClosed { get; }

    /// <summary>Whether it is a sign between two arguments.</summary>
    public bool IsSign { get; }

    public bool IsCases { get; }

    static bool IsSignBefore(string latex, int mark) => latex.StartsWith('#') && mark > 2;
}
