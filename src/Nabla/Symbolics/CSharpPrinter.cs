using Nabla.Rules;

namespace Nabla.Symbolics;

// Writes a formula as a C# function of doubles that computes what evaluating the formula computes.
sealed class CSharpPrinter : FormulaPrinter
{
    // Words that C# reserves (C# language specification, 6.4.4).
    static readonly string s_keywords =
        " abstract as base bool break byte case catch char checked class const continue decimal default delegate do"
        + " double else enum event explicit extern false finally fixed float for foreach goto if implicit in int"
        + " interface internal is lock long namespace new null object operator out override params private protected"
        + " public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw"
        + " true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while ";

    readonly Dictionary<string, string> _identifiers = [];
    readonly HashSet<string> _taken = ["Math", "Nabla"];

    public static string Print(Expr expr, string name, IReadOnlyList<string> variables)
    {
        var printer = new CSharpPrinter();
        printer.Function(expr, name, variables);
        return printer.Text.ToString();
    }

    void Function(Expr expr, string name, IReadOnlyList<string> variables)
    {
        foreach (var variable in variables.Concat(expr.Variables)) Identifier(variable);
        Shared = SharedParts.ForCode(expr, _taken);
        Text.Append("double ").Append(name).Append('(')
            .AppendJoin(", ", variables.Select(v => "double " + Identifier(v))).Append(')');
        if (Shared is null)
        {
            Text.Append(" => ");
            WriteOut(expr);
            Text.Append(';');
            return;
        }

        Text.Append("\n{\n");
        foreach (var (part, definition) in Shared.Definitions)
        {
            Text.Append("    var ").Append(part).Append(" = ");
            Shared.Open = definition;
            WriteOut(definition);
            Text.Append(";\n");
        }

        Shared.Open = null;
        Text.Append("    return ");
        WriteOut(expr);
        Text.Append(";\n}");
    }

    protected override void WriteShared(string name) => Text.Append(name);

    protected override void WriteNumber(NumberExpr number, bool isInner) => Text.Append(Literal(number.Value.ToDouble(), isInner));

    protected override void WriteSymbol(string name) => Text.Append(Identifier(name));

    protected override void WriteConstant(ConstantExpr constant) => Text.Append(constant.Name == "e" ? "Math.E" : "Math.PI");

    protected override void Write(ApplyExpr apply, bool isInner)
    {
        var rule = apply.Rule;
        // A whole number beside a double becomes one; among numbers alone 1/2 would be 0.
        var isDouble = apply.Symbols == 0;
        if (Operator(rule) is { } sign) Infix(apply, sign, LevelOf(apply), isDouble);
        else if (rule == Elementwise.Negate)
        {
            Text.Append('-');
            Push(apply[0], LeadOf(apply[0]) == Lead.Minus ? Level.Bracketed : Level.Power, isDouble);
        }
        else if (Comparison(rule) is { } comparison)
        {
            Push(" ? 1.0 : 0.0");
            Infix(apply, $" {comparison.Ascii} ", Level.Compare, isDouble);
        }
        else if (rule == Elementwise.Power && apply[0] is ConstantExpr { Name: "e" }) Call("Math.Exp", apply, isDouble, first: 1);
        else if (rule == Elementwise.Where) Conditional(apply);
        else if (rule.Arity < 0) Nested(apply, rule == Elementwise.Max ? "Math.Max(" : "Math.Min(", isDouble);
        else Call(apply, isDouble);
    }

    void Infix(ApplyExpr apply, string sign, Level level, bool isDouble)
    {
        Push(apply[1], LeadOf(apply[1]) == Lead.Minus ? Level.Atom : level + 1, isDouble);
        Push(sign);
        Push(apply[0], LeadOf(apply[0]) == Lead.Minus ? Level.Any : level, isDouble);
    }

