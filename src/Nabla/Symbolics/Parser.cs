using Nabla.Rules;

namespace Nabla.Symbolics;

// Reads a formula by operator precedence with two stacks of its own: depth costs memory and never the call stack.
sealed partial class Parser
{
    const int KeptCapacity = 1 << 14;

    [ThreadStatic] static Parser? t_idle;

    readonly Dictionary<string, Variable> _variables = [];
    readonly Dictionary<string, Variable>.AlternateLookup<ReadOnlySpan<char>> _variablesBySpan;

    // Words that are read as a variable of another name.
    readonly Dictionary<string, Expr> _spelled = [];
    HashSet<string> _declared = [];
    readonly Dictionary<string, Expr>.AlternateLookup<ReadOnlySpan<char>> _spelledBySpan;
    Operand[] _operands = new Operand[64];
    readonly PagedStack<Frame> _frames = new();
    int _operandCount;
    int _bracket;
    int _bars;
    int _part = 1;

    string _original = "";
    string _text = "";
    ParseOptions _options = new();
    Budget _budget = new();
    Scanner _scanner;
    Token _token;
    string? _word;
    List<FormulaNote>? _notes;
    (string Name, Token Token)? _subscripted;
    List<(string Name, int Start)> _names = [];
    List<string>? _besideConstants;

