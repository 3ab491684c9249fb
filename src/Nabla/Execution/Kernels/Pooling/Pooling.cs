using System.Numerics;

namespace Nabla.Execution.Kernels;

/// <summary>The greatest or the mean of windows over planes, and their gradients. Planes are shared out to threads.</summary>
static unsafe class Pooling
{
    /// <summary>
    /// y = the greatest of each window, and where in its plane it lies: the first of equals, or the first NaN.
    /// </summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void Max<T>(in PoolingShape shape, T* x, T* y, int* places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T>(shape, x, y, places);
        Run(work, &MaxPlane<T>);
    }

    /// <summary>The cotangent of x: each of y's goes to the place its value came from.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void MaxBackward<T>(in PoolingShape shape, T* yBar, int* places, T* xBar)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new Work<T>(shape, xBar, yBar, places), &MaxBackwardPlane<T>);

    /// <summary>y = the mean of the elements of each window that lie inside.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void Mean<T>(in PoolingShape shape, T* x, T* y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(new Work<T>(shape, x, y, null), &MeanPlane<T>);

    /// <summary>The cotangent of x under <see cref="Mean"/>.</summary>
    /// <exception cref="ArgumentException">The shape makes no sense.</exception>
    public static void MeanBackward<T>(in PoolingShape shape, T* yBar, T* xBar)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(new Work<T>(shape, xBar, yBar, null), &MeanBackwardPlane<T>);

    readonly struct Work<T>(PoolingShape shape, T* x, T* y, int* places) where T : unmanaged
    {
        public PoolingShape Shape => shape;

        public T* X(int plane) => x + (nint)plane * shape.Height * shape.Width;

        public T* Y(int plane) => y + (nint)plane * shape.OutHeight * shape.OutWidth;

        public int* Places(int plane) => places + (nint)plane * shape.OutHeight * shape.OutWidth;
    }

    static void Run<T>(Work<T> work, delegate*<object?, void*, int, void> body) where T : unmanaged
    {
        var s = work.Shape;
        s.Validate();
        var elements = (double)s.Planes * s.OutHeight * s.OutWidth * s.WindowHeight * s.WindowWidth;
        if (WorkPool.IsWorth(elements * 1e-9)) WorkPool.Run(s.Planes, body, null, &work);
        else
            for (var i = 0; i < s.Planes; i++) body(null, &work, i);
    }

    static void MaxPlane<T>(object? target, void* context, int plane) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        T* x = work.X(plane), y = work.Y(plane);
        var places = work.Places(plane);
        for (var i = 0; i < s.OutHeight; i++)
        for (var j = 0; j < s.OutWidth; j++)
        {
            var (top, bottom, left, right) = s.Window(i, j);
            var place = top * s.Width + left;
            var greatest = x[place];
            for (var p = top; p < bottom; p++)
            for (var q = left; q < right; q++)
            {
                var value = x[p * s.Width + q];
                if (!(value > greatest || (T.IsNaN(value) && !T.IsNaN(greatest)))) continue;
                (greatest, place) = (value, p * s.Width + q);
            }

            *y++ = greatest;
            *places++ = place;
        }
    }

    static void MaxBackwardPlane<T>(object? target, void* context, int plane) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        T* xBar = work.X(plane), yBar = work.Y(plane);
        var places = work.Places(plane);
        new Span<T>(xBar, s.Height * s.Width).Clear();
        for (var i = 0; i < s.OutHeight * s.OutWidth; i++) xBar[places[i]] += yBar[i];
    }

    static void MeanPlane<T>(object? target, void* context, int plane) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        T* x = work.X(plane), y = work.Y(plane);
        for (var i = 0; i < s.OutHeight; i++)
        for (var j = 0; j < s.OutWidth; j++)
        {
            var (top, bottom, left, right) = s.Window(i, j);
            var sum = T.Zero;
            for (var p = top; p < bottom; p++)
            for (var q = left; q < right; q++) sum += x[p * s.Width + q];
            *y++ = sum / T.CreateChecked((bottom - top) * (right - left));
        }
    }

    static void MeanBackwardPlane<T>(object? target, void* context, int plane) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var work = ref *(Work<T>*)context;
        var s = work.Shape;
        T* xBar = work.X(plane), yBar = work.Y(plane);
        new Span<T>(xBar, s.Height * s.Width).Clear();
        for (var i = 0; i < s.OutHeight; i++)
        for (var j = 0; j < s.OutWidth; j++)
        {
            var (top, bottom, left, right) = s.Window(i, j);
            var share = *yBar++ / T.CreateChecked((bottom - top) * (right - left));
            for (var p = top; p < bottom; p++)
            for (var q = left; q < right; q++) xBar[p * s.Width + q] += share;
        }
    }
}
