using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// Rows made to have mean 0 and variance 1, or root mean square 1, then scaled and shifted by parameters of each column.
/// Forward leaves each row's mean and the inverse of its deviation for backward. Rows are shared out to threads.
/// </summary>
static unsafe class LayerNorm
{
    // The rows of which one task sums the parameters' cotangents, whatever the number of threads.
    const int Block = 64;

    /// <summary>
    /// y = (x − mean)/√(variance + epsilon)·scale + shift. Without means the rows are divided by their root mean square;
    /// shift may be null. y may be x.
    /// </summary>
    public static void Forward<T>(
        T* x, nint rows, nint columns, T* scale, T* shift, double epsilon, T* y, T* means, T* inverses, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T>
        {
            X = x, Y = y, Scale = scale, Shift = shift, Means = means, Inverses = inverses, Columns = columns, Epsilon = epsilon, Width = width,
        };
        Chunks.Run(rows, rows * columns * 0.4e-9, ref work, &ForwardRows<T>);
    }

    /// <summary>
    /// The cotangents of x, scale and shift from that of y and what forward left; means null as there, shiftBar may be null.
    /// xBar may be x or yBar.
    /// </summary>
    public static void Backward<T>(
        T* x, T* yBar, nint rows, nint columns, T* scale, T* means, T* inverses, T* xBar, T* scaleBar, T* shiftBar, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var blocks = (rows + Block - 1) / Block;
        using var scratch = Scratch.Rent(2 * blocks * columns * sizeof(T));
        var work = new Work<T>
        {
            X = x, Y = yBar, XBar = xBar, Scale = scale, Means = means, Inverses = inverses, Rows = rows, Columns = columns,
            ScaleSums = (T*)scratch.Address, ShiftSums = (T*)scratch.Address + blocks * columns, Width = width,
        };
        Chunks.Run(blocks, rows * columns * 0.8e-9, ref work, &BackwardBlocks<T>);
        ColumnFold<T, SumFold<T>>.Fold(work.ScaleSums, blocks, columns, scaleBar, width);
        if (shiftBar != null) ColumnFold<T, SumFold<T>>.Fold(work.ShiftSums, blocks, columns, shiftBar, width);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Y, XBar, Scale, Shift, Means, Inverses, ScaleSums, ShiftSums;
        public nint Rows, Columns;
        public double Epsilon;
        public Width Width;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ForwardRows<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = T.CreateTruncating(work.Columns);
        for (var row = first; row < end; row++)
        {
            var x = work.X + row * work.Columns;
            var mean = T.Zero;
            if (work.Means != null)
                work.Means[row] = mean = RunFold<T, SumFold<T>, Element<T>>.Fold(new TermSource<T> { X = x }, work.Columns, work.Width) / n;
            var squares = RunFold<T, SumFold<T>, SquaredDistance<T>>.Fold(new TermSource<T> { X = x, Center = mean }, work.Columns, work.Width);
            var inverse = T.One / T.Sqrt(squares / n + T.CreateTruncating(work.Epsilon));
            work.Inverses[row] = inverse;
            var source = new MapSource<T> { X = x, Y = work.Scale, Z = work.Shift, A = mean, B = inverse };
            if (work.Shift != null) RunMap<T, Standardized<T>>.Run(source, work.Y + row * work.Columns, work.Columns, work.Width);
            else RunMap<T, Rescaled<T>>.Run(source, work.Y + row * work.Columns, work.Columns, work.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardBlocks<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var block = first; block < end; block++)
        {
            T* scaleSums = work.ScaleSums + block * work.Columns, shiftSums = work.ShiftSums + block * work.Columns;
            for (nint column = 0; column < work.Columns; column++) scaleSums[column] = shiftSums[column] = T.Zero;
            for (var row = block * Block; row < nint.Min(work.Rows, (block + 1) * Block); row++)
                BackwardRow(ref work, row, scaleSums, shiftSums);
        }
    }

    // With x̂ = (x − mean)·inverse and b = yBar·scale: xBar = inverse·(b − Σb/n − x̂·Σ(b·x̂)/n); without a mean, no Σb/n.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardRow<T>(ref Work<T> work, nint row, T* scaleSums, T* shiftSums) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = T.CreateTruncating(work.Columns);
        T* x = work.X + row * work.Columns, bar = work.Y + row * work.Columns;
        var (mean, inverse) = (work.Means == null ? T.Zero : work.Means[row], work.Inverses[row]);
        var terms = new TermSource<T> { X = x, Y = bar, Z = work.Scale, Center = mean };
        var along = RunFold<T, SumFold<T>, DistanceProducts<T>>.Fold(terms, work.Columns, work.Width);
        var sum = work.Means == null
            ? T.Zero
            : RunFold<T, SumFold<T>, Product<T>>.Fold(new TermSource<T> { X = bar, Y = work.Scale }, work.Columns, work.Width);
        var source = new MapSource<T>
        {
            X = x, Y = bar, Z = work.Scale, A = mean, B = inverse, C = inverse * sum / n, D = inverse * inverse * inverse * along / n,
        };
        Cotangents(source, scaleSums, shiftSums, work.XBar + row * work.Columns, work.Columns, work.Width);
    }

    /// <summary>Adds a row's part to the parameters' cotangents and writes that of x, all in one pass.</summary>
    static void Cotangents<T>(in MapSource<T> source, T* scaleSums, T* shiftSums, T* xBar, nint columns, Width width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint column = 0;
        var vectors = width.Settled();
        if (vectors == Width.Bits512) column = Cotangents<T, Lanes512<T>>(source, scaleSums, shiftSums, xBar, column, columns);
        if (vectors >= Width.Bits256) column = Cotangents<T, Lanes256<T>>(source, scaleSums, shiftSums, xBar, column, columns);
        if (vectors >= Width.Bits128) column = Cotangents<T, Lanes128<T>>(source, scaleSums, shiftSums, xBar, column, columns);
        Cotangents<T, Lanes1<T>>(source, scaleSums, shiftSums, xBar, column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static nint Cotangents<T, V>(in MapSource<T> source, T* scaleSums, T* shiftSums, T* xBar, nint column, nint columns)
        where T : unmanaged, IFloatingPointIeee754<T> where V : struct, ISimd<V, T>
    {
        var from = source;
        V mean = V.Spread(in from.A), inverse = V.Spread(in from.B), offset = -V.Spread(in from.C), slope = -V.Spread(in from.D);
        for (; column + V.Lanes <= columns; column += V.Lanes)
        {
            V bar = V.Load(in from.Y[column], 0);
            V distance = V.Load(in from.X[column], 0) - mean;
            V.Store(V.MultiplyAdd(distance * inverse, bar, V.Load(in scaleSums[column], 0)), ref scaleSums[column], 0);
            V.Store(V.Load(in shiftSums[column], 0) + bar, ref shiftSums[column], 0);
            V along = V.MultiplyAdd(distance, slope, offset);
            V.Store(V.MultiplyAdd(inverse, bar * V.Load(in from.Z[column], 0), along), ref xBar[column], 0);
        }

        return column;
    }
}