    Parser()
    {
        _variablesBySpan = _variables.GetAlternateLookup<ReadOnlySpan<char>>();
        _spelledBySpan = _spelled.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    // The place among the names found; the part of the text in which the name was met as a word of its own.
    // Start-up time: for a structure the framework's dictionary would be compiled anew.
    sealed class Variable
    {
        public required Expr Symbol;
        public required int Place;
        public int Part;
    }

    public static ParsedFormula Parse(string text, ParseOptions options)
    {
        var parser = t_idle ?? new Parser();
        t_idle = null;
        var formula = parser.Read(text, options);
        var size = parser._frames.Room + parser._operands.Length + parser._variables.Count;
        if (size < KeptCapacity) t_idle = parser;
        return formula;
    }

    ParsedFormula Read(string text, ParseOptions options)
    {
        _original = text;
        _text = WithoutMathSigns(Characters.Plain(text));
        if (!ReferenceEquals(_options, options)) _declared = [.. options.Names];
        _options = options;
        _budget = options.Budget ?? new Budget();
        _notes = null;
        _subscripted = null;
        _besideConstants = null;
        _names = [];
        _variables.Clear();

        var start = ReadLeftSide(out var derivativeBy);
        var end = ReadDefinitions();
        BeginPart();
        var expression = ReadPart(start, end, stopAtComma: false);
        if (_besideConstants is not null && LettersKnownElsewhere(derivativeBy) is { Count: > 0 } letters)
            return Read(text, options with { Names = [.. options.Names, .. letters], Budget = _budget });
        if (end < _text.Length) _names.Sort((a, b) => a.Start.CompareTo(b.Start));
        WarnOfSubscript();
        WarnOfNamesMadeOfOthers();
        _notes?.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new(expression, _names, _notes ?? [], derivativeBy);
    }

    // Reads up to the end, or up to a comma outside all brackets.
    Expr ReadPart(int start, int end, bool stopAtComma)
    {
        _operandCount = _bars = 0;
        _frames.CutTo(0);
        _bracket = -1;
        _scanner = new Scanner(_text, start, end);
        Advance();
        if (_token.Kind == TokenKind.End && start == 0) throw Empty();
        while (true)
        {
            ReadOperand();
            while (!ReadOperator(stopAtComma, out var finished))
                if (finished) return _operands[0].Expr;
        }
    }

    void Advance()
    {
        _scanner.Next();
        _token = _scanner.Token;
        _word = null;
        if (_token.Kind == TokenKind.Command) ReadCommand();
    }

    // True where an operand must follow; false after a part that is whole, when another operator may follow.
    bool ReadOperator(bool stopAtComma, out bool finished)
    {
        finished = false;
        switch (_token.Kind)
        {
            case TokenKind.Plus: return Binary(Elementwise.Add, Precedence.Add);
            case TokenKind.Minus: return Binary(Elementwise.Subtract, Precedence.Add);
            case TokenKind.Star: return Binary(Elementwise.Multiply, Precedence.Multiply);
            case TokenKind.Slash: return Binary(Elementwise.Divide, Precedence.Multiply);
            case TokenKind.Caret:
                WarnOfBareRoot(isPower: true);
                Reduce(Precedence.Root);
                return Push(Elementwise.Power, Precedence.Power);
            case TokenKind.Compare: return Comparison();
            case TokenKind.Superscript:
                ReadSuperscript();
                return false;
            case TokenKind.Bang:
                ReadFactorial();
                return false;
            case TokenKind.Comma when stopAtComma && _bracket < 0:
            case TokenKind.End:
                Reduce(Precedence.Bracket + 1);
                if (_bracket >= 0) throw Unclosed();
                finished = true;
                return false;
            case TokenKind.Comma or TokenKind.Ampersand or TokenKind.NewRow: return NextArgument();
            case TokenKind.Close: return Close();
            case TokenKind.Bar when ClosesBar(): return CloseBar();
            case TokenKind.Assign when _bracket >= 0:
                Note("equals", "'=' is read as the comparison '=='.", _token.Start, _token.End);
                return Comparison();
            case TokenKind.Assign: throw EquationFound();
            case TokenKind.Unknown: throw Unknown();
            default: return Implicit();
        }
    }

    bool Binary(ScalarRule rule, byte precedence)
    {
        Reduce(precedence);
        return Push(rule, precedence);
    }

    bool Comparison()
    {
        Reduce(Precedence.Compare + 1);
        if (_frames.Count > 0 && _frames.Top.Precedence == Precedence.Compare) throw Chained();
        return Push(
            _token.Mark switch
            {
                '<' => Elementwise.Less,
                '≤' => Elementwise.LessEqual,
                '>' => Elementwise.Greater,
                '≥' => Elementwise.GreaterEqual,
                '=' => Elementwise.Equal,
                _ => Elementwise.NotEqual,
            },
            Precedence.Compare);
    }

    bool Push(ScalarRule rule, byte precedence)
    {
        PushFrame(FrameKind.Operator, precedence, rule);
        Advance();
        return true;
    }

    // Two factors side by side. A function, or a bracket after a name, ends the argument of a function that has no
    // brackets.
    bool Implicit()
    {
        ref var left = ref _operands[_operandCount - 1];
        var leftIsNumber = left.Spelling is Spelling.WholeNumber or Spelling.Decimal;
        if (leftIsNumber && _token.Kind == TokenKind.Number) throw TwoNumbers(left);
        var isMixed = _token.Kind == TokenKind.Fraction && left.Spelling == Spelling.WholeNumber;
        if (isMixed && left.End == _token.Start) return MixedNumber();
        WarnOfBars(left);
        if (left.End == _token.Start && _token.Kind == TokenKind.Name && Names.Function(Word) is null) WarnOfBareRoot(isPower: false);
        Reduce(EndsBareArgument(leftIsNumber) ? Precedence.Function : Precedence.Implicit);
        PushFrame(FrameKind.Operator, Precedence.Implicit, Elementwise.Multiply);
        return true;
    }

    bool EndsBareArgument(bool leftIsNumber) => _token.Kind switch
    {
        TokenKind.Open or TokenKind.Bar => !leftIsNumber,
        TokenKind.Name => Names.Function(Word) is not null || Names.LogarithmBase(Word) is not null,
        _ => false,
    };

    ref Frame PushFrame(FrameKind kind, byte precedence, ScalarRule? rule = null)
    {
        ref var frame = ref _frames.Push();
        frame = new Frame
        {
            Kind = kind,
            Precedence = precedence,
            Rule = rule,
            Start = _token.Start,
            End = _token.End,
            Operands = _operandCount,
            Enclosing = _bracket,
        };
        if (precedence == Precedence.Bracket) _bracket = _frames.Count - 1;
        return ref frame;
    }

    void PushOperand(Expr expr, int start, int end, Spelling spelling = Spelling.Other)
    {
        if (_operandCount == _operands.Length) Array.Resize(ref _operands, 2 * _operandCount);
        _operands[_operandCount++] = new Operand { Expr = expr, Start = start, End = end, Spelling = spelling };
        _budget.Charge();
    }

    // Finishes every operator on top that binds at least as tightly.
    void Reduce(int precedence)
    {
        while (_frames.Count > 0 && _frames.Top.Precedence >= precedence)
        {
            ref var frame = ref _frames.Top;
            _frames.Drop();
            Finish(ref frame);
        }
    }

    void Finish(ref Frame frame)
    {
        ref var last = ref _operands[_operandCount - 1];
        switch (frame.Kind)
        {
            case FrameKind.Operator:
                _operandCount--;
                FinishBinary(frame.Rule!, frame.Precedence, ref _operands[_operandCount - 1], ref last);
                return;
            case FrameKind.Function:
                NoteBareArgument(frame, last);
                last.Expr = Applied(frame.Rule!, last.Expr, frame.Exponent, frame);
                break;
            case FrameKind.Root when frame.Exponent is { } power:
                last.Expr = Expr.Apply(Elementwise.Power, last.Expr, power);
                break;
            default:
                last.Expr = Expr.Apply(frame.Rule!, last.Expr);
                break;
        }

        last.Start = frame.Start;
        last.Spelling = Spelling.Other;
    }

    void FinishBinary(ScalarRule rule, byte precedence, ref Operand left, ref Operand right)
    {
        if (rule == Elementwise.Divide)
        {
            if (right.Spelling == Spelling.ImplicitProduct) WarnOfDenominator(left, right);
            left.Expr = Quotient(left, right);
        }
        else
        {
            left.Expr = Expr.Apply(rule, left.Expr, right.Expr);
        }

        left.End = right.End;
        left.Spelling = precedence == Precedence.Implicit ? Spelling.ImplicitProduct : Spelling.Other;
    }

    // Two whole numbers as typed make one exact fraction; 1/0 stays a quotient.
    static Expr Quotient(in Operand left, in Operand right)
    {
        if (left.Spelling == Spelling.WholeNumber && right.Spelling == Spelling.WholeNumber
            && left.Expr is NumberExpr p && right.Expr is NumberExpr { Value: { Sign: > 0 } q })
        {
            return Expr.Number(p.Value / q);
        }

        return Expr.Apply(Elementwise.Divide, left.Expr, right.Expr);
    }
}
