using Nabla.Execution;
using Nabla.Symbolics;
using Nabla.Tensors;
using Nabla.Tests.Symbolics;
using Nabla.Tracing;
using static Nabla.Differentiate;

namespace Nabla.Tests.Tracing;

/// <summary>A formula traced once, whose graph is differentiated, beside the engines that do so with symbols.</summary>
sealed class FormulaProgram
{
    readonly Expr _formula;
    readonly Expr _lifted;
    readonly string[] _names;
    readonly Func<Tensor, Tensor> _run;
    readonly CompiledFormula _compiled;
    readonly Lazy<Expr[]> _gradient;
    readonly Lazy<Expr[,]> _hessian;
    readonly Lazy<Graph> _first;
    readonly Lazy<Graph> _firstByRows;
    readonly Lazy<Graph> _second;
    readonly Lazy<Graph> _secondByRows;

    public FormulaProgram(Expr formula, string[] names)
    {
        (_formula, _names) = (formula, names);
        var graph = Trace(formula.ToVectorFunction(names), Tensor.Zeros([names.Length], DType.Float64));
        graph.Validate();
        _lifted = formula.ToGraph(names).ToExpr(names);
        _run = x => graph.Run(x)[0];
        _compiled = CompiledFormula.Compile(formula, names, new() { Emission = Emission.Never });
        _gradient = new(() => _formula.Gradient(_names));
        _hessian = new(() => _formula.Hessian(_names));
        _first = new(() => Trace(Gradient, Tensor.Zeros([names.Length], DType.Float64)));
        _firstByRows = new(() => RoundingNoise.Graph(_compiled.GradientCode));
        _second = new(() => Trace(x => Jacobian(Gradient)(x), Tensor.Zeros([names.Length], DType.Float64)));
        _secondByRows = new(() => RoundingNoise.Graph(_compiled.HessianCode));
    }

    public double Value(double[] x) => (double)_run(Tensor.From(x));

    public double[] Hessian(double[] x) => Jacobian(Gradient)(Tensor.From(x)).ToArray<double>();

    /// <summary>The gradient of the program, after value, gradient and Hessian were held against the symbolic engine.</summary>
    public double[] Check(double[] x, List<string> faults, string id, bool withHessian, bool withSymbols)
    {
        double[] gradient = Gradient(Tensor.From(x)).ToArray<double>(), byRows = new double[x.Length];
        var at = new Valuation(_names.Zip(x).ToDictionary(p => p.First, p => p.Second));
        if (at.Of(_formula) != Value(x)) faults.Add($"{id}: value {Value(x):R} is not {at.Of(_formula):R}");
        if (at.Of(_lifted) != Value(x)) faults.Add($"{id}: lifted, {_lifted.ToText()} is {at.Of(_lifted):R} and not {Value(x):R}");
        _compiled.ValueAndGradient(x, byRows);
        Compare($"{id}: gradient", x, gradient, byRows, _gradient.Value, at, NoiseOfGradient, NoiseOfGradientByRows, faults);
        if (withHessian)
            Compare($"{id}: Hessian", x, Hessian(x), HessianByRows(x), withSymbols ? [.. _hessian.Value.Cast<Expr>()] : null, at, Noise, NoiseByRows, faults);
        return gradient;
    }

    // Where a derivative cancels, no number of digits is left for certain: then it is what rounding can do to either
    // side, operation by operation, that says how far they may be apart.
    void Compare(
        string what, double[] x, double[] found, double[] byRows, Expr[]? symbols, Valuation at,
        Func<double[], double[]> noise, Func<double[], double[]> noiseByRows, List<string> faults)
    {
        var largest = found.Max(Math.Abs);
        Lazy<double[]> ofProgram = new(() => noise(x)), ofRows = new(() => noiseByRows(x));
        for (var k = 0; k < found.Length; k++)
        {
            Near(byRows[k], () => ofRows.Value[k], "");
            if (symbols is not null) Near(at.Of(symbols[k]), () => Noise(symbols[k], x), "as symbols ");

            void Near(double expected, Func<double> ofOther, string how)
            {
                var apart = Math.Abs(expected - found[k]);
                if (expected.Equals(found[k]) || apart <= 1e-12 * Math.Abs(expected)) return;
                var bound = ofProgram.Value[k] + ofOther();
                // A bound to first order says nothing more where it is as large as the numbers; rv0308's gradient has the largest, 2e-6.
                if (apart <= bound && bound <= 1e-5 * largest) return;
                faults.Add($"{what} {how}{k}: {found[k]:R} is not {expected:R}, {apart / bound:0.0} times what rounding explains, {bound:E1}");
            }
        }
    }

    public double[] HessianByRows(double[] x)
    {
        var hessian = new double[x.Length * x.Length];
        _compiled.Hessian(x, hessian);
        return hessian;
    }

    double[] NoiseOfGradient(double[] x) => RoundingNoise.Of(_first.Value, Tensor.From(x));

    // The code gives the value first.
    double[] NoiseOfGradientByRows(double[] x) => RoundingNoise.Of(_firstByRows.Value, Tensor.From(x))[1..];

    /// <summary>What rounding can do to each number of <see cref="Hessian"/>.</summary>
    public double[] Noise(double[] x) => RoundingNoise.Of(_second.Value, Tensor.From(x));

    /// <summary>What rounding can do to each number of <see cref="HessianByRows"/>, whose code gives the lower half, row by row.</summary>
    public double[] NoiseByRows(double[] x)
    {
        var half = RoundingNoise.Of(_secondByRows.Value, Tensor.From(x));
        return [.. Enumerable.Range(0, x.Length * x.Length).Select(k =>
        {
            var (low, high) = (Math.Min(k / x.Length, k % x.Length), Math.Max(k / x.Length, k % x.Length));
            return half[high * (high + 1) / 2 + low];
        })];
    }

    double Noise(Expr formula, double[] x) => formula.Variables.Count == 0 ? 0
        : RoundingNoise.Of(Trace(formula.ToVectorFunction(_names), Tensor.From(x)), Tensor.From(x))[0];

    // A formula without variables has the gradient zero by decision of the caller, which Grad leaves to him.
    Tensor Gradient(Tensor x) => _formula.Variables.Count == 0 ? Tensor.Zeros([_names.Length], DType.Float64) + 0 * x : Grad(_run)(x);
}
