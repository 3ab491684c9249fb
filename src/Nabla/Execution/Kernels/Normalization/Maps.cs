using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

// What normalisations do at each place.

/// <summary>(x − a)·b·y + z.</summary>
readonly struct Standardized<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> =>
        V.MultiplyAdd((V.Load(in *s.X, i) - V.Spread(in s.A)) * V.Spread(in s.B), V.Load(in *s.Y, i), V.Load(in *s.Z, i));
}

/// <summary>(x − a)·b·y.</summary>
readonly struct Rescaled<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> =>
        (V.Load(in *s.X, i) - V.Spread(in s.A)) * V.Spread(in s.B) * V.Load(in *s.Y, i);
}

/// <summary>(x − a)·b + c.</summary>
readonly struct Affine<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> =>
        V.MultiplyAdd(V.Load(in *s.X, i) - V.Spread(in s.A), V.Spread(in s.B), V.Spread(in s.C));
}

/// <summary>b·y − c − (x − a)·d.</summary>
readonly struct ChannelCotangent<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T>
    {
        V along = V.MultiplyAdd(V.Load(in *s.X, i) - V.Spread(in s.A), -V.Spread(in s.D), -V.Spread(in s.C));
        return V.MultiplyAdd(V.Spread(in s.B), V.Load(in *s.Y, i), along);
    }
}

/// <summary>z + y.</summary>
readonly struct Plus<T> : IPlaceMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in MapSource<T> s, nuint i) where V : struct, ISimd<V, T> => V.Load(in *s.Z, i) + V.Load(in *s.Y, i);
}
