using Nabla.Symbolics;
using static Nabla.Symbolics.Expr;

namespace Nabla.Rules;

/// <summary>
/// The rule table: every scalar function, each with its value and its derivative, once. Formulas, compiled code and
/// tensors take their derivatives from here and from nowhere else.
/// </summary>
public static partial class Elementwise
{
    static readonly List<ScalarRule> s_all = [];
    static readonly Dictionary<string, ScalarRule> s_byName = [];

    // An output that saturates at ±1 has spacing 2⁻⁵³ there; rows that re-use it promise no more for their derivative.
    static readonly Accuracy Saturating = Accuracy.Within(1.0 / (1L << 52));

    // The columns: name, LaTeX, name for people, where tests sample; then value, and derivative from input and output y.

    internal static readonly ScalarRule Add = Binary("add", "#1 + #2", "Sum rule", (-9, 9), (-9, 9),
        (a, b) => a + b, (a, b, y) => (1, 1));
    internal static readonly ScalarRule Subtract = Binary("subtract", "#1 - #2", "Difference rule", (-9, 9), (-9, 9),
        (a, b) => a - b, (a, b, y) => (1, -1));
    internal static readonly ScalarRule Multiply = Binary("multiply", @"#1 \cdot #2", "Product rule", (-9, 9), (-9, 9),
        (a, b) => a * b, (a, b, y) => (b, a));
    internal static readonly ScalarRule Divide = Binary("divide", @"\frac{#1}{#2}", "Quotient rule", (-9, 9), (0.5, 9),
        (a, b) => a / b, (a, b, y) => (1 / b, -OverDivisor(a, b, y)), singular: true);
    internal static readonly ScalarRule Negate = Unary("negate", "-#1", "Negation rule", (-9, 9),
        x => -x, (x, y) => -1);
    internal static readonly ScalarRule Power = Binary("power", "#1^{#2}", "Power rule", (0.3, 3), (-3, 3),
        Math.Pow, (a, b, y) => (PowerByBase(a, b), PowerByExponent(a, b, y)),
        singular: true);

    internal static readonly ScalarRule Exp = Unary("exp", "e^{#1}", "Exponential rule", (-5, 5),
        Math.Exp, (x, y) => y);
    internal static readonly ScalarRule Expm1 = Unary("expm1", @"\operatorname{expm1} #1", "Exponential rule", (-5, 5),
        Scalar.Expm1, (x, y) => Exp(x));
    internal static readonly ScalarRule Ln = Unary("ln", @"\ln #1", "Logarithm rule", (0.2, 9),
        Math.Log, (x, y) => 1 / x, singular: true, aliases: ["log"]);
    internal static readonly ScalarRule Log1p = Unary("log1p", @"\operatorname{log1p} #1", "Logarithm rule", (-0.7, 9),
        Scalar.Log1p, (x, y) => 1 / (1 + x), singular: true);
    internal static readonly ScalarRule Log2 = Unary("log2", @"\log_{2} #1", "Logarithm rule", (0.2, 9),
        Math.Log2, (x, y) => 1 / Ln(2) / x, singular: true);
    internal static readonly ScalarRule Log10 = Unary("log10", @"\log_{10} #1", "Logarithm rule", (0.2, 9),
        Math.Log10, (x, y) => 1 / Ln(10) / x, singular: true);
    internal static readonly ScalarRule Sqrt = Unary("sqrt", @"\sqrt{#1}", "Square root rule", (0.2, 9),
        Math.Sqrt, (x, y) => 1 / (2 * y), singular: true);
    internal static readonly ScalarRule Cbrt = Unary("cbrt", @"\sqrt[3]{#1}", "Cube root rule", (0.2, 9),
        Scalar.Cbrt, (x, y) => 1 / (3 * Pow(y, 2)), singular: true);
    internal static readonly ScalarRule Hypot = Binary("hypot", @"\sqrt{#1^{2} + #2^{2}}", "Hypotenuse rule",
        (0.5, 9), (-9, 9),
        Scalar.Hypot, (a, b, y) => (OverHypot(a, b, y), OverHypot(b, a, y)), singular: true);

