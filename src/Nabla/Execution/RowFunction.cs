using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>The function that computes a row's value, as it is called by the interpreter and by emitted code alike.</summary>
static class RowFunction
{
    /// <summary>A delegate of one, two or three doubles; a row of any number of operands gives its function of two.</summary>
    public static Delegate Of(ScalarRule row) =>
        ReferenceEquals(row, Elementwise.Max) ? (Func<double, double, double>)Math.Max
        : ReferenceEquals(row, Elementwise.Min) ? (Func<double, double, double>)Math.Min
        : ReferenceEquals(row, Elementwise.Power) ? (Func<double, double, double>)Power
        : row.Value;

    // The most frequent power by far, in derivatives too, and a product rounds it correctly.
    static double Power(double a, double b) => b == 2 ? a * a : Math.Pow(a, b);
}
