namespace Nabla.Optimization.Dense;

/// <summary>
/// The last steps s and changes of gradient y of L-BFGS, with their inner products, so that the two-loop recursion runs on
/// numbers (Chen, Wang and Zhou 2014) and long vectors are read but twice an iteration: once for their inner products with the
/// new gradient, from which those with its change follow (Byrd, Nocedal and Schnabel 1994), once for the direction.
/// </summary>
sealed class StepPairs
{
    // Long enough for the prefetcher, short enough for what a pass hands on to the next to stay in the second-level cache.
    const int Block = 8192;

    // Pairs in a pass: their sums, or factors, just fit the registers.
    const int Group = StepKernels.Pairs;

    readonly int _n;
    readonly int _memory;
    readonly double[][] _s;
    readonly double[][] _y;
    readonly double[][] _sy;
    readonly double[][] _yy;
    readonly double[] _sg;
    readonly double[] _yg;
    readonly double[] _sBefore;
    readonly double[] _yBefore;
    readonly double[][] _group = new double[2 * Group][];
    readonly double[] _factors = new double[2 * Group];
    readonly double[] _alpha;
    readonly double[] _onS;
    readonly double[] _onY;
    readonly int[] _order;
    double[] _next;
    double[]? _sOther;
    double[]? _yOther;
    int _first;

    public StepPairs(int n, int memory)
    {
        (_n, _memory, _next) = (n, memory, new double[n]);
        (_s, _y) = (new double[memory][], new double[memory][]);
        (_sy, _yy) = (Square(memory), Square(memory));
        _order = new int[memory];
        (_sg, _yg, _sBefore, _yBefore) = (new double[memory], new double[memory], new double[memory], new double[memory]);
        (_alpha, _onS, _onY) = (new double[memory], new double[memory], new double[memory]);
    }

    /// <summary>The number of pairs held.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next step is to be written: it becomes part of a pair without being copied.</summary>
    public Span<double> Next => _next;

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => (Count, _first) = (0, 0);

    /// <summary>Writes d = −H·g for the gradient of the last <see cref="Add"/>, and gives gᵀd.</summary>
    public double Direction(ReadOnlySpan<double> g, Span<double> d) => Direction(g, _sg, _yg, d);

    /// <summary>Writes d = −H·g for another vector, and gives gᵀd.</summary>
    public double DirectionOf(ReadOnlySpan<double> g, Span<double> d)
    {
        _sOther ??= new double[_memory];
        _yOther ??= new double[_memory];
        Products(g, _sOther, _yOther);
        return Direction(g, _sOther, _yOther, d);
    }

    double Direction(ReadOnlySpan<double> g, double[] sg, double[] yg, Span<double> d)
    {
        var gamma = Coefficients(sg, yg);
        var slope = 0.0;
        for (var from = 0; from < _n; from += Block)
        {
            var length = Math.Min(Block, _n - from);
            var own = g.Slice(from, length);
            var part = d.Slice(from, length);
            var along = 0.0;
            for (var first = 0; first < Count; first += Group)
            {
                Gather(first);
                along = first == 0
                    ? StepKernels.Combine(-gamma, own, _group, _factors, from, own, part)
                    : StepKernels.Combine(1, part, _group, _factors, from, own, part);
            }

            slope += Count == 0 ? Opposite(own, part) : along;
        }

        return slope;
    }

