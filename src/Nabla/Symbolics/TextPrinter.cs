using System.Globalization;
using Nabla.Rules;

namespace Nabla.Symbolics;

// Writes formulas as text with the fewest brackets that read back to the same formula.
sealed class TextPrinter : FormulaPrinter
{
    const int KeptCapacity = 1 << 16;

    [ThreadStatic] static TextPrinter? t_idle;

    TextStyle _style;
    Expr? _root;
    HashSet<string>? _variables;

    public static string Print(Expr expr, TextStyle style)
    {
        var printer = t_idle ?? new TextPrinter();
        t_idle = null;
        printer._style = style;
        printer.PrintAll(expr);
        var text = printer.Text.ToString();
        // A cleared builder makes room for as much again, so a large one is left.
        if (printer.Capacity >= KeptCapacity) return text;
        printer.Text.Clear();
        printer.Shared = null;
        (printer._root, printer._variables) = (null, null);
        t_idle = printer;
        return text;
    }

    void PrintAll(Expr expr)
    {
        _root = expr;
        Shared = SharedParts.Of(expr);
        WriteOut(expr);
        if (Shared is null) return;
        var separator = " where ";
        foreach (var (name, part) in Shared.Definitions)
        {
            Text.Append(separator).Append(name).Append(" = ");
            Shared.Open = part;
            WriteOut(part);
            separator = ", ";
        }
    }

    protected override void WriteShared(string name) => Text.Append(name);

    protected override void WriteNumber(NumberExpr number, bool isInner) => RationalText.Append(Text, number);

    protected override void WriteSymbol(string name) => AppendName(name);

    protected override void WriteConstant(ConstantExpr constant) =>
        Text.Append(_style == TextStyle.Unicode && constant.Name == "pi" ? "π" : constant.Name);

    protected override void Write(ApplyExpr apply, bool isInner)
    {
        switch (apply.Shape)
        {
            case ExprShape.Sum or ExprShape.Difference:
                Sum(apply, isInner);
                break;
            case ExprShape.Product:
                Product(apply[0], apply[1], isInner);
                break;
            case ExprShape.Quotient:
                Quotient(apply[0], apply[1], isInner);
                break;
            case ExprShape.Negative:
                Negative(apply[0], isInner);
                break;
            case ExprShape.Power:
                Power(apply[0], apply[1]);
                break;
            default:
                Function(apply);
                break;
        }
    }

    void Function(ApplyExpr f)
    {
        var rule = f.Rule;
        if (Sign(f) is { } sign) Comparison(f, sign);
        else if (_style == TextStyle.Unicode && rule == Elementwise.Abs) Enclosed("|", f[0], "|");
        else if (IsRadical(rule)) Radical(f[0]);
        else if (IsPostfix(rule)) Postfix("!", f[0]);
        else Call(f, "");
    }

    void Sum(ApplyExpr sum, bool isInner)
    {
        var isAdd = sum.Shape == ExprShape.Sum;
        Push(sum[1], LeadOf(sum[1]) == Lead.Minus ? Level.Atom : Level.Product, isInner);
        Push(isInner ? isAdd ? "+" : "-" : isAdd ? " + " : " - ");
        Push(sum[0], Level.Sum, isInner);
    }

    // A number under a minus would become a negative number, and so would one that leads a product.
    void Negative(Expr x, bool isInner)
    {
        Text.Append('-');
        Push(x, LeadOf(x) == Lead.Other ? Level.Product : Level.Bracketed, isInner);
    }

    void Product(Expr a, Expr b, bool isInner)
    {
        if (Juxtaposes(a, b)) Push(b, Level.Power, isInner);
        else
        {
            Push(b, LeadOf(b) == Lead.Minus ? Level.Atom : Level.Juxtaposed, isInner);
            Push(_style == TextStyle.Unicode ? "·" : "*");
        }

        PushLeft(a, isInner);
    }

    // Two whole numbers with a bare slash between them would become one fraction.
    void Quotient(Expr a, Expr b, bool isInner)
    {
        var folds = IsWhole(a) && b is NumberExpr { Value: { IsInteger: true, Sign: > 0 } };
        Push(b, folds ? Level.Bracketed : Level.Power, isInner);
        Push("/");
        PushLeft(a, isInner);
    }

    // a/b·c and a/b/c are what they are, but people read them better in brackets.
    void PushLeft(Expr a, bool isInner)
    {
        var isNegativeNumber = a is NumberExpr { Value: { Sign: < 0 } n } number && (n.IsInteger || number.IsDecimal);
        var isQuotient = IsFraction(a) || IsShownQuotient(a);
        Push(a, isNegativeNumber ? Level.Any : isQuotient ? Level.Atom : Level.Product, isInner);
    }

    void Power(Expr a, Expr b)
    {
        var n = 0;
        var isWhole = b is NumberExpr { Value: var value } && value.TryGetInt(out n);
        if (_style == TextStyle.Unicode && isWhole && Math.Abs((long)n) < 10_000)
        {
            var raised = Superscript(n);
            if (n > 1 && a is ApplyExpr call && !IsNamed(a) && IsCall(call))
            {
                Call(call, raised);
                return;
            }

            Push(raised);
        }
        else
        {
            Push(b, Level.Atom, isInner: true);
            Push("^");
        }

        Push(a, Level.Atom, isInner: true);
    }

