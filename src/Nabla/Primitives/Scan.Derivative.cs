using Nabla.Tensors;
using Nabla.Transforms;

namespace Nabla.Primitives;

sealed partial class Scan
{
    public override Joint Joint(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var (marked, results) = Varying(varies);
        var joint = Bodies.Joint(body, marked, results);
        var (first, carry, rows) = (marked[..captures], marked[captures.._rows], marked[_rows..]);
        // The joint body takes values and then tangents; the joint scan takes captures, then carries, then rows of both.
        var order = new Order(first, carry, rows);
        var (c, all) = (carries, results.Length);
        var next = Tracer.Trace(a =>
        {
            var y = joint.Run(order.ValuesThenTangents(a));
            var dc = carry.Count(v => v);
            return [.. y[..c], .. y[all..(all + dc)], .. y[c..all], .. y[(all + dc)..]];
        }, order.ByKind(Bodies.Types(body.InputVariables)));
        var (values, tangents) = (new int[all], new int[all]);
        var (nextValue, varying) = (0, carry.Count(v => v));
        for (var i = 0; i < all; i++) values[i] = i < c ? nextValue++ : varying + nextValue++;
        var (nextCarry, nextRow) = (c, all + varying);
        for (var i = 0; i < all; i++) tangents[i] = !results[i] ? -1 : i < c ? nextCarry++ : nextRow++;
        return new(new Scan(next, captures + first.Count(v => v), c + varying, length, backwards), values, tangents,
            (operands, _, dx) =>
            [
                .. operands[..captures], .. Present(dx[..captures]),
                .. operands[captures.._rows], .. Tangents(operands[captures.._rows], dx[captures.._rows], carry),
                .. operands[_rows..], .. Present(dx[_rows..]),
            ]);
    }

    public override Split Split(ReadOnlySpan<Tensor> x, bool[] varies)
    {
        var (marked, results) = Varying(varies);
        var (known, linear, places) = Bodies.Split(body, marked, results);
        // What the linear part needs of the captures stays one operand; all else is kept row by row.
        var isCapture = Array.ConvertAll(places, p => p is { } i && i < captures);
        var (kept, outputs) = (Array.ConvertAll(isCapture, c => !c), body.OutputValues.Length);
        var forward = new Scan(known.Of(Bodies.All(x.Length), [.. Bodies.All(outputs), .. kept]), captures, carries, length, backwards);
        var (first, carry, rows) = (marked[..captures], marked[captures.._rows], marked[_rows..]);
        var (shared, tangents) = (isCapture.Count(c => c), first.Count(v => v) + carry.Count(v => v));
        var residualTypes = Bodies.Types(linear.InputVariables[..places.Length]);
        var tangentTypes = Bodies.Types(linear.InputVariables[places.Length..]);
        // The linear scan: shared residuals and tangents of captures, tangents of the carry, residual rows and tangents of rows.
        var step = Tracer.Trace(a =>
        {
            var (residuals, s, k) = (new Tensor[places.Length], 0, shared + tangents);
            for (var i = 0; i < residuals.Length; i++) residuals[i] = isCapture[i] ? a[s++] : a[k++];
            return linear.Run([.. residuals, .. a[shared..(shared + tangents)], .. a[k..]]);
        }, [.. Chosen<TensorType>(residualTypes, isCapture), .. tangentTypes[..tangents], .. Chosen<TensorType>(residualTypes, kept), .. tangentTypes[tangents..]]);
        var backward = new Scan(step, shared + first.Count(v => v), carry.Count(v => v), length, backwards);
        var sources = places.Where((_, i) => isCapture[i]).Select(p => p!.Value).ToArray();
        return new(forward, kept.Count(k => k), backward, Places(results), (operands, residuals, dx) =>
        {
            var all = new List<Tensor>();
            foreach (var source in sources) all.Add(operands[source]);
            return
            [
                .. all, .. Present(dx[..captures]), .. Tangents(operands[captures.._rows], dx[captures.._rows], carry),
                .. residuals, .. Present(dx[_rows..]),
            ];
        });
    }

