using System.Numerics;
using System.Runtime.InteropServices;

namespace Nabla.Optimization.Dense;

/// <summary>
/// The last steps s and changes of gradient y of L-BFGS, with their inner products, so that the two-loop recursion runs on
/// numbers (Chen, Wang and Zhou 2014) and long vectors are read but twice an iteration: once for the inner products of the
/// new pair and gradient, once for the direction, block by block in the second-level cache.
/// </summary>
sealed class StepPairs
{
    // Long enough for the prefetcher, short enough for three blocks to stay in the second-level cache.
    const int Block = 8192;

    readonly int _n;
    readonly int _memory;
    readonly double[][] _s;
    readonly double[][] _y;
    readonly double[][] _sy;
    readonly double[][] _yy;
    readonly double[] _sg;
    readonly double[] _yg;
    readonly double[] _alpha;
    readonly double[] _onS;
    readonly double[] _onY;
    readonly int[] _order;
    double[] _next;
    int _first;

    public StepPairs(int n, int memory)
    {
        (_n, _memory, _next) = (n, memory, new double[n]);
        (_s, _y) = (new double[memory][], new double[memory][]);
        (_sy, _yy) = (Square(memory), Square(memory));
        _order = new int[memory];
        (_sg, _yg, _alpha, _onS, _onY) = (new double[memory], new double[memory], new double[memory], new double[memory], new double[memory]);
    }

    /// <summary>The number of pairs held.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next step is to be written: it becomes part of a pair without being copied.</summary>
    public Span<double> Next => _next;

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => (Count, _first) = (0, 0);

    /// <summary>Writes d = −H·g, and gives gᵀd; the inner products with g are those of the last <see cref="Add"/>, or of a new gradient.</summary>
    public double Direction(ReadOnlySpan<double> g, Span<double> d, bool isNewGradient = false)
    {
        if (isNewGradient) Products(g);
        var gamma = Coefficients();
        var slope = 0.0;
        for (var from = 0; from < _n; from += Block)
        {
            var length = Math.Min(Block, _n - from);
            var slice = d.Slice(from, length);
            var part = 0;
            if (Count < 2) Scaled(-gamma, g.Slice(from, length), slice);
            for (; part < Count - 1; part += 2)
            {
                var (k, l) = (Slot(part), Slot(part + 1));
                Combine(
                    part == 0 ? -gamma : 1, part == 0 ? g.Slice(from, length) : slice,
                    -_onS[k], _s[k].AsSpan(from, length), -_onY[k], _y[k].AsSpan(from, length),
                    -_onS[l], _s[l].AsSpan(from, length), -_onY[l], _y[l].AsSpan(from, length), slice);
            }

            for (; part < Count; part++)
            {
                var k = Slot(part);
                Vectors.Add(-_onS[k], _s[k].AsSpan(from, length), slice);
                Vectors.Add(-_onY[k], _y[k].AsSpan(from, length), slice);
            }

            slope += Vectors.Dot(slice, g.Slice(from, length));
        }

        return slope;
    }

    /// <summary>
    /// Takes the pair of <see cref="Next"/>, of which so much was gone, and after − before, and the inner products of all pairs
    /// with the new gradient. The metric does not change where both of a pair are divided by a number.
    /// </summary>
    public void Add(double step, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var slot = Count < _memory ? Slot(Count) : _first;
        (_s[slot], _next) = (_next, _s[slot] ?? GC.AllocateUninitializedArray<double>(_n));
        var y = _y[slot] ??= GC.AllocateUninitializedArray<double>(_n);
        if (Count == _memory) _first = _first + 1 == _memory ? 0 : _first + 1;
        else Count++;
        Zero(slot);
        Span<double> sums = stackalloc double[8];
        for (var from = 0; from < _n; from += Block)
        {
            var length = Math.Min(Block, _n - from);
            var yNew = y.AsSpan(from, length);
            var g = after.Slice(from, length);
            Difference(g, before.Slice(from, length), 1 / step, yNew);
            for (var part = 0; part < Count; part += 2)
            {
                // The last of an odd number is taken twice.
                var (k, l) = (Slot(part), Slot(Math.Min(part + 1, Count - 1)));
                Products(_s[k].AsSpan(from, length), _y[k].AsSpan(from, length), _s[l].AsSpan(from, length), _y[l].AsSpan(from, length), g, yNew, sums);
                Take(k, slot, sums);
                if (l != k) Take(l, slot, sums[4..]);
            }
        }

        for (var part = 0; part < Count; part++) _yy[slot][Slot(part)] = _yy[Slot(part)][slot];
        // A pair without positive curvature would spoil the metric.
        if (!(_sy[slot][slot] > 1e-16 * _yy[slot][slot]) || !double.IsFinite(_yy[slot][slot])) Count--;
    }

