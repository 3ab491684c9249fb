using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
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
    const int CacheLimit = 4096;

    static readonly FrozenDictionary<ScalarRule, ElementwisePrimitive> s_plain = Elementwise.All
        .ToFrozenDictionary(row => row, row => new ElementwisePrimitive(row, Unbound(Math.Max(row.Arity, 2), row.Arity)));
    static readonly ConcurrentDictionary<(ScalarRule, double, double, double), ElementwisePrimitive> s_bound = new();

    readonly double[] _literals;
    readonly int _operands;
    RowDerivative? _derivative;

    ElementwisePrimitive(ScalarRule row, double[] literals)
    {
        Row = row;
        _literals = literals;
        _operands = literals.Count(double.IsNaN);
        Kernel = new(row);
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
    public static ElementwisePrimitive Scale { get; } = s_plain[Elementwise.Scaled];

    /// <summary>The sum of two operands of one type: of tangents and cotangents.</summary>
    public static ElementwisePrimitive Sum { get; } = s_plain[Elementwise.Add];

    /// <summary>The row with operands alone; a row of any number of them has two.</summary>
    public static ElementwisePrimitive Of(ScalarRule row) => s_plain[row];

    /// <summary>The row with a number in some places; NaN marks the operands.</summary>
    public static ElementwisePrimitive Of(ScalarRule row, ReadOnlySpan<double> literals)
    {
        if (literals.Length > 3) return new(row, literals.ToArray());
        var key = (row, literals[0], literals.Length > 1 ? literals[1] : 0, literals.Length > 2 ? literals[2] : 0);
        if (s_bound.TryGetValue(key, out var known)) return known;
        // Numbers that change at every step of a program must not pile up.
        if (s_bound.Count >= CacheLimit) s_bound.Clear();
        return s_bound[key] = new(row, literals.ToArray());
    }

    public override TensorType InferType(ReadOnlySpan<Tensor> x)
    {
        var selects = ReferenceEquals(Row, Elementwise.Where);
        var typed = selects && double.IsNaN(_literals[0]) && x.Length > 1 ? x[1] : x[0];
        foreach (var operand in x)
        {
            if (operand.Shape != typed.Shape || (operand.DType != typed.DType && !(selects && ReferenceEquals(operand, x[0]))))
                throw new ShapeException($"{Name}: operands {string.Join(", ", x.ToArray().Select(o => o.Type))} must have one type and shape.");
        }

        return new(RowTypes.IsComparison(Row) ? DType.Bool : typed.DType, typed.Shape);
    }

    public override Tensor Evaluate(ReadOnlySpan<Tensor> x, TensorType type) => RowLoop.Evaluate(Kernel, _literals, x, type);

    public override Tensor? Jvp(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor?> dx, Tensor y)
    {
        if (!y.DType.IsFloating) return null;
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

    static double[] Unbound(int many, int arity)
    {
        var literals = new double[arity < 0 ? many : arity];
        Array.Fill(literals, double.NaN);
        return literals;
    }
}