    /// <summary>
    /// Takes the pair of <see cref="Next"/>, of which so much was gone, and after − before, and the inner products of all pairs
    /// with the new gradient; before is the gradient of the last pair. The metric does not change where both of a pair are
    /// divided by a number.
    /// </summary>
    public void Add(double step, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var slot = Count < _memory ? Slot(Count) : _first;
        (_s[slot], _next) = (_next, _s[slot] ?? GC.AllocateUninitializedArray<double>(_n));
        var y = _y[slot] ??= GC.AllocateUninitializedArray<double>(_n);
        if (Count == _memory) _first = _first + 1 == _memory ? 0 : _first + 1;
        else Count++;
        // What they are with the gradient before is at hand, so products with the change need no pass over the vectors.
        _sg.CopyTo(_sBefore, 0);
        _yg.CopyTo(_yBefore, 0);
        var (curvature, square) = (0.0, 0.0);
        _sg.AsSpan().Clear();
        _yg.AsSpan().Clear();
        for (var from = 0; from < _n; from += Block)
        {
            var length = Math.Min(Block, _n - from);
            var g = after.Slice(from, length);
            var change = y.AsSpan(from, length);
            var (along, own) = StepKernels.Difference(g, before.Slice(from, length), 1 / step, _s[slot].AsSpan(from, length), change);
            (curvature, square) = (curvature + along, square + own);
            AddProducts(g, from, _sg, _yg);
        }

        for (var part = 0; part < Count - 1; part++)
        {
            var k = Slot(part);
            _sy[k][slot] = (_sg[k] - _sBefore[k]) / step;
            _yy[k][slot] = _yy[slot][k] = (_yg[k] - _yBefore[k]) / step;
        }

        (_sy[slot][slot], _yy[slot][slot]) = (curvature, square);
        // A pair without positive curvature would spoil the metric.
        if (!(curvature > 1e-16 * square) || !double.IsFinite(square)) Count--;
    }

    static double Opposite(ReadOnlySpan<double> g, Span<double> d)
    {
        g.CopyTo(d);
        Vectors.Negate(d);
        return -Vectors.Dot(g, g);
    }

    int Slot(int part)
    {
        var slot = _first + part;
        return slot < _memory ? slot : slot - _memory;
    }

    static double[][] Square(int n) => [.. Enumerable.Range(0, n).Select(_ => new double[n])];

    void Products(ReadOnlySpan<double> g, double[] sg, double[] yg)
    {
        sg.AsSpan().Clear();
        yg.AsSpan().Clear();
        for (var from = 0; from < _n; from += Block) AddProducts(g.Slice(from, Math.Min(Block, _n - from)), from, sg, yg);
    }

    // Adds what a part of g has to the inner products with all pairs.
    void AddProducts(ReadOnlySpan<double> g, int from, double[] sg, double[] yg)
    {
        Span<double> sums = stackalloc double[2 * Group];
        for (var first = 0; first < Count; first += Group)
        {
            Gather(first);
            StepKernels.Products(_group, g, from, sums);
            for (var k = 0; k < Group && first + k < Count; k++)
            {
                var slot = Slot(first + k);
                sg[slot] += sums[2 * k];
                yg[slot] += sums[2 * k + 1];
            }
        }
    }

    // The vectors of a few pairs and their factors in −H·g; where there are too few, the last once more with factors of 0.
    void Gather(int first)
    {
        for (var k = 0; k < Group; k++)
        {
            var slot = Slot(Math.Min(first + k, Count - 1));
            (_group[2 * k], _group[2 * k + 1]) = (_s[slot], _y[slot]);
            (_factors[2 * k], _factors[2 * k + 1]) = first + k < Count ? (-_onS[slot], -_onY[slot]) : (0, 0);
        }
    }

    // The two loops on coefficients: H·g = γ·g + Σ onS·s + Σ onY·y.
    double Coefficients(double[] sg, double[] yg)
    {
        if (Count == 0) return 1;
        var order = _order.AsSpan(0, Count);
        for (var i = 0; i < order.Length; i++) order[i] = Slot(i);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var k = order[i];
            var (product, row) = (sg[k], _sy[k]);
            foreach (var j in order[(i + 1)..]) product -= _alpha[j] * row[j];
            _alpha[k] = product / row[k];
        }

        var newest = order[^1];
        var gamma = _sy[newest][newest] / _yy[newest][newest];
        for (var i = 0; i < order.Length; i++)
        {
            var k = order[i];
            var (product, row) = (yg[k], _yy[k]);
            foreach (var j in order) product -= _alpha[j] * row[j];
            product *= gamma;
            foreach (var j in order[..i]) product += _onS[j] * _sy[j][k];
            _onS[k] = _alpha[k] - product / _sy[k][k];
            _onY[k] = -gamma * _alpha[k];
        }

        return gamma;
    }
}
