using System.Collections.Frozen;

namespace Nabla.Execution.Kernels;

/// <summary>The vector functions of the rule table, bound to its rows by name.</summary>
static class ElementwiseKernels
{
    //    name and largest error in ulps; 0: every bit as the definition says
    static readonly ElementwiseKernel[] s_all =
    [
        new BinaryKernel<Add>("add", 0),
        new BinaryKernel<Subtract>("subtract", 0),
        new BinaryKernel<Multiply>("multiply", 0),
        new BinaryKernel<Divide>("divide", 0),
        new UnaryKernel<Negate>("negate", 0),
        new BinaryKernel<Power>("power", 1),
        new UnaryKernel<Exp>("exp", 1),
        new UnaryKernel<Ln>("ln", 2),
        new UnaryKernel<Sqrt>("sqrt", 0),
        new UnaryKernel<Sin>("sin", 2),
        new UnaryKernel<Cos>("cos", 2),
        new UnaryKernel<Tanh>("tanh", 3),
        new UnaryKernel<Abs>("abs", 0),
        new UnaryKernel<Sign>("sign", 0),
        new BinaryKernel<Less>("less", 0),
        new BinaryKernel<LessEqual>("less_equal", 0),
        new BinaryKernel<Greater>("greater", 0),
        new BinaryKernel<GreaterEqual>("greater_equal", 0),
        new BinaryKernel<Equal>("equal", 0),
        new BinaryKernel<NotEqual>("not_equal", 0),
        new TernaryKernel<Where>("where", 0),
        new BinaryKernel<Max>("max", 0),
        new BinaryKernel<Min>("min", 0),
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
