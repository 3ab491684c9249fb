using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>
/// x[examples, channels, places] made to have mean 0 and variance 1 in each channel, over all examples and places, then
/// scaled and shifted by parameters of the channel. Forward leaves means and variances (of the population) for backward and
/// for running averages. Planes, of one example and channel, are shared out to threads.
/// </summary>
static unsafe class BatchNorm
{
    /// <summary>y = (x − mean)/√(variance + epsilon)·scale + shift, with the means and variances found; y may be x.</summary>
    public static void Forward<T>(
        T* x, nint examples, nint channels, nint places, T* scale, T* shift, double epsilon, T* y, T* means, T* variances, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Work<T>(x, examples, channels, places, width) { Means = means, Summed = x };
        Sum(ref work, &ElementSums<T>, means);
        for (nint c = 0; c < channels; c++) means[c] /= work.Count;
        Sum(ref work, &SquareSums<T>, variances);
        for (nint c = 0; c < channels; c++) variances[c] /= work.Count;
        Apply(x, examples, channels, places, scale, shift, epsilon, y, means, variances, width);
    }

    /// <summary>The same with means and variances given.</summary>
    public static void Apply<T>(
        T* x, nint examples, nint channels, nint places, T* scale, T* shift, double epsilon, T* y, T* means, T* variances, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scratch = Scratch.Rent(channels * sizeof(T));
        var work = new Work<T>(x, examples, channels, places, width) { Y = y, Means = means, Factors = (T*)scratch.Address, Shift = shift };
        for (nint c = 0; c < channels; c++) work.Factors[c] = scale[c] * Inverse(variances[c], epsilon);
        Chunks.Run(examples * channels, work.Seconds, ref work, &ApplyPlanes<T>);
    }

    /// <summary>The cotangents of x, scale and shift from that of y, where means and variances were found by forward; xBar may be x or yBar.</summary>
    public static void Backward<T>(
        T* x, T* yBar, nint examples, nint channels, nint places, T* scale, double epsilon, T* means, T* variances,
        T* xBar, T* scaleBar, T* shiftBar, Width width = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scratch = Scratch.Rent(3 * channels * sizeof(T));
        T* factors = (T*)scratch.Address, along = factors + channels, offsets = along + channels;
        var work = new Work<T>(x, examples, channels, places, width)
        {
            Y = yBar, Summed = yBar, XBar = xBar, Means = means, Factors = factors, Along = along, Shift = offsets,
        };
        Sum(ref work, &ElementSums<T>, shiftBar);
        Sum(ref work, &AlongSums<T>, scaleBar);
        for (nint c = 0; c < channels; c++)
        {
            // xBar = scale·inverse·(yBar − Σ yBar/m − (x − mean)·inverse²·Σ yBar·(x − mean)/m)
            var inverse = Inverse(variances[c], epsilon);
            factors[c] = scale[c] * inverse;
            offsets[c] = factors[c] * shiftBar[c] / work.Count;
            along[c] = factors[c] * inverse * inverse * scaleBar[c] / work.Count;
            scaleBar[c] *= inverse;
        }

        Chunks.Run(examples * channels, work.Seconds, ref work, &CotangentPlanes<T>);
    }

    struct Work<T>(T* x, nint examples, nint channels, nint places, Width width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public readonly T* X = x;
        public readonly nint Examples = examples, Channels = channels, Places = places;
        public readonly Width Width = width;
        public T* Y, Summed, XBar, Means, Factors, Along, Shift, Sums;

        public readonly T Count => T.CreateTruncating(Examples * Places);

        public readonly double Seconds => Examples * Channels * Places * 0.4e-9;

        /// <summary>The columns of a plane with its channel's mean.</summary>
        public readonly TermSource<T> Terms(nint plane) =>
            new() { X = X + plane * Places, Y = Y + plane * Places, Center = Means[plane % Channels] };
    }

    static T Inverse<T>(T variance, double epsilon) where T : IFloatingPointIeee754<T> =>
        T.One / T.Sqrt(variance + T.CreateTruncating(epsilon));

    /// <summary>Sums over each plane, then over the examples.</summary>
    static void Sum<T>(ref Work<T> work, delegate*<ref Work<T>, nint, nint, void> planes, T* sums) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scratch = Scratch.Rent(work.Examples * work.Channels * sizeof(T));
        work.Sums = (T*)scratch.Address;
        Chunks.Run(work.Examples * work.Channels, work.Seconds / 2, ref work, planes);
        ColumnFold<T, SumFold<T>>.Fold(work.Sums, work.Examples, work.Channels, sums, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ElementSums<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var plane = first; plane < end; plane++)
            work.Sums[plane] = RunFold<T, SumFold<T>, Element<T>>.Fold(new() { X = work.Summed + plane * work.Places }, work.Places, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void SquareSums<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var plane = first; plane < end; plane++)
            work.Sums[plane] = RunFold<T, SumFold<T>, SquaredDistance<T>>.Fold(work.Terms(plane), work.Places, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AlongSums<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var plane = first; plane < end; plane++)
            work.Sums[plane] = RunFold<T, SumFold<T>, DistanceProduct<T>>.Fold(work.Terms(plane), work.Places, work.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ApplyPlanes<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var plane = first; plane < end; plane++)
        {
            var c = plane % work.Channels;
            RunMap<T, Affine<T>>.Run(
                new() { X = work.X + plane * work.Places, A = work.Means[c], B = work.Factors[c], C = work.Shift[c] },
                work.Y + plane * work.Places, work.Places, work.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CotangentPlanes<T>(ref Work<T> work, nint first, nint end) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var plane = first; plane < end; plane++)
        {
            var c = plane % work.Channels;
            RunMap<T, ChannelCotangent<T>>.Run(
                new()
                {
                    X = work.X + plane * work.Places, Y = work.Y + plane * work.Places,
                    A = work.Means[c], B = work.Factors[c], C = work.Shift[c], D = work.Along[c],
                },
                work.XBar + plane * work.Places, work.Places, work.Width);
        }
    }
}
