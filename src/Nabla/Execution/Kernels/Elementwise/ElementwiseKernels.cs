using System.Collections.Frozen;

namespace Nabla.Execution.Kernels;

/// <summary>The vector functions of the rule table, bound to its rows by name.</summary>
static class ElementwiseKernels
{
    // Computed in doubles and rounded to float: the error in ulps.
    const double Widened = 0.501;

    // Name, and the largest error in ulps for doubles and for floats: 0.5 is a correctly rounded result; for the others,
    // what thousands of random points of every size showed against mpmath, rounded up.
    static readonly RowKernels[] s_all =
    [
        Binary<Add<double>, Add<float>>("add", 0.5, 0.5),
        Binary<Subtract<double>, Subtract<float>>("subtract", 0.5, 0.5),
        Binary<Multiply<double>, Multiply<float>>("multiply", 0.5, 0.5),
        Binary<Divide<double>, Divide<float>>("divide", 0.5, 0.5),
        Unary<Negate<double>, Negate<float>>("negate", 0.5, 0.5),
        Binary<Power, Widened2<PowerSingle>>("power", 1, Widened),

        KeepingBoth<Exp, ExpSingle>("exp", 1.5, 1.5),
        Unary<ExpMinusOne, Widened<ExpMinusOne>>("expm1", 3, Widened),
        Keeping<Ln, LnSingle>("ln", 1, 1.5),
        Unary<OnePlusLn, Widened<OnePlusLn>>("log1p", 1, Widened),
        Unary<Log2, Widened<Log2>>("log2", 2, Widened),
        Unary<Log10, Widened<Log10>>("log10", 2, Widened),
        Unary<Sqrt<double>, Sqrt<float>>("sqrt", 0.5, 0.5),
        Unary<Cbrt, Widened<Cbrt>>("cbrt", 1, Widened),
        Binary<Hypot, Widened2<Hypot>>("hypot", 1.5, Widened),

        Unary<Sin, SinSingle>("sin", 1.5, 1.5),
        Unary<Cos, CosSingle>("cos", 1.5, 2),
        Unary<Tan, Widened<Tan>>("tan", 3, Widened),
        Unary<Cot, Widened<Cot>>("cot", 3, Widened),
        Unary<Sec, Widened<Sec>>("sec", 2.5, Widened),
        Unary<Csc, Widened<Csc>>("csc", 2.5, Widened),
        Unary<Asin, Widened<Asin>>("asin", 2, Widened),
        Unary<Acos, Widened<Acos>>("acos", 1.5, Widened),
        Unary<Atan, Widened<Atan>>("atan", 2.5, Widened),
        Binary<Atan2, Widened2<Atan2>>("atan2", 2.5, Widened),
        Unary<Sinc, Widened<Sinc>>("sinc", 2.5, Widened),

        Unary<Sinh, Widened<Sinh>>("sinh", 3, Widened),
        Unary<Cosh, Widened<Cosh>>("cosh", 1.5, Widened),
        Keeping<Tanh, TanhSingle>("tanh", 3, 2.5),
        Unary<Coth, Widened<Coth>>("coth", 3, Widened),
        Unary<Sech, Widened<Sech>>("sech", 2.5, Widened),
        Unary<Csch, Widened<Csch>>("csch", 3, Widened),
        Unary<Asinh, Widened<Asinh>>("asinh", 2, Widened),
        Unary<Acosh, Widened<Acosh>>("acosh", 2, Widened),
        Unary<Atanh, Widened<Atanh>>("atanh", 2, Widened),

        Keeping<Sigmoid, SigmoidSingle>("sigmoid", 2, 2),
        Keeping<Softplus, SoftplusSingle>("softplus", 2, 2),
        Binary<LogAddExp, Widened2<LogAddExp>>("logaddexp", 1.5, Widened),
        Unary<Relu<double>, Relu<float>>("relu", 0.5, 0.5),
        Keeping<Silu, SiluSingle>("silu", 2.5, 2.5),
        Keeping<Gelu, GeluSingle>("gelu", 4, 6),
        Unary<GeluTanh, Widened<GeluTanh>>("gelu_tanh", 2.5, Widened),
        Keeping<Erf, ErfSingle>("erf", 1.5, 1.5),
        Unary<Erfc, Widened<Erfc>>("erfc", 3.5, Widened),

        Unary<LaneWise<Acot>, Widened<LaneWise<Acot>>>("acot", 4, Widened),
        Unary<LaneWise<Asec>, Widened<LaneWise<Asec>>>("asec", 4, Widened),
        Unary<LaneWise<Acsc>, Widened<LaneWise<Acsc>>>("acsc", 4, Widened),
        Unary<LaneWise<Acoth>, Widened<LaneWise<Acoth>>>("acoth", 4, Widened),
        Unary<LaneWise<Asech>, Widened<LaneWise<Asech>>>("asech", 4, Widened),
        Unary<LaneWise<Acsch>, Widened<LaneWise<Acsch>>>("acsch", 4, Widened),
        Unary<LaneWise<Gamma>, Widened<LaneWise<Gamma>>>("gamma", 4, Widened),
        Unary<LaneWise<LogGamma>, Widened<LaneWise<LogGamma>>>("lgamma", 4, Widened),
        Unary<LaneWise<Digamma>, Widened<LaneWise<Digamma>>>("digamma", 4, Widened),
        Unary<LaneWise<DigammaSucc>, Widened<LaneWise<DigammaSucc>>>("digamma_succ", 4, Widened),
        Unary<LaneWise<Factorial>, Widened<LaneWise<Factorial>>>("factorial", 4, Widened),
        Binary<LaneWise2<GammaSlope>, Widened2<LaneWise2<GammaSlope>>>("gamma_slope", 4, Widened),
        Binary<LaneWise2<FactorialSlope>, Widened2<LaneWise2<FactorialSlope>>>("factorial_slope", 4, Widened),
        Binary<LaneWise2<Polygamma>, Widened2<LaneWise2<Polygamma>>>("polygamma", 4, Widened),
        Binary<SphericalBessel, Widened2<SphericalBessel>>("spherical_bessel", 4, Widened),

        Binary<PowerByBase, Widened2<PowerByBase>>("power_by_base", 2, Widened),
        Ternary<PowerByExponent, Widened3<PowerByExponent>>("power_by_exponent", 2, Widened),
        Binary<Scale<double>, Scale<float>>("scaled", 0.5, 0.5),
        Binary<Ratio<double>, Ratio<float>>("ratio", 0.5, 0.5),
        Ternary<OverDivisor, Widened3<OverDivisor>>("over_divisor", 1.5, Widened),
        Unary<OneMinusSquare<double>, OneMinusSquare<float>>("one_minus_square", 2, 2),
        Unary<OverOneMinusSquare<double>, OverOneMinusSquare<float>>("over_one_minus_square", 2.5, 2.5),
        Unary<SqrtOnePlusSquare, Widened<SqrtOnePlusSquare>>("sqrt_one_plus_square", 1, Widened),
        Unary<SqrtSquareMinusOne, Widened<SqrtSquareMinusOne>>("sqrt_square_minus_one", 2, Widened),
        Binary<OverSquareSum, Widened2<OverSquareSum>>("over_square_sum", 2, Widened),
        Ternary<OverHypot, Widened3<OverHypot>>("over_hypot", 2, Widened),
        Binary<SigmoidOfDifference, Widened2<SigmoidOfDifference>>("sigmoid_of_difference", 2.5, Widened),
        Binary<GateSlope, Widened2<GateSlope>>("gate_slope", 4, Widened),
        Unary<Gaussian, Widened<Gaussian>>("gaussian", 1, Widened),
        Unary<Undefined<double>, Undefined<float>>("undefined", 0.5, 0.5),

        Unary<Abs<double>, Abs<float>>("abs", 0.5, 0.5),
        Unary<Sign<double>, Sign<float>>("sign", 0.5, 0.5),
        Unary<Floor<double>, Floor<float>>("floor", 0.5, 0.5),
        Unary<Ceiling<double>, Ceiling<float>>("ceil", 0.5, 0.5),
        Unary<Round<double>, Round<float>>("round", 0.5, 0.5),
        Binary<Less<double>, Less<float>>("less", 0.5, 0.5),
        Binary<LessEqual<double>, LessEqual<float>>("less_equal", 0.5, 0.5),
        Binary<Greater<double>, Greater<float>>("greater", 0.5, 0.5),
        Binary<GreaterEqual<double>, GreaterEqual<float>>("greater_equal", 0.5, 0.5),
        Binary<Equal<double>, Equal<float>>("equal", 0.5, 0.5),
        Binary<NotEqual<double>, NotEqual<float>>("not_equal", 0.5, 0.5),
        Ternary<Where<double>, Where<float>>("where", 0.5, 0.5),
        Binary<Max<double>, Max<float>>("max", 0.5, 0.5),
        Binary<Min<double>, Min<float>>("min", 0.5, 0.5),
    ];

