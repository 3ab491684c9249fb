using Nabla.Rules;

namespace Nabla.Symbolics;

// What is said where a formula cannot be read, or could be read in another way.
sealed partial class Parser
{
    void Note(string code, string message, int start, int end, bool isWarning = false) =>
        (_notes ??= []).Add(new(code, message, start, end - start, isWarning));

    void WarnOfDenominator(in Operand left, in Operand right) => Note(
        "implicit_denominator",
        $"'{Slice(left.Start, right.End)}' is read as ({Slice(left.Start, left.End)})/({Slice(right.Start, right.End)}), because a product without a sign binds tighter than '/'.",
        left.Start, right.End, isWarning: true);

    void WarnOfBars(in Operand left)
    {
        if (_token.Kind != TokenKind.Bar || _token.Mark != '|' || left.Spelling == Spelling.ClosedBar) return;
        if ((_bracket >= 0 ? _frames[_bracket].Bars : _bars) == 0) return;
        Note("ambiguous_bars", "The bars |…| can be paired in more than one way; write abs(…) to be sure.", _token.Start, _token.End, isWarning: true);
    }

    void NoteBareArgument(in Frame frame, in Operand argument)
    {
        if (argument.Spelling != Spelling.ImplicitProduct) return;
        var name = Slice(frame.Start, frame.End);
        Note("bare_argument", $"'{Slice(frame.Start, argument.End)}' is read as {name}({Slice(argument.Start, argument.End)}).", frame.Start, argument.End);
    }

    void NoteOneName(string name, Token token)
    {
        var letters = Names.LettersEnd(name, 0);
        if (letters < 2 || letters != name.Length || IsLetterWithSubscript(name)) return;
        for (var i = Math.Min(letters - 1, Misspelling.LongestName); i > 1; i--)
        {
            if (Names.Function(name.AsSpan(0, i)) is not { } rule) continue;
            Note("one_name", $"'{Shortened(name)}' is read as one name; write {rule.Name}({Shortened(name.AsSpan(i))}) for the function.", token.Start, token.End, isWarning: true);
            return;
        }

        var hidden = _options.Names.FirstOrDefault(v => v.Length == 1 && name.Contains(v[0]));
        if (hidden is null) return;
        Note("one_name", $"'{Shortened(name)}' is read as one name, not as a product with {hidden}; write {string.Join('*', Shortened(name).ToCharArray())} for that.", token.Start, token.End, isWarning: true);
    }

    FormulaException Empty() => new("empty", "The formula is empty.", 0, _original.Length, "write one, for example 3x^2 + 2y");

    FormulaException MissingOperand()
    {
        if (_token.Kind == TokenKind.Unknown) return Unknown();
        if (_token.Kind == TokenKind.Assign) return EquationFound();
        var before = _frameCount > 0 ? _frames[_frameCount - 1] : default;
        var end = _token.Kind == TokenKind.End ? LastCharacter() : _token.Start;
        if (_token.Kind == TokenKind.End && before.Precedence == Precedence.Bracket && _frameCount > 0) return Unclosed();
        var after = end > 0 ? $" after '{Slice(Math.Max(0, PreviousStart(end)), end)}'" : "";
        return _token.Kind == TokenKind.End
            ? new("missing_operand", $"Something is missing{after}.", end, 0, "add a number, a variable or a bracket")
            : new("missing_operand", $"A number, a variable or a bracket is missing before '{Slice(_token.Start, _token.End)}'.", _token.Start, _token.Length);
    }

    int LastCharacter()
    {
        var end = _token.Start;
        while (end > 0 && _text[end - 1] is ' ' or '\t' or '\n' or '\r') end--;
        return end;
    }

    int PreviousStart(int end) => end >= 2 && _text[end - 2] is '*' or '<' or '>' or '=' or '!' && _text[end - 1] is '*' or '=' ? end - 2 : end - 1;

    static FormulaException MissingArgument(ScalarRule rule, int start, int end) => new(
        "missing_argument", $"The function {rule.Name} has no argument.", start, end - start, $"write {rule.Name}({Placeholders(rule)}), or '{rule.Name}' in quotes for a variable of that name");

    static FormulaException ArgumentCount(in Frame call, int count, int end)
    {
        var rule = call.Rule!;
        var expected = rule.Arity < 0 ? "two or more arguments" : rule.Arity == 1 ? "one argument" : $"{rule.Arity} arguments";
        return new("argument_count", $"{rule.Name} takes {expected}, but {count} {(count == 1 ? "is" : "are")} given.", call.Start, end - call.Start, $"write {rule.Name}({Placeholders(rule)})");
    }

    static string Placeholders(ScalarRule rule) =>
        rule == Elementwise.Where ? "condition, a, b" : rule.Arity < 0 ? "a, b, …" : string.Join(", ", "xyz".Take(rule.Arity));

    static FormulaException UnknownFunction(string name, Token token) =>
        new("unknown_function", $"unknown function '{Shortened(name)}'", token.Start, token.Length, FunctionMeant(name));

