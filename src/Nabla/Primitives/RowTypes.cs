using System.Collections.Frozen;
using Nabla.Rules;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>Element types of the rows: comparisons give bool, arithmetic keeps integers, all else works in floating numbers.</summary>
static class RowTypes
{
    static readonly FrozenSet<ScalarRule> s_comparisons = new[]
    {
        Elementwise.Less, Elementwise.LessEqual, Elementwise.Greater, Elementwise.GreaterEqual, Elementwise.Equal, Elementwise.NotEqual,
    }.ToFrozenSet();

    static readonly FrozenSet<ScalarRule> s_integral = new[]
    {
        Elementwise.Add, Elementwise.Subtract, Elementwise.Multiply, Elementwise.Negate, Elementwise.Abs, Elementwise.Sign,
        Elementwise.Relu, Elementwise.Max, Elementwise.Min, Elementwise.Where, Elementwise.Floor, Elementwise.Ceiling, Elementwise.Round,
    }.ToFrozenSet();

    public static bool IsComparison(ScalarRule row) => s_comparisons.Contains(row);

    /// <summary>The type in which operands of the common type are computed.</summary>
    public static DType Working(ScalarRule row, DType common)
    {
        if (common.IsFloating || IsComparison(row)) return common;
        if (!s_integral.Contains(row)) return Promotion.Floating(common);
        var keepsBool = ReferenceEquals(row, Elementwise.Max) || ReferenceEquals(row, Elementwise.Min) || ReferenceEquals(row, Elementwise.Where);
        return common == DType.Bool && !keepsBool ? DType.Int32 : common;
    }
}
