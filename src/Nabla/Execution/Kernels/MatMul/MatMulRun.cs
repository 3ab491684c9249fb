using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>
/// One product of matrices on one kind of tile. A is packed by all threads together, if it is; then chunks of C are
/// computed, each of which packs what it needs of B for itself: what a thread packs stays in its cache and is read by no
/// other, since lines that go from one core to another can cost more than the packing.
/// </summary>
unsafe struct MatMulRun<T, TTile>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
    Matrix<T> _a, _b, _c;
    MatMulOptions<T> _options;
    MatMulPlan _plan;
    bool _exchanged;
    T* _packedA;

    // The part under work: rows of C, and a span of blocks along K.
    nint _row, _rows, _block, _blocks, _rowBlocks, _rowParts;

    // What is packed of A at once lies in the last cache between its packing and its use.
    const int SpanBytes = 6 << 20;

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
        run.Execute(mayThread && WorkPool.IsWorth(run._plan.Seconds));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Execute(bool threaded)
    {
        var m = _a.Rows;
        var run = Blocks.Count(_a.Columns, _plan.KBlocks);
        var rows = _plan.PackA ? Math.Min(m, _plan.SlabRows) : 0;
        var span = _plan.PackA ? Math.Clamp(SpanBytes / (run * rows * sizeof(T)), 1, _plan.KBlocks) : _plan.KBlocks;
        using var forA = Scratch.Rent(span * (run + _plan.Gap) * rows * sizeof(T));
        _packedA = (T*)forA.Address;
        for (_row = 0; _row < m; _row += _rows)
        {
            _rows = Math.Min(m - _row, _plan.SlabRows);
            _rowBlocks = Blocks.Count(_rows, _plan.BlockRows);
            _rowParts = Blocks.Count(_rowBlocks, _plan.BlocksPerChunk);
            for (_block = 0; _block < _plan.KBlocks; _block += _blocks)
            {
                _blocks = Math.Min(_plan.KBlocks - _block, span);
                if (_plan.PackA) Phase(_rowBlocks * _blocks, &PackRows, threaded);
                Phase(_rowParts * _plan.ColumnGroups, &ComputeChunk, threaded);
            }
        }
    }

    /// <summary>Where a block along K begins.</summary>
    readonly nint Step(nint block) => Blocks.Begin(_a.Columns, _plan.KBlocks, block);

    /// <summary>Where the rows of a block begin.</summary>
    readonly nint Row(nint rowBlock) => Blocks.Begin(_rows, _rowBlocks, rowBlock);

    /// <summary>What is packed of A for a block along K.</summary>
    readonly T* PackedA(nint block) => _packedA + (Step(block) - Step(_block) + (block - _block) * _plan.Gap) * _rows;

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
    static void PackRows(object? target, void* context, int chunk)
    {
        ref var run = ref *(MatMulRun<T, TTile>*)context;
        var (rowBlock, block) = (chunk / run._blocks, run._block + chunk % run._blocks);
        var (begin, end) = (run.Row(rowBlock), run.Row(rowBlock + 1));
        var tiles = Blocks.Count(end - begin, TTile.Rows);
        var step = run.Step(block);
        var steps = run.Step(block + 1) - step;
        var length = steps + run._plan.Gap;
        if (run._plan.KeepRows)
        {
            for (var row = begin; row < end; row++)
                Packing.CopyRow(run.PackedA(block) + row * length, run._a.At(run._row + row, step), steps);
            return;
        }

        if (run._a.RowStride == 1)
        {
            Packing.CopyStrips(
                run.PackedA(block) + begin * length, run._a.At(run._row + begin, step), steps, length, (end - begin) % tiles, tiles,
                (end - begin) / tiles, run._a.ColumnStride);
            return;
        }

        for (nint t = 0; t < tiles; t++)
        {
            var row = begin + Blocks.Begin(end - begin, tiles, t);
            var count = begin + Blocks.Begin(end - begin, tiles, t + 1) - row;
            Packing.Pack(
                run.PackedA(block) + row * length, run._a.At(run._row + row, step), steps, count, count,
                run._a.ColumnStride, run._a.RowStride);
        }
    }

    static nint Padded(nint columns) => columns <= TTile.Lanes ? TTile.Lanes : Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(MatMulRun<T, TTile>*)context;
        var (group, part) = (chunk / run._rowParts, chunk % run._rowParts);
        var panels = Blocks.Count(run._b.Columns, Width);
        var first = Blocks.Begin(panels, run._plan.ColumnGroups, group);
        var last = Blocks.Begin(panels, run._plan.ColumnGroups, group + 1);
        var firstRows = Blocks.Begin(run._rowBlocks, run._rowParts, part);
        var lastRows = Blocks.Begin(run._rowBlocks, run._rowParts, part + 1);
        // After what is packed of B lies the product of a panel that is not whole vectors of C.
        var room = (Blocks.Count(run._a.Columns, run._plan.KBlocks) * Width + run._plan.Gap) * (run._plan.PackB ? last - first : 1);
        using var scratch = Scratch.Rent((room + run._plan.BlockRows * Width) * sizeof(T));
        var packed = (T*)scratch.Address;
        var edge = packed + room;
        for (var block = run._block; block < run._block + run._blocks; block++)
        {
            // What is transposed for one block of rows alone is read from the first-level cache at once.
            var atOnce = run._plan.PackB && run._b.ColumnStride != 1 && lastRows - firstRows == 1;
            if (!atOnce) run.PackPanels(block, first, last, packed);
            for (var rowBlock = firstRows; rowBlock < lastRows; rowBlock++)
            for (var panel = first; panel < last; panel++)
            {
                if (atOnce) run.PackPanels(block, panel, panel + 1, packed);
                run.ComputePanel(
                    block, panel, run.Row(rowBlock), run.Row(rowBlock + 1), run.Panel(block, atOnce ? 0 : panel - first, packed), edge);
            }
        }
    }

    /// <summary>Where a panel of a chunk is packed to: the only one, if that is the edge.</summary>
    readonly T* Panel(nint block, nint panel, T* packed) =>
        _plan.PackB ? packed + panel * PanelStride(Step(block + 1) - Step(block)) : packed;

    readonly nint PanelStride(nint steps) => Width * steps + _plan.Gap;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void PackPanels(nint block, nint first, nint last, T* to)
    {
        var step = Step(block);
        var steps = Step(block + 1) - step;
        var panel = first;
        var whole = _b.ColumnStride == 1 || !_plan.PackB ? Math.Min(last, _b.Columns / Width) - first : 0;
        if (whole > 0)
        {
            if (_plan.PackB) Packing.CopyPanels(to, PanelStride(steps), _b.At(step, first * Width), steps, whole, Width, _b.RowStride);
            panel += whole;
        }

        for (; panel < last; panel++)
        {
            var count = Math.Min(Width, _b.Columns - panel * Width);
            Packing.Pack(
                Panel(block, panel - first, to), _b.At(step, panel * Width), steps, count, Padded(count), _b.RowStride, _b.ColumnStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void ComputePanel(nint block, nint panel, nint begin, nint end, T* packed, T* edge)
    {
        var step = Step(block);
        var steps = Step(block + 1) - step;
        var column = panel * Width;
        var count = Math.Min(Width, _b.Columns - column);
        var padded = Padded(count);
        var isPacked = _plan.PackB || count != Width;
        var b = isPacked ? packed : _b.At(step, column);
        var bStep = (isPacked ? padded : _b.RowStride) * sizeof(T);
        var (alpha, beta) = (_options.Alpha, block == 0 ? _options.Beta : T.One);
        var overwrite = block == 0 && T.IsZero(_options.Beta);
        var c = _c.At(_row + begin, column);
        if (count == padded && _c.ColumnStride == 1)
            RunTiles(block, begin, end, padded, b, bStep, c, _c.RowStride, alpha, beta, overwrite);
        else
        {
            RunTiles(block, begin, end, padded, b, bStep, edge, padded, T.One, T.Zero, true);
            for (var i = begin; i < end; i++, c += _c.RowStride, edge += padded) MergeRow(c, edge, count, alpha, beta, overwrite);
        }

        if (block == _plan.KBlocks - 1 && _options.Finish is not null) FinishBlock(_row + begin, end - begin, column, count);
    }

    /// <summary>The tiles of a panel, of nearly equal height: first those that are a row taller, then the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void RunTiles(
        nint block, nint begin, nint end, nint columns, T* b, nint bStep, T* c, nint cRow, T alpha, T beta, bool overwrite)
    {
        var step = Step(block);
        var steps = Step(block + 1) - step;
        var tiles = Blocks.Count(end - begin, TTile.Rows);
        var rows = (end - begin) / tiles + 1;
        var taller = end - begin - (rows - 1) * tiles;
        var length = steps + _plan.Gap;
        nint offset = 0;
        for (var count = taller; begin < end; begin += count * rows, count = tiles - taller, rows--)
        {
            if (count == 0) continue;
            var a = _plan.PackA ? PackedA(block) + begin * length : _a.At(_row + begin, step);
            var (aRow, aStep) = !_plan.PackA ? (_a.RowStride, _a.ColumnStride) : _plan.KeepRows ? (length, 1) : (1, rows);
            var aTile = rows * (_plan.PackA ? length : _a.RowStride);
            TTile.Run(
                count, aTile * sizeof(T), (int)rows, (int)(columns / TTile.Lanes), 1, &offset, steps, (byte*)a, aRow * sizeof(T),
                aStep * sizeof(T), (byte*)b, bStep, (byte*)c, cRow * sizeof(T), alpha, beta, overwrite);
            c += count * rows * cRow;
        }
    }

    /// <summary>What a tile does at its end, for a row that is not whole vectors or not contiguous in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void MergeRow(T* c, T* sums, nint count, T alpha, T beta, bool overwrite)
    {
        var stride = _c.ColumnStride;
        nint j = 0;
        if (stride == 1 && overwrite)
        {
            for (; Vector256.IsHardwareAccelerated && j + Vector256<T>.Count <= count; j += Vector256<T>.Count)
                (Vector256.Create(alpha) * Vector256.Load(sums + j)).Store(c + j);
            for (; j + Vector128<T>.Count <= count; j += Vector128<T>.Count) (Vector128.Create(alpha) * Vector128.Load(sums + j)).Store(c + j);
        }
        else if (stride == 1 && Fma.IsSupported)
        {
            for (; j + Vector256<T>.Count <= count; j += Vector256<T>.Count) Merge(c + j, sums + j, alpha, beta);
        }

        for (; j < count; j++)
        {
            ref var to = ref c[j * stride];
            to = overwrite ? alpha * sums[j] : TTile.MultiplyAdd(alpha, sums[j], beta * to);
        }
    }

    /// <summary>A vector of what a tile does at its end, on a CPU that fuses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Merge(T* c, T* sums, T alpha, T beta)
    {
        var (x, y, z) = (Vector256.Create(alpha), Vector256.Load(sums), Vector256.Create(beta) * Vector256.Load(c));
        if (typeof(T) == typeof(float)) Vector256.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>().Store(c);
        else Vector256.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>().Store(c);
    }

    readonly void FinishBlock(nint row, nint rows, nint column, nint columns)
    {
        var block = new Matrix<T>(_c.At(row, column), rows, columns, _c.RowStride, _c.ColumnStride);
        if (_exchanged) _options.Finish(_options.Context, block.Transposed, column, row);
        else _options.Finish(_options.Context, block, row, column);
    }
}
