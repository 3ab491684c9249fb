namespace Nabla.Symbolics;

// What may stand around a formula: f(x) = …, d/dx … before it, and … where t1 = …, t2 = … after it.
sealed partial class Parser
{
    Dictionary<string, Expr>? _definitions;

    // The place where the formula itself starts.
    int ReadLeftSide(out IReadOnlyList<string> derivativeBy)
    {
        var start = SkipLeftSide();
        List<string>? by = null;
        while (TryReadDerivative(start, out var name, out var after))
        {
            (by ??= []).Add(name);
            Note(
                "derivative_prefix",
                $"'{Slice(start, after)}' asks for the derivative by {Shortened(name)} of what follows.",
                start, after);
            start = after;
        }

        derivativeBy = by ?? [];
        return start;
    }

    int SkipLeftSide()
    {
        var i = SkipSpace(0);
        if (Characters.Letter(_text, i) == 0) return 0;
        var start = i;
        i = SkipSpace(Names.End(_text, i));
        if (At(i) == '(')
        {
            do
            {
                i = SkipSpace(i + 1);
                if (Characters.Letter(_text, i) == 0) return 0;
                i = SkipSpace(Names.End(_text, i));
            }
            while (At(i) == ',');
            if (At(i) != ')') return 0;
            i = SkipSpace(i + 1);
        }

        if (At(i) != '=' || At(i + 1) == '=') return 0;
        Note("left_side", $"'{Slice(start, i)} =' is left out: the formula is what follows.", start, i + 1);
        return i + 1;
    }

    // d/dx or ∂/∂x or \frac{d}{dx}, with something to differentiate after it.
    bool TryReadDerivative(int start, out string name, out int after)
    {
        name = "";
        after = start;
        var i = SkipSpace(start);
        var latex = _text.AsSpan(i).StartsWith("\\frac{");
        if (latex) i += "\\frac{".Length;
        var mark = SkipD(i);
        if (mark == i) return false;
        i = mark;
        if (latex ? !_text.AsSpan(i).StartsWith("}{") : At(i) != '/') return false;
        i += latex ? 2 : 1;
        mark = SkipD(i);
        if (mark == i) return false;
        i = latex ? SkipSpace(mark) : mark;
        if (Characters.Letter(_text, i) == 0) return false;
        // d/digamma(x) divides by a function.
        if (_text[i - 1] == 'd' && IsFunction(i - 1)) return false;
        after = Names.End(_text, i);
        name = Names.Canonical(_text.AsSpan(i, after - i));
        if (latex && At(after++) != '}') return false;
        var next = At(SkipSpace(after));
        return char.IsLetterOrDigit(next) || next is '(' or '[' or '{' or '\\' or '|' or '√' or '.';
    }

    bool IsFunction(int start)
    {
        var end = Names.End(_text, start);
        var name = _text.AsSpan(start, end - start);
        return (At(SkipSpace(end)) == '(' ? Names.Called(name) : Names.Function(name)) is not null;
    }

    int SkipD(int i)
    {
        if (At(i) is 'd' or '∂') return i + 1;
        return _text.AsSpan(i).StartsWith(@"\partial") ? i + @"\partial".Length : i;
    }

    // Reads the definitions after the formula, each of which may use those before it; the place where the formula ends.
    int ReadDefinitions()
    {
        _definitions = null;
        var end = FindWhere();
        if (end == _text.Length) return end;
        _definitions = [];
        BeginPart();
        var at = end + "where".Length;
        do
        {
            at = SkipSpace(at);
            var start = at;
            var name = DefinedName(ref at);
            at = SkipSpace(at);
            if (At(at) != '=') throw MissingEquals(start, at);
            var value = ReadPart(at + 1, _text.Length, stopAtComma: true);
            if (!_definitions.TryAdd(name, value)) throw DefinedTwice(name, start);
            at = _token.End;
        }
        while (_token.Kind == TokenKind.Comma);
        if (_variables.Keys.FirstOrDefault(_definitions.ContainsKey) is { } early) throw DefinedTooLate(early);
        return end;
    }

    string DefinedName(ref int at)
    {
        var start = at;
        if (At(at) == '\'')
        {
            var scanner = new Scanner(_text, at, _text.Length);
            scanner.Next();
            at = scanner.Token.End;
            return Unquoted(start, at) is { Length: > 0 } quoted ? quoted : throw NoName(start, at - start);
        }

        if (Characters.Letter(_text, at) == 0) throw MissingEquals(start, start);
        at = Names.End(_text, at);
        return Names.Canonical(_text.AsSpan(start, at - start));
    }

    // The word where, followed by a name and an equals sign: where(…) is the function.
    int FindWhere()
    {
        var quotes = 0;
        var counted = 0;
        for (int i = NextWhere(0), after; i >= 0; i = NextWhere(after))
        {
            after = i + "where".Length;
            var next = after;
            if (i > 0 && (char.IsLetterOrDigit(_text[i - 1]) || _text[i - 1] is '_' or '\\' or '{')) continue;
            if (At(next) is not (' ' or '\t' or '\n' or '\r')) continue;
            next = SkipSpace(next);
            if (At(next) != '\'' && Characters.Letter(_text, next) == 0) continue;
            quotes += _text.AsSpan(counted, i - counted).Count('\'');
            counted = i;
            if (quotes % 2 == 0) return i;
        }

        return _text.Length;
    }

    int NextWhere(int from) => _text.IndexOf("where", from, StringComparison.Ordinal);

    // The name between the quotes, in which a quote is doubled.
    string Unquoted(int start, int end) =>
        _original.Substring(start + 1, Math.Max(0, end - start - 2)).Replace("''", "'", StringComparison.Ordinal);

    int SkipSpace(int i)
    {
        while (i < _text.Length && _text[i] is ' ' or '\t' or '\n' or '\r') i++;
        return i;
    }

    // $x^2$, \(x^2\) and \[x^2\] without the signs of LaTeX around them; places in the text stay true.
    static string WithoutMathSigns(string text)
    {
        var whole = text.AsSpan().Trim();
        var size = whole.Length > 4 && (whole.StartsWith("$$") && whole.EndsWith("$$")
            || whole.StartsWith(@"\(") && whole.EndsWith(@"\)") || whole.StartsWith(@"\[") && whole.EndsWith(@"\]")) ? 2
            : whole.Length > 2 && whole[0] == '$' && whole[^1] == '$' ? 1
            : 0;
        if (size == 0) return text;
        var start = text.Length - text.AsSpan().TrimStart().Length;
        var plain = text.ToCharArray();
        plain.AsSpan(start, size).Fill(' ');
        plain.AsSpan(start + whole.Length - size, size).Fill(' ');
        return new string(plain);
    }

    char At(int i) => i < _text.Length ? _text[i] : '\0';
}
