namespace Nabla.Symbolics;

// Cuts a formula into tokens, one at a time and without looking back, so that reading is linear in the text.
struct Scanner(string text, int start, int end)
{
    readonly string _text = text;
    readonly int _end = end;
    int _at = start;

    /// <summary>The token under the eye.</summary>
    public Token Token { get; private set; }

    /// <summary>The end of the text that is read.</summary>
    public readonly int End => _end;

    public void Next()
    {
        SkipSpace();
        Token = _at >= _end ? new(TokenKind.End, _end, _end) : Read();
        _at = Token.End;
    }

    // One of ^ ** ! ² after the token: what binds tighter than a minus before it.
    public readonly bool PowerFollows()
    {
        var i = _at;
        while (i < _end && _text[i] == ' ') i++;
        if (i >= _end) return false;
        var next = i + 1 < _end ? _text[i + 1] : '\0';
        return _text[i] switch
        {
            '^' => true,
            '*' => next == '*',
            '!' => next != '=',
            var c => Characters.OfSuperscript(c) != '\0',
        };
    }

    /// <summary>Whether the next character but spaces opens a list of arguments.</summary>
    public readonly bool OpenFollows()
    {
        var i = _at;
        while (i < _end && _text[i] == ' ') i++;
        return i < _end && (_text[i] == '(' || (_text[i] == '\\' && _text.AsSpan(i, _end - i).StartsWith("\\left(")));
    }

    /// <summary>Whether that stands right after the token.</summary>
    public readonly bool Follows(string text) => _text.AsSpan(_at, _end - _at).StartsWith(text);

    /// <summary>Takes the braces right after the token and what is in them; null if there are none.</summary>
    public string? Braces(out int end)
    {
        end = _at;
        if (_at >= _end || _text[_at] != '{') return null;
        var close = _text.AsSpan(_at, _end - _at).IndexOf('}');
        if (close < 0) return null;
        var content = _text.Substring(_at + 1, close - 1);
        _at += close + 1;
        end = _at;
        return content;
    }

    /// <summary>Takes the subscript right after the token, as in \theta_{1}.</summary>
    public void SkipSubscript(out string subscript)
    {
        subscript = "";
        if (_at >= _end || _text[_at] != '_') return;
        var end = Names.SubscriptEnd(_text.AsSpan(0, _end), _at);
        subscript = _text[_at..end];
        _at = end;
    }

    void SkipSpace()
    {
        while (_at < _end)
        {
            var c = _text[_at];
            if (c is ' ' or '\t' or '\n' or '\r' or '\v' or '\f' or '~') _at++;
            else if (c == '\\' && _at + 1 < _end && _text[_at + 1] is ',' or ';' or '!' or ':' or ' ' or '>') _at += 2;
            else return;
        }
    }

    readonly Token Read()
    {
        var c = _text[_at];
        if (char.IsAsciiDigit(c)) return ReadNumber();
        if (char.IsAsciiLetter(c)) return new(TokenKind.Name, _at, Names.End(_text.AsSpan(0, _end), _at));
        var next = _at + 1 < _end ? _text[_at + 1] : '\0';
        return c switch
        {
            '+' => One(TokenKind.Plus),
            '-' => One(TokenKind.Minus),
            '*' => next == '*' ? Two(TokenKind.Caret) : One(TokenKind.Star),
            '/' => One(TokenKind.Slash),
            '^' => One(TokenKind.Caret),
            '(' or '[' or '{' or '⌊' or '⌈' => One(TokenKind.Open),
            ')' or ']' or '}' or '⌋' or '⌉' => One(TokenKind.Close),
            '|' => One(TokenKind.Bar),
            ',' => One(TokenKind.Comma),
            '!' => next == '=' ? Compare('≠', 2) : One(TokenKind.Bang),
            '<' => next == '=' ? Compare('≤', 2) : next == '>' ? Compare('≠', 2) : Compare('<', 1),
            '>' => next == '=' ? Compare('≥', 2) : Compare('>', 1),
            '=' => next == '=' ? Compare('=', 2) : One(TokenKind.Assign),
            '≤' or '≥' or '≠' => Compare(c, 1),
            '√' or '∛' or '∜' => One(TokenKind.Root),
            '.' => char.IsAsciiDigit(next) ? ReadNumber() : One(TokenKind.Unknown),
            '\'' => ReadQuoted(),
            '\\' => ReadCommand(),
            '&' => One(TokenKind.Ampersand),
            _ => ReadOther(c),
        };
    }

    readonly Token One(TokenKind kind) => new(kind, _at, _at + 1, _text[_at]);

    readonly Token Two(TokenKind kind) => new(kind, _at, _at + 2);

    readonly Token Compare(char mark, int length) => new(TokenKind.Compare, _at, _at + length, mark);

    readonly Token ReadNumber()
    {
        var i = Digits(_at);
        if (i < _end && _text[i] == '.') i = Digits(i + 1);
        if (i < _end && _text[i] is 'e' or 'E')
        {
            var digits = i + 1 < _end && _text[i + 1] is '+' or '-' ? i + 2 : i + 1;
            var after = Digits(digits);
            if (after > digits) i = after;
        }

        return new(TokenKind.Number, _at, i);
    }

    readonly int Digits(int i)
    {
        while (i < _end && char.IsAsciiDigit(_text[i])) i++;
        return i;
    }

    // 'sin' is the variable of that name; a quote inside is doubled.
    readonly Token ReadQuoted()
    {
        var i = _at + 1;
        for (; i < _end; i++)
        {
            if (_text[i] != '\'') continue;
            if (i + 1 < _end && _text[i + 1] == '\'') i++;
            else return new(TokenKind.Quoted, _at, i + 1);
        }

        return new(TokenKind.Unknown, _at, _at + 1, '\'');
    }

    readonly Token ReadCommand()
    {
        var i = _at + 1;
        if (i < _end && _text[i] == '\\') return new(TokenKind.NewRow, _at, i + 1);
        while (i < _end && char.IsAsciiLetter(_text[i])) i++;
        if (i > _at + 1) return new(TokenKind.Command, _at, i);
        var mark = i < _end ? _text[i] : '\0';
        return mark switch
        {
            '{' => new(TokenKind.Open, _at, i + 1, mark),
            '}' => new(TokenKind.Close, _at, i + 1, mark),
            '|' => new(TokenKind.Bar, _at, i + 1, mark),
            _ => new(TokenKind.Unknown, _at, _at + 1, '\\'),
        };
    }

    readonly Token ReadOther(char c)
    {
        if (Characters.OfSuperscript(c) != '\0')
        {
            var i = _at + 1;
            while (i < _end && Characters.OfSuperscript(_text[i]) != '\0') i++;
            return new(TokenKind.Superscript, _at, i);
        }

        var text = _text.AsSpan(0, _end);
        if (Characters.Letter(text, _at) > 0) return new(TokenKind.Name, _at, Names.End(text, _at));
        return One(Characters.Fraction(c).Denominator > 0 ? TokenKind.Fraction : TokenKind.Unknown);
    }
}
