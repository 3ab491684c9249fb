using Nabla.Rules;

namespace Nabla.Symbolics;

// Writes formulas as presentation MathML: fractions, powers, roots and cases by their elements, other functions by name.
sealed class MathMLPrinter : FormulaPrinter
{
    public static string Print(Expr expr)
    {
        var printer = new MathMLPrinter { Shared = SharedParts.Of(expr) };
        printer.Text.Append("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow>");
        printer.WriteOut(expr);
        var separator = "<mtext>\u00a0where\u00a0</mtext>";
        foreach (var (name, part) in printer.Shared?.Definitions ?? [])
        {
            printer.Text.Append(separator);
            printer.WriteShared(name);
            printer.Text.Append("<mo>=</mo>");
            printer.Shared!.Open = part;
            printer.WriteOut(part);
            separator = "<mo>,</mo>";
        }

        return printer.Text.Append("</mrow></math>").ToString();
    }

    protected override string OpenBracket => "<mrow><mo>(</mo>";

    protected override string CloseBracket => "<mo>)</mo></mrow>";

    protected override void WriteConstant(ConstantExpr constant) =>
        Text.Append("<mi>").Append(constant.Name == "pi" ? "π" : constant.Name).Append("</mi>");

    protected override void Write(ApplyExpr apply, bool isInner)
    {
        var rule = apply.Rule;
        if (rule == Elementwise.Add) Infix(apply, "+", Level.Sum);
        else if (rule == Elementwise.Subtract) Infix(apply, "−", Level.Sum);
        else if (rule == Elementwise.Multiply) Infix(apply, Times(apply[0], apply[1]), Level.Product);
        else if (rule == Elementwise.Divide) Element("mfrac", apply[0], apply[1], Level.Any);
        else if (rule == Elementwise.Power) Element("msup", apply[0], apply[1], Level.Atom);
        else if (rule == Elementwise.Negate)
        {
            Text.Append("<mo>−</mo>");
            Push(apply[0], LeadOf(apply[0]) == Lead.Minus ? Level.Bracketed : Level.Product, isInner: true);
        }
        else if (rule == Elementwise.Sqrt) Enclosed("<msqrt>", apply[0], "</msqrt>");
        else if (rule == Elementwise.Cbrt) Enclosed("<mroot><mrow>", apply[0], "</mrow><mn>3</mn></mroot>");
        else if (rule == Elementwise.Abs) Enclosed("<mrow><mo>|</mo>", apply[0], "<mo>|</mo></mrow>");
        else if (rule == Elementwise.Floor) Enclosed("<mrow><mo>⌊</mo>", apply[0], "<mo>⌋</mo></mrow>");
        else if (rule == Elementwise.Ceiling) Enclosed("<mrow><mo>⌈</mo>", apply[0], "<mo>⌉</mo></mrow>");
        else if (rule == Elementwise.Factorial)
        {
            Push("<mo>!</mo></mrow>");
            Push(apply[0], Level.Atom, isInner: true);
            Push("<mrow>");
        }
        else if (rule == Elementwise.Where) Cases(apply);
        else if (Comparison(rule) is { Print: var sign }) Infix(apply, sign.Replace("<", "&lt;").Replace(">", "&gt;"), Level.Compare);
        else Call(apply);
    }

    void Infix(ApplyExpr apply, string sign, Level level)
    {
        Push(apply[1], LeadOf(apply[1]) == Lead.Minus ? Level.Bracketed : level + 1, isInner: true);
        Push($"<mo>{sign}</mo>");
        Push(apply[0], apply[0] is NumberExpr && level == Level.Product ? Level.Any : level, isInner: true);
    }

    void Element(string name, Expr a, Expr b, Level needed)
    {
        Text.Append('<').Append(name).Append("><mrow>");
        Push($"</mrow></{name}>");
        Push(b, Level.Any, isInner: true);
        Push("</mrow><mrow>");
        Push(a, needed, isInner: true);
    }

    void Cases(ApplyExpr where)
    {
        Text.Append("<mrow><mo>{</mo><mtable><mtr><mtd>");
        Push("</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>");
        Push(where[2], Level.Any, isInner: true);
        Push("</mtd></mtr><mtr><mtd>");
        Push(where[0], Level.Any, isInner: true);
        Push("</mtd><mtd>");
        Push(where[1], Level.Any, isInner: true);
    }

    static string NameOf(ScalarRule rule) =>
        rule == Elementwise.Gamma ? "Γ" : rule == Elementwise.Digamma ? "ψ" : rule == Elementwise.Sign ? "sgn" : rule.Name;

    void Call(ApplyExpr call)
    {
        Text.Append("<mrow><mi>").Append(NameOf(call.Rule)).Append("</mi><mo>\u2061</mo>").Append(OpenBracket);
        Push("</mrow>");
        Push(CloseBracket);
        PushArguments(call, separator: "<mo>,</mo>");
    }

    protected override void WriteNumber(NumberExpr number, bool isInner)
    {
        if (number.Value.Sign < 0) Text.Append("<mo>−</mo>");
        var value = (NumberExpr)(number.IsDecimal ? Expr.Decimal(number.Value.Abs()) : Expr.Number(number.Value.Abs()));
        if (IsFraction(number))
        {
            Text.Append($"<mfrac><mn>{value.Value.Numerator}</mn><mn>{value.Value.Denominator}</mn></mfrac>");
            return;
        }

        if (RationalText.IsScientific(value, out var mantissa, out var power))
        {
            if (mantissa != "1") Text.Append("<mn>").Append(mantissa).Append("</mn><mo>·</mo>");
            Text.Append("<msup><mn>10</mn>").Append(power[0] == '-' ? $"<mrow><mo>−</mo><mn>{power[1..]}</mn></mrow>" : $"<mn>{power}</mn>").Append("</msup>");
            return;
        }

        Text.Append("<mn>");
        RationalText.Append(Text, value);
        Text.Append("</mn>");
    }

    protected override void WriteSymbol(string name) => MathMLName.Append(Text, name);

    // The invisible times after a coefficient, a dot between other factors.
    string Times(Expr a, Expr b)
    {
        var isPowerOfNumber = b is ApplyExpr power && power.Rule == Elementwise.Power && power[0] is NumberExpr;
        return a is NumberExpr && !IsFraction(a) && LeadOf(b) == Lead.Other && !isPowerOfNumber ? "\u2062" : "·";
    }

    protected override Level LevelOf(ApplyExpr apply)
    {
        var rule = apply.Rule;
        if (rule == Elementwise.Add || rule == Elementwise.Subtract || rule == Elementwise.Negate) return Level.Sum;
        if (rule == Elementwise.Multiply) return Level.Product;
        if (rule == Elementwise.Divide || rule == Elementwise.Power || rule == Elementwise.Factorial) return Level.Power;
        if (rule == Elementwise.Where) return Level.Any;
        return Comparison(rule) is null ? Level.Atom : Level.Compare;
    }

    protected override Level LevelOf(NumberExpr number) =>
        number.Value.Sign < 0 ? Level.Sum : IsFraction(number) ? Level.Power : RationalText.IsScientific(number, out _, out _) ? Level.Product : Level.Atom;
}
