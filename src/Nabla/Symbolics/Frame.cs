using Nabla.Rules;

namespace Nabla.Symbolics;

enum FrameKind : byte
{
    Operator,
    Sign,
    Function,
    Root,
    Paren,
    Bar,
    Call,
    Exponent,
    Numerator,
    Denominator,
    Index,
    Radicand,
    Cases,
}

// An operator that waits for its right side, or a bracket that waits to be closed.
struct Frame
{
    public FrameKind Kind;
    public byte Precedence;
    public char Closer;
    public int Start;
    public int End;
    public int Operands;
    public int Enclosing;
    public int Bars;
    public ScalarRule? Rule;
    public Expr? Exponent;
    public Expr? LogarithmBase;
}

// A part already read, with what is still worth knowing of its spelling.
struct Operand
{
    public Expr Expr;
    public int Start;
    public int End;
    public Spelling Spelling;
}

enum Spelling : byte
{
    Other,
    WholeNumber,
    Decimal,
    ImplicitProduct,
    ClosedBar,
}

// How tightly each operator binds; a frame is finished when one arrives that binds no tighter.
static class Precedence
{
    public const byte Bracket = 0;
    public const byte Compare = 10;
    public const byte Add = 20;
    public const byte Multiply = 30;
    public const byte SignAfterMultiply = 32;
    public const byte Function = 35;
    public const byte SignAfterFunction = 37;
    public const byte Implicit = 40;
    public const byte SignAfterPower = 55;
    public const byte Power = 60;
    public const byte Root = 70;
}
