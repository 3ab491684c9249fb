using System.Text;

namespace Nabla.Symbolics;

// Names in MathML: a letter with its subscript below, θ for theta.
static class MathMLName
{
    /// <summary>Appends the name's elements.</summary>
    public static void Append(StringBuilder text, string name)
    {
        var letters = Names.IsPlain(name) ? Names.LettersEnd(name, 0) : name.Length;
        var subscript = name.AsSpan(letters).TrimStart('_');
        if (subscript.IsEmpty || subscript.IndexOfAny('_', '{') >= 0)
        {
            Identifier(text, GreekLetters.Letter(name) ?? name);
            return;
        }

        text.Append("<msub>");
        Identifier(text, GreekLetters.Letter(name[..letters]) ?? name[..letters]);
        var isNumber = subscript.IndexOfAnyExceptInRange('0', '9') < 0;
        text.Append(isNumber ? "<mn>" : "<mi>").Append(subscript).Append(isNumber ? "</mn>" : "</mi>").Append("</msub>");
    }

    // Characters that XML cannot hold become the replacement character.
    static void Identifier(StringBuilder text, string name)
    {
        text.Append("<mi>");
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsSurrogate(c))
            {
                var isPair = i + 1 < name.Length && char.IsSurrogatePair(c, name[i + 1]);
                if (isPair) text.Append(c).Append(name[++i]);
                else text.Append('\ufffd');
                continue;
            }

            _ = c switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                < ' ' and not ('\t' or '\n' or '\r') or '\ufffe' or '\uffff' => text.Append('\ufffd'),
                _ => text.Append(c),
            };
        }

        text.Append("</mi>");
    }
}