    void Take(int k, int slot, ReadOnlySpan<double> sums)
    {
        _sg[k] += sums[0];
        _yg[k] += sums[1];
        _sy[k][slot] += sums[2];
        _yy[k][slot] += sums[3];
    }

    int Slot(int part)
    {
        var slot = _first + part;
        return slot < _memory ? slot : slot - _memory;
    }

    static double[][] Square(int n) => [.. Enumerable.Range(0, n).Select(_ => new double[n])];

    void Zero(int slot)
    {
        for (var k = 0; k < _memory; k++) (_sg[k], _yg[k], _sy[k][slot], _yy[k][slot]) = (0, 0, 0, 0);
    }

    void Products(ReadOnlySpan<double> g)
    {
        for (var part = 0; part < Count; part++)
        {
            var k = Slot(part);
            (_sg[k], _yg[k]) = (Vectors.Dot(_s[k], g), Vectors.Dot(_y[k], g));
        }
    }

    // The two loops on coefficients: H·g = γ·g + Σ onS·s + Σ onY·y.
    double Coefficients()
    {
        if (Count == 0) return 1;
        var order = _order.AsSpan(0, Count);
        for (var i = 0; i < order.Length; i++) order[i] = Slot(i);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var k = order[i];
            var (product, row) = (_sg[k], _sy[k]);
            foreach (var j in order[(i + 1)..]) product -= _alpha[j] * row[j];
            _alpha[k] = product / row[k];
        }

        var newest = order[^1];
        var gamma = _sy[newest][newest] / _yy[newest][newest];
        for (var i = 0; i < order.Length; i++)
        {
            var k = order[i];
            var (product, row) = (_yg[k], _yy[k]);
            foreach (var j in order) product -= _alpha[j] * row[j];
            product *= gamma;
            foreach (var j in order[..i]) product += _onS[j] * _sy[j][k];
            _onS[k] = _alpha[k] - product / _sy[k][k];
            _onY[k] = -gamma * _alpha[k];
        }

