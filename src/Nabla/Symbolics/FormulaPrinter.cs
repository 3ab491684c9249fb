using System.Text;
using Nabla.Rules;

namespace Nabla.Symbolics;

// What all printers of formulas share: a stack of what is still to be written in place of recursion, how tightly each
// sign binds, and where brackets are needed.
abstract class FormulaPrinter
{
    readonly PagedStack<Item> _items = new();

    /// <summary>What is written so far.</summary>
    protected StringBuilder Text { get; } = new();

    /// <summary>The parts that are written by name.</summary>
    protected SharedParts? Shared { get; set; }

    protected int Capacity => Text.Capacity + _items.Room;

    // Either a formula, in brackets if it binds less tightly than needed, or plain text.
    struct Item
    {
        public Expr? Expr;
        public string? Text;
        public Level Needed;
        public bool IsInner;
    }

    /// <summary>How tightly the outermost sign of a written part binds.</summary>
    protected enum Level : byte
    {
        Any,
        Compare,
        Sum,
        Product,
        Juxtaposed,
        Power,
        Atom,
        Bracketed,
    }

    /// <summary>What a written part starts with, as far as it matters to a sign before it.</summary>
    protected enum Lead : byte
    {
        Other,
        Digit,
        Minus,
    }

    protected virtual string OpenBracket => "(";

    protected virtual string CloseBracket => ")";

    /// <summary>Writes an operation: its own signs at once, its arguments by way of the stack, last one first.</summary>
    protected abstract void Write(ApplyExpr apply, bool isInner);

    protected abstract void WriteNumber(NumberExpr number, bool isInner);

    protected abstract void WriteSymbol(string name);

    protected abstract void WriteConstant(ConstantExpr constant);

    protected virtual void WriteShared(string name) => WriteSymbol(name);

    protected abstract Level LevelOf(ApplyExpr apply);

    /// <summary>Whether a coefficient stands right before its factor, as in 2x, 4(2x+3) and 2sin(x).</summary>
    protected virtual bool Juxtaposes(Expr a, Expr b) => false;

    protected void WriteOut(Expr root)
    {
        var budget = Budget.Printing;
        Write(root, isInner: false);
        while (_items.Count > 0)
        {
            budget?.Charge();
            var item = _items.Pop();
            if (item.Expr is not { } expr) Text.Append(item.Text);
            else if (Shared?.Name(expr) is { } name) WriteShared(name);
            else if (LevelOf(expr) >= item.Needed) Write(expr, item.IsInner);
            else
            {
                Text.Append(OpenBracket);
                Push(CloseBracket);
                Write(expr, isInner: true);
            }
        }
    }

    void Write(Expr expr, bool isInner)
    {
        switch (expr)
        {
            case NumberExpr number:
                WriteNumber(number, isInner);
                break;
            case SymbolExpr symbol:
                WriteSymbol(symbol.Name);
                break;
            case ConstantExpr constant:
                WriteConstant(constant);
                break;
            case ApplyExpr apply:
                Write(apply, isInner);
                break;
        }
    }

    protected void Push(string text) => _items.Push() = new Item { Text = text };

    protected void Push(Expr expr, Level needed, bool isInner) =>
        _items.Push() = new Item { Expr = expr, Needed = needed, IsInner = isInner };

    protected void PushArguments(ApplyExpr call, bool isInner = true, string separator = ", ", int first = 0)
    {
        for (var i = call.Arity - 1; i >= first; i--)
        {
            Push(call[i], Level.Any, isInner);
            if (i > first) Push(separator);
        }
    }

    protected void Enclosed(string open, Expr x, string close)
    {
        Text.Append(open);
        Push(close);
        Push(x, Level.Any, isInner: true);
    }

    protected bool IsNamed(Expr expr) => Shared?.Name(expr) is not null;

    protected Level LevelOf(Expr expr)
    {
        if (IsNamed(expr)) return Level.Atom;
        return expr switch
        {
            NumberExpr number => LevelOf(number),
            ApplyExpr apply => LevelOf(apply),
            _ => Level.Atom,
        };
    }

    protected virtual Level LevelOf(NumberExpr number) =>
        number.Value.Sign < 0 ? Level.Sum : IsFraction(number) ? Level.Product : Level.Atom;

    // Down the left side until brackets hide it; each part lies on one left side only, so all calls together are linear.
    protected Lead LeadOf(Expr expr)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (IsNamed(expr)) return Lead.Other;
            if (expr is NumberExpr number)
                return IsFraction(number) && !isFirst ? Lead.Other : number.Value.Sign < 0 ? Lead.Minus : Lead.Digit;
            if (expr is not ApplyExpr apply) return Lead.Other;
            if (apply.Shape == ExprShape.Negative) return isFirst ? Lead.Minus : Lead.Other;
            if (apply.Shape != ExprShape.Product && apply.Shape != ExprShape.Quotient) return Lead.Other;
            if (!isFirst && apply.Shape == ExprShape.Quotient) return Lead.Other;
            expr = apply[0];
        }
    }

    /// <summary>The sign of a comparison, in ASCII as C# has it and in print; null for any other rule.</summary>
    protected static (string Ascii, string Print)? Comparison(ScalarRule rule) =>
        rule == Elementwise.Less ? ("<", "<")
        : rule == Elementwise.LessEqual ? ("<=", "≤")
        : rule == Elementwise.Greater ? (">", ">")
        : rule == Elementwise.GreaterEqual ? (">=", "≥")
        : rule == Elementwise.Equal ? ("==", "=")
        : rule == Elementwise.NotEqual ? ("!=", "≠")
        : null;

    protected static bool IsFraction(Expr expr) => expr is NumberExpr { IsDecimal: false, Value.IsInteger: false };

    protected static bool IsWhole(Expr expr) => expr is NumberExpr { Value.IsInteger: true };
}
