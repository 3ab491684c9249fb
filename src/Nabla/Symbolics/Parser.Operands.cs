using Nabla.Rules;

namespace Nabla.Symbolics;

// The parts that start a formula or follow an operator: numbers, names, brackets, signs.
sealed partial class Parser
{
    // Reads signs and opening brackets up to and with the first part that is whole.
    void ReadOperand()
    {
        while (true)
        {
            switch (_token.Kind)
            {
                case TokenKind.Number:
                    ReadNumber(negative: false, _token.Start);
                    return;
                case TokenKind.Fraction:
                    var (p, q) = Characters.Fraction(_token.Mark);
                    PushOperand(Expr.Number(Rational.Of(p, q)), _token.Start, _token.End);
                    Advance();
                    return;
                case TokenKind.Name:
                    if (ReadName()) return;
                    break;
                case TokenKind.Quoted:
                    ReadQuoted();
                    return;
                case TokenKind.Plus:
                    Advance();
                    if (_token.Kind is TokenKind.End or TokenKind.Close) throw MissingOperand();
                    break;
                case TokenKind.Minus:
                    if (ReadSign()) return;
                    break;
                case TokenKind.Open:
                    ReadOpen();
                    break;
                case TokenKind.Bar when _token.Mark != 'r':
                    PushFrame(FrameKind.Bar, Precedence.Bracket, Elementwise.Abs);
                    Advance();
                    break;
                case TokenKind.Root:
                    ReadRoot();
                    break;
                case TokenKind.Superscript when ReadRaisedRoot():
                    break;
                case TokenKind.Command when StartsStructure():
                    if (ReadStructure()) break;
                    return;
                default:
                    if (EndsCases()) return;
                    throw MissingOperand();
            }
        }
    }

    void ReadOpen()
    {
        var rule = _token.Mark switch { '⌊' => Names.Function("floor"), '⌈' => Names.Function("ceil"), _ => null };
        PushFrame(FrameKind.Paren, Precedence.Bracket, rule).Closer = Closer(_token.Mark);
        Advance();
        if (_token.Kind == TokenKind.Close) throw EmptyBrackets();
    }

    static char Closer(char opener) => opener switch { '(' => ')', '[' => ']', '{' => '}', '⌊' => '⌋', _ => '⌉' };

    // A minus right before a number makes it negative, unless a power or a factorial binds the number first.
    bool ReadSign()
    {
        var start = _token.Start;
        ref var sign = ref PushFrame(FrameKind.Sign, SignPrecedence(), Elementwise.Negate);
        Advance();
        if (_token.Kind != TokenKind.Number || _scanner.PowerFollows()) return false;
        _frames.Drop();
        ReadNumber(negative: true, start);
        return true;
    }

    byte SignPrecedence() => _frames.Count == 0 ? Precedence.Add : _frames.Top.Precedence switch
    {
        Precedence.Multiply => Precedence.SignAfterMultiply,
        Precedence.Function => Precedence.SignAfterFunction,
        Precedence.Power => Precedence.SignAfterPower,
        Precedence.Root => Precedence.Root,
        Precedence.Bracket or Precedence.Compare => Precedence.Add,
        var same => same,
    };

    void ReadNumber(bool negative, int start)
    {
        var text = _text.AsSpan(_token.Start, _token.Length);
        var value = RationalText.Read(text, _token.Start, _options.MaximumDigits, out var isWhole);
        // Numbers beyond the range of a double take as long to make as thousands of nodes.
        if (value.BitLength > 1024) _budget.Charge(8 * value.BitLength);
        WarnOfPowerOfTen(_token);
        if (negative) value = -value;
        PushOperand(Expr.Decimal(value), start, _token.End, isWhole ? Spelling.WholeNumber : Spelling.Decimal);
        Advance();
    }

    void ReadQuoted()
    {
        var name = _word ?? Unquoted(_token.Start, _token.End);
        // y'' is no product with a variable that has no name.
        if (name.Length == 0 && _token.Start > 0 && (char.IsLetterOrDigit(_text[_token.Start - 1]) || _text[_token.Start - 1] is ')' or ']' or '}'))
            throw NoName(_token.Start, _token.Length);
        PushOperand(Symbol(name, _token.Start), _token.Start, _token.End);
        Advance();
    }

