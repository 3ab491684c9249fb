using Nabla.Execution;
using Nabla.Primitives;
using Nabla.Rules;
using Nabla.Symbolics;
using Nabla.Tensors;

namespace Nabla.Tracing;

/// <summary>
/// Programs as formulas: each element of a tensor stands for one. Rows are applied to the elements; what only moves elements
/// is run on their numbers, so that no such operation is known here by name.
/// </summary>
sealed class FormulaLevel(Budget budget) : Level
{
    readonly List<Expr[]> _elements = [];

    public override string Name => "ToExpr";

    /// <summary>A tensor of formulas, in row-major order.</summary>
    public Tensor Wrap(Expr[] elements, TensorType type)
    {
        _elements.Add(elements);
        return new(this, type, index: _elements.Count - 1);
    }

    /// <summary>The formulas of a tensor; numbers become formulas too.</summary>
    public Expr[] Elements(Tensor x)
    {
        if (ReferenceEquals(x.Level, this)) return _elements[x.Index];
        if (!x.IsConcrete) throw new LiftException($"A {x.Type} tensor that takes part in {x.Level!.Name} has no formula: pass it as an argument.");
        budget.Charge(x.Count);
        var numbers = new double[x.Count];
        Execution.ElementCopy.Read(x.Contiguous(), 0, numbers);
        return Array.ConvertAll(numbers, number => FormulaNumber.Of(number, x.DType));
    }

    public override void Apply(Primitive primitive, ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        switch (primitive)
        {
            case StopGradient or CustomRule:
                throw Unlike(primitive, x, "a formula would lose the derivative that was asked for");
            case While:
                throw Unlike(primitive, x, "how often it runs depends on the numbers");
            case Cond cond:
                cond.Select(x, y);
                return;
            case GraphPrimitive:
                primitive.Evaluate(x, y);
                return;
        }

        if (primitive.Written(x) is { } written)
        {
            y[0] = written;
            return;
        }

        var types = new TensorType[y.Length];
        primitive.InferTypes(x, types);
        var (first, indices) = (x[0], x[^1]);
        var elements = (primitive, primitive.Lower()) switch
        {
            (ConvertType, _) => Converted(x[0], types[0].DType) ?? throw Unlike(primitive, x, "rounding towards zero is no row of the table"),
            (MatMul, _) => Products(Elements(x[0]), Elements(x[1]), x[0].Shape, x[1].Shape),
            (Gather, _) when x[1].IsConcrete => Moved(primitive, x, 1),
            (_, Lowered.Elementwise row) => AtEachPlace(row, x, types[0].Shape.Count),
            (_, Lowered.Rearrangement) => Moved(primitive, x, x.Length),
            (ScatterAdd scatter, _) when indices.IsConcrete => Folded(Elementwise.Add, first, types[0], places => scatter.Transpose(places, [first, indices], 0)),
            (_, Lowered.Reduction fold) => Folded(fold.Row, first, types[0], places =>
                Broadcast.Along(Reshape.To(places, Reduction.Shape(first.Shape, fold.Axes)), first.Shape, fold.Axes)),
            _ => throw Unlike(primitive, x, "only rows of the rule table, sums, extrema, products of matrices and what moves elements have one"),
        };
        y[0] = Wrap(elements, types[0]);
    }

    Expr[] AtEachPlace(Lowered.Elementwise row, ReadOnlySpan<Tensor> x, nint count)
    {
        var operands = new Expr[row.Literals.Length][];
        var next = 0;
        for (var i = 0; i < operands.Length; i++)
        {
            var isNumber = !double.IsNaN(row.Literals[i]);
            operands[i] = isNumber ? [FormulaNumber.Of(row.Literals[i], x[^1].DType, isLiteral: true)] : Elements(x[next++]);
        }

        var isOfTwo = next == 2;
        return Made(count, k => Array.ConvertAll(operands, o => o[o.Length == 1 ? 0 : k]) switch
        {
            // A zero or one that the program does not write was filled in: for an element that has no part in the sum or product.
            [NumberExpr n, var b] when isOfTwo && IsNothing(row.Row, n.Value) => b,
            [var a, NumberExpr n] when isOfTwo && IsNothing(row.Row, n.Value) => a,
            var arguments => Written(row.Row, arguments),
        });
    }

