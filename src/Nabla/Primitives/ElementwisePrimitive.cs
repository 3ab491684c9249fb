using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Nabla.Execution;
using Nabla.Rules;
using Nabla.Tensors;

namespace Nabla.Primitives;

/// <summary>
/// A row of the rule table at every place of tensors of one shape and type. Numbers written in the program are part of
/// the operation and no operands. Its derivative, and its transpose in operands it is linear in, are the row's formulas.
/// </summary>
sealed class ElementwisePrimitive : SingleResult
{
    // A power of two; numbers that change at every step of a program take each other's places and do not pile up.
    const int Places = 4096;

    static readonly ElementwisePrimitive[] s_plain =
        [.. Elementwise.All.OrderBy(row => row.Number).Select(row => new ElementwisePrimitive(row, Unbound(row.Arity), new(row)))];
    static readonly ElementwisePrimitive?[] s_bound = new ElementwisePrimitive?[Places];

    readonly double[] _literals;
    readonly int _operands;
    readonly bool _selects;
    readonly bool _compares;
    RowDerivative? _derivative;

    ElementwisePrimitive(ScalarRule row, double[] literals, RowKernel kernel)
    {
        Row = row;
        _literals = literals;
        _operands = literals.Count(double.IsNaN);
        _selects = ReferenceEquals(row, Elementwise.Where);
        _compares = RowTypes.IsComparison(row);
        Kernel = kernel;
    }

    /// <summary>The row.</summary>
    public ScalarRule Row { get; }

    /// <summary>The row's plain loops.</summary>
    public RowKernel Kernel { get; }

    public override string Name => Row.Name;

    public override string Parameters => _operands == _literals.Length ? "" : string.Join(", ",
        _literals.Select(n => double.IsNaN(n) ? "·" : n.ToString("R", CultureInfo.InvariantCulture)));

    RowDerivative Derivative => _derivative ??= new(Row, _literals);

    /// <summary>c·t with zero absorbing, of operands of one type.</summary>
    public static ElementwisePrimitive Scale { get; } = Of(Elementwise.Scaled);

    /// <summary>The sum of two operands of one type: of tangents and cotangents.</summary>
    public static ElementwisePrimitive Sum { get; } = Of(Elementwise.Add);

    /// <summary>The row with operands alone; a row of any number of them has two.</summary>
    public static ElementwisePrimitive Of(ScalarRule row) => s_plain[row.Number];

    /// <summary>The row with a number in some places; NaN marks the operands.</summary>
    public static ElementwisePrimitive Of(ScalarRule row, ReadOnlySpan<double> literals)
    {
        var bits = MemoryMarshal.Cast<double, ulong>(literals);
        var hash = (ulong)row.Number;
        foreach (var literal in bits) hash = (BitOperations.RotateLeft(hash, 29) ^ literal) * 0x9E3779B97F4A7C15;
        ref var place = ref s_bound[hash >> 52];
        if (place is { } known && ReferenceEquals(known.Row, row) && bits.SequenceEqual(MemoryMarshal.Cast<double, ulong>(known._literals)))
            return known;
        return place = new(row, literals.ToArray(), Of(row).Kernel);
    }

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var typed = _selects && double.IsNaN(_literals[0]) && x.Length > 1 ? x[1] : x[0];
        foreach (var operand in x)
        {
            if (operand.Shape != typed.Shape || (operand.DType != typed.DType && !(_selects && ReferenceEquals(operand, x[0]))))
                throw new ShapeException($"{Name}: operands {string.Join(", ", x.ToArray().Select(o => o.Type))} must have one type and shape.");
        }

        return new(_compares ? DType.Bool : typed.DType, typed.Shape);
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => RowLoop.Evaluate(Kernel, _literals, x, type);

    /// <summary>The result of concrete operands, written over a contiguous tensor of its type that nobody else sees.</summary>
    public void Evaluate(ReadOnlySpan<Tensor> x, Tensor into) => RowLoop.Write(Kernel, _literals, x, into);

    /// <summary>Adds the result of <see cref="Scale"/>, or of it by a number, to a sum that nobody else sees.</summary>
    public void AddTo(ReadOnlySpan<Tensor> x, Tensor sum) => RowLoop.AddScaled(_literals, x, sum);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        if (!y.DType.IsFloating) return null;
        // Of a square both terms are one.
        if (x.Length == 2 && ReferenceEquals(x[0], x[1]) && dx[0] is { } both && ReferenceEquals(both, dx[1]) && Derivative.IsProduct)
            return Derivative.Times(0, both, x, y) is { } half ? Sum.Apply(half, half) : null;
        Tensor? sum = null;
        for (var i = 0; i < x.Length; i++)
        {
            if (dx[i] is not { } along || Derivative.Times(i, along, x, y) is not { } term) continue;
            sum = sum is null ? term : Sum.Apply(sum, term);
        }

        return sum;
    }

    public override Tensor? Transpose(Tensor yBar, ReadOnlySpan<Tensor> x, int operand) =>
        Derivative.IsLinearIn(operand) ? Derivative.Times(operand, yBar, x, null) : throw NonlinearPrimitive.NotLinear(this);

    public override Tensor Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size)
    {
        Tracing.Few<Tensor> room = default;
        var all = x.Length <= Tracing.Few<Tensor>.Length ? room[..x.Length] : new Tensor[x.Length];
        for (var i = 0; i < x.Length; i++) all[i] = Axes.Repeated(x[i], batched[i], size);
        return Apply(all);
    }

    public override Lowered Lower() => new Lowered.Elementwise(Row, _literals);

    // A row of any number of operands has two.
    static double[] Unbound(int arity)
    {
        var literals = new double[arity < 0 ? 2 : arity];
        Array.Fill(literals, double.NaN);
        return literals;
    }
}