    void ReadSuperscript()
    {
        WarnOfBareRoot(isPower: true);
        Reduce(Precedence.Root);
        ref var last = ref _operands[_operandCount - 1];
        last.Expr = Expr.Apply(Elementwise.Power, last.Expr, SuperscriptValue());
        last.End = _token.End;
        last.Spelling = Spelling.Other;
        Advance();
    }

    // The raised text is a formula of its own; it cannot be raised again, so this nests once.
    Expr SuperscriptValue()
    {
        var raised = _text.AsSpan(_token.Start, _token.Length);
        if (TryReadSmall(raised, out var n)) return n;
        var start = _token.Start;
        var plain = string.Concat(raised.ToArray().Select(Characters.OfSuperscript));
        try
        {
            var inner = new Parser().Read(plain, _options with { Budget = _budget });
            foreach (var name in inner.Names) Symbol(name, start);
            return inner.Expression;
        }
        catch (FormulaException fault)
        {
            throw new FormulaException(fault.Code, fault.Message, start + fault.Start, fault.Length, fault.Suggestion);
        }
    }

    static bool TryReadSmall(ReadOnlySpan<char> raised, out int n)
    {
        n = 0;
        var negative = raised[0] == '⁻' && raised.Length > 1;
        if (raised.Length > 9) return false;
        foreach (var c in negative ? raised[1..] : raised)
        {
            var plain = Characters.OfSuperscript(c);
            if (!char.IsAsciiDigit(plain)) return false;
            n = 10 * n + (plain - '0');
        }

        if (negative) n = -n;
        return true;
    }

    void ReadFactorial()
    {
        Reduce(Precedence.Root);
        ref var last = ref _operands[_operandCount - 1];
        var isDouble = _text[last.End - 1] == '!' && last.End == _token.Start;
        last.Expr = Expr.Apply(Elementwise.Factorial, last.Expr);
        last.End = _token.End;
        if (isDouble) NoteFactorialOfFactorial(last);
        last.Spelling = Spelling.Other;
        Advance();
    }

    bool MixedNumber()
    {
        ref var whole = ref _operands[_operandCount - 1];
        var (p, q) = Characters.Fraction(_token.Mark);
        var value = ((NumberExpr)whole.Expr).Value;
        whole.Expr = Expr.Number(value + Rational.Of(value.Sign < 0 ? -p : p, q));
        whole.End = _token.End;
        whole.Spelling = Spelling.Decimal;
        var read = ((NumberExpr)whole.Expr).Value;
        Note("mixed_number", $"'{Slice(whole.Start, whole.End)}' is read as the number {read}.", whole.Start, whole.End);
        Advance();
        return false;
    }

    bool NextArgument()
    {
        Reduce(Precedence.Bracket + 1);
        if (_bracket < 0) throw StrayComma();
        ref var frame = ref _frames[_bracket];
        var isArgument = frame.Kind == FrameKind.Call && _token.Kind == TokenKind.Comma;
        if (!isArgument && frame.Kind != FrameKind.Cases) throw StrayComma();
        Advance();
        return true;
    }

    bool Close()
    {
        Reduce(Precedence.Bracket + 1);
        if (_bracket < 0) throw Unopened();
        ref var frame = ref _frames[_bracket];
        if (frame.Closer != _token.Mark) throw Mismatched(frame);
        var end = _token.End;
        var closed = frame;
        _frames.CutTo(_bracket);
        _bracket = frame.Enclosing;
        Advance();
        ref var last = ref _operands[_operandCount - 1];
        switch (closed.Kind)
        {
            case FrameKind.Call:
                CloseCall(closed, end);
                return false;
            case FrameKind.Exponent:
                _operandCount--;
                return ReadArgument(IsOrder(closed, end) ? Elementwise.Polygamma : closed.Rule!, last.Expr, closed.Start, closed.End, closed.LogarithmBase);
            case FrameKind.Numerator or FrameKind.Index:
                return ContinueStructure(closed);
            case FrameKind.Denominator:
                FinishFraction(closed, end);
                return false;
            case FrameKind.Radicand:
                FinishRoot(closed, end);
                return false;
        }

        if (closed.Rule is { } rule) last.Expr = Applied(rule, last.Expr, closed.Exponent, closed);
        else if (closed.Closer == '}' && closed.Start > 0 && _text[closed.Start - 1] == '{' && At(end) == '}') last.Expr = Scientific(last.Expr);
        last.Start = closed.Start;
        last.End = end;
        last.Spelling = Spelling.Other;
        return false;
    }

