using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// −ln softmax(x)[label] of each row. Forward leaves of each row the greatest logit and the sum of eˣ shifted by it, from
/// which backward makes the softmax again; no matrix is stored between them. Rows are shared out to threads.
/// </summary>
static unsafe class CrossEntropy
{
    /// <summary>The loss of each row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label is no column.</exception>
    public static void Forward<T, TMath>(
        T* x, int* labels, nint rows, nint columns, T* losses, T* greatest, T* sums, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TMath : struct, IMath<T>
    {
        Validate(labels, rows, columns);
        var work = new Work<T> { X = x, Labels = labels, Columns = columns, Losses = losses, Greatest = greatest, Sums = sums, Width = width };
        Chunks.Run(rows, rows * columns * 0.5e-9, ref work, &ForwardRows<T, TMath>);
    }

    /// <summary>xBar = lossBar·(softmax(x) − 1 at the label) of each row; xBar may be x.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A label is no column.</exception>
    public static void Backward<T, TMath>(
        T* x, int* labels, nint rows, nint columns, T* lossBars, T* greatest, T* sums, T* xBar, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TMath : struct, IMath<T>
    {
        Validate(labels, rows, columns);
        var work = new Work<T> { X = x, Labels = labels, Columns = columns, Losses = lossBars, Greatest = greatest, Sums = sums, XBar = xBar, Width = width };
        Chunks.Run(rows, rows * columns * 0.5e-9, ref work, &BackwardRows<T, TMath>);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Losses, Greatest, Sums, XBar;
        public int* Labels;
        public nint Columns;
        public Width Width;
    }

    static void Validate(int* labels, nint rows, nint columns)
    {
        for (nint row = 0; row < rows; row++)
            if (labels[row] < 0 || labels[row] >= columns)
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[row], $"The label of row {row} is none of the {columns} columns.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ForwardRows<T, TMath>(ref Work<T> work, nint first, nint end)
        where T : unmanaged, IFloatingPointIeee754<T> where TMath : struct, IMath<T>
    {
        using var scratch = Scratch.Rent(work.Columns * sizeof(T));
        var weights = (T*)scratch.Address;
        for (var row = first; row < end; row++)
        {
            var x = work.X + row * work.Columns;
            // A NaN shows in the sum.
            var greatest = RunFold<T, LargestFold<T>, Element<T>>.Fold(new TermSource<T> { X = x }, work.Columns, work.Width);
            FunctionMap<T, ShiftedExp<T, TMath>>.Run(x, greatest, T.One, weights, work.Columns, work.Width);
            var sum = RunFold<T, SumFold<T>, Element<T>>.Fold(new TermSource<T> { X = weights }, work.Columns, work.Width);
            (work.Greatest[row], work.Sums[row]) = (greatest, sum);
            work.Losses[row] = TMath.Ln(new Lanes1<T>(sum), TMath.KeepLn<Lanes1<T>>(0.0, 0.0)).Value - (x[work.Labels[row]] - greatest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardRows<T, TMath>(ref Work<T> work, nint first, nint end)
        where T : unmanaged, IFloatingPointIeee754<T> where TMath : struct, IMath<T>
    {
        for (var row = first; row < end; row++)
        {
            T* x = work.X + row * work.Columns, xBar = work.XBar + row * work.Columns;
            var bar = work.Losses[row];
            FunctionMap<T, ScaledExp<T, TMath>>.Run(x, work.Greatest[row], bar / work.Sums[row], xBar, work.Columns, work.Width);
            xBar[work.Labels[row]] -= bar;
        }
    }
}
