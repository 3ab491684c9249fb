using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>The function that computes a row's value, as it is called by the interpreter and by emitted code alike.</summary>
static class RowFunction
{
    /// <summary>A delegate of one, two or three doubles; a row of any number of operands gives its function of two.</summary>
    public static Delegate Of(ScalarRule row) =>
        ReferenceEquals(row, Elementwise.Max) ? (Func<double, double, double>)Math.Max
        : ReferenceEquals(row, Elementwise.Min) ? (Func<double, double, double>)Math.Min
        : row.Value;
}
