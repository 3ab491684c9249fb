using Nabla.Rules;

namespace Nabla.Symbolics;

// The words of LaTeX: those that only look (\left, \quad) vanish, those with a plain spelling become it.
sealed partial class Parser
{
    // Turns the command under the eye into the token that it means; structures (\frac, \begin) stay commands.
    void ReadCommand()
    {
        while (_token.Kind == TokenKind.Command)
        {
            var word = _text.AsSpan(_token.Start + 1, _token.Length - 1);
            switch (word)
            {
                case "left" or "right" or "big" or "Big" or "bigl" or "bigr" or "Bigl" or "Bigr":
                    ReadSizedBracket(isLeft: word[^1] is 't' && word.Length == 4 || word[^1] is 'l');
                    if (_token.Kind != TokenKind.Command) return;
                    continue;
                case "displaystyle" or "limits" or "quad" or "qquad" or "mathstrut":
                    _scanner.Next();
                    _token = _scanner.Token;
                    continue;
                case "text" or "operatorname" or "mathrm" or "mathit" or "mathbf":
                    if (!ReadWordInBraces(word)) continue;
                    return;
                case "cdot" or "times" or "ast":
                    _token = _token with { Kind = TokenKind.Star };
                    return;
                case "div":
                    _token = _token with { Kind = TokenKind.Slash };
                    return;
                case "sqrt":
                    _token = _token with { Kind = TokenKind.Root, Mark = '\\' };
                    return;
                case "frac" or "dfrac" or "tfrac" or "begin" or "end":
                    return;
                default:
                    _token = Meaning(word);
                    return;
            }
        }
    }

    Token Meaning(ReadOnlySpan<char> word)
    {
        var mark = word switch
        {
            "le" or "leq" or "leqslant" => '≤',
            "ge" or "geq" or "geqslant" => '≥',
            "ne" or "neq" => '≠',
            "lt" => '<',
            "gt" => '>',
            _ => '\0',
        };
        if (mark != '\0') return _token with { Kind = TokenKind.Compare, Mark = mark };
        switch (word)
        {
            case "lvert" or "lVert": return _token with { Kind = TokenKind.Bar, Mark = 'l' };
            case "rvert" or "rVert": return _token with { Kind = TokenKind.Bar, Mark = 'r' };
            case "lfloor": return _token with { Kind = TokenKind.Open, Mark = '⌊' };
            case "rfloor": return _token with { Kind = TokenKind.Close, Mark = '⌋' };
            case "lceil": return _token with { Kind = TokenKind.Open, Mark = '⌈' };
            case "rceil": return _token with { Kind = TokenKind.Close, Mark = '⌉' };
            case "lbrace": return _token with { Kind = TokenKind.Open, Mark = '{' };
            case "rbrace": return _token with { Kind = TokenKind.Close, Mark = '}' };
        }

        var name = word.ToString();
        var isKnown = GreekLetters.Letter(name) is not null || Names.Function(name) is not null;
        if (!isKnown) throw UnknownCommand(name);
        _scanner.SkipSubscript(out var subscript);
        _word = (GreekLetters.Letter(name) ?? name) + subscript;
        return new(TokenKind.Name, _token.Start, _token.End + subscript.Length);
    }

    void ReadSizedBracket(bool isLeft)
    {
        var start = _token.Start;
        _scanner.Next();
        _token = _scanner.Token;
        if (_token.Kind == TokenKind.Bar) _token = _token with { Start = start, Mark = isLeft ? 'l' : 'r' };
    }

    // \operatorname{erf} is a name, \mathit{speed} a variable whatever its letters mean, \text{if} is for people only.
    bool ReadWordInBraces(ReadOnlySpan<char> command)
    {
        var content = _scanner.Braces(out var end);
        if (content is null) throw UnclosedCommand();
        var start = _token.Start;
        if (command is "text")
        {
            _scanner.Next();
            _token = _scanner.Token;
            return false;
        }

        _scanner.SkipSubscript(out var subscript);
        _word = content.Replace("\\_", "_", StringComparison.Ordinal).Trim() + subscript;
        if (command is "mathit") _word = Names.Canonical(GreekLetters.Read(_word));
        _token = new(command is "mathit" ? TokenKind.Quoted : TokenKind.Name, start, end + subscript.Length);
        return true;
    }

    bool StartsStructure() => !_text.AsSpan(_token.Start + 1, _token.Length - 1).SequenceEqual("end");

    // True where an operand must follow; false after a fraction that is whole.
    bool ReadStructure()
    {
        var start = _token.Start;
        if (_text.AsSpan(start + 1, _token.Length - 1).SequenceEqual("begin"))
        {
            if (_scanner.Braces(out _) is not "cases") throw UnknownCommand("begin");
            PushFrame(FrameKind.Cases, Precedence.Bracket, Elementwise.Where);
            Advance();
            return true;
        }

        Advance();
        if (OpensBraces(FrameKind.Numerator, start)) return true;
        return ContinueStructure(new Frame { Kind = FrameKind.Numerator, Start = start });
    }

