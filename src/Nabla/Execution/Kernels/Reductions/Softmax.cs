using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>eˣ over its sum along rows, shifted by the largest so that nothing overflows; NaN where all are −∞. Rows are shared out to threads.</summary>
static unsafe class Softmax
{
    /// <summary>y = softmax of each row; y may be x.</summary>
    public static void Forward<T, TMath>(T* x, nint rows, nint columns, T* y, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T> where TMath : struct, IMath<T>
    {
        var work = new Work<T> { X = x, Y = y, Columns = columns, Width = width };
        Chunks.Run(rows, rows * columns * 1e-9, ref work, &ForwardRows<T, TMath>);
    }

    /// <summary>xBar = y·(yBar − Σ y·yBar) along each row; xBar may be y or yBar.</summary>
    public static void Backward<T>(T* y, T* yBar, nint rows, nint columns, T* xBar, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T> { X = y, Y = yBar, XBar = xBar, Columns = columns, Width = width };
        Chunks.Run(rows, rows * columns * 0.3e-9, ref work, &BackwardRows<T>);
    }

    struct Work<T> where T : unmanaged
    {
        public T* X, Y, XBar;
        public nint Columns;
        public Width Width;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ForwardRows<T, TMath>(ref Work<T> work, nint first, nint end)
        where T : unmanaged, IFloatingPointIeee754<T> where TMath : struct, IMath<T>
    {
        for (var row = first; row < end; row++)
        {
            T* x = work.X + row * work.Columns, y = work.Y + row * work.Columns;
            // A NaN shows in the sum.
            var greatest = RunFold<T, LargestFold<T>, Element<T>>.Fold(new TermSource<T> { X = x }, work.Columns, work.Width);
            FunctionMap<T, ShiftedExp<T, TMath>>.Run(x, greatest, T.One, y, work.Columns, work.Width);
            var sum = RunFold<T, SumFold<T>, Element<T>>.Fold(new TermSource<T> { X = y }, work.Columns, work.Width);
            RunMap<T, Scaled<T>>.Run(new MapSource<T> { X = y, A = T.One / sum }, y, work.Columns, work.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void BackwardRows<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = first; row < end; row++)
        {
            T* y = work.X + row * work.Columns, yBar = work.Y + row * work.Columns;
            var dot = RunFold<T, SumFold<T>, Product<T>>.Fold(new TermSource<T> { X = y, Y = yBar }, work.Columns, work.Width);
            RunMap<T, Weighted<T>>.Run(
                new MapSource<T> { X = y, Y = yBar, A = dot }, work.XBar + row * work.Columns, work.Columns, work.Width);
        }
    }
}
