using Nabla.Rules;

namespace Nabla.Symbolics;

// What is said where a formula cannot be read.
sealed partial class Parser
{
    FormulaException Empty() =>
        new("empty", "The formula is empty.", 0, _original.Length, "write one, for example 3x^2 + 2y");

    // A fault of the token under the eye.
    FormulaException Here(string code, string message, string? suggestion = null) =>
        new(code, message, _token.Start, _token.Length, suggestion);

    FormulaException MissingOperand()
    {
        if (_token.Kind == TokenKind.Unknown) return Unknown();
        if (_token.Kind == TokenKind.Assign) return EquationFound();
        if (_token.Kind != TokenKind.End)
        {
            var token = Slice(_token.Start, _token.End);
            return Here("missing_operand", $"A number, a variable or a bracket is missing before '{token}'.", $"write one there, or remove '{token}'");
        }

        if (_frames.Count > 0 && _frames.Top.Precedence == Precedence.Bracket) return Unclosed();
        var end = EndOfText();
        var after = end > 0 ? $" after '{Slice(PreviousStart(end), end)}'" : "";
        return new(
            "missing_operand", $"Something is missing{after}.", end, 0, "add a number, a variable or a bracket");
    }

    int EndOfText()
    {
        var end = _token.Start;
        while (end > 0 && _text[end - 1] is ' ' or '\t' or '\n' or '\r') end--;
        return end;
    }

    int PreviousStart(int end)
    {
        var isDouble = end >= 2 && _text[end - 2] is '*' or '<' or '>' or '=' or '!' && _text[end - 1] is '*' or '=';
        return isDouble ? end - 2 : end - 1;
    }

    static FormulaException MissingArgument(ScalarRule rule, int start, int end) => new(
        "missing_argument", $"The function {rule.Name} has no argument.", start, end - start,
        $"write {rule.Name}({Placeholders(rule)}), or '{rule.Name}' in quotes for a variable of that name");

    static FormulaException ArgumentCount(in Frame call, int count, int end)
    {
        var rule = call.Rule!;
        var expected = rule.Arity < 0 ? "two or more arguments" : rule.Arity == 1 ? "one argument" : $"{rule.Arity} arguments";
        return new(
            "argument_count", $"{rule.Name} takes {expected}, but {count} {(count == 1 ? "is" : "are")} given.",
            call.Start, end - call.Start,
            rule == Elementwise.Ln && count == 2 ? OtherBase("b") : $"write {rule.Name}({Placeholders(rule)})");
    }

    static string Placeholders(ScalarRule rule)
    {
        if (rule == Elementwise.Where) return "condition, a, b";
        return rule.Arity < 0 ? "a, b, …" : string.Join(", ", "xyz".Take(rule.Arity));
    }

    static FormulaException UnknownFunction(string name, Token token) =>
        new("unknown_function", $"unknown function '{Shortened(name)}'", token.Start, token.Length, FunctionMeant(name));

    static string FunctionMeant(string name)
    {
        if (name.StartsWith("log_", StringComparison.Ordinal)) return OtherBase(name[4..]);
        if (Elsewhere.Function(name) is { } here) return here;
        if (Names.Function(name.AsSpan(1)) is not null) return $"did you mean: {name[..1]}*{name[1..]}?";
        var near = Misspelling.Near(name, Names.AllFunctions);
        if (near.Count > 0) return $"did you mean: {string.Join(", ", near)}?";
        for (var i = Math.Max(2, name.Length - Misspelling.LongestName); i < name.Length - 1; i++)
        {
            if (Names.Function(name.AsSpan(i)) is null) continue;
            return $"did you mean: {Shortened(name.AsSpan(0, i))}*{name[i..]}?";
        }

        return $"for a product write {Shortened(name)}*(…)";
    }

    static FormulaException NoLogarithm(int b, Token token) => new(
        "no_logarithm", $"There is no logarithm to base {b}.", token.Start, token.Length, "write log2(x), log10(x) or log_5(x), for example");

    static FormulaException NoName(int start, int length) => new(
        "empty_name", "There is no name between the quotes.", start, length, "a derivative is written d/dx …, and a name in quotes 'name'");

    static string OtherBase(string b) => $"write ln(x)/ln({Shortened(b)}) for the logarithm to base {Shortened(b)}";

    FormulaException Unclosed()
    {
        ref var frame = ref _frames[_bracket];
        if (frame.Kind == FrameKind.Bar) return UnclosedBar(frame);
        var isAfterName = frame.Kind is FrameKind.Call or FrameKind.Exponent;
        var start = isAfterName ? _text.AsSpan(frame.End).IndexOfAny('(', '[', '{') + frame.End : frame.Start;
        var (opener, end) = BracketOf(start, isCases: frame.Closer == '\0');
        var closer = frame.Closer == '\0' ? @"\end{cases}" : frame.Closer.ToString();
        return new("unclosed", $"The bracket '{Slice(opener, end)}' is never closed.", opener, end - opener, $"add '{closer}'");
    }