    internal static readonly ScalarRule Sin = Unary("sin", @"\sin #1", "Sine rule", (-9, 9),
        Scalar.Sin, (x, y) => Cos(x));
    internal static readonly ScalarRule Cos = Unary("cos", @"\cos #1", "Cosine rule", (-9, 9),
        Scalar.Cos, (x, y) => -Sin(x));
    internal static readonly ScalarRule Tan = Unary("tan", @"\tan #1", "Tangent rule", (-1.3, 1.3),
        Scalar.Tan, (x, y) => Pow(Sec(x), 2));
    internal static readonly ScalarRule Cot = Unary("cot", @"\cot #1", "Cotangent rule", (0.3, 2.8),
        Scalar.Cot, (x, y) => -Pow(Csc(x), 2), singular: true);
    internal static readonly ScalarRule Sec = Unary("sec", @"\sec #1", "Secant rule", (-1.3, 1.3),
        Scalar.Sec, (x, y) => y * Tan(x));
    internal static readonly ScalarRule Csc = Unary("csc", @"\csc #1", "Cosecant rule", (0.3, 2.8),
        Scalar.Csc, (x, y) => -(y * Cot(x)), singular: true, aliases: ["cosec"]);
    internal static readonly ScalarRule Asin = Unary("asin", @"\arcsin #1", "Arcsine rule", (-0.9, 0.9),
        Math.Asin, (x, y) => 1 / Sqrt(OneMinusSquare(x)), singular: true, aliases: ["arcsin"]);
    internal static readonly ScalarRule Acos = Unary("acos", @"\arccos #1", "Arccosine rule", (-0.9, 0.9),
        Math.Acos, (x, y) => -(1 / Sqrt(OneMinusSquare(x))), singular: true, aliases: ["arccos"]);
    internal static readonly ScalarRule Atan = Unary("atan", @"\arctan #1", "Arctangent rule", (-9, 9),
        Math.Atan, (x, y) => OverSquareSum(1, x), aliases: ["arctan"]);
    internal static readonly ScalarRule Acot = Unary("acot", @"\operatorname{arccot} #1", "Arccotangent rule", (0.2, 9),
        Scalar.Acot, (x, y) => -OverSquareSum(1, x), aliases: ["arccot"]);
    internal static readonly ScalarRule Asec = Unary("asec", @"\operatorname{arcsec} #1", "Arcsecant rule", (1.2, 9),
        Scalar.Asec, (x, y) => 1 / Abs(x) / SqrtSquareMinusOne(x), singular: true, aliases: ["arcsec"]);
    internal static readonly ScalarRule Acsc = Unary("acsc", @"\operatorname{arccsc} #1", "Arccosecant rule", (1.2, 9),
        Scalar.Acsc, (x, y) => -(1 / Abs(x) / SqrtSquareMinusOne(x)), singular: true, aliases: ["arccsc"]);
    internal static readonly ScalarRule Atan2 = Binary("atan2", @"\operatorname{atan2}(#1, #2)", "Arctangent rule",
        (0.5, 9), (-9, 9),
        Math.Atan2, (a, b, y) => (OverSquareSum(b, a), -OverSquareSum(a, b)), singular: true, aliases: ["arctan2"]);
    internal static readonly ScalarRule Sinc = Unary("sinc", @"\operatorname{sinc} #1", "Sinc rule", (-9, 9),
        Scalar.Sinc, (x, y) => -SphericalBessel(1, x));

