using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>One product of matrices on one kind of tile: packing in phases, then a grid of blocks of C.</summary>
unsafe struct MatMulRun<T, TTile>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
    Matrix<T> _a, _b, _c;
    MatMulOptions<T> _options;
    MatMulPlan _plan;
    bool _exchanged;
    T* _packedA, _packedB;

    // The part under work: rows and columns of C, and the run along K.
    nint _row, _rows, _column, _columns, _step, _steps, _packsOfB, _rowBlocks, _columnGroups;
    bool _first, _last;

    // So many panels of B are packed side by side: their rows are read as one run, which the CPU sees coming.
    const int PanelsAtOnce = 8;

    static nint Width => 2 * TTile.Lanes;

    /// <summary>C = alpha·A·B + beta·C for shapes that fit, none of them empty, C apart from A and B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(Matrix<T> a, Matrix<T> b, Matrix<T> c, in MatMulOptions<T> options, bool mayThread)
    {
        // Tiles write along rows of C: where these are columns in memory, the transposed product is computed.
        var exchange = (c.ColumnStride != 1 && c.RowStride == 1) || (c.Columns == 1 && c.Rows > 1);
        if (exchange) (a, b, c) = (b.Transposed, a.Transposed, c.Transposed);
        if (c.Columns == 1) c = new(c.Data, c.Rows, 1, c.RowStride, 1);
        var run = new MatMulRun<T, TTile>
        {
            _a = a,
            _b = b,
            _c = c,
            _options = options,
            _plan = MatMulPlan.For<T, TTile>(a, b),
            _exchanged = exchange,
        };
        run.Execute(mayThread && run._plan.Threaded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Execute(bool threaded)
    {
        var (m, k, n) = (_a.Rows, _a.Columns, _b.Columns);
        var run = Blocks.Count(k, _plan.KBlocks);
        var edgeOnly = _plan.PackB ? Math.Min(n, _plan.SlabColumns) + Width : Width;
        using var forB = Scratch.Rent(run * edgeOnly * sizeof(T));
        using var forA = Scratch.Rent(_plan.PackA ? run * Math.Min(m, _plan.SlabRows) * sizeof(T) : 1);
        _packedA = (T*)forA.Address;
        _packedB = (T*)forB.Address;
        for (_column = 0; _column < n; _column += _columns)
        {
            _columns = Math.Min(n - _column, _plan.SlabColumns);
            var panels = Blocks.Count(_columns, Width);
            _columnGroups = Blocks.Count(panels, _plan.PanelsPerChunk);
            for (nint i = 0; i < _plan.KBlocks; i++)
            {
                _step = Blocks.Begin(k, _plan.KBlocks, i);
                _steps = Blocks.Begin(k, _plan.KBlocks, i + 1) - _step;
                (_first, _last) = (i == 0, i == _plan.KBlocks - 1);
                _packsOfB = _plan.PackB ? Blocks.Count(panels, PanelsAtOnce) : _columns % Width == 0 ? 0 : 1;
                for (_row = 0; _row < m; _row += _rows)
                {
                    _rows = Math.Min(m - _row, _plan.SlabRows);
                    _rowBlocks = Blocks.Count(_rows, _plan.BlockRows);
                    Phase(_packsOfB + (_plan.PackA ? _rowBlocks : 0), &PackChunk, threaded);
                    _packsOfB = 0;
                    Phase(_rowBlocks * _columnGroups, &ComputeChunk, threaded);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Phase(nint chunks, delegate*<object?, void*, int, void> body, bool threaded)
    {
        fixed (MatMulRun<T, TTile>* self = &this)
        {
            if (threaded) WorkPool.Run((int)chunks, body, null, self);
            else
                for (var i = 0; i < chunks; i++) body(null, self, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void PackChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(MatMulRun<T, TTile>*)context;
        if (chunk >= run._packsOfB) run.PackBlock(chunk - run._packsOfB);
        else if (run._plan.PackB) run.PackPanels(chunk);
        else run.PackPanel(Blocks.Count(run._columns, Width) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void PackPanels(nint chunk)
    {
        var panel = chunk * PanelsAtOnce;
        var last = Math.Min(panel + PanelsAtOnce, Blocks.Count(_columns, Width));
        var whole = _b.ColumnStride == 1 ? Math.Min(last, _columns / Width) - panel : 0;
        if (whole > 0)
        {
            Packing.CopyPanels(_packedB + panel * Width * _steps, _b.At(_step, _column + panel * Width), _steps, whole, Width, _b.RowStride);
            panel += whole;
        }

        for (; panel < last; panel++) PackPanel(panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void PackPanel(nint panel)
    {
        var column = panel * Width;
        var count = Math.Min(Width, _columns - column);
        var to = _packedB + (_plan.PackB ? column * _steps : 0);
        Packing.Pack(to, _b.At(_step, _column + column), _steps, count, Padded(count), _b.RowStride, _b.ColumnStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void PackBlock(nint block)
    {
        var (begin, end) = (Blocks.Begin(_rows, _rowBlocks, block), Blocks.Begin(_rows, _rowBlocks, block + 1));
        var tiles = Blocks.Count(end - begin, TTile.Rows);
        for (nint t = 0; t < tiles; t++)
        {
            var row = begin + Blocks.Begin(end - begin, tiles, t);
            var count = begin + Blocks.Begin(end - begin, tiles, t + 1) - row;
            Packing.Pack(
                _packedA + row * _steps, _a.At(_row + row, _step), _steps, count, count, _a.ColumnStride, _a.RowStride);
        }
    }

    static nint Padded(nint columns) => columns <= TTile.Lanes ? TTile.Lanes : Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(MatMulRun<T, TTile>*)context;
        var (block, group) = (chunk / run._columnGroups, chunk % run._columnGroups);
        var panels = Blocks.Count(run._columns, Width);
        var first = Blocks.Begin(panels, run._columnGroups, group);
        var last = Blocks.Begin(panels, run._columnGroups, group + 1);
        var edge = stackalloc T[(int)(TTile.Rows * Width)];
        var begin = Blocks.Begin(run._rows, run._rowBlocks, block);
        var end = Blocks.Begin(run._rows, run._rowBlocks, block + 1);
        for (var panel = first; panel < last; panel++) run.ComputePanel(panel, begin, end, edge);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void ComputePanel(nint panel, nint begin, nint end, T* edge)
    {
        var column = panel * Width;
        var count = Math.Min(Width, _columns - column);
        var padded = Padded(count);
        var packed = _plan.PackB || count != padded;
        var b = packed ? _packedB + (_plan.PackB ? column * _steps : 0) : _b.At(_step, _column + column);
        var bStep = (packed ? padded : _b.RowStride) * sizeof(T);
        var whole = count == padded && _c.ColumnStride == 1;
        var (alpha, beta) = (_options.Alpha, _first ? _options.Beta : T.One);
        var overwrite = _first && T.IsZero(_options.Beta);
        var tiles = Blocks.Count(end - begin, TTile.Rows);
        for (nint t = 0; t < tiles; t++)
        {
            var row = begin + Blocks.Begin(end - begin, tiles, t);
            var rows = begin + Blocks.Begin(end - begin, tiles, t + 1) - row;
            var a = _plan.PackA ? _packedA + row * _steps : _a.At(_row + row, _step);
            var aRow = (_plan.PackA ? 1 : _a.RowStride) * sizeof(T);
            var aStep = (_plan.PackA ? rows : _a.ColumnStride) * sizeof(T);
            var c = _c.At(_row + row, _column + column);
            if (whole)
            {
                TTile.Run((int)rows, (int)(padded / TTile.Lanes), _steps, (byte*)a, aRow, aStep, (byte*)b, bStep,
                    (byte*)c, _c.RowStride * sizeof(T), alpha, beta, overwrite);
                continue;
            }

            TTile.Run((int)rows, (int)(padded / TTile.Lanes), _steps, (byte*)a, aRow, aStep, (byte*)b, bStep,
                (byte*)edge, Width * sizeof(T), T.One, T.Zero, true);
            for (nint i = 0; i < rows; i++)
                MergeRow(c + i * _c.RowStride, edge + i * Width, count, alpha, beta, overwrite);
        }

        if (_last && _options.Finish is not null) FinishBlock(_row + begin, end - begin, _column + column, count);
    }

    /// <summary>What a tile does at its end, for a row that is not whole vectors or not contiguous in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void MergeRow(T* c, T* sums, nint count, T alpha, T beta, bool overwrite)
    {
        var stride = _c.ColumnStride;
        nint j = 0;
        if (stride == 1 && overwrite)
        {
            var scale = Vector128.Create(alpha);
            for (; j + Vector128<T>.Count <= count; j += Vector128<T>.Count) (scale * Vector128.Load(sums + j)).Store(c + j);
        }

        for (; j < count; j++)
        {
            ref var to = ref c[j * stride];
            to = overwrite ? alpha * sums[j] : TTile.MultiplyAdd(alpha, sums[j], beta * to);
        }
    }

    readonly void FinishBlock(nint row, nint rows, nint column, nint columns)
    {
        var block = new Matrix<T>(_c.At(row, column), rows, columns, _c.RowStride, _c.ColumnStride);
        if (_exchanged) _options.Finish(_options.Context, block.Transposed, column, row);
        else _options.Finish(_options.Context, block, row, column);
    }
}
