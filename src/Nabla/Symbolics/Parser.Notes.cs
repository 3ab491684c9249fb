using Nabla.Rules;

namespace Nabla.Symbolics;

// What is said where a formula could be read in another way.
sealed partial class Parser
{
    void Note(string code, string message, int start, int end, bool isWarning = false) =>
        (_notes ??= []).Add(new(code, message, start, end - start, isWarning));

    void WarnOfDenominator(in Operand left, in Operand right)
    {
        var whole = Slice(left.Start, right.End);
        var (a, b) = (Slice(left.Start, left.End), Slice(right.Start, right.End));
        Note(
            "implicit_denominator",
            $"'{whole}' is read as ({a})/({b}), because a product without a sign binds tighter than '/'.",
            left.Start, right.End, isWarning: true);
    }

    void WarnOfBars(in Operand left)
    {
        if (_token.Kind != TokenKind.Bar || _token.Mark != '|' || left.Spelling == Spelling.ClosedBar) return;
        if ((_bracket >= 0 ? _frames[_bracket].Bars : _bars) == 0) return;
        Note(
            "ambiguous_bars", "The bars |…| can be paired in more than one way; write abs(…) to be sure.",
            _token.Start, _token.End, isWarning: true);
    }

    // 3e-2x may have meant 3·e - 2x.
    void WarnOfPowerOfTen(Token number)
    {
        var e = _text.AsSpan(number.Start, number.Length).IndexOfAny('e', 'E');
        if (e < 0 || number.End >= _scanner.End || !char.IsLetter(_text[number.End])) return;
        var (digits, power) = (Slice(number.Start, number.Start + e), Slice(number.Start + e + 1, number.End));
        Note(
            "power_of_ten",
            $"'{Slice(number.Start, number.End)}' is read as the number {digits}*10^{(power[0] == '-' ? $"({power})" : power.TrimStart('+'))};"
            + $" write {digits}*e{(power[0] is '-' or '+' ? power : "*" + power)} for the constant e.",
            number.Start, number.End, isWarning: true);
    }

    void NoteFactorialOfFactorial(in Operand twice)
    {
        if (_text[twice.End - 3] == '!') return;
        Note(
            "factorial_of_factorial",
            $"'{Slice(twice.Start, twice.End)}' is read as ({Slice(twice.Start, twice.End - 1)})!, the factorial of a factorial; there is no double factorial here.",
            twice.Start, twice.End, isWarning: true);
    }

    // √x² and √2x may have meant the root of the whole.
    void WarnOfBareRoot(bool isPower)
    {
        if (_frames.Count == 0 || _frames.Top is not { Kind: FrameKind.Root } root) return;
        var left = _operands[_operandCount - 1];
        if (_text[left.End - 1] is ')' or ']' or '}' or '|') return;
        var (sign, shown) = (Slice(root.Start, left.Start), Slice(root.Start, left.End));
        var (x, next) = (Slice(left.Start, left.End), _token.Kind == TokenKind.Caret ? "^…" : Slice(_token.Start, _token.End));
        Note(
            "bare_root",
            $"'{shown}{next}' is read as ({shown}){(isPower ? "" : "*")}{next}; write {sign}({x}{next}) for the root of the {(isPower ? "power" : "product")}.",
            root.Start, _token.End, isWarning: true);
    }

    bool IsRightAfterNumber(Token token) => token.Start > 0 && char.IsAsciiDigit(_text[token.Start - 1]);

    static bool IsLetterWithDigits(ReadOnlySpan<char> word) =>
        word.Length > 1 && char.IsAsciiLetter(word[0]) && word[1..].IndexOfAnyExceptInRange('0', '9') < 0;

    // 3x2 is 3·x₂ where there is an x₁ too; alone it may have meant a power.
    void WarnOfSubscript()
    {
        if (_subscripted is not var (name, token)) return;
        var (letter, subscript) = (name[0], name[1..]);
        if (_names.Exists(other => other.Name != name && other.Name.Length > 1 && other.Name[0] == letter)) return;
        Note(
            "subscript",
            $"'{name}' is read as one variable with a subscript; write {letter}^{subscript} for a power and {letter}*{subscript} for a product.",
            token.Start, token.End, isWarning: true);
    }