    internal static readonly ScalarRule Sinh = Unary("sinh", @"\sinh #1", "Hyperbolic sine rule", (-5, 5),
        Math.Sinh, (x, y) => Cosh(x));
    internal static readonly ScalarRule Cosh = Unary("cosh", @"\cosh #1", "Hyperbolic cosine rule", (-5, 5),
        Math.Cosh, (x, y) => Sinh(x));
    internal static readonly ScalarRule Tanh = Unary("tanh", @"\tanh #1", "Hyperbolic tangent rule", (-5, 5),
        Scalar.Tanh, (x, y) => OneMinusSquare(y), derivativeAccuracy: Saturating);
    internal static readonly ScalarRule Coth = Unary("coth", @"\coth #1", "Hyperbolic cotangent rule", (0.3, 5),
        Scalar.Coth, (x, y) => -Pow(Csch(x), 2), singular: true);
    internal static readonly ScalarRule Sech = Unary("sech", @"\operatorname{sech} #1", "Hyperbolic secant rule",
        (-5, 5),
        Scalar.Sech, (x, y) => -(y * Tanh(x)));
    internal static readonly ScalarRule Csch = Unary("csch", @"\operatorname{csch} #1", "Hyperbolic cosecant rule",
        (0.3, 5),
        Scalar.Csch, (x, y) => -(y * Coth(x)), singular: true);
    internal static readonly ScalarRule Asinh = Unary("asinh", @"\operatorname{arsinh} #1",
        "Inverse hyperbolic sine rule", (-9, 9),
        Math.Asinh, (x, y) => 1 / SqrtOnePlusSquare(x), aliases: ["arcsinh", "arsinh"]);
    internal static readonly ScalarRule Acosh = Unary("acosh", @"\operatorname{arcosh} #1",
        "Inverse hyperbolic cosine rule", (1.2, 9),
        Math.Acosh, (x, y) => 1 / SqrtSquareMinusOne(x), singular: true, aliases: ["arccosh", "arcosh"]);
    internal static readonly ScalarRule Atanh = Unary("atanh", @"\operatorname{artanh} #1",
        "Inverse hyperbolic tangent rule", (-0.9, 0.9),
        Math.Atanh, (x, y) => 1 / OneMinusSquare(x), singular: true, aliases: ["arctanh", "artanh"]);
    internal static readonly ScalarRule Acoth = Unary("acoth", @"\operatorname{arcoth} #1",
        "Inverse hyperbolic cotangent rule", (1.2, 9),
        Scalar.Acoth, (x, y) => OverOneMinusSquare(x), singular: true, aliases: ["arccoth", "arcoth"]);
    internal static readonly ScalarRule Asech = Unary("asech", @"\operatorname{arsech} #1",
        "Inverse hyperbolic secant rule", (0.1, 0.9),
        Scalar.Asech, (x, y) => -(1 / x / Sqrt(OneMinusSquare(x))), singular: true, aliases: ["arcsech", "arsech"]);
    internal static readonly ScalarRule Acsch = Unary("acsch", @"\operatorname{arcsch} #1",
        "Inverse hyperbolic cosecant rule", (0.2, 9),
        Scalar.Acsch, (x, y) => -(1 / Abs(x) / SqrtOnePlusSquare(x)), singular: true, aliases: ["arccsch", "arcsch"]);

