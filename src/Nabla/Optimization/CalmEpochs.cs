using System.Runtime.CompilerServices;
using Nabla.Execution;

namespace Nabla.Optimization;

/// <summary>
/// Epochs of gradient descent on a compiled formula in which nothing happens that could end the run: the cost falls and the
/// gradient does not turn. An epoch of a small formula takes nanoseconds, so formula, step and what is watched are one loop
/// of machine code; the first epoch that fails a test is left to be judged like any other.
/// </summary>
/// <remarks>The same operations in the same order as a step and an evaluation apart, and so the same bits.</remarks>
sealed class CalmEpochs
{
    const int Longest = 400;

    /// <summary>Lengths and rates below this can't leave the numbers in some thousand steps.</summary>
    public const double Large = 1e150;

    /// <summary>Far more than rounding can add to an inner product, in units of the lengths.</summary>
    public const double Clear = 1e-9;

    readonly Repeated _loop;
    readonly int _n;

    CalmEpochs(Repeated loop, int n) => (_loop, _n) = (loop, n);

    /// <summary>How long a buffer <see cref="Run"/> works in.</summary>
    public int Space => 2 * _n + 4;

    /// <summary>The epochs of that formula; null where it is so long that its registers count for more than a step apart.</summary>
    public static CalmEpochs? Of(CompiledFormula f)
    {
        var (n, code) = (f.Dimension, f.GradientCode);
        if (!RuntimeFeature.IsDynamicCodeSupported || n == 0 || code.Length > Longest) return null;
        return new(ScalarEmitter.EmitRepeated(Epoch(Finishing.ForRegisters(code)), 2 * n + 2, n), n);
    }

    /// <summary>
    /// Moves x by calm epochs, at most so many, from where the gradient, f and the gradient's length are known; gives how many.
    /// </summary>
    public long Run(Span<double> x, ReadOnlySpan<double> gradient, double value, double norm, double rate, double tolerance, long most, Span<double> state)
    {
        // No step of that many can leave the numbers then.
        if (!(rate <= Large && norm < Large && Norm.Of(x) < Large)) return 0;
        x.CopyTo(state);
        gradient.CopyTo(state[_n..]);
        (state[2 * _n], state[2 * _n + 1], state[2 * _n + 2], state[2 * _n + 3]) = (value, norm * norm, rate, LeastSquares(tolerance));
        var count = _loop(state, state, most);
        state[.._n].CopyTo(x);
        return count;
    }

    /// <summary>A square of the gradient's length that is beyond doubt above that of the tolerance and above where squares vanish.</summary>
    public static double LeastSquares(double tolerance) => Math.Max(1e-280, (1 + 1e-9) * Math.Max(tolerance, 0) * Math.Max(tolerance, 0));

    // From x, ∇f, f, |∇f|², η and the least square: the pairs of the tests, then the same at the next point.
    static Code Epoch(Code f)
    {
        var n = f.Inputs;
        using var code = new CodeBuilder(2 * n + 4, capacity: 2 * f.Length + 8 * n + 32);
        int cost = code.Input(2 * n), squares = code.Input(2 * n + 1), rate = code.Input(2 * n + 2), least = code.Input(2 * n + 3);
        var next = new int[n];
        for (var i = 0; i < n; i++) next[i] = code.Subtract(code.Input(i), code.Multiply(rate, code.Input(n + i)));
        var results = new int[f.Outputs.Length];
        code.Append(f, next, results);
        // Neither sum has to be that of any order: each slope is taken in as it comes, so that few wait in registers.
        var slopes = Enumerable.Range(0, n).OrderBy(i => results[1 + i]).ToArray();
        var seen = Sum(code, slopes.Select(i => code.Multiply(results[1 + i], results[1 + i])));
        var product = Sum(code, slopes.Select(i => code.Multiply(results[1 + i], code.Input(n + i))));
        var margin = code.Multiply(code.Constant(Clear), code.Add(seen, squares));
        return code.Build(
            [results[0], code.Constant(double.MinValue), cost, results[0], product, margin, seen, least, code.Constant(Large), seen,
            .. next, .. results[1..], results[0], seen]);
    }

    static int Sum(CodeBuilder code, IEnumerable<int> terms) => terms.Aggregate((sum, term) => code.Add(sum, term));
}