    void NoteBareArgument(in Frame frame, in Operand argument)
    {
        if (argument.Spelling != Spelling.ImplicitProduct) return;
        var name = Slice(frame.Start, frame.End);
        var x = Slice(argument.Start, argument.End);
        Note("bare_argument", $"'{Slice(frame.Start, argument.End)}' is read as {name}({x}).", frame.Start, argument.End);
    }

    void NoteInverse(ScalarRule rule, ScalarRule inverse, in Frame frame) => Note(
        "inverse_function",
        $"{rule.Name}^-1 is read as {inverse.Name}; write 1/{rule.Name}(…) for the reciprocal.",
        frame.Start, frame.End);

    void NoteProduct(string name, Token token) => Note(
        "product", $"{Shortened(name)}(…) is read as a product, because {Shortened(name)} is a variable.",
        token.Start, token.End);

    // sinx, and ax where x is declared, were probably not meant as one name.
    void NoteOneName(string name, Token token)
    {
        if (Elsewhere.Word(name) is { } here)
        {
            Note(Names.Constant(name.ToLowerInvariant()) is null ? "one_name" : "constant", $"'{name}' is read as a variable; write {here}.", token.Start, token.End, isWarning: true);
            return;
        }

        if (_word is null && NoteProductWithConstant(name, token)) return;
        var letters = Names.LettersEnd(name, 0);
        if (letters < 2 || letters != name.Length || IsLetterWithSubscript(name)) return;
        var function = Math.Min(letters - 1, Misspelling.LongestName);
        while (function > 1 && Names.Function(name.AsSpan(0, function)) is null) function--;
        var shown = Shortened(name);
        if (function > 1)
        {
            var call = $"{name[..function]}({Shortened(name.AsSpan(function))})";
            var message = $"'{shown}' is read as one name; write {call} for the function.";
            Note("one_name", message, token.Start, token.End, isWarning: true);
            return;
        }

        // xsinx: one letter, a function and its variable.
        if (letters > 4 && Names.Function(name.AsSpan(1, letters - 2)) is not null)
        {
            Note(
                "one_name", $"'{shown}' is read as one name; write {name[0]}*{name[1..^1]}({name[^1]}) for the function.",
                token.Start, token.End, isWarning: true);
            return;
        }

        var hidden = _options.Names.FirstOrDefault(v => v.Length == 1 && name.Contains(v[0]));
        if (hidden is null) return;
        var product = string.Join('*', shown.ToCharArray());
        Note(
            "one_name", $"'{shown}' is read as one name, not as a product with {hidden}; write {product} for that.",
            token.Start, token.End, isWarning: true);
    }

    // 2ex, pix^2 and xe^(-y), where x is nowhere alone. Longer words that only end with e were probably meant as they are.
    bool NoteProductWithConstant(string name, Token token)
    {
        if (Names.LettersBesideConstant(name) is null || !char.IsAsciiLetterLower(name[0])) return false;
        var isLikely = name.Length == 2 || name.Contains("pi", StringComparison.Ordinal) || (name[^1] == 'e' && _scanner.Follows("^"));
        if (!isLikely) return false;
        var constant = name.Contains("pi", StringComparison.Ordinal) ? "pi" : "e";
        Note(
            "one_name", $"'{name}' is read as one name; write {string.Join('*', Names.FactorsBesideConstant(name))} for a product with the constant {constant}.",
            token.Start, token.End, isWarning: true);
        return true;
    }

    // xy beside x and y was probably meant as their product.
    void WarnOfNamesMadeOfOthers()
    {
        foreach (var (name, start) in _names)
        {
            if (!IsMadeOfOthers(name) || _notes?.Exists(note => note.Start == start && note.Code == "one_name") == true) continue;
            Note(
                "one_name", $"'{name}' is read as one name, not as a product; write {string.Join('*', name.ToCharArray())} for that.",
                start, start + name.Length, isWarning: true);
        }
    }

    bool IsMadeOfOthers(string name)
    {
        if (name.Length is < 2 or > Misspelling.LongestName) return false;
        foreach (var c in name)
            if (!char.IsLetter(c) || !_variables.ContainsKey(c.ToString())) return false;
        return true;
    }

    // Text is quoted in messages, so a long part is cut in the middle.
    string Slice(int start, int end) => Shortened(_original.AsSpan(start, Math.Max(0, end - start)).Trim());

    static string Shortened(ReadOnlySpan<char> part)
    {
        const int longest = 40;
        return part.Length <= longest ? part.ToString() : $"{part[..(longest / 2)]}…{part[^(longest / 2 - 1)..]}";
    }
}