    internal static readonly ScalarRule Sigmoid = Unary("sigmoid", @"\sigma(#1)", "Sigmoid rule", (-5, 5),
        Scalar.Sigmoid, (x, y) => y * (1 - y), derivativeAccuracy: Saturating, aliases: ["logistic", "σ"]);
    internal static readonly ScalarRule Softplus = Unary("softplus", @"\operatorname{softplus} #1", "Softplus rule",
        (-5, 5),
        Scalar.Softplus, (x, y) => Sigmoid(x));
    internal static readonly ScalarRule LogAddExp = Binary("logaddexp", @"\ln(e^{#1} + e^{#2})", "Log-sum-exp rule",
        (-5, 5), (-5, 5),
        Scalar.LogAddExp, (a, b, y) => (SigmoidOfDifference(a, b), SigmoidOfDifference(b, a)));
    internal static readonly ScalarRule Relu = Unary("relu", @"\operatorname{relu} #1", "Rectifier rule", (0.1, 9),
        Scalar.Relu, (x, y) => Expr.Where(Greater(x, 0), 1, 0));
    internal static readonly ScalarRule Silu = Unary("silu", @"\operatorname{silu} #1", "SiLU rule", (-5, 5),
        Scalar.Silu, (x, y) => GateSlope(x, x), derivativeAccuracy: Saturating, aliases: ["swish"]);
    internal static readonly ScalarRule Gelu = Unary("gelu", @"\operatorname{gelu} #1", "GELU rule", (-5, 5),
        Scalar.Gelu, (x, y) => Erfc(-(x / Sqrt(2))) / 2 + Scaled(x, Exp(-(Pow(x, 2) / 2))) / Sqrt(2 * Pi),
        derivativeAccuracy: Saturating);
    internal static readonly ScalarRule GeluTanh = Unary("gelu_tanh", @"\operatorname{gelu}_{\tanh} #1", "GELU rule",
        (-5, 5),
        Scalar.GeluTanh, (x, y) => GeluTanhSlope(x), derivativeAccuracy: Saturating);

    internal static readonly ScalarRule Erf = Unary("erf", @"\operatorname{erf} #1", "Error function rule", (-3, 3),
        Scalar.Erf, (x, y) => 2 / Sqrt(Pi) * Gaussian(x));
    internal static readonly ScalarRule Erfc = Unary("erfc", @"\operatorname{erfc} #1", "Error function rule", (-3, 3),
        Scalar.Erfc, (x, y) => -(2 / Sqrt(Pi) * Gaussian(x)));
    internal static readonly ScalarRule Gamma = Unary("gamma", @"\Gamma(#1)", "Gamma function rule", (0.5, 5),
        Scalar.Gamma, (x, y) => GammaSlope(x, y), singular: true, aliases: ["Γ"]);
    internal static readonly ScalarRule LogGamma = Unary("lgamma", @"\ln|\Gamma(#1)|", "Log-gamma rule", (0.5, 9),
        Scalar.LogGamma, (x, y) => Digamma(x), singular: true, aliases: ["gammaln", "loggamma"]);
    internal static readonly ScalarRule Digamma = Unary("digamma", @"\psi(#1)", "Digamma rule", (0.5, 9),
        Scalar.Digamma, (x, y) => Polygamma(1, x), singular: true, aliases: ["psi", "ψ"]);
    internal static readonly ScalarRule Polygamma = Binary("polygamma", @"\psi^{(#1)}(#2)", "Polygamma rule",
        (1, 1), (0.5, 9),
        Scalar.Polygamma, (n, x, y) => (Undefined(n), Polygamma(Plus(n, 1), x)), singular: true);
    internal static readonly ScalarRule Factorial = Unary("factorial", "#1!", "Factorial rule", (0, 5),
        Scalar.Factorial, (x, y) => FactorialSlope(x, y), singular: true);

    internal static readonly ScalarRule Abs = Unary("abs", @"\left|#1\right|", "Absolute value rule", (0.1, 9),
        Math.Abs, (x, y) => Sign(x));
    internal static readonly ScalarRule Sign = Unary("sign", @"\operatorname{sgn} #1", "Step rule", (0.1, 9),
        Scalar.Sign, (x, y) => 0, aliases: ["sgn"]);
    internal static readonly ScalarRule Floor = Unary("floor", @"\lfloor #1\rfloor", "Step rule", (0.1, 0.9),
        Math.Floor, (x, y) => 0);
    internal static readonly ScalarRule Ceiling = Unary("ceil", @"\lceil #1\rceil", "Step rule", (0.1, 0.9),
        Math.Ceiling, (x, y) => 0, aliases: ["ceiling"]);
    internal static readonly ScalarRule Round = Unary("round", @"\operatorname{round} #1", "Step rule", (0.6, 1.4),
        Math.Round, (x, y) => 0);

