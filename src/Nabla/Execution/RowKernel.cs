using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>The plain loops of one row over doubles and over integers: the value at each place by the row itself.</summary>
sealed class RowKernel
{
    readonly Delegate _function;
    readonly Func<long, long, long, long>? _integers;
    readonly Choice _choice;

    public RowKernel(ScalarRule row)
    {
        Row = row;
        _function = RowFunction.Of(row);
        _integers = IntegerRows.Find(row);
        Exact = ReferenceEquals(row, Elementwise.Add) ? ExactRow.Add
            : ReferenceEquals(row, Elementwise.Subtract) ? ExactRow.Subtract
            : ReferenceEquals(row, Elementwise.Multiply) ? ExactRow.Multiply
            : ReferenceEquals(row, Elementwise.Divide) ? ExactRow.Divide
            : ReferenceEquals(row, Elementwise.Negate) ? ExactRow.Negate
            : ReferenceEquals(row, Elementwise.Scaled) ? ExactRow.Scale
            : ExactRow.None;
        _choice = ReferenceEquals(row, Elementwise.Less) ? Choice.Less
            : ReferenceEquals(row, Elementwise.LessEqual) ? Choice.LessEqual
            : ReferenceEquals(row, Elementwise.Greater) ? Choice.Greater
            : ReferenceEquals(row, Elementwise.GreaterEqual) ? Choice.GreaterEqual
            : ReferenceEquals(row, Elementwise.Equal) ? Choice.Equal
            : ReferenceEquals(row, Elementwise.NotEqual) ? Choice.NotEqual
            : ReferenceEquals(row, Elementwise.Where) ? Choice.Where
            : ReferenceEquals(row, Elementwise.OverDivisor) ? Choice.OverDivisor
            : Choice.None;
    }

    enum Choice : byte { None, Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual, Where, OverDivisor }

    /// <summary>The row.</summary>
    public ScalarRule Row { get; }

    /// <summary>Which of the rows it is that are computed in the type of the elements, or none.</summary>
    public ExactRow Exact { get; }

    /// <summary>y[i] = f(a[i], b[i], c[i]), as many as the row takes; y may be any of them.</summary>
    public void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        if (Exact != ExactRow.None)
        {
            ExactRows.Run(Exact, a, b, y);
            return;
        }

        if (_choice != Choice.None)
        {
            Choose(a, b, c, y);
            return;
        }

        a = a[..y.Length];
        switch (Row.Arity)
        {
            case 1:
                var unary = Unsafe.As<Func<double, double>>(_function);
                for (var i = 0; i < y.Length; i++) y[i] = unary(a[i]);
                break;
            case 3:
                var ternary = Unsafe.As<Func<double, double, double, double>>(_function);
                for (var i = 0; i < y.Length; i++) y[i] = ternary(a[i], b[i], c[i]);
                break;
            default:
                b = b[..y.Length];
                var binary = Unsafe.As<Func<double, double, double>>(_function);
                for (var i = 0; i < y.Length; i++) y[i] = binary(a[i], b[i]);
                break;
        }
    }

    // Comparisons and what they choose, of which the derivatives of kinks are made, and that of a quotient, which chooses too.
    void Choose(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        switch (_choice)
        {
            case Choice.Less: ExactRows.Compare<ExactRows.Less>(a, b, y); break;
            case Choice.LessEqual: ExactRows.Compare<ExactRows.LessEqual>(a, b, y); break;
            case Choice.Greater: ExactRows.Compare<ExactRows.Less>(b, a, y); break;
            case Choice.GreaterEqual: ExactRows.Compare<ExactRows.LessEqual>(b, a, y); break;
            case Choice.Equal: ExactRows.Compare<ExactRows.Equal>(a, b, y); break;
            case Choice.NotEqual: ExactRows.Compare<ExactRows.NotEqual>(a, b, y); break;
            case Choice.OverDivisor: ExactRows.OverDivisor(a, b, c, y); break;
            default: ExactRows.Choose(a, b, c, y); break;
        }
    }

    /// <summary>The same over integers, of which unused ones are empty.</summary>
    public void Run(ReadOnlySpan<long> a, ReadOnlySpan<long> b, ReadOnlySpan<long> c, Span<long> y)
    {
        var f = _integers ?? throw new InvalidOperationException($"{Row.Name} has no values for integers.");
        for (var i = 0; i < y.Length; i++) y[i] = f(a[i], b.IsEmpty ? 0 : b[i], c.IsEmpty ? 0 : c[i]);
    }
}
