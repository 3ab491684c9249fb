using System.Collections.Concurrent;
using System.Globalization;
using Nabla.Rules;
using static Nabla.Symbolics.RationalText;

namespace Nabla.Symbolics;

// Writes formulas in LaTeX: signs and fractions here, functions by the templates of their rows.
sealed class LatexPrinter : FormulaPrinter
{
    static readonly ConcurrentDictionary<ScalarRule, LatexTemplate> s_templates = new();

    public static string Print(Expr expr)
    {
        var printer = new LatexPrinter { Shared = SharedParts.Of(expr) };
        printer.WriteOut(expr);
        var separator = @"\quad\text{where } ";
        foreach (var (name, part) in printer.Shared?.Definitions ?? [])
        {
            printer.Text.Append(separator);
            printer.WriteShared(name);
            printer.Text.Append(" = ");
            printer.Shared!.Open = part;
            printer.WriteOut(part);
            separator = @",\ ";
        }

        return printer.Text.ToString();
    }

    protected override string OpenBracket => @"\left(";

    protected override string CloseBracket => @"\right)";

    protected override void WriteSymbol(string name) => Text.Append(LatexName.Of(name));

    protected override void WriteConstant(ConstantExpr constant) => Text.Append(constant.Latex);

    protected override void WriteNumber(NumberExpr number, bool isInner)
    {
        if (IsFraction(number))
        {
            var (p, q) = (number.Value.Numerator, number.Value.Denominator);
            Text.Append(CultureInfo.InvariantCulture, $@"\frac{{{p}}}{{{q}}}");
            return;
        }

        if (IsScientific(number, out var mantissa, out var power))
        {
            // Double braces, which do not show, keep it one number.
            Text.Append("{{");
            if (mantissa != "1") Text.Append(mantissa).Append(@" \cdot ");
            Text.Append("10^{").Append(power).Append("}}}");
            return;
        }

        RationalText.Append(Text, number);
    }

    protected override void Write(ApplyExpr apply, bool isInner)
    {
        var rule = apply.Rule;
        if (rule == Elementwise.Add || rule == Elementwise.Subtract)
        {
            Push(apply[1], LeadOf(apply[1]) == Lead.Minus ? Level.Bracketed : Level.Product, isInner);
            Push(rule == Elementwise.Add ? " + " : " - ");
            Push(apply[0], Level.Sum, isInner);
        }
        else if (rule == Elementwise.Negate)
        {
            Text.Append('-');
            Push(apply[0], LeadOf(apply[0]) == Lead.Other ? Level.Product : Level.Bracketed, isInner);
        }
        else if (rule == Elementwise.Multiply) Product(apply[0], apply[1], isInner);
        else if (rule == Elementwise.Divide) Quotient(apply[0], apply[1]);
        else if (rule == Elementwise.Power) Power(apply[0], apply[1]);
        else Apply(apply, null);
    }

    void Product(Expr a, Expr b, bool isInner)
    {
        if (Juxtaposes(a, b)) Push(b, Level.Power, isInner);
        else
        {
            Push(b, LeadOf(b) == Lead.Minus ? Level.Bracketed : Level.Juxtaposed, isInner);
            Push(@" \cdot ");
        }

        Push(a, a is NumberExpr ? Level.Any : Level.Product, isInner);
    }

    // Double braces keep a quotient of two whole numbers from reading as one fraction; they do not show.
    void Quotient(Expr a, Expr b)
    {
        var folds = IsWhole(a) && b is NumberExpr { Value: { IsInteger: true, Sign: > 0 } };
        Text.Append(@"\frac{");
        Push(folds ? "}}" : "}");
        Push(b, Level.Any, isInner: true);
        Push(folds ? "}{{" : "}{");
        Push(a, Level.Any, isInner: true);
    }