    internal static readonly ScalarRule Less = Comparison("less", "#1 < #2", (a, b) => a < b);
    internal static readonly ScalarRule LessEqual = Comparison("less_equal", @"#1 \le #2", (a, b) => a <= b);
    internal static readonly ScalarRule Greater = Comparison("greater", "#1 > #2", (a, b) => a > b);
    internal static readonly ScalarRule GreaterEqual = Comparison("greater_equal", @"#1 \ge #2", (a, b) => a >= b);
    internal static readonly ScalarRule Equal = Comparison("equal", "#1 = #2", (a, b) => a == b);
    internal static readonly ScalarRule NotEqual = Comparison("not_equal", @"#1 \ne #2", (a, b) => a != b);

    internal static readonly ScalarRule Where = Row(new("where", 3, (double c, double a, double b) => c != 0 ? a : b,
        (x, y) => [0, Expr.Where(NotEqual(x[0], 0), 1, 0), Expr.Where(NotEqual(x[0], 0), 0, 1)])
        {
            Latex = @"\begin{cases} #2 & #1 \\ #3 & \text{otherwise} \end{cases}",
            RuleName = "Case rule",
            Sampled = [new(1, 2), new(-9, 9), new(-9, 9)],
        });

    internal static readonly ScalarRule Max = Row(new("max", -1, (double[] x) => x.Aggregate(Math.Max), Ties)
        { Latex = @"\max(#1, #2)", RuleName = "Maximum rule", Sampled = [new(1, 2), new(3, 4)] });
    internal static readonly ScalarRule Min = Row(new("min", -1, (double[] x) => x.Aggregate(Math.Min), Ties)
        { Latex = @"\min(#1, #2)", RuleName = "Minimum rule", Sampled = [new(1, 2), new(3, 4)] });

    // Rows that other rows' derivatives need, because the formula that people write (the last column) loses digits or is
    // undefined at an edge in double precision. Printers and derivations show that formula and never the row.

