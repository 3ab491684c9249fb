using System.Collections.Frozen;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>The rows that map integers to integers, exactly and modulo 2⁶⁴.</summary>
static class IntegerRows
{
    static readonly FrozenDictionary<ScalarRule, Func<long, long, long, long>> s_all =
        new Dictionary<ScalarRule, Func<long, long, long, long>>
        {
            [Elementwise.Add] = (a, b, _) => a + b,
            [Elementwise.Subtract] = (a, b, _) => a - b,
            [Elementwise.Multiply] = (a, b, _) => a * b,
            [Elementwise.Negate] = (a, _, _) => -a,
            [Elementwise.Abs] = (a, _, _) => a < 0 ? -a : a,
            [Elementwise.Sign] = (a, _, _) => Math.Sign(a),
            [Elementwise.Relu] = (a, _, _) => Math.Max(a, 0),
            [Elementwise.Max] = (a, b, _) => Math.Max(a, b),
            [Elementwise.Min] = (a, b, _) => Math.Min(a, b),
            [Elementwise.Where] = (c, a, b) => c != 0 ? a : b,
            [Elementwise.Floor] = (a, _, _) => a,
            [Elementwise.Ceiling] = (a, _, _) => a,
            [Elementwise.Round] = (a, _, _) => a,
            [Elementwise.Less] = (a, b, _) => a < b ? 1 : 0,
            [Elementwise.LessEqual] = (a, b, _) => a <= b ? 1 : 0,
            [Elementwise.Greater] = (a, b, _) => a > b ? 1 : 0,
            [Elementwise.GreaterEqual] = (a, b, _) => a >= b ? 1 : 0,
            [Elementwise.Equal] = (a, b, _) => a == b ? 1 : 0,
            [Elementwise.NotEqual] = (a, b, _) => a != b ? 1 : 0,
        }.ToFrozenDictionary();

    /// <summary>The row's function of up to three integers, or null where its values are no integers.</summary>
    public static Func<long, long, long, long>? Find(ScalarRule row) => s_all.GetValueOrDefault(row);
}