    static readonly FrozenDictionary<string, RowKernels> s_byName = s_all.ToFrozenDictionary(k => k.Double.Name);

    /// <summary>Every kernel, for doubles and for floats.</summary>
    public static IReadOnlyList<RowKernels> All => s_all;

    /// <summary>Whether the row of that name has a kernel.</summary>
    public static bool Has(string name) => s_byName.ContainsKey(name);

    /// <summary>The kernel for doubles of the row of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kernel.</exception>
    public static ElementwiseKernel<double> Find(string name) => s_byName[name].Double;

    /// <summary>The kernel for floats of the row of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kernel.</exception>
    public static ElementwiseKernel<float> FindSingle(string name) => s_byName[name].Single;

    static RowKernels Unary<TDouble, TSingle>(string name, double ulps, double singleUlps)
        where TDouble : struct, IUnaryKernel<double> where TSingle : struct, IUnaryKernel<float> =>
        new(new PlainKernel<TDouble, double>(name, ulps), new PlainKernel<TSingle, float>(name, singleUlps));

    static RowKernels Keeping<TDouble, TSingle>(string name, double ulps, double singleUlps)
        where TDouble : struct, IUnaryKernel<double> where TSingle : struct, IKeepingKernel<float> =>
        new(new PlainKernel<TDouble, double>(name, ulps), new KeepingKernel<TSingle, float>(name, singleUlps));

    static RowKernels KeepingBoth<TDouble, TSingle>(string name, double ulps, double singleUlps)
        where TDouble : struct, IKeepingKernel<double> where TSingle : struct, IKeepingKernel<float> =>
        new(new KeepingKernel<TDouble, double>(name, ulps), new KeepingKernel<TSingle, float>(name, singleUlps));

    static RowKernels Binary<TDouble, TSingle>(string name, double ulps, double singleUlps)
        where TDouble : struct, IBinaryKernel<double> where TSingle : struct, IBinaryKernel<float> =>
        new(new BinaryKernel<TDouble, double>(name, ulps), new BinaryKernel<TSingle, float>(name, singleUlps));

    static RowKernels Ternary<TDouble, TSingle>(string name, double ulps, double singleUlps)
        where TDouble : struct, ITernaryKernel<double> where TSingle : struct, ITernaryKernel<float> =>
        new(new TernaryKernel<TDouble, double>(name, ulps), new TernaryKernel<TSingle, float>(name, singleUlps));
}
