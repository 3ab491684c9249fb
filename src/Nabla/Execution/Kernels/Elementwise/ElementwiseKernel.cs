using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>The kernel of one row of the rule table for one element type: its vector functions and its loops over spans.</summary>
abstract unsafe class ElementwiseKernel<T>(string name, int arity, double ulps) where T : unmanaged, IFloatingPointIeee754<T>
{
    // What the caller does first, to see how long an element takes: rows differ by a factor of a hundred, and machines too.
    const int Probe = 1 << 10;
    const int LeastThreaded = 8 * Probe;

    // Enough work that claiming it costs nothing, and too little to wait for.
    const double ChunkSeconds = 10e-6;
    const int SmallestChunk = 1 << 12, LargestChunk = 1 << 15, FewestChunks = 4;

    // A multiple of the elements in a cache line, so that threads write no line together.
    const int Line = 64;

    /// <summary>The name of the row.</summary>
    public string Name => name;

    /// <summary>The number of arguments; rows that take any number are folded by a kernel of two.</summary>
    public int Arity => arity;

    /// <summary>The largest error in units in the last place, over the whole domain, as tested.</summary>
    public double Ulps => ulps;

    /// <summary>The lanes of the widest vectors this CPU has in hardware.</summary>
    public static int PreferredWidth =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    /// <summary>
    /// The function over width lanes: static, from a number (width 1), Vector128, Vector256 or Vector512 to the same. The
    /// JIT inlines it into the code that calls it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No vector has so many lanes.</exception>
    public MethodInfo Method(int width) => Function(Vectors(width)).Method;

    /// <summary>The function of <see cref="Method"/>, never inlined: for code that calls too many to inline all.</summary>
    public MethodInfo Called(int width) => CalledFunction(Vectors(width)).Method;

    /// <summary>y[i] = f(x[i]), by vectors of so many lanes; y may be x.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the kernel takes another number of arguments.</exception>
    public void Apply(ReadOnlySpan<T> x, Span<T> y, int width)
    {
        if (arity != 1) throw WrongArity(1);
        SameLength(x.Length, y.Length);
        if (!x.IsEmpty) Run(x, y, Fitting(width, x.Length));
    }

    /// <summary>z[i] = f(x[i], y[i]), by vectors of so many lanes; z may be x or y.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the kernel takes another number of arguments.</exception>
    public void Apply(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z, int width)
    {
        if (arity != 2) throw WrongArity(2);
        SameLength(x.Length, y.Length);
        SameLength(x.Length, z.Length);
        if (!x.IsEmpty) Run(x, y, z, Fitting(width, x.Length));
    }

    /// <summary>w[i] = f(x[i], y[i], z[i]), by vectors of so many lanes; w may be any of the others.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or the kernel takes another number of arguments.</exception>
    public void Apply(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> w, int width)
    {
        if (arity != 3) throw WrongArity(3);
        SameLength(x.Length, y.Length);
        SameLength(x.Length, z.Length);
        SameLength(x.Length, w.Length);
        if (!x.IsEmpty) Run(x, y, z, w, Fitting(width, x.Length));
    }

    /// <summary>y[i] = f(x[i]), by the widest vectors, long spans by all threads; y may be x.</summary>
    public void Apply(ReadOnlySpan<T> x, Span<T> y)
    {
        if (x.Length < LeastThreaded || x.Length != y.Length || arity != 1) Apply(x, y, PreferredWidth);
        else
            fixed (T* px = x, py = y) RunThreaded([(nint)px, (nint)py], x.Length);
    }

