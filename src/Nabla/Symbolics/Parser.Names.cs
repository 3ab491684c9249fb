using Nabla.Rules;

namespace Nabla.Symbolics;

// What a word stands for: a variable, a constant, a function and its argument, or a product of letters.
sealed partial class Parser
{
    ReadOnlySpan<char> Word => _word is null ? _text.AsSpan(_token.Start, _token.Length) : _word.AsSpan();

    // True where the word is a part by itself; false where a function waits for its argument.
    bool ReadName()
    {
        var token = _token;
        var word = Word;
        // Nothing but variables and constants has a name of one ASCII letter.
        var function = word.Length == 1 && word[0] < 0x80 ? null : Names.Called(word);
        if (function is null && Remembered(word) is { } known) return PushSymbol(known, token);
        if (function?.WrittenAs is not null && !_scanner.OpenFollows()) function = null;
        return function is not null && IsFunctionHere(word)
            ? ReadFunction(function, token.Start, token.End)
            : ReadOther(word, token);
    }

    // A declared variable wins over a function of its name unless an argument list follows, and so do γ, σ and Γ.
    bool IsFunctionHere(ReadOnlySpan<char> word)
    {
        var mayBeVariable = word.Length == 1 || (_declared.Count > 0 && _declared.Contains(word.ToString()));
        return !mayBeVariable || _scanner.OpenFollows() || (Names.Called(word) == Elementwise.Digamma && _scanner.Follows("^{("));
    }

    bool ReadOther(ReadOnlySpan<char> word, Token token)
    {
        var name = Names.Canonical(word);
        if (_definitions?.GetValueOrDefault(name) is { } defined) return PushSymbol(defined, token);
        if (_declared.Count > 0 && Declared(name) is { } declared)
            return PushSymbol(Remember(word, declared, token.Start), token);
        if (Names.Constant(name) is { } constant)
        {
            PushOperand(constant, token.Start, token.End);
            Advance();
            return true;
        }

        if (word is "log_e") return ReadFunction(Elementwise.Ln, token.Start, token.End);
        if (Names.LogarithmBase(word) is { } b)
        {
            if (b is 0 or 1) throw NoLogarithm(b, token);
            return ReadFunction(Elementwise.Ln, token.Start, token.End, Expr.Number(b));
        }

        if (name.Contains('_') && Names.Function(name.Replace("_", "", StringComparison.Ordinal)) is { } subscripted)
            return ReadFunction(subscripted, token.Start, token.End);
        var function = name.Length > 1 ? Names.Function(name) : null;
        if (function is not null) return ReadFunction(function, token.Start, token.End);
        if (_word is null && Names.Split(word) is var split && split < word.Length)
        {
            function = Names.Function(word[..split])!;
            _scanner = new Scanner(_text, token.Start + split, _scanner.End);
            return ReadFunction(function, token.Start, token.Start + split);
        }

        if (_word is null && ReadProductOfLetters(word, token)) return true;
        if (_scanner.OpenFollows() && !IsLetterWithSubscript(name)) throw UnknownFunction(name, token);
        NoteOneName(name, token);
        if (_word is null && Names.LettersBesideConstant(name) is not null) (_besideConstants ??= []).Add(name);
        if (_subscripted is null && IsRightAfterNumber(token) && IsLetterWithDigits(word)) _subscripted = (name, token);
        return PushSymbol(Remember(word, name, token.Start), token);
    }

    bool PushSymbol(Expr symbol, Token token)
    {
        PushOperand(symbol, token.Start, token.End);
        Advance();
        if (_token.Kind == TokenKind.Open && _token.Mark == '(' && symbol is SymbolExpr { Name: var name })
        {
            if (!IsLetterWithSubscript(name) && !_declared.Contains(name)) throw UnknownFunction(name, token);
            NoteProduct(name, token);
        }

        return true;
    }

    // One object per name, and its first place among the names found; definitions are read before the formula that
    // stands before them.
    Expr Symbol(string name, int start)
    {
        if (_variables.TryGetValue(name, out var known))
        {
            if (start < _names[known.Place].Start) _names[known.Place] = (name, start);
            return known.Symbol;
        }

        known = new() { Symbol = Expr.Symbol(name), Place = _names.Count };
        _variables.Add(name, known);
        _names.Add((name, start));
        return known.Symbol;
    }

    // The next time the word is spelled like this it needs no thought.
    Expr Remember(ReadOnlySpan<char> spelled, string name, int start)
    {
        var symbol = Symbol(name, start);
        if (Names.Called(spelled) is not null) return symbol;
        if (spelled.SequenceEqual(name)) _variables[name].Part = _part;
        else _spelledBySpan[spelled] = symbol;
        return symbol;
    }

    Expr? Remembered(ReadOnlySpan<char> word)
    {
        if (_variablesBySpan.TryGetValue(word, out var variable) && variable.Part == _part) return variable.Symbol;
        return _spelled.Count > 0 && _spelledBySpan.TryGetValue(word, out var known) ? known : null;
    }

    // What a word stands for may differ from part to part, once something is defined.
    void BeginPart()
    {
        _part++;
        _spelled.Clear();
    }

    // The declared variable that is meant: itself, with another spelling of its subscript, or θ for theta.
    string? Declared(string name)
    {
        if (_declared.Contains(name)) return name;
        var letters = Names.LettersEnd(name, 0);
        if (letters < name.Length && char.IsAsciiDigit(name[letters]))
        {
            var spaced = name.Insert(letters, "_");
            if (_declared.Contains(spaced)) return spaced;
        }

        var other = name.Length == 1 ? GreekLetters.Name(name[0]) : GreekLetters.Letter(name);
        return other is not null && _declared.Contains(other) ? other : null;
    }