        return gamma;
    }

    static void Scaled(double a, ReadOnlySpan<double> x, Span<double> z)
    {
        var from = MemoryMarshal.Cast<double, Vector<double>>(x);
        var to = MemoryMarshal.Cast<double, Vector<double>>(z);
        for (var i = 0; i < to.Length; i++) to[i] = a * from[i];
        for (var i = to.Length * Vector<double>.Count; i < x.Length; i++) z[i] = a * x[i];
    }

    // z ← (x − y)·a
    static void Difference(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double a, Span<double> z)
    {
        ref double p = ref MemoryMarshal.GetReference(x), q = ref MemoryMarshal.GetReference(y), to = ref MemoryMarshal.GetReference(z);
        var factor = new Vector<double>(a);
        nuint i = 0, n = (nuint)z.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width) ((Vector.LoadUnsafe(ref p, i) - Vector.LoadUnsafe(ref q, i)) * factor).StoreUnsafe(ref to, i);
        for (var k = (int)i; k < z.Length; k++) z[k] = (x[k] - y[k]) * a;
    }

    // z ← e·u + a·x + b·y + c·v + d·w, for vectors of one length; z may be u.
    static void Combine(
        double e, ReadOnlySpan<double> u,
        double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> y,
        double c, ReadOnlySpan<double> v, double d, ReadOnlySpan<double> w, Span<double> z)
    {
        ref double px = ref MemoryMarshal.GetReference(x), py = ref MemoryMarshal.GetReference(y);
        ref double pv = ref MemoryMarshal.GetReference(v), pw = ref MemoryMarshal.GetReference(w), pu = ref MemoryMarshal.GetReference(u);
        ref var pz = ref MemoryMarshal.GetReference(z);
        Vector<double> va = new(a), vb = new(b), vc = new(c), vd = new(d), ve = new(e);
        nuint i = 0, n = (nuint)z.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width)
        {
            var sum = Vector.FusedMultiplyAdd(va, Vector.LoadUnsafe(ref px, i), ve * Vector.LoadUnsafe(ref pu, i));
            sum = Vector.FusedMultiplyAdd(vb, Vector.LoadUnsafe(ref py, i), sum);
            sum = Vector.FusedMultiplyAdd(vc, Vector.LoadUnsafe(ref pv, i), sum);
            Vector.FusedMultiplyAdd(vd, Vector.LoadUnsafe(ref pw, i), sum).StoreUnsafe(ref pz, i);
        }

        for (var k = (int)i; k < z.Length; k++) z[k] = e * u[k] + (a * x[k] + b * y[k] + (c * v[k] + d * w[k]));
    }

    // sᵀg, yᵀg, sᵀy′ and yᵀy′ of two pairs, from one reading of g and y′; all of one length.
    static void Products(
        ReadOnlySpan<double> s, ReadOnlySpan<double> y, ReadOnlySpan<double> t, ReadOnlySpan<double> u,
        ReadOnlySpan<double> g, ReadOnlySpan<double> yNew, Span<double> sums)
    {
        ref double ps = ref MemoryMarshal.GetReference(s), py = ref MemoryMarshal.GetReference(y);
        ref double pt = ref MemoryMarshal.GetReference(t), pu = ref MemoryMarshal.GetReference(u);
        ref double pg = ref MemoryMarshal.GetReference(g), pn = ref MemoryMarshal.GetReference(yNew);
        Vector<double> sg = default, yg = default, sn = default, yn = default, tg = default, ug = default, tn = default, un = default;
        nuint i = 0, n = (nuint)g.Length, width = (nuint)Vector<double>.Count;
        for (; i + width <= n; i += width)
        {
            var (slope, change) = (Vector.LoadUnsafe(ref pg, i), Vector.LoadUnsafe(ref pn, i));
            var v = Vector.LoadUnsafe(ref ps, i);
            sg = Vector.FusedMultiplyAdd(v, slope, sg);
            sn = Vector.FusedMultiplyAdd(v, change, sn);
            v = Vector.LoadUnsafe(ref py, i);
            yg = Vector.FusedMultiplyAdd(v, slope, yg);
            yn = Vector.FusedMultiplyAdd(v, change, yn);
            v = Vector.LoadUnsafe(ref pt, i);
            tg = Vector.FusedMultiplyAdd(v, slope, tg);
            tn = Vector.FusedMultiplyAdd(v, change, tn);
            v = Vector.LoadUnsafe(ref pu, i);
            ug = Vector.FusedMultiplyAdd(v, slope, ug);
            un = Vector.FusedMultiplyAdd(v, change, un);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (Vector.Sum(sg), Vector.Sum(yg), Vector.Sum(sn), Vector.Sum(yn));
        (sums[4], sums[5], sums[6], sums[7]) = (Vector.Sum(tg), Vector.Sum(ug), Vector.Sum(tn), Vector.Sum(un));
        for (var k = (int)i; k < g.Length; k++)
        {
            sums[0] += s[k] * g[k];
            sums[1] += y[k] * g[k];
            sums[2] += s[k] * yNew[k];
            sums[3] += y[k] * yNew[k];
            sums[4] += t[k] * g[k];
            sums[5] += u[k] * g[k];
            sums[6] += t[k] * yNew[k];
            sums[7] += u[k] * yNew[k];
        }
    }
}
