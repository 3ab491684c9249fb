using System.Collections.Frozen;

namespace Nabla.Execution.Kernels;

/// <summary>The vector functions of the rule table, bound to its rows by name.</summary>
static class ElementwiseKernels
{
    // Name, and the largest error in ulps: 0.5 is a correctly rounded result; for the others, what thousands of random
    // points of every size showed against mpmath, rounded up.
    static readonly ElementwiseKernel[] s_all =
    [
        new BinaryKernel<Add>("add", 0.5),
        new BinaryKernel<Subtract>("subtract", 0.5),
        new BinaryKernel<Multiply>("multiply", 0.5),
        new BinaryKernel<Divide>("divide", 0.5),
        new UnaryKernel<Negate>("negate", 0.5),
        new BinaryKernel<Power>("power", 1),

        new UnaryKernel<Exp>("exp", 1.5),
        new UnaryKernel<ExpMinusOne>("expm1", 3),
        new UnaryKernel<Ln>("ln", 1),
        new UnaryKernel<OnePlusLn>("log1p", 1),
        new UnaryKernel<Log2>("log2", 2),
        new UnaryKernel<Log10>("log10", 2),
        new UnaryKernel<Sqrt>("sqrt", 0.5),
        new UnaryKernel<Cbrt>("cbrt", 1),
        new BinaryKernel<Hypot>("hypot", 1.5),

        new UnaryKernel<Sin>("sin", 1.5),
        new UnaryKernel<Cos>("cos", 1.5),
        new UnaryKernel<Tan>("tan", 3),
        new UnaryKernel<Cot>("cot", 3),
        new UnaryKernel<Sec>("sec", 2.5),
        new UnaryKernel<Csc>("csc", 2.5),
        new UnaryKernel<Asin>("asin", 2),
        new UnaryKernel<Acos>("acos", 1.5),
        new UnaryKernel<Atan>("atan", 2.5),
        new BinaryKernel<Atan2>("atan2", 2.5),
        new UnaryKernel<Sinc>("sinc", 2.5),

        new UnaryKernel<Sinh>("sinh", 3),
        new UnaryKernel<Cosh>("cosh", 1.5),
        new UnaryKernel<Tanh>("tanh", 3),
        new UnaryKernel<Coth>("coth", 3),
        new UnaryKernel<Sech>("sech", 2.5),
        new UnaryKernel<Csch>("csch", 3),
        new UnaryKernel<Asinh>("asinh", 2),
        new UnaryKernel<Acosh>("acosh", 2),
        new UnaryKernel<Atanh>("atanh", 2),

        new UnaryKernel<Sigmoid>("sigmoid", 2),
        new UnaryKernel<Softplus>("softplus", 2),
        new BinaryKernel<LogAddExp>("logaddexp", 1.5),
        new UnaryKernel<Relu>("relu", 0.5),
        new UnaryKernel<Silu>("silu", 2.5),
        new UnaryKernel<Gelu>("gelu", 4),
        new UnaryKernel<GeluTanh>("gelu_tanh", 2.5),
        new UnaryKernel<Erf>("erf", 1.5),
        new UnaryKernel<Erfc>("erfc", 3.5),

        new UnaryKernel<LaneWise<Acot>>("acot", 4),
        new UnaryKernel<LaneWise<Asec>>("asec", 4),
        new UnaryKernel<LaneWise<Acsc>>("acsc", 4),
        new UnaryKernel<LaneWise<Acoth>>("acoth", 4),
        new UnaryKernel<LaneWise<Asech>>("asech", 4),
        new UnaryKernel<LaneWise<Acsch>>("acsch", 4),
        new UnaryKernel<LaneWise<Gamma>>("gamma", 4),
        new UnaryKernel<LaneWise<LogGamma>>("lgamma", 4),
        new UnaryKernel<LaneWise<Digamma>>("digamma", 4),
        new UnaryKernel<LaneWise<DigammaSucc>>("digamma_succ", 4),
        new UnaryKernel<LaneWise<Factorial>>("factorial", 4),
        new BinaryKernel<LaneWise2<Polygamma>>("polygamma", 4),
        new BinaryKernel<LaneWise2<SphericalBessel>>("spherical_bessel", 4),

        new BinaryKernel<PowerByBase>("power_by_base", 2),
        new TernaryKernel<PowerByExponent>("power_by_exponent", 2),
        new BinaryKernel<Scale>("scaled", 0.5),
        new BinaryKernel<Ratio>("ratio", 0.5),
        new UnaryKernel<OneMinusSquare>("one_minus_square", 2),
        new UnaryKernel<SqrtOnePlusSquare>("sqrt_one_plus_square", 1),
        new UnaryKernel<SqrtSquareMinusOne>("sqrt_square_minus_one", 2),
        new BinaryKernel<OverSquareSum>("over_square_sum", 2),
        new TernaryKernel<OverHypot>("over_hypot", 2),
        new BinaryKernel<SigmoidOfDifference>("sigmoid_of_difference", 2.5),
        new BinaryKernel<GateSlope>("gate_slope", 4),
        new UnaryKernel<Gaussian>("gaussian", 1),
        new UnaryKernel<Undefined>("undefined", 0.5),

        new UnaryKernel<Abs>("abs", 0.5),
        new UnaryKernel<Sign>("sign", 0.5),
        new UnaryKernel<Floor>("floor", 0.5),
        new UnaryKernel<Ceiling>("ceil", 0.5),
        new UnaryKernel<Round>("round", 0.5),
        new BinaryKernel<Less>("less", 0.5),
        new BinaryKernel<LessEqual>("less_equal", 0.5),
        new BinaryKernel<Greater>("greater", 0.5),
        new BinaryKernel<GreaterEqual>("greater_equal", 0.5),
        new BinaryKernel<Equal>("equal", 0.5),
        new BinaryKernel<NotEqual>("not_equal", 0.5),
        new TernaryKernel<Where>("where", 0.5),
        new BinaryKernel<Max>("max", 0.5),
        new BinaryKernel<Min>("min", 0.5),
    ];

    static readonly FrozenDictionary<string, ElementwiseKernel> s_byName = s_all.ToFrozenDictionary(k => k.Name);

    /// <summary>Every kernel.</summary>
    public static IReadOnlyList<ElementwiseKernel> All => s_all;

    /// <summary>Whether the row of that name has a kernel.</summary>
    public static bool Has(string name) => s_byName.ContainsKey(name);

    /// <summary>The kernel of the row of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kernel.</exception>
    public static ElementwiseKernel Find(string name) => s_byName[name];
}
