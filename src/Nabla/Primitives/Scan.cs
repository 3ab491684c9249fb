using Nabla.Tensors;
using Nabla.Tracing;
using Nabla.Transforms;

namespace Nabla.Primitives;

/// <summary>
/// A body run once for each row of some operands, with a carry from row to row: operands are what the body captures, the
/// first carry and the rows; results are the last carry and the rows that the body made. Differentiated, it is a scan
/// again, so that graphs do not grow with the number of rows.
/// </summary>
/// <param name="body">Of captures, carry and a row of each: the next carry and a row of each result.</param>
/// <param name="captures">How many operands the body captures.</param>
/// <param name="carries">How many tensors the carry has.</param>
/// <param name="length">How many rows there are.</param>
/// <param name="backwards">Whether it begins at the last row.</param>
sealed partial class Scan(Graph body, int captures, int carries, nint length, bool backwards = false) : GraphPrimitive
{
    readonly int _rows = captures + carries;

    public override string Name => "scan";

    public override string Parameters => $"length={length}, carry={carries}, body={body.Length} equations" + (backwards ? ", backwards" : "");

    public override IEnumerable<(string Role, Graph Body)> Graphs => [("body", body)];

    public override void InferTypes(ReadOnlySpan<Tensor> x, Span<TensorType> types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            var type = body.OutputValues[i].Type;
            types[i] = i < carries ? type : new(type.DType, type.Shape.Insert(0, length));
            if (i < carries) Bodies.Stays($"Scan: carry {i}", x[captures + i].Type, type);
        }

        for (var i = _rows; i < x.Length; i++)
            if (x[i].Rank == 0 || x[i].Shape[0] != length)
                throw new ShapeException($"Scan: operand {i - _rows} is {x[i].Type}, and must have {length} rows as the first one has.");
    }

    public override void Evaluate(ReadOnlySpan<Tensor> x, Span<Tensor> y)
    {
        var types = new TensorType[y.Length];
        InferTypes(x, types);
        var made = new Tensor[y.Length - carries][];
        for (var i = 0; i < made.Length; i++) made[i] = new Tensor[length];
        var operands = x.ToArray();
        for (nint step = 0; step < length; step++)
        {
            var row = backwards ? length - 1 - step : step;
            for (var i = _rows; i < operands.Length; i++) operands[i] = Slice.Row(x[i], row);
            var results = body.Run(operands);
            results.AsSpan(0, carries).CopyTo(operands.AsSpan(captures));
            for (var i = 0; i < made.Length; i++) made[i][row] = results[carries + i];
        }

        operands.AsSpan(captures, carries).CopyTo(y);
        for (var i = 0; i < made.Length; i++) y[carries + i] = length == 0 ? Tensor.Zeros(types[carries + i]) : Stack.Of(made[i]);
    }

    public override void Batch(ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> batched, nint size, Span<Tensor> y)
    {
        var (mask, operands) = (batched.ToArray(), x.ToArray());
        var forced = new bool[y.Length];
        var batch = body;
        // A carry that meets examples in the body has examples from the beginning.
        for (var grows = true; grows;)
        {
            mask.AsSpan(captures, carries).CopyTo(forced);
            (batch, var results) = Bodies.Batched(body, mask, size, forced);
            var carry = Or(mask[captures.._rows], results[..carries], out grows);
            carry.CopyTo(mask, captures);
            if (!grows) forced = results;
        }

        for (var i = captures; i < x.Length; i++)
        {
            if (i < _rows && mask[i]) operands[i] = Axes.Repeated(x[i], batched[i], size);
            else if (i >= _rows && mask[i]) operands[i] = x[i].MoveAxis(1, 0);
        }

        new Scan(batch, captures, carries, length, backwards).Apply(operands, y);
        for (var i = 0; i < y.Length; i++)
        {
            if (!forced[i]) y[i] = Axes.Repeated(y[i], batched: false, size);
            else if (i >= carries) y[i] = y[i].MoveAxis(1, 0);
        }
    }
}