    internal static readonly ScalarRule PowerByBase = Inner("power_by_base", (0.3, 3), (-3, 3), Scalar.PowerByBase,
        (a, b, y) => (Scaled(b, PowerByBase(a, Plus(b, -1))), Pow(a, Plus(b, -1)) * (1 + b * Ln(a))),
        (a, b) => b * Pow(a, Plus(b, -1)));
    internal static readonly ScalarRule PowerByExponent = Row(new("power_by_exponent", 3, Scalar.PowerByExponent,
        (x, y) => [Ratio(x[2], x[0]), 0, Ln(x[0])])
        {
            Sampled = [new(0.3, 3), new(-3, 3), new(0.3, 3)],
            WrittenAs = x => x[2] * Ln(x[0]),
            IsSingular = true,
            DerivativeAccuracy = Accuracy.None,
        });
    internal static readonly ScalarRule Scaled = Inner("scaled", (-9, 9), (-9, 9), Scalar.Scaled,
        (a, b, y) => (b, a), (a, b) => a * b);
    internal static readonly ScalarRule Ratio = Inner("ratio", (-9, 9), (0.5, 9),
        (a, b) => a is 0 && b is 0 ? 0 : a / b,
        (a, b, y) => (1 / b, -(y / b)), (a, b) => a / b);
    internal static readonly ScalarRule OverDivisor = Row(new("over_divisor", 3, Scalar.OverDivisor,
        (x, y) => [0, -Ratio(y, x[1]), 1 / x[1]])
        {
            Sampled = [new(-9, 9), new(0.5, 9), new(-9, 9)],
            WrittenAs = x => x[2] / x[1],
            IsSingular = true,
            DerivativeAccuracy = Accuracy.None,
        });
    internal static readonly ScalarRule OverHypot = Row(new("over_hypot", 3, Scalar.OverHypot,
        (x, y) => [1 / x[2], 0, -(y / x[2])])
        {
            Sampled = [new(0.5, 9), new(0.5, 9), new(9, 19)],
            WrittenAs = x => x[0] / x[2],
            IsSingular = true,
            DerivativeAccuracy = Accuracy.None,
        });
    internal static readonly ScalarRule OneMinusSquare = Inner("one_minus_square", (-0.9, 0.9), x => (1 - x) * (1 + x),
        (x, y) => -2 * x, x => 1 - Pow(x, 2));
    internal static readonly ScalarRule OverOneMinusSquare = Inner("over_one_minus_square", (1.2, 9),
        x => 1 / (1 - x) / (1 + x),
        (x, y) => 2 * x * Pow(y, 2), x => 1 / (1 - Pow(x, 2)));
    internal static readonly ScalarRule SqrtOnePlusSquare = Inner("sqrt_one_plus_square", (-9, 9),
        Scalar.SqrtOnePlusSquare,
        (x, y) => x / y, x => Sqrt(1 + Pow(x, 2)));
    internal static readonly ScalarRule SqrtSquareMinusOne = Inner("sqrt_square_minus_one", (1.2, 9),
        Scalar.SqrtSquareMinusOne,
        (x, y) => x / y, x => Sqrt(Pow(x, 2) - 1));
    internal static readonly ScalarRule OverSquareSum = Inner("over_square_sum", (0.5, 9), (-9, 9),
        Scalar.OverSquareSum,
        (a, b, y) => ((OverSquareSum(b, a) - y) * (OverSquareSum(b, a) + y), -2 * y * OverSquareSum(b, a)),
        (a, b) => a / (Square(a) + Square(b)));
    internal static readonly ScalarRule SigmoidOfDifference = Inner("sigmoid_of_difference", (-5, 5), (-5, 5),
        Scalar.SigmoidOfDifference,
        (a, b, y) => (y * SigmoidOfDifference(b, a), -(y * SigmoidOfDifference(b, a))), (a, b) => Sigmoid(a - b));
    internal static readonly ScalarRule GateSlope = Inner("gate_slope", (-5, 5), (-5, 5), Scalar.GateSlope,
        (w, u, y) => (Scaled(Sigmoid(w) * Sigmoid(-w), 1 - u * Tanh(w / 2)), Sigmoid(w) * Sigmoid(-w)),
        (w, u) => Sigmoid(w) + u * Sigmoid(w) * Sigmoid(-w), new(4, 1.0 / (1L << 52)));
    internal static readonly ScalarRule Gaussian = Inner("gaussian", (-3, 3), Scalar.Gaussian,
        (x, y) => -2 * x * y, x => Exp(-Pow(x, 2)));
    internal static readonly ScalarRule DigammaSucc = Inner("digamma_succ", (0, 5), Scalar.DigammaSucc,
        (x, y) => Polygamma(1, x + 1), x => Digamma(x + 1));
    internal static readonly ScalarRule GammaSlope = Inner("gamma_slope", (0.5, 5), (0.5, 24), Scalar.GammaSlope,
        (x, f, y) => (f * Polygamma(1, x), Digamma(x)), (x, f) => f * Digamma(x));
    internal static readonly ScalarRule FactorialSlope = Inner("factorial_slope", (0, 5), (0.5, 120),
        Scalar.FactorialSlope,
        (x, f, y) => (f * Polygamma(1, x + 1), DigammaSucc(x)), (x, f) => f * Digamma(x + 1));
    internal static readonly ScalarRule SphericalBessel = Inner("spherical_bessel", (1, 1), (-9, 9),
        Scalar.SphericalBessel, (n, x, y) => (Undefined(n), BesselSlope(n, x)),
        BesselAsWritten, new(4, 1.0 / (1L << 54)));
    internal static readonly ScalarRule Undefined = Inner("undefined", (0, 1),
        x => double.NaN, (x, y) => Undefined(x), x => Apply(Divide, 0, 0));
}