    public override void Transpose(ReadOnlySpan<Tensor?> yBar, ReadOnlySpan<Tensor> x, ReadOnlySpan<bool> linear, Span<Tensor?> xBar)
    {
        // A carry is linear throughout, also where it begins as a constant zero.
        var marked = linear.ToArray();
        for (var i = captures; i < _rows; i++) marked[i] = true;
        var (known, first, rows) = (Array.ConvertAll(marked, m => !m), marked[..captures], marked[_rows..]);
        var (knownCaptures, knownRows) = (Chosen(x[..captures], known.AsSpan(0, captures)), Chosen(x[_rows..], known.AsSpan(_rows)));
        var back = Bodies.Transposed(body, marked);
        var (k, s, r) = (knownCaptures.Count, first.Count(m => m), knownRows.Count);
        // Carried backwards: the cotangents of the carry, and the sums of those of the captures.
        var inputs = Bodies.Types(body.InputVariables);
        var outputs = Bodies.Types(body.OutputValues);
        var step = Tracer.Trace(a =>
        {
            var (carry, sums, row) = (a[k..(k + carries)], a[(k + carries)..(k + carries + s)], a[(k + carries + s)..]);
            var bars = back.Run([.. a[..k], .. row[..r], .. carry, .. row[r..]]);
            for (var i = 0; i < s; i++) sums[i] = ElementwisePrimitive.Sum.Apply(sums[i], bars[i]);
            return [.. bars[s..(s + carries)], .. sums, .. bars[(s + carries)..]];
        },
        [
            .. knownCaptures.Select(t => t.Type), .. outputs[..carries], .. Chosen<TensorType>(inputs.AsSpan(0, captures), first),
            .. Chosen<TensorType>(inputs.AsSpan(_rows), known.AsSpan(_rows)), .. outputs[carries..],
        ]);
        List<Tensor> operands = [.. knownCaptures];
        for (var i = 0; i < carries; i++) operands.Add(yBar[i] ?? Tensor.Zeros(outputs[i]));
        foreach (var type in Chosen<TensorType>(inputs.AsSpan(0, captures), first)) operands.Add(Tensor.Zeros(type));
        operands.AddRange(knownRows);
        for (var i = carries; i < yBar.Length; i++)
            operands.Add(yBar[i] ?? Tensor.Zeros(new TensorType(outputs[i].DType, outputs[i].Shape.Insert(0, length))));
        var results = new Tensor[carries + s + rows.Count(m => m)];
        new Scan(step, k, carries + s, length, !backwards).Apply([.. operands], results);
        var (capture, rowBar) = (carries, carries + s);
        for (var i = 0; i < x.Length; i++)
        {
            if (!marked[i]) continue;
            var bar = i < captures ? results[capture++] : i < _rows ? results[i - captures] : results[rowBar++];
            if (linear[i]) xBar[i] = bar;
        }
    }

    // Which inputs of the body vary, a carry from the beginning if it does later; and which of its results do.
    (bool[] Inputs, bool[] Results) Varying(bool[] varies)
    {
        var marked = (bool[])varies.Clone();
        for (; ; )
        {
            var results = Bodies.Varying(body, marked);
            var carry = Or(marked[captures.._rows], results[..carries], out var grows);
            carry.CopyTo(marked, captures);
            carry.CopyTo(results, 0);
            if (!grows) return (marked, results);
        }
    }

    // Values and tangents ordered by kind (captures, carries, rows), against all values before all tangents.
    sealed record Order(bool[] First, bool[] Carry, bool[] Rows)
    {
        readonly int[] _tangents = [First.Count(v => v), Carry.Count(v => v), Rows.Count(v => v)];

        public Tensor[] ValuesThenTangents(Tensor[] a)
        {
            var (b, c) = (First.Length + _tangents[0], First.Length + _tangents[0] + Carry.Length);
            var d = c + _tangents[1];
            return [.. a[..First.Length], .. a[b..c], .. a[d..(d + Rows.Length)], .. a[First.Length..b], .. a[c..d], .. a[(d + Rows.Length)..]];
        }

        public TensorType[] ByKind(TensorType[] types)
        {
            var (first, carry, rows) = (types[..First.Length], types[First.Length..(First.Length + Carry.Length)], types[(First.Length + Carry.Length)..]);
            return
            [
                .. first, .. Chosen<TensorType>(first, First), .. carry, .. Chosen<TensorType>(carry, Carry),
                .. rows, .. Chosen<TensorType>(rows, Rows),
            ];
        }
    }
}
