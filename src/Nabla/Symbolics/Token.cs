namespace Nabla.Symbolics;

// The parts of speech of a formula.
enum TokenKind : byte
{
    End,
    Number,
    Fraction,
    Name,
    Quoted,
    Command,
    Plus,
    Minus,
    Star,
    Slash,
    Caret,
    Superscript,
    Bang,
    Open,
    Close,
    Bar,
    Comma,
    Compare,
    Assign,
    Root,
    Ampersand,
    NewRow,
    Unknown,
}

// Where brackets and roots differ in one character or word, Mark tells them apart.
readonly record struct Token(TokenKind Kind, int Start, int End, char Mark = '\0')
{
    public int Length => End - Start;
}