    void Power(Expr a, Expr b)
    {
        var isMany = b is NumberExpr { Value: { IsInteger: true } n } && n > Rational.One;
        if (isMany && a is ApplyExpr call && !IsNamed(a) && Template(call.Rule) is { TakesExponent: true })
        {
            Apply(call, b);
            return;
        }

        Push("}");
        Push(b, Level.Any, isInner: true);
        Push("^{");
        Push(a, a is NumberExpr ? NumberBase(a) : Level.Atom, isInner: true);
    }

    static Level NumberBase(Expr a) => IsFraction(a) ? Level.Bracketed : Level.Atom;

    void Apply(ApplyExpr apply, Expr? exponent)
    {
        if (Template(apply.Rule) is not { } template)
        {
            var name = apply.Rule.Name.Replace("_", @"\_", StringComparison.Ordinal);
            Text.Append(@"\operatorname{").Append(name).Append('}').Append(OpenBracket);
            Push(CloseBracket);
            PushArguments(apply);
            return;
        }

        var needed = template.IsSign ? Level.Sum : Level.Any;
        for (var i = template.Parts.Count - 1; i >= 0; i--)
        {
            var part = template.Parts[i];
            if (part.IsBare) PushBare(apply[part.Argument], exponent);
            else if (part.Argument < 0) Push(part.Text);
            else if (part.Argument == 1 && apply.Rule.Arity < 0) PushArguments(apply, first: 1);
            else Push(apply[part.Argument], part.IsBase ? Level.Atom : needed, isInner: true);
        }
    }

    // \sin x and \sin^{2} x, but \sin\left(2x\right).
    void PushBare(Expr x, Expr? exponent)
    {
        var isBare = x is SymbolExpr or ConstantExpr || IsNamed(x);
        Push(x, isBare ? Level.Any : Level.Bracketed, isInner: true);
        if (isBare) Push(" ");
        if (exponent is null) return;
        Push("}");
        Push(exponent, Level.Any, isInner: true);
        Push("^{");
    }

    static LatexTemplate? Template(ScalarRule rule) =>
        rule.Latex.Length == 0 ? null : s_templates.GetOrAdd(rule, r => new LatexTemplate(r.Latex));

    protected override Level LevelOf(ApplyExpr apply)
    {
        var rule = apply.Rule;
        if (rule == Elementwise.Add || rule == Elementwise.Subtract || rule == Elementwise.Negate) return Level.Sum;
        if (rule == Elementwise.Multiply) return Juxtaposes(apply[0], apply[1]) ? Level.Juxtaposed : Level.Product;
        if (rule == Elementwise.Divide || rule == Elementwise.Power) return Level.Power;
        return Template(rule) is not { } template || template.IsClosed ? Level.Atom
            : template.IsSign ? Level.Compare : template.IsCases ? Level.Any : Level.Power;
    }

    protected override Level LevelOf(NumberExpr number) => IsFraction(number) ? Level.Power
        : IsScientific(number, out _, out _) ? Level.Product
        : base.LevelOf(number);

    protected override bool Juxtaposes(Expr a, Expr b)
    {
        if (a is not NumberExpr || IsFraction(a)) return false;
        if (IsNamed(b)) return true;
        return b switch
        {
            NumberExpr => false,
            SymbolExpr symbol => LatexName.StartsSafely(symbol.Name),
            ConstantExpr constant => constant.Name != "e",
            ApplyExpr apply when apply.Rule == Elementwise.Power => StartsSafely(apply[0]),
            ApplyExpr apply when apply.Rule == Elementwise.Divide || !StartsSafely(apply) => false,
            _ => true,
        };
    }

    bool StartsSafely(Expr x) => IsNamed(x) || x switch
    {
        NumberExpr => false,
        SymbolExpr symbol => LatexName.StartsSafely(symbol.Name),
        ApplyExpr apply => !IsPostfix(apply.Rule) && apply.Rule != Elementwise.Abs,
        _ => true,
    };

    static bool IsPostfix(ScalarRule rule) => rule == Elementwise.Factorial;
}