    // The bracket itself, which stands behind a command such as \frac or \left, or the command that is one.
    (int Start, int End) BracketOf(int start, bool isCases)
    {
        if (At(start) != '\\') return (start, start + 1);
        var end = start + 1;
        while (char.IsAsciiLetter(At(end))) end++;
        return !isCases && At(end) is '(' or '[' or '{' ? (end, end + 1) : (start, end);
    }

    static FormulaException UnclosedBar(in Frame frame) =>
        new("unclosed", "This bar is never closed.", frame.Start, 1, "add | or write abs(…)");

    FormulaException Unopened() => Here(
        "unopened", $"The bracket '{Slice(_token.Start, _token.End)}' closes nothing.", "remove it, or open it before");

    FormulaException Mismatched(in Frame frame)
    {
        if (frame.Kind == FrameKind.Bar) return UnclosedBar(frame);
        var token = Slice(_token.Start, _token.End);
        return Here("mismatched", $"The bracket '{token}' closes a bracket of another kind.", $"write '{frame.Closer}'");
    }

    FormulaException EmptyBrackets() => new(
        "empty_brackets", "There is nothing between the brackets.", _token.Start - 1, 2,
        "write a formula between them or remove them");

    FormulaException StrayComma() => _token.Kind != TokenKind.Comma ? Unknown() : Here(
        "stray_comma", "A comma stands only between the arguments of a function.",
        "use a point for decimals, as in 0.5, and give formulas one by one");

    FormulaException TwoNumbers(in Operand left) => new(
        "two_numbers", "Two numbers stand side by side.", left.Start, _token.End - left.Start,
        $"for a product write {Slice(left.Start, left.End)}*{Slice(_token.Start, _token.End)}");

    FormulaException Chained() => Here(
        "chained_comparison", "A comparison has two sides only.", "for 0 < x < 1 write (0 < x)*(x < 1)");

    FormulaException EquationFound() => Here(
        "equation", "An equals sign makes an equation, and a formula is wanted.",
        "write == to compare, or give one side only");

    static FormulaException MissingEquals(int start, int end) => new(
        "bad_definition", "After 'where' come definitions such as t1 = x^2, separated by commas.",
        start, Math.Max(0, end - start), "write … where t1 = x^2, t2 = t1 + 1");

    static FormulaException DefinedTwice(string name, int start) =>
        new("defined_twice", $"{Shortened(name)} is defined twice.", start, name.Length, "give one of them another name");

    FormulaException DefinedTooLate(string name)
    {
        var start = _names.Find(n => n.Name == name).Start;
        return new(
            "defined_too_late", $"{Shortened(name)} is used before it is defined.", start, name.Length,
            "a definition may use those before it");
    }

    FormulaException UnknownCommand(string name) =>
        Here("unknown_command", $"The LaTeX command \\{Shortened(name)} is not known here.",
            Misspelling.Near(name, LatexWords) is [var near, ..] ? $@"did you mean: \{near}?" : "write the function's name without \\, or remove it");

    static IEnumerable<string> LatexWords =>
        ["frac", "sqrt", "left", "right", "cdot", "times", "operatorname", .. Names.AllFunctions];

    FormulaException UnclosedCommand() =>
        Here("unclosed", "This command needs a word in braces.", @"write \operatorname{name}");

    FormulaException MissingBraces()
    {
        // LaTeX reads \frac12 digit by digit.
        var digits = _token.Kind == TokenKind.Number ? Slice(_token.Start, _token.End) : "";
        var (a, b) = digits.Length == 2 ? (digits[..1], digits[1..]) : ("a", "b");
        return Here("missing_braces", "Braces {…} are missing here.", $@"write \frac{{{a}}}{{{b}}}");
    }

    FormulaException Unknown()
    {
        var c = _original[_token.Start];
        if (c == '\'') return Here("unclosed", "This quote is never closed.",
            "a derivative is written d/dx …, and a name in quotes 'name'");
        if (c == '∞') return Here("unknown_character", "Infinity is not a number here.", "write a number; a limit is not taken");
        if (char.IsHighSurrogate(c) && _token.End < _original.Length && char.IsLowSurrogate(_original[_token.End]))
        {
            var pair = _original.Substring(_token.Start, 2);
            return Meaningless($"'{pair}' (U+{char.ConvertToUtf32(pair, 0):X4})", 2);
        }

        if (char.IsSurrogate(c)) return Meaningless($"(half a surrogate pair, U+{(int)c:X4})", 1);
        var shown = char.IsControl(c) || char.IsWhiteSpace(c) ? "" : $"'{c}' ";
        return Meaningless($"{shown}(U+{(int)c:X4})", 1, Elsewhere.Character(c));
    }

    FormulaException Meaningless(string character, int length, string cure = "remove it") =>
        new("unknown_character", $"The character {character} has no meaning in a formula.", _token.Start, length, cure);
}
