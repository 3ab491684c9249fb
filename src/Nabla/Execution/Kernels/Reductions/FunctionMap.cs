using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nabla.Execution.Kernels;

/// <summary>A function of one element and two numbers, with constants that a loop keeps in registers.</summary>
interface IFunctionMap<T>
{
    /// <summary>The constants, each a sum with zero, or with spare: those that may as well be read from memory at each use.</summary>
    static abstract Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, T>;

    static abstract V At<V>(V x, V a, V b, in Kept<V> kept) where V : struct, ISimd<V, T>;
}

/// <summary>
/// Maps of functions such as exp over runs, in vectors of any width; what is written may be what is read. The function
/// stands in the loop once: twice is more than the JIT inlines, which then leaves calls between its operations, at twenty
/// times the cost.
/// </summary>
static unsafe class FunctionMap<T, TMap> where T : unmanaged, IFloatingPointIeee754<T> where TMap : struct, IFunctionMap<T>
{
    /// <summary>Writes the map of x, a and b for so many x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* x, T a, T b, T* to, nint length, Width width)
    {
        var vectors = width.Settled();
        if (vectors == Width.Bits512 && length >= Vector512<T>.Count) Loop<Lanes512<T>>(x, a, b, to, length, T.Zero);
        else if (vectors >= Width.Bits256 && length >= Vector256<T>.Count) Loop<Lanes256<T>>(x, a, b, to, length, T.Zero);
        else if (vectors >= Width.Bits128 && length >= Vector128<T>.Count) Loop<Lanes128<T>>(x, a, b, to, length, T.Zero);
        else if (length > 0) Loop<Lanes1<T>>(x, a, b, to, length, T.Zero);
    }

    // The last vector overlaps the one before it, and is read first; then it goes through the same loop, which so has no
    // other way through its body. The zero comes as an argument, so that it is no constant here.
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<V>(T* x, T a, T b, T* to, nint length, T zero) where V : struct, ISimd<V, T>
    {
        var last = length - V.Lanes;
        var tail = stackalloc T[V.Lanes];
        V.Store(V.Load(in *x, (nuint)last), ref *tail, 0);
        V opaque = V.Spread(in zero);
        var kept = TMap.Keep(opaque, Widths.HasManyRegisters ? opaque : 0.0);
        V first = V.Spread(in a), second = V.Spread(in b);
        var (end, isLast) = (last, false);
        while (true)
        {
            for (nint i = 0; i < end; i += V.Lanes) V.Store(TMap.At(V.Load(in x[i], 0), first, second, kept), ref to[i], 0);
            if (isLast) return;
            x = tail;
            to += last;
            (end, isLast) = (V.Lanes, true);
        }
    }
}

/// <summary>e^(x − a).</summary>
readonly struct ShiftedExp<T, TMath> : IFunctionMap<T> where TMath : struct, IMath<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, T> => TMath.KeepExp(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V a, V b, in Kept<V> kept) where V : struct, ISimd<V, T> => TMath.Exp(x - a, kept);
}

/// <summary>e^(x − a)·b.</summary>
readonly struct ScaledExp<T, TMath> : IFunctionMap<T> where TMath : struct, IMath<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, T> => TMath.KeepExp(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V a, V b, in Kept<V> kept) where V : struct, ISimd<V, T> => TMath.Exp(x - a, kept) * b;
}

/// <summary>ln x.</summary>
readonly struct Log<T, TMath> : IFunctionMap<T> where TMath : struct, IMath<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Kept<V> Keep<V>(V zero, V spare) where V : struct, ISimd<V, T> => TMath.KeepLn(zero, spare);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x, V a, V b, in Kept<V> kept) where V : struct, ISimd<V, T> => TMath.Ln(x, kept);
}
