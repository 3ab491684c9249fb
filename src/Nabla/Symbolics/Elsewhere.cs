namespace Nabla.Symbolics;

// What other books and languages write in formulas that has another name here, or none.
static class Elsewhere
{
    /// <summary>What to write for a word that stands where a variable may; null for most words.</summary>
    public static string? Word(string name) => name switch
    {
        "Pi" or "PI" => "pi for the constant",
        "tg" => "tan for the tangent",
        "ctg" or "cotg" => "cot for the cotangent",
        "sen" => "sin for the sine",
        "arctg" => "atan for the arctangent",
        "lg" => "log10 or log2 for the logarithm",
        "sh" or "ch" or "th" => $"{(name == "sh" ? "sinh" : name == "ch" ? "cosh" : "tanh")} for the hyperbolic function",
        "if" or "else" => "where(x > 0, a, b) for cases",
        "and" => "(x > 0)*(x < 1) for both of two conditions",
        "not" => "1 - (x > 0) for the opposite of a condition",
        "mod" => "x - a*floor(x/a) for the remainder of x by a",
        "lim" or "limit" => "the formula alone: a limit is not taken",
        "integral" or "int" => "the formula alone: an integral is not taken",
        "Σ" => "the terms of a sum one by one",
        _ when name.Length == 5 && name.StartsWith("log_", StringComparison.Ordinal) => $"ln(x)/ln({name[4]}) for the logarithm to base {name[4]}",
        _ => null,
    };

    /// <summary>What to write for a function that is not known; null where nothing is.</summary>
    public static string? Function(string name) => name switch
    {
        "pow" or "power" => "write x^y",
        "sqr" => "write x^2",
        "root" or "nthroot" => "write x^(1/n) for the n-th root, sqrt(x) or cbrt(x)",
        "fact" => "write x!",
        "signum" => "did you mean: sign?",
        "trunc" => "write sign(x)*floor(|x|)",
        "frac" => "write x - floor(x)",
        "mod" or "fmod" or "rem" => "write x - a*floor(x/a) for the remainder of x by a",
        "if" or "iif" or "cond" or "piecewise" => "write where(x > 0, a, b)",
        "heaviside" or "step" or "H" => "write where(x >= 0, 1, 0)",
        "leakyrelu" or "elu" => "write where(x > 0, x, …)",
        "logit" => "write ln(x/(1-x))",
        "norm" => "write hypot(x, y)",
        "beta" => "write gamma(x)*gamma(y)/gamma(x+y)",
        "binomial" or "choose" or "nCr" => "write n!/(k!*(n-k)!)",
        "versin" => "write 1 - cos(x)",
        "softmax" => "write exp(x)/(exp(x)+exp(y)): a function here has one value",
        "diff" or "derivative" or "Derivative" => "write d/dx …",
        "int" or "integrate" or "integral" or "Integrate" => "an integral is not taken",
        "lim" or "limit" or "Limit" => "a limit is not taken",
        "sum" or "Sum" or "prod" => "write the terms one by one",
        "and" => "write (x > 0)*(x < 1)",
        "not" => "write 1 - (x > 0)",
        _ => null,
    };

    /// <summary>What to do about a character that means something elsewhere.</summary>
    public static string Character(char c) => c switch
    {
        '∫' => "an integral is not taken; give the formula alone",
        '∑' or '∏' => "write the terms one by one",
        '%' => "write x/100 for a percentage, and x - a*floor(x/a) for a remainder",
        '?' or ':' => "write where(x > 0, a, b) for cases",
        '&' or '∧' => "write (x > 0)*(x < 1) for both of two conditions",
        '$' => "write the formula without the dollar signs around it",
        ';' => "give formulas one by one",
        '±' => "write one of the two signs",
        '°' => "write x*pi/180 for degrees",
        _ => "remove it",
    };
}