    // \psi^{(2)} is the second derivative of ψ, not its square.
    bool IsOrder(in Frame exponent, int end) =>
        exponent.Rule == Elementwise.Digamma && _text.AsSpan(exponent.End).StartsWith("^{(") && _text[end - 2] == ')';

    // In double braces, which do not show in LaTeX, m·10^k is one number.
    static Expr Scientific(Expr x)
    {
        var (mantissa, power) = x is ApplyExpr product && product.Rule == Elementwise.Multiply ? (product[0], product[1]) : (Views.One, x);
        return mantissa is NumberExpr m && power is ApplyExpr p && p.Rule == Elementwise.Power
            && p[0] is NumberExpr { Value: var ten } && ten == 10 && p[1] is NumberExpr { Value: var exponent } && exponent.TryGetInt(out var k)
            && Math.Abs((long)k) <= RationalText.LargestExponent
                ? Expr.Decimal(m.Value * Rational.Of(10, 1).Power(k))
                : x;
    }

    void CloseCall(in Frame call, int end)
    {
        var count = _operandCount - call.Operands;
        var rule = call.Rule!;
        if (count == 1 && rule == Elementwise.Polygamma && call.Exponent is { } order)
        {
            ref var x = ref _operands[call.Operands];
            x = new Operand { Expr = Expr.Apply(rule, order, x.Expr), Start = call.Start, End = end };
            return;
        }

        if (!rule.Accepts(count)) throw ArgumentCount(call, count, end);
        var first = call.Operands;
        var expr = count switch
        {
            1 => Expr.Apply(rule, _operands[first].Expr),
            2 => Expr.Apply(rule, _operands[first].Expr, _operands[first + 1].Expr),
            _ => Expr.Apply(rule, Arguments(first, count)),
        };
        _operandCount = first;
        PushOperand(Raised(rule, ToBase(call, expr), call.Exponent, call), call.Start, end);
    }

    Expr[] Arguments(int first, int count)
    {
        var arguments = new Expr[count];
        for (var i = 0; i < count; i++) arguments[i] = _operands[first + i].Expr;
        return arguments;
    }

    Expr Applied(ScalarRule rule, Expr x, Expr? exponent, in Frame frame) =>
        Raised(rule, ToBase(frame, Expr.Apply(rule, x)), exponent, frame);

    static Expr ToBase(in Frame logarithm, Expr value) =>
        logarithm.LogarithmBase is { } b ? Expr.Apply(Elementwise.Divide, value, Expr.Apply(Elementwise.Ln, b)) : value;

    // sin² x is (sin x)², but sin⁻¹ x is asin x where there is such a function.
    Expr Raised(ScalarRule rule, Expr value, Expr? exponent, in Frame frame)
    {
        if (exponent is null) return value;
        var isInverse = exponent is NumberExpr { Value: var n } && n == -1;
        if (isInverse && Names.Function("a" + rule.Name) is { Arity: 1 } inverse)
        {
            NoteInverse(rule, inverse, frame);
            return Expr.Apply(inverse, ((ApplyExpr)value)[0]);
        }

        return Expr.Apply(Elementwise.Power, value, exponent);
    }

    bool ClosesBar()
    {
        if (_token.Mark == 'l') return false;
        if (_token.Mark == 'r') return true;
        return _bracket >= 0 && _frames[_bracket].Kind == FrameKind.Bar;
    }

    bool CloseBar()
    {
        Reduce(Precedence.Bracket + 1);
        if (_bracket < 0 || _frames[_bracket].Kind != FrameKind.Bar) throw Unopened();
        ref var frame = ref _frames[_bracket];
        _frames.CutTo(_bracket);
        _bracket = frame.Enclosing;
        ref var last = ref _operands[_operandCount - 1];
        last.Expr = Expr.Apply(Elementwise.Abs, last.Expr);
        last.Start = frame.Start;
        last.End = _token.End;
        last.Spelling = Spelling.ClosedBar;
        if (_bracket >= 0) _frames[_bracket].Bars++;
        else _bars++;
        Advance();
        return false;
    }
}