    void Conditional(ApplyExpr where)
    {
        Push(where[2], Level.Sum, isInner: true);
        Push(" : ");
        Push(where[1], Level.Sum, isInner: true);
        Push(" ? ");
        if (where[0] is ApplyExpr condition && Comparison(condition.Rule) is { } sign && !IsNamed(condition))
        {
            Infix(condition, $" {sign.Ascii} ", Level.Compare, isDouble: condition.Symbols == 0);
            return;
        }

        Push(" != 0");
        Push(where[0], Level.Sum, isInner: true);
    }

    void Nested(ApplyExpr call, string function, bool isDouble)
    {
        for (var i = call.Arity - 1; i > 0; i--)
        {
            Push(")");
            Push(call[i], Level.Any, isDouble);
            Push(", ");
        }

        Push(call[0], Level.Any, isDouble);
        for (var i = 1; i < call.Arity; i++) Push(function);
    }

    // A row without a method is found by its name, or where formulas have none for it, written as they write it.
    void Call(ApplyExpr call, bool isDouble)
    {
        var method = MethodName(call.Rule);
        if (method is null && call.Rule.WrittenAs is { } written)
        {
            Text.Append('(');
            Push(")");
            Push(written([.. Enumerable.Range(0, call.Arity).Select(i => call[i])]), Level.Any, isDouble);
            return;
        }

        Call(method ?? $"Nabla.Rules.Elementwise.Find(\"{call.Rule.Name}\")!.Evaluate", call, isDouble);
    }

    void Call(string method, ApplyExpr call, bool isDouble, int first = 0)
    {
        Text.Append(method).Append('(');
        Push(")");
        PushArguments(call, isDouble, first: first);
    }

    // The method of Math where there is one, because such code runs anywhere; else the method that the table calls.
    static string? MethodName(ScalarRule rule)
    {
        var method = rule.Value.Method;
        var parameters = Enumerable.Repeat(typeof(double), rule.Arity).ToArray();
        var isPublic = method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(Scalar);
        var known = isPublic ? typeof(Math).GetMethod(method.Name, parameters) : null;
        if (known?.ReturnType == typeof(double)) return "Math." + method.Name;
        return method.DeclaringType == typeof(Scalar) ? "Nabla.Rules.Scalar." + method.Name : null;
    }

    protected override Level LevelOf(ApplyExpr apply)
    {
        var rule = apply.Rule;
        if (rule == Elementwise.Where || Comparison(rule) is not null) return Level.Compare;
        if (rule == Elementwise.Add || rule == Elementwise.Subtract) return Level.Sum;
        if (rule == Elementwise.Multiply || rule == Elementwise.Divide) return Level.Product;
        return rule == Elementwise.Negate ? Level.Power : Level.Atom;
    }

    protected override Level LevelOf(NumberExpr number) => number.Value.Sign < 0 ? Level.Sum : Level.Atom;

    static string? Operator(ScalarRule rule)
    {
        if (rule == Elementwise.Add) return " + ";
        if (rule == Elementwise.Subtract) return " - ";
        if (rule == Elementwise.Multiply) return " * ";
        return rule == Elementwise.Divide ? " / " : null;
    }

    static string Literal(double x, bool isDouble)
    {
        if (double.IsInfinity(x)) return x > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        var text = NumberText.RoundTrip(x);
        var isInt = text.AsSpan().IndexOfAny('.', 'E') < 0;
        return isInt && (isDouble || Math.Abs(x) > int.MaxValue) ? text + ".0" : text;
    }

    // A name that C# takes for a variable, each symbol's own.
    string Identifier(string name)
    {
        if (_identifiers.TryGetValue(name, out var known)) return known;
        var letters = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_'));
        if (letters.Length == 0 || !char.IsLetter(letters[0])) letters = "v" + letters;
        if (s_keywords.Contains($" {letters} ", StringComparison.Ordinal)) letters = "@" + letters;
        var identifier = letters;
        for (var i = 2; !_taken.Add(identifier); i++) identifier = $"{letters}_{i}";
        return _identifiers[name] = identifier;
    }
}