    static bool IsNothing(ScalarRule row, Rational number) =>
        (number.IsZero && ReferenceEquals(row, Elementwise.Add)) || (number.IsOne && ReferenceEquals(row, Elementwise.Multiply));

    // Derivatives hold rows that people write in other words.
    static Expr Written(ScalarRule row, Expr[] x) =>
        ReferenceEquals(row, Elementwise.Scaled) ? Fold.Multiply(x[0], x[1])
        : row.WrittenAs is { } write ? write(x)
        : Expr.Apply(row, x);

    // Each element is given a number from 1 on; 0 is what the operation fills in.
    Expr[] Moved(Primitive primitive, ReadOnlySpan<Tensor> x, int moved)
    {
        var (numbers, all) = (x.ToArray(), new List<Expr> { 0 });
        for (var i = 0; i < moved; i++)
        {
            numbers[i] = Tensor.From(Enumerable.Range(all.Count, (int)x[i].Count).Select(n => (long)n).ToArray(), x[i].Shape);
            all.AddRange(Elements(x[i]));
        }

        var places = new Tensor[1];
        primitive.Evaluate(numbers, places);
        budget.Charge(places[0].Count);
        return Array.ConvertAll(places[0].ToArray<long>(), place => all[(int)place]);
    }

    // Each element goes to one place of the result.
    Expr[] Folded(ScalarRule row, Tensor x, TensorType type, Func<Tensor, Tensor> broadcast)
    {
        var parts = new List<Expr>[type.Shape.Count];
        for (var i = 0; i < parts.Length; i++) parts[i] = [];
        var places = Tensor.From(Enumerable.Range(0, parts.Length).Select(n => (long)n).ToArray(), type.Shape);
        var into = broadcast(places).ToArray<long>();
        var elements = Elements(x);
        for (var i = 0; i < elements.Length; i++) parts[into[i]].Add(elements[i]);
        return Made(parts.Length, i => (row.Arity, parts[i]) switch
        {
            (_, []) => 0,
            (_, [var one]) => one,
            // All that reach a maximum share its derivative: one row of them all.
            ( < 0, var many) => Expr.Apply(row, [.. many]),
            (_, var many) => many.Aggregate((a, b) => Expr.Apply(row, a, b)),
        });
    }

    Expr[] Products(Expr[] a, Expr[] b, Shape left, Shape right)
    {
        int rows = (int)left[-2], inner = (int)left[-1], columns = (int)right[-1];
        budget.Charge((long)a.Length * columns);
        return Made(inner == 0 ? Shape.Of(left.Lengths[..^1]).Count * columns : a.Length / inner * columns, k =>
        {
            var (row, column) = (k / columns, k % columns);
            var matrix = row / Math.Max(rows, 1) * inner * columns;
            Expr? sum = null;
            for (var i = 0; i < inner; i++)
            {
                var product = a[row * inner + i] * b[matrix + i * columns + column];
                sum = sum is null ? product : sum + product;
            }

            return sum ?? 0;
        });
    }

    Expr[]? Converted(Tensor x, DType dtype) => (x.DType, dtype) switch
    {
        (DType.Bool, _) or (_, DType.Float32 or DType.Float64) => Elements(x),
        (_, DType.Bool) => Array.ConvertAll(Elements(x), e => Expr.NotEqual(e, 0)),
        _ => x.DType.IsInteger ? Elements(x) : null,
    };

    Expr[] Made(nint count, Func<int, Expr> make)
    {
        budget.Charge(count);
        var made = new Expr[count];
        for (var i = 0; i < made.Length; i++) made[i] = make(i);
        return made;
    }

    static LiftException Unlike(Primitive primitive, ReadOnlySpan<Tensor> x, string why) =>
        new($"{primitive} of {string.Join(", ", x.ToArray().Select(o => o.Type))} has no formula: {why}.", primitive);
}