    // False after \frac12 and \frac x2: without braces a part is one digit, letter or command.
    bool OpensBraces(FrameKind kind, int start)
    {
        if (_token.Kind != TokenKind.Open || _token.Mark != '{')
        {
            if (kind == FrameKind.Radicand || !ReadSingle()) throw MissingBraces();
            return false;
        }

        ref var frame = ref PushFrame(kind, Precedence.Bracket);
        frame.Start = start;
        frame.Closer = '}';
        Advance();
        if (_token.Kind == TokenKind.Close) throw EmptyBrackets();
        return true;
    }

    // One digit or one letter of what is under the eye, or a Greek letter's command; false where there is none.
    bool ReadSingle()
    {
        var (start, letter) = (_token.Start, _token.Kind == TokenKind.Name ? Characters.Letter(_text, _token.Start) : 0);
        if (_token.Kind == TokenKind.Name && _word is not null)
        {
            if (_word.Length != 1) return false;
            PushOperand(Names.Constant(_word) ?? Symbol(_word, start), start, _token.End);
            Advance();
            return true;
        }

        if (letter > 0)
        {
            var name = _text.AsSpan(start, letter);
            PushOperand(Names.Constant(name) ?? Symbol(name.ToString(), start), start, start + letter);
        }
        else if (_token.Kind == TokenKind.Number && char.IsAsciiDigit(_text[start]))
        {
            letter = 1;
            PushOperand(Expr.Number(_text[start] - '0'), start, start + 1, Spelling.WholeNumber);
        }
        else
        {
            return false;
        }

        _scanner = new Scanner(_text, start + letter, _scanner.End);
        Advance();
        return true;
    }

    // After \frac{a} comes {b}, after \sqrt[n] comes {x}. True where an operand must follow.
    bool ContinueStructure(in Frame closed)
    {
        if (OpensBraces(closed.Kind == FrameKind.Numerator ? FrameKind.Denominator : FrameKind.Radicand, closed.Start)) return true;
        FinishFraction(closed, _operands[_operandCount - 1].End);
        return false;
    }

    void FinishFraction(in Frame frame, int end)
    {
        _operandCount--;
        ref var left = ref _operands[_operandCount - 1];
        left.Expr = Quotient(left, _operands[_operandCount]);
        left.Start = frame.Start;
        left.End = end;
        left.Spelling = Spelling.Other;
    }

    // √x takes the next part alone; \sqrt[n]{x} is a cube root or a power.
    void ReadRoot()
    {
        var start = _token.Start;
        var isLatex = _token.Mark == '\\';
        var index = _token.Mark switch { '∛' => 3, '∜' => 4, _ => 2 };
        Advance();
        if (isLatex && _token.Kind == TokenKind.Open && _token.Mark == '[')
        {
            ref var bracket = ref PushFrame(FrameKind.Index, Precedence.Bracket);
            bracket.Start = start;
            bracket.Closer = ']';
            Advance();
            return;
        }

        PushRoot(index, start);
    }

    // The index of a root stands raised before its sign: ³√x. Anything else that is raised has nothing to stand on here.
    bool ReadRaisedRoot()
    {
        var start = _token.Start;
        if (_token.End >= _scanner.End || _text[_token.End] != '√') return false;
        if (!TryReadSmall(_text.AsSpan(start, _token.Length), out var index) || index < 2) return false;
        Advance();
        Advance();
        PushRoot(index, start);
        return true;
    }

    void PushRoot(int index, int start)
    {
        ref var root = ref PushFrame(FrameKind.Root, Precedence.Root, index == 3 ? Names.Function("cbrt") : Elementwise.Sqrt);
        root.Start = start;
        if (index > 3) root.Exponent = Expr.Number(Rational.Of(1, index));
    }

    void FinishRoot(in Frame frame, int end)
    {
        _operandCount--;
        ref var index = ref _operands[_operandCount - 1];
        var x = _operands[_operandCount].Expr;
        index.Expr = index.Expr is NumberExpr { Value: var n } && n == 3 && Names.Function("cbrt") is { } cbrt
            ? Expr.Apply(cbrt, x)
            : Expr.Apply(Elementwise.Power, x, Quotient(new Operand { Expr = 1, Spelling = Spelling.WholeNumber }, index));
        index.Start = frame.Start;
        index.End = end;
        index.Spelling = Spelling.Other;
    }

    // The last case of \begin{cases} has words in place of a condition: a, c, b become where(c, a, b).
    bool EndsCases()
    {
        if (_bracket < 0 || _frames[_bracket].Kind != FrameKind.Cases || _token.Kind != TokenKind.Command) return false;
        var frame = _frames[_bracket];
        if (_operandCount - frame.Operands != 3 || _scanner.Braces(out var end) is not "cases") throw MissingOperand();
        _frames.CutTo(_bracket);
        _bracket = frame.Enclosing;
        _operandCount = frame.Operands;
        var cases = _operands.AsSpan(_operandCount, 3);
        PushOperand(Expr.Where(cases[1].Expr, cases[0].Expr, cases[2].Expr), frame.Start, end);
        Advance();
        return true;
    }
}