    static string FunctionMeant(string name)
    {
        if (Names.Function(name.AsSpan(1)) is not null) return $"did you mean: {name[..1]}*{name[1..]}?";
        var near = Misspelling.Near(name, Names.AllFunctions);
        if (near.Count > 0) return $"did you mean: {string.Join(", ", near)}?";
        for (var i = Math.Max(2, name.Length - Misspelling.LongestName); i < name.Length - 1; i++)
            if (Names.Function(name.AsSpan(i)) is not null) return $"did you mean: {Shortened(name.AsSpan(0, i))}*{name[i..]}?";
        return $"for a product write {Shortened(name)}*(…)";
    }

    FormulaException Unclosed()
    {
        ref var frame = ref _frames[_bracket];
        if (frame.Kind == FrameKind.Bar) return new("unclosed", "This bar is never closed.", frame.Start, 1, "add | or write abs(…)");
        var start = frame.Kind is FrameKind.Call or FrameKind.Exponent ? _text.IndexOfAny(['(', '[', '{'], frame.End) : frame.Start;
        return new("unclosed", $"The bracket '{Slice(start, start + 1)}' is never closed.", start, 1, $"add '{(frame.Closer == '\0' ? "\\end{cases}" : frame.Closer)}'");
    }

    FormulaException Unopened() => new(
        "unopened", $"The bracket '{Slice(_token.Start, _token.End)}' closes nothing.", _token.Start, _token.Length, "remove it, or open it before");

    FormulaException Mismatched(in Frame frame) => frame.Kind == FrameKind.Bar
        ? new("unclosed", "This bar is never closed.", frame.Start, 1, "add | or write abs(…)")
        : new("mismatched", $"The bracket '{Slice(_token.Start, _token.End)}' closes a bracket of another kind.", _token.Start, _token.Length, $"write '{frame.Closer}'");

    FormulaException EmptyBrackets() => new("empty_brackets", "There is nothing between the brackets.", _token.Start - 1, 2, "write a formula between them or remove them");

    FormulaException StrayComma() => new(
        "stray_comma", "A comma stands only between the arguments of a function.", _token.Start, _token.Length, "use a point for decimals, as in 0.5, and give formulas one by one");

    FormulaException TwoNumbers(in Operand left) => new(
        "two_numbers", "Two numbers stand side by side.", left.Start, _token.End - left.Start, $"for a product write {Slice(left.Start, left.End)}*{Slice(_token.Start, _token.End)}");

    FormulaException Chained() => new(
        "chained_comparison", "A comparison has two sides only.", _token.Start, _token.Length, "for 0 < x < 1 write (0 < x)*(x < 1)");

    FormulaException EquationFound() => new(
        "equation", "An equals sign makes an equation, and a formula is wanted.", _token.Start, _token.Length, "write == to compare, or give one side only");

    static FormulaException MissingEquals(int start, int end) => new(
        "bad_definition", "After 'where' come definitions such as t1 = x^2, separated by commas.", start, Math.Max(0, end - start));

    static FormulaException DefinedTwice(string name, int start) => new("defined_twice", $"{Shortened(name)} is defined twice.", start, name.Length);

    FormulaException DefinedTooLate(string name)
    {
        var start = _names.Find(n => n.Name == name).Start;
        return new("defined_too_late", $"{Shortened(name)} is used before it is defined.", start, name.Length, "a definition may use those before it");
    }

    FormulaException UnknownCommand(string name) => new("unknown_command", $"The LaTeX command \\{Shortened(name)} is not known here.", _token.Start, _token.Length);

    FormulaException UnclosedCommand() => new("unclosed", "This command needs a word in braces.", _token.Start, _token.Length, "write \\operatorname{name}");

    FormulaException MissingBraces() => new("missing_braces", "Braces {…} are missing here.", _token.Start, _token.Length, "write \\frac{a}{b}");

    FormulaException Unknown()
    {
        var c = _original[_token.Start];
        if (c == '\'') return new("unclosed", "This quote is never closed.", _token.Start, 1, "a quoted name is written 'name'");
        if (c == '∞') return new("unknown_character", "Infinity is not a number here.", _token.Start, 1);
        if (char.IsHighSurrogate(c) && _token.Start + 1 < _original.Length && char.IsLowSurrogate(_original[_token.Start + 1]))
        {
            var symbol = _original.Substring(_token.Start, 2);
            return new("unknown_character", $"The character '{symbol}' (U+{char.ConvertToUtf32(symbol, 0):X4}) has no meaning in a formula.", _token.Start, 2);
        }

        var shown = char.IsControl(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c) ? "" : $"'{c}' ";
        var code = char.IsSurrogate(c) ? "half a surrogate pair, " : "";
        return new("unknown_character", $"The character {shown}({code}U+{(int)c:X4}) has no meaning in a formula.", _token.Start, 1);
    }

    // Text is quoted in messages, so a long part is cut in the middle.
    string Slice(int start, int end)
    {
        return Shortened(_original.AsSpan(start, Math.Max(0, end - start)).Trim());
    }

    static string Shortened(ReadOnlySpan<char> part)
    {
        const int longest = 40;
        return part.Length <= longest ? part.ToString() : $"{part[..(longest / 2)]}…{part[^(longest / 2 - 1)..]}";
    }
}
