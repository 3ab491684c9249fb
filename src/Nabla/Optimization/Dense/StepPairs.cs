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
    readonly double[,] _sy;
    readonly double[,] _yy;
    readonly double[] _sg;
    readonly double[] _yg;
    readonly double[] _alpha;
    readonly double[] _onS;
    readonly double[] _onY;
    int _first;

    public StepPairs(int n, int memory)
    {
        (_n, _memory) = (n, memory);
        (_s, _y) = (new double[memory][], new double[memory][]);
        (_sy, _yy) = (new double[memory, memory], new double[memory, memory]);
        (_sg, _yg, _alpha, _onS, _onY) = (new double[memory], new double[memory], new double[memory], new double[memory], new double[memory]);
    }

    /// <summary>The number of pairs held.</summary>
    public int Count { get; private set; }

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
            Scaled(-gamma, g.Slice(from, length), slice);
            for (var part = 0; part < Count; part++)
            {
                var k = Slot(part);
                Combine(-_onS[k], _s[k].AsSpan(from, length), -_onY[k], _y[k].AsSpan(from, length), slice);
            }

            slope += Vectors.Dot(slice, g.Slice(from, length));
        }

        return slope;
    }

    /// <summary>Takes the pair s = step·d, y = after − before, and the inner products of all pairs with the new gradient.</summary>
    public void Add(ReadOnlySpan<double> d, double step, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var slot = Count < _memory ? Slot(Count) : _first;
        var s = _s[slot] ??= GC.AllocateUninitializedArray<double>(_n);
        var y = _y[slot] ??= GC.AllocateUninitializedArray<double>(_n);
        if (Count == _memory) _first = (_first + 1) % _memory;
        else Count++;
        Zero(slot);
        for (var from = 0; from < _n; from += Block)
        {
            var length = Math.Min(Block, _n - from);
            var sNew = s.AsSpan(from, length);
            var yNew = y.AsSpan(from, length);
            var g = after.Slice(from, length);
            Scaled(step, d.Slice(from, length), sNew);
            Vectors.Sum(g, -1, before.Slice(from, length), yNew);
            for (var part = 0; part < Count; part++)
            {
                var k = Slot(part);
                var (sg, yg, sy, yy) = Products(_s[k].AsSpan(from, length), _y[k].AsSpan(from, length), g, yNew);
                _sg[k] += sg;
                _yg[k] += yg;
                _sy[k, slot] += sy;
                _yy[k, slot] += yy;
            }
        }

        for (var part = 0; part < Count; part++) _yy[slot, Slot(part)] = _yy[Slot(part), slot];
        // A pair without positive curvature would spoil the metric.
        if (!(_sy[slot, slot] > 1e-16 * _yy[slot, slot]) || !double.IsFinite(_yy[slot, slot])) Count--;
    }

    int Slot(int part) => (_first + part) % _memory;

    void Zero(int slot)
    {
        for (var k = 0; k < _memory; k++) (_sg[k], _yg[k], _sy[k, slot], _yy[k, slot]) = (0, 0, 0, 0);
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
        for (var i = Count - 1; i >= 0; i--)
        {
            var k = Slot(i);
            var product = _sg[k];
            for (var j = i + 1; j < Count; j++) product -= _alpha[Slot(j)] * _sy[k, Slot(j)];
            _alpha[k] = product / _sy[k, k];
        }

        var newest = Slot(Count - 1);
        var gamma = _sy[newest, newest] / _yy[newest, newest];
        for (var i = 0; i < Count; i++)
        {
            var k = Slot(i);
            var product = _yg[k];
            for (var j = 0; j < Count; j++) product -= _alpha[Slot(j)] * _yy[k, Slot(j)];
            product *= gamma;
            for (var j = 0; j < i; j++) product += _onS[Slot(j)] * _sy[Slot(j), k];
            _onS[k] = _alpha[k] - product / _sy[k, k];
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

    // z ← z + a·x + b·y
    static void Combine(double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> y, Span<double> z)
    {
        var p = MemoryMarshal.Cast<double, Vector<double>>(x);
        var q = MemoryMarshal.Cast<double, Vector<double>>(y)[..p.Length];
        var to = MemoryMarshal.Cast<double, Vector<double>>(z)[..p.Length];
        var (va, vb) = (new Vector<double>(a), new Vector<double>(b));
        for (var i = 0; i < p.Length; i++) to[i] = Vector.FusedMultiplyAdd(vb, q[i], Vector.FusedMultiplyAdd(va, p[i], to[i]));
        for (var i = to.Length * Vector<double>.Count; i < x.Length; i++) z[i] += a * x[i] + b * y[i];
    }

    // sᵀg, yᵀg, sᵀy′ and yᵀy′: four inner products from one reading.
    static (double Sg, double Yg, double Sy, double Yy) Products(
        ReadOnlySpan<double> s, ReadOnlySpan<double> y, ReadOnlySpan<double> g, ReadOnlySpan<double> yNew)
    {
        var sv = MemoryMarshal.Cast<double, Vector<double>>(s);
        var yv = MemoryMarshal.Cast<double, Vector<double>>(y)[..sv.Length];
        var gv = MemoryMarshal.Cast<double, Vector<double>>(g)[..sv.Length];
        var nv = MemoryMarshal.Cast<double, Vector<double>>(yNew)[..sv.Length];
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var i = 0;
        for (; i < sv.Length - 1; i += 2)
        {
            a0 = Vector.FusedMultiplyAdd(sv[i], gv[i], a0);
            b0 = Vector.FusedMultiplyAdd(yv[i], gv[i], b0);
            c0 = Vector.FusedMultiplyAdd(sv[i], nv[i], c0);
            d0 = Vector.FusedMultiplyAdd(yv[i], nv[i], d0);
            a1 = Vector.FusedMultiplyAdd(sv[i + 1], gv[i + 1], a1);
            b1 = Vector.FusedMultiplyAdd(yv[i + 1], gv[i + 1], b1);
            c1 = Vector.FusedMultiplyAdd(sv[i + 1], nv[i + 1], c1);
            d1 = Vector.FusedMultiplyAdd(yv[i + 1], nv[i + 1], d1);
        }

        var (sg, yg, sy, yy) = (Vector.Sum(a0 + a1), Vector.Sum(b0 + b1), Vector.Sum(c0 + c1), Vector.Sum(d0 + d1));
        for (var k = i * Vector<double>.Count; k < s.Length; k++)
        {
            sg += s[k] * g[k];
            yg += y[k] * g[k];
            sy += s[k] * yNew[k];
            yy += y[k] * yNew[k];
        }

        return (sg, yg, sy, yy);
    }
}