    /// <summary>z[i] = f(x[i], y[i]), by the widest vectors, long spans by all threads; z may be x or y.</summary>
    public void Apply(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
    {
        if (x.Length < LeastThreaded || x.Length != y.Length || x.Length != z.Length || arity != 2) Apply(x, y, z, PreferredWidth);
        else
            fixed (T* px = x, py = y, pz = z) RunThreaded([(nint)px, (nint)py, (nint)pz], x.Length);
    }

    /// <summary>w[i] = f(x[i], y[i], z[i]), by the widest vectors, long spans by all threads; w may be any of the others.</summary>
    public void Apply(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> w)
    {
        if (x.Length < LeastThreaded || x.Length != y.Length || x.Length != z.Length || x.Length != w.Length || arity != 3)
            Apply(x, y, z, w, PreferredWidth);
        else
            fixed (T* px = x, py = y, pz = z, pw = w) RunThreaded([(nint)px, (nint)py, (nint)pz, (nint)pw], x.Length);
    }

    private protected abstract Delegate Function(Width width);

    /// <summary>y[i] = f(x[i]) past the caches, for pinned spans of more than a vector that are apart.</summary>
    private protected virtual void RunPast(ReadOnlySpan<T> x, Span<T> y) => throw WrongArity(1);

    private protected abstract Delegate CalledFunction(Width width);

    private protected virtual void Run(ReadOnlySpan<T> x, Span<T> y, Width width) => throw WrongArity(1);

    private protected virtual void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z, Width width) => throw WrongArity(2);

    private protected virtual void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> w, Width width) =>
        throw WrongArity(3);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void RunThreaded(ReadOnlySpan<nint> columns, int length)
    {
        var job = stackalloc nint[7];
        columns.CopyTo(new(job, 4));
        job[6] = arity == 1 && Widths.GoesPastCaches((nint)length * sizeof(T)) && IsApart(columns[0], columns[1], length) ? 1 : 0;
        var start = Stopwatch.GetTimestamp();
        RunRange(job, 0, Probe);
        var perElement = Stopwatch.GetElapsedTime(start).TotalSeconds / Probe;
        var rest = length - Probe;
        if (!WorkPool.IsWorth(rest * perElement))
        {
            RunRange(job, Probe, rest);
            return;
        }

        var wanted = Math.Max(rest / Math.Clamp(ChunkSeconds / perElement, SmallestChunk, LargestChunk), FewestChunks);
        var chunk = (int)(rest / WorkPool.Fair((nint)wanted)) / Line * Line + Line;
        (job[4], job[5]) = (length, chunk);
        WorkPool.Run((rest + chunk - 1) / chunk, &RunChunk, this, job);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RunChunk(object? target, void* context, int chunk)
    {
        var job = (nint*)context;
        var first = Probe + chunk * (int)job[5];
        ((ElementwiseKernel<T>)target!).RunRange(job, first, Math.Min((int)job[5], (int)job[4] - first));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void RunRange(nint* columns, int first, int count)
    {
        Span<T> Part(int column) => new((T*)columns[column] + first, count);
        if (columns[6] != 0 && count > Line) RunPast(Part(0), Part(1));
        else if (Arity == 1) Apply(Part(0), Part(1), PreferredWidth);
        else if (Arity == 2) Apply(Part(0), Part(1), Part(2), PreferredWidth);
        else Apply(Part(0), Part(1), Part(2), Part(3), PreferredWidth);
    }

    // Also that the result begins where an element may.
    static bool IsApart(nint x, nint y, nint length) => y % sizeof(T) == 0 && nint.Abs(x - y) >= length * sizeof(T);

    static Width Vectors(int width) =>
        width == 1 ? Width.One
        : width == Vector128<T>.Count ? Width.Bits128
        : width == Vector256<T>.Count ? Width.Bits256
        : width == Vector512<T>.Count ? Width.Bits512
        : throw new ArgumentOutOfRangeException(
            nameof(width), width, $"A kernel of {typeof(T).Name} has 1, {Vector128<T>.Count}, {Vector256<T>.Count} or {Vector512<T>.Count} lanes.");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Width Fitting(int width, int length)
    {
        var vectors = Vectors(width);
        for (; width > length && vectors > Width.One; width /= 2) vectors--;
        return vectors;
    }

    static void SameLength(int expected, int actual)
    {
        if (expected != actual)
            throw new ArgumentException(
                $"The spans of a kernel have one length, but one has {expected} and one {actual} elements.");
    }

    ArgumentException WrongArity(int given) =>
        new($"The kernel \"{Name}\" takes {Arity} argument(s), and {given} were given.");
}
