using System.Text.RegularExpressions;
using Nabla.Symbolics;

namespace Nabla.Cli;

/// <summary>How an answer is written: as text, in LaTeX, in MathML or as C#.</summary>
sealed partial record Notation(string Format, TextStyle Style)
{
    public static readonly string[] Formats = ["text", "latex", "mathml", "csharp"];

    bool IsAscii => Style == TextStyle.Ascii;

    public string Of(Expr f) => Format switch
    {
        "latex" => f.ToLatex(),
        "mathml" => f.ToMathML(),
        "csharp" => f.ToCSharp(),
        _ => f.ToText(Style),
    };

    /// <summary>The equation ∂f/∂x = f; C# becomes a function of the formula's variables.</summary>
    public string Partial(string name, Expr f, IReadOnlyList<string> variables) => Format switch
    {
        "latex" => $@"\frac{{\partial f}}{{\partial {Expr.Symbol(name).ToLatex()}}} = {f.ToLatex()}",
        "mathml" => Equation($"<mfrac><mrow><mo>∂</mo><mi>f</mi></mrow><mrow><mo>∂</mo>{Inner(Expr.Symbol(name))}</mrow></mfrac>", f),
        "csharp" => f.ToCSharp($"df_d{name}", variables),
        _ => $"{(IsAscii ? "df/d" : "∂f/∂")}{name} = {f.ToText(Style)}",
    };

    /// <summary>The equation ∂²f/∂x∂y = f.</summary>
    public string SecondPartial(string x, string y, Expr f, IReadOnlyList<string> variables)
    {
        var (a, b) = (Expr.Symbol(x), Expr.Symbol(y));
        var (d, square) = IsAscii ? ("d", "^2") : ("∂", "²");
        return Format switch
        {
            "latex" => $@"\frac{{\partial^{{2}} f}}{{{(x == y ? $@"\partial {a.ToLatex()}^{{2}}" : $@"\partial {a.ToLatex()}\,\partial {b.ToLatex()}")}}} = {f.ToLatex()}",
            "mathml" => Equation("<mfrac><mrow><msup><mo>∂</mo><mn>2</mn></msup><mi>f</mi></mrow><mrow><mo>∂</mo>"
                + (x == y ? $"<msup>{Inner(a)}<mn>2</mn></msup>" : $"{Inner(a)}<mo>∂</mo>{Inner(b)}") + "</mrow></mfrac>", f),
            "csharp" => f.ToCSharp($"d2f_d{x}_d{y}", variables),
            _ => $"{d}{square}f/{(x == y ? $"{d}{x}{square}" : $"{d}{x}{d}{y}")} = {f.ToText(Style)}",
        };
    }

    /// <summary>The equation ∇f = (…, …), or null where the notation has none.</summary>
    public string? Gradient(IReadOnlyList<Expr> partials) => Format switch
    {
        "latex" => $@"\nabla f = \left({string.Join(@",\, ", partials.Select(p => p.ToLatex()))}\right)",
        "text" => $"{(IsAscii ? "grad " : "∇")}f = ({string.Join(", ", partials.Select(p => p.ToText(Style)))})",
        _ => null,
    };

    /// <summary>A number and what it is: f(1.0, 2.0) = 7.0.</summary>
    public string Value(string name, IReadOnlyList<double>? at, double value) => Numbers(name, at, NumberText.Of(value));

    /// <summary>A row of numbers and what it is: ∇f(1.0, 2.0) = (6.0, 2.0).</summary>
    public string Row(string name, IReadOnlyList<double>? at, IReadOnlyList<double> values) => Numbers(name, at, PointNumbers.Tuple(values));

    /// <summary>A matrix of numbers and its name, row by row.</summary>
    public string Matrix(string name, IReadOnlyList<IReadOnlyList<double>> rows) => Format switch
    {
        "latex" => Latex($@"{name} = \begin{{pmatrix}} {string.Join(@" \\ ", rows.Select(row => string.Join(" & ", row.Select(NumberText.Of))))} \end{{pmatrix}}"),
        "mathml" => $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>{name}</mi><mo>=</mo><mrow><mo>(</mo><mtable>"
            + string.Concat(rows.Select(row => $"<mtr>{string.Concat(row.Select(x => $"<mtd><mtext>{NumberText.Of(x)}</mtext></mtd>"))}</mtr>"))
            + "</mtable><mo>)</mo></mrow></math>",
        _ => string.Join('\n', rows.Select((row, i) => (Format == "csharp" ? "// " : "") + (i == 0 ? name + " = " : new string(' ', name.Length + 3)) + PointNumbers.Tuple(row))),
    };

    // 1e-05 would be read as 1·e − 05.
    static string Latex(string numbers) => Exponent().Replace(numbers, @" \cdot 10^{$1$2}")
        .Replace("∇", @"\nabla ").Replace("inf", @"\infty").Replace("nan", @"\text{nan}");

    [GeneratedRegex(@"(?<=\d)e(?:\+|(-))0*(\d+)")]
    private static partial Regex Exponent();

    string Numbers(string name, IReadOnlyList<double>? at, string right)
    {
        var left = name + (at is null ? "" : PointNumbers.Tuple(at)) + (name.Length > 0 ? " = " : "");
        return Format switch
        {
            "latex" => Latex(left + right),
            "mathml" => $"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext>{left}{right}</mtext></math>",
            "csharp" => $"// {left}{right}",
            _ => (IsAscii ? left.Replace("∇", "grad ") : left) + right,
        };
    }

    // The whole element is opened by the printer; the left side goes in front of what it holds.
    static string Equation(string left, Expr right)
    {
        var math = right.ToMathML();
        var start = math.IndexOf('>', StringComparison.Ordinal) + 1;
        return math.Insert(start, left + "<mo>=</mo>");
    }

    static string Inner(Expr f)
    {
        var math = f.ToMathML();
        var start = math.IndexOf('>', StringComparison.Ordinal) + 1;
        return math[start..^"</math>".Length];
    }
}