    bool ReadProductOfLetters(ReadOnlySpan<char> word, Token token)
    {
        if (!Names.IsGreekTimesLatin(word) && (_declared.Count == 0 || !IsProductOfLetters(word))) return false;
        var letters = Names.LettersEnd(word, 0);
        for (var i = 0; i < letters;)
        {
            var end = FactorEnd(word, i);
            if (end == letters) end = word.Length;
            if (i > 0)
            {
                Reduce(Precedence.Implicit);
                PushFrame(FrameKind.Operator, Precedence.Implicit, Elementwise.Multiply);
            }

            var part = word[i..end];
            var start = token.Start + i;
            PushOperand(Names.Constant(part) ?? Symbol(Names.Canonical(part), start), start, token.Start + end);
            i = end;
        }

        Note("product_of_letters", $"'{Shortened(word)}' is read as a product of its letters.", token.Start, token.End);
        Advance();
        return true;
    }

    bool IsProductOfLetters(ReadOnlySpan<char> word)
    {
        var letters = Names.LettersEnd(word, 0);
        for (var i = 0; i < letters;)
        {
            var end = FactorEnd(word, i);
            var part = end == letters ? word[i..] : word[i..end];
            if (Names.Constant(part) is null && !_declared.Contains(part.ToString())) return false;
            i = end;
        }

        return true;
    }

    // A letter, or pi where p is no variable.
    int FactorEnd(ReadOnlySpan<char> word, int i) =>
        word[i..].StartsWith("pi") && !_declared.Contains("p") ? i + 2 : i + Characters.Letter(word, i);

    // The letters beside e or pi in words such as xe that stand alone elsewhere: known variables, so that the words are products.
    List<string> LettersKnownElsewhere(IReadOnlyList<string> derivativeBy)
    {
        List<string> known = [];
        foreach (var word in _besideConstants ?? [])
        {
            string[] letters = [.. Names.LettersBesideConstant(word)!.Select(c => c.ToString())];
            if (Array.TrueForAll(letters, c => _variables.ContainsKey(c) || _declared.Contains(c) || derivativeBy.Contains(c))) known.AddRange(letters);
        }

        return known;
    }

    static bool IsLetterWithSubscript(string name)
    {
        var first = Characters.Letter(name, 0);
        return first == 0 || Names.LettersEnd(name, 0) <= first || Characters.IsMark(name[first]);
    }

    // After the name: an exponent as in sin² x, then an argument list or an argument without brackets.
    bool ReadFunction(ScalarRule rule, int start, int end, Expr? logarithmBase = null)
    {
        Advance();
        if (_token.Kind == TokenKind.Superscript)
        {
            var exponent = SuperscriptValue();
            Advance();
            return ReadArgument(rule, exponent, start, end, logarithmBase) is false;
        }

        return _token.Kind == TokenKind.Caret
            ? ReadExponent(rule, start, end, logarithmBase)
            : ReadArgument(rule, null, start, end, logarithmBase) is false;
    }

    bool ReadExponent(ScalarRule rule, int start, int end, Expr? logarithmBase)
    {
        Advance();
        var signed = _token.Kind == TokenKind.Minus;
        if (signed) Advance();
        switch (_token.Kind)
        {
            case TokenKind.Number:
                ReadNumber(signed, _token.Start);
                break;
            case TokenKind.Name when Names.Function(Word) is null && Names.Split(Word) == Word.Length:
                // A function spelled in another way would still wait for its argument.
                if (!ReadOther(Word, _token)) throw MissingOperand();
                break;
            case TokenKind.Open when !signed:
                ref var frame = ref PushFrame(FrameKind.Exponent, Precedence.Bracket, rule);
                frame.Closer = Closer(_token.Mark);
                frame.Start = start;
                frame.End = end;
                frame.LogarithmBase = logarithmBase;
                Advance();
                return false;
            default:
                throw MissingOperand();
        }

        var exponent = _operands[--_operandCount].Expr;
        return ReadArgument(rule, exponent, start, end, logarithmBase) is false;
    }

    // Always true, because the argument itself must follow.
    bool ReadArgument(ScalarRule rule, Expr? exponent, int start, int end, Expr? logarithmBase)
    {
        var hasList = _token.Kind == TokenKind.Open && _token.Mark is '(' or '[' or '{';
        if (!hasList && (!StartsArgument() || rule.Arity != 1)) throw MissingArgument(rule, start, end);
        ref var frame = ref PushFrame(
            hasList ? FrameKind.Call : FrameKind.Function, hasList ? Precedence.Bracket : Precedence.Function, rule);
        frame.Closer = Closer(_token.Mark);
        frame.Start = start;
        frame.End = end;
        frame.Exponent = exponent;
        frame.LogarithmBase = logarithmBase;
        if (!hasList) return true;
        Advance();
        if (_token.Kind == TokenKind.Close) throw MissingArgument(rule, start, end);
        return true;
    }

    bool StartsArgument() => _token.Kind switch
    {
        TokenKind.Number or TokenKind.Fraction or TokenKind.Name or TokenKind.Quoted => true,
        TokenKind.Minus or TokenKind.Root or TokenKind.Open or TokenKind.Command => true,
        TokenKind.Superscript => _token.End < _scanner.End && _text[_token.End] == '√',
        TokenKind.Bar => !ClosesBar(),
        _ => false,
    };
}
