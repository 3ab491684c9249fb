using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

// The innermost part: the rows of a block of A by one panel of B.
unsafe partial struct MatMulRun<T, TTile>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTile : struct, ITile<T>
{
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