    // The blanks keep x! == 1 from reading as x != …
    void Comparison(ApplyExpr comparison, string sign)
    {
        Push(comparison[1], Level.Sum, isInner: true);
        Push(" ");
        Push(sign);
        Push(" ");
        Push(comparison[0], Level.Sum, isInner: true);
    }

    void Postfix(string sign, Expr x)
    {
        Push(sign);
        Push(x, x is ApplyExpr { Rule: var rule } && IsPostfix(rule) ? Level.Bracketed : Level.Atom, isInner: true);
    }

    void Radical(Expr x)
    {
        Text.Append('√');
        var isBare = IsNamed(x) || (x is not ApplyExpr && LevelOf(x) == Level.Atom);
        if (isBare) Push(x, Level.Atom, isInner: true);
        else Enclosed("(", x, ")");
    }

    void Call(ApplyExpr call, string raised)
    {
        Text.Append(call.Rule.Name).Append(raised).Append('(');
        Push(")");
        PushArguments(call);
    }

    protected override Level LevelOf(ApplyExpr apply)
    {
        switch (apply.Shape)
        {
            case ExprShape.Sum or ExprShape.Difference or ExprShape.Negative:
                return Level.Sum;
            case ExprShape.Product:
                return Juxtaposes(apply[0], apply[1]) ? Level.Juxtaposed : Level.Product;
            case ExprShape.Quotient:
                return Level.Product;
            case ExprShape.Power:
                return Level.Power;
            default:
                return IsRadical(apply.Rule) ? Level.Power : Sign(apply) is null ? Level.Atom : Level.Compare;
        }
    }

    protected override bool Juxtaposes(Expr a, Expr b)
    {
        if (_style == TextStyle.Explicit || a is not NumberExpr || IsFraction(a) || IsNamed(a)) return false;
        if (IsNamed(b)) return true;
        switch (b)
        {
            case NumberExpr:
                return false;
            case SymbolExpr symbol:
                return StartsSafely(symbol.Name);
            case ConstantExpr constant:
                return constant.Name != "e";
        }

        // What follows the number is the base of a power or factorial, unless brackets hide it.
        var apply = (ApplyExpr)b;
        var isPower = apply.Rule == Elementwise.Power;
        if (isPower && apply[0] is ApplyExpr inner && IsPostfix(inner.Rule) && !IsNamed(inner)) apply = inner;
        if ((apply.Rule == Elementwise.Power || IsPostfix(apply.Rule)) && !IsNamed(apply[0]))
        {
            if (apply[0] is NumberExpr) return false;
            if (apply[0] is SymbolExpr named) return StartsSafely(named.Name);
            if (apply[0] is ApplyExpr raised) return IsBracketed(raised);
        }

        return IsBracketed(apply);
    }

    // Whether it starts with a letter or a bracket where it must bind as tightly as an atom.
    bool IsBracketed(ApplyExpr apply) => _style != TextStyle.Unicode || apply.Rule != Elementwise.Abs;

    // 2e3 is a number: a name such as e3 keeps its distance.
    bool StartsSafely(string name) =>
        IsPlain(name) && (name[0] is not ('e' or 'E') || (name.Length > 1 && char.IsLetter(name[1])));

    void AppendName(string name)
    {
        if (IsPlain(name)) Text.Append(name);
        else Text.Append('\'').Append(name.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
    }

    bool IsShownQuotient(Expr expr) => expr.Shape == ExprShape.Quotient && !IsNamed(expr);

    // xe beside x would be read as a product with e.
    bool IsPlain(string name)
    {
        if (!Names.IsPlain(name)) return false;
        if (name.Length == 1 || Names.LettersBesideConstant(name) is not { } letters) return true;
        _variables ??= [.. _root!.Variables];
        foreach (var letter in letters)
            if (!_variables.Contains(letter.ToString())) return true;
        return false;
    }

    bool IsRadical(ScalarRule rule) => _style == TextStyle.Unicode && rule == Elementwise.Sqrt;

    bool IsPostfix(ScalarRule rule) => _style != TextStyle.Explicit && rule == Elementwise.Factorial;

    bool IsCall(ApplyExpr apply) =>
        LevelOf(apply) == Level.Atom && apply.Rule.WrittenAs is null && !IsPostfix(apply.Rule) && IsBracketed(apply);

    // In the text of formulas = defines, so equality keeps its two signs.
    string? Sign(ApplyExpr f) =>
        f.Arity != 2 || Comparison(f.Rule) is not { } sign ? null : _style == TextStyle.Unicode && sign.Print != "=" ? sign.Print : sign.Ascii;

    static string Superscript(int n)
    {
        if (n is >= 0 and <= 9) return s_digits[n];
        return string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(Characters.ToSuperscript));
    }

    static readonly string[] s_digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
}
