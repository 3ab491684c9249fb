using System.Runtime.CompilerServices;
using Nabla.Rules;

namespace Nabla.Execution;

/// <summary>The plain loops of one row over doubles and over integers: the value at each place by the row itself.</summary>
sealed class RowKernel
{
    readonly Kind _kind;
    readonly Delegate _function;
    readonly Func<long, long, long, long>? _integers;

    public RowKernel(ScalarRule row)
    {
        Row = row;
        _function = RowFunction.Of(row);
        _integers = IntegerRows.Find(row);
        _kind = ReferenceEquals(row, Elementwise.Add) ? Kind.Add
            : ReferenceEquals(row, Elementwise.Subtract) ? Kind.Subtract
            : ReferenceEquals(row, Elementwise.Multiply) ? Kind.Multiply
            : ReferenceEquals(row, Elementwise.Divide) ? Kind.Divide
            : ReferenceEquals(row, Elementwise.Negate) ? Kind.Negate
            : ReferenceEquals(row, Elementwise.Scaled) ? Kind.Scaled
            : row.Arity switch { 1 => Kind.Unary, 3 => Kind.Ternary, _ => Kind.Binary };
    }

    enum Kind : byte { Add, Subtract, Multiply, Divide, Negate, Scaled, Unary, Binary, Ternary }

    /// <summary>The row.</summary>
    public ScalarRule Row { get; }

    /// <summary>y[i] = f(a[i], b[i], c[i]), as many as the row takes; y may be any of them.</summary>
    public void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        a = a[..y.Length];
        if (Row.Arity != 1) b = b[..y.Length];
        switch (_kind)
        {
            case Kind.Add:
                for (var i = 0; i < y.Length; i++) y[i] = a[i] + b[i];
                break;
            case Kind.Subtract:
                for (var i = 0; i < y.Length; i++) y[i] = a[i] - b[i];
                break;
            case Kind.Multiply:
                for (var i = 0; i < y.Length; i++) y[i] = a[i] * b[i];
                break;
            case Kind.Divide:
                for (var i = 0; i < y.Length; i++) y[i] = a[i] / b[i];
                break;
            case Kind.Negate:
                for (var i = 0; i < y.Length; i++) y[i] = -a[i];
                break;
            case Kind.Scaled:
                for (var i = 0; i < y.Length; i++) y[i] = Scalar.Scaled(a[i], b[i]);
                break;
            case Kind.Unary:
                var unary = Unsafe.As<Func<double, double>>(_function);
                for (var i = 0; i < y.Length; i++) y[i] = unary(a[i]);
                break;
            case Kind.Binary:
                var binary = Unsafe.As<Func<double, double, double>>(_function);
                for (var i = 0; i < y.Length; i++) y[i] = binary(a[i], b[i]);
                break;
            default:
                var ternary = Unsafe.As<Func<double, double, double, double>>(_function);
                for (var i = 0; i < y.Length; i++) y[i] = ternary(a[i], b[i], c[i]);
                break;
        }
    }

    /// <summary>The same over integers, of which unused ones are empty.</summary>
    public void Run(ReadOnlySpan<long> a, ReadOnlySpan<long> b, ReadOnlySpan<long> c, Span<long> y)
    {
        var f = _integers ?? throw new InvalidOperationException($"{Row.Name} has no values for integers.");
        for (var i = 0; i < y.Length; i++) y[i] = f(a[i], b.IsEmpty ? 0 : b[i], c.IsEmpty ? 0 : c[i]);
    }
}
