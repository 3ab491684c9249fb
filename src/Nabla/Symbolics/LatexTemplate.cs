namespace Nabla.Symbolics;

// A row's LaTeX cut at its arguments, and what that says about brackets around them and around the whole.
sealed class LatexTemplate
{
    readonly List<Part> _parts = [];

    public LatexTemplate(string latex)
    {
        var at = 0;
        for (var mark = latex.IndexOf('#'); mark >= 0; mark = latex.IndexOf('#', at))
        {
            // A single argument after a blank ends the template, as in \sin #1.
            var isBare = mark > 0 && latex[mark - 1] == ' ' && mark + 2 == latex.Length && latex.IndexOf('#') == mark;
            if (mark > at) _parts.Add(new(isBare ? latex[at..mark].TrimEnd() : latex[at..mark], -1, false, false));
            at = mark + 2;
            var isBase = at < latex.Length && latex[at] is '^' or '!';
            _parts.Add(new("", latex[mark + 1] - '1', isBare, isBase));
        }

        if (at < latex.Length) _parts.Add(new(latex[at..], -1, false, false));
        IsCases = latex.StartsWith(@"\begin", StringComparison.Ordinal);
        IsSign = _parts.Count == 3 && _parts[0].Argument >= 0 && _parts[2].Argument >= 0;
        var isBareCall = _parts[^1].IsBare;
        TakesExponent = isBareCall && !latex.Contains('_');
        var isOpen = IsCases || IsSign || isBareCall || latex[0] == 'e';
        IsClosed = !isOpen && !latex.StartsWith(@"\ln", StringComparison.Ordinal);
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

    /// <summary>Whether it is a list of cases, which stands in brackets everywhere.</summary>
    public bool IsCases { get; }
}
