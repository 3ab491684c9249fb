using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// One product of matrices on one kind of tile. A is packed by all threads together, if it is; then chunks of C are
/// computed, each of which packs what it needs of B for itself: what a thread packs stays in its cache and is read by no
/// other, since lines that go from one core to another can cost more than the packing.
/// </summary>
unsafe partial struct MatMulRun<T, TTile>
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
        var together = _plan.PackA && !_plan.ByRows;
        var rows = together ? Math.Min(m, _plan.SlabRows) : 0;
        var span = together ? Math.Clamp(SpanBytes / (run * rows * sizeof(T)), 1, _plan.KBlocks) : _plan.KBlocks;
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
                if (together) Phase(_rowBlocks * _blocks, &PackRows, threaded);
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
        run.PackRows(chunk / run._blocks, run._block + chunk % run._blocks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void PackRows(nint rowBlock, nint block)
    {
        var (begin, end) = (Row(rowBlock), Row(rowBlock + 1));
        var tiles = Blocks.Count(end - begin, TTile.Rows);
        var step = Step(block);
        var steps = Step(block + 1) - step;
        var length = steps + _plan.Gap;
        if (_plan.KeepRows)
        {
            for (var row = begin; row < end; row++)
                Packing.CopyRow(PackedA(block) + row * length, _a.At(_row + row, step), steps);
            return;
        }

        if (_a.RowStride == 1)
        {
            Packing.CopyStrips(
                PackedA(block) + begin * length, _a.At(_row + begin, step), steps, length, (end - begin) % tiles, tiles,
                (end - begin) / tiles, _a.ColumnStride);
            return;
        }

        for (nint t = 0; t < tiles; t++)
        {
            var row = begin + Blocks.Begin(end - begin, tiles, t);
            var count = begin + Blocks.Begin(end - begin, tiles, t + 1) - row;
            Packing.Pack(
                PackedA(block) + row * length, _a.At(_row + row, step), steps, count, count,
                _a.ColumnStride, _a.RowStride);
        }
    }

    static nint Padded(nint columns) => columns <= TTile.Lanes ? TTile.Lanes : Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ComputeChunk(object? target, void* context, int chunk)
    {
        ref var run = ref *(MatMulRun<T, TTile>*)context;
        if (!run._plan.ByRows)
        {
            run.Compute(chunk);
            return;
        }

        var own = run;
        var first = Blocks.Begin(run._rowBlocks, run._rowParts, chunk);
        var last = Blocks.Begin(run._rowBlocks, run._rowParts, chunk + 1);
        var length = run._a.Columns + run._plan.Gap;
        using var forA = Scratch.Rent((run.Row(last) - run.Row(first)) * length * sizeof(T));
        own._packedA = (T*)forA.Address - run.Row(first) * length;
        for (var rowBlock = first; rowBlock < last; rowBlock++) own.PackRows(rowBlock, 0);
        own.Compute(chunk);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Compute(nint chunk)
    {
        var (group, part) = (chunk / _rowParts, chunk % _rowParts);
        var panels = Blocks.Count(_b.Columns, Width);
        var first = Blocks.Begin(panels, _plan.ColumnGroups, group);
        var last = Blocks.Begin(panels, _plan.ColumnGroups, group + 1);
        var firstRows = Blocks.Begin(_rowBlocks, _rowParts, part);
        var lastRows = Blocks.Begin(_rowBlocks, _rowParts, part + 1);
        // After what is packed of B lies the product of a panel that is not whole vectors of C.
        var room = (Blocks.Count(_a.Columns, _plan.KBlocks) * Width + _plan.Gap) * (_plan.PackB ? last - first : 1);
        using var scratch = Scratch.Rent((room + _plan.BlockRows * Width) * sizeof(T));
        var packed = (T*)scratch.Address;
        var edge = packed + room;
        for (var block = _block; block < _block + _blocks; block++)
        {
            // What is transposed for one block of rows alone is read from the first-level cache at once.
            var atOnce = _plan.PackB && _b.ColumnStride != 1 && lastRows - firstRows == 1;
            if (!atOnce) PackPanels(block, first, last, packed);
            for (var rowBlock = firstRows; rowBlock < lastRows; rowBlock++)
            for (var panel = first; panel < last; panel++)
            {
                if (atOnce) PackPanels(block, panel, panel + 1, packed);
                ComputePanel(
                    block, panel, Row(rowBlock), Row(rowBlock + 1), Panel(block, atOnce ? 0 : panel - first, packed), edge);
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
}
