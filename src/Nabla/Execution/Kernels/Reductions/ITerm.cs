using System.Runtime.CompilerServices;

namespace Nabla.Execution.Kernels;

/// <summary>Up to three columns of numbers and one number that terms are made of.</summary>
unsafe struct TermSource<T> where T : unmanaged
{
    public T* X, Y, Z;
    public T Center;

    /// <summary>The columns from a place on.</summary>
    public readonly TermSource<T> From(nint place) => this with { X = X + place, Y = Y + place, Z = Z + place };
}

/// <summary>What is folded of each place of the columns.</summary>
interface ITerm<T> where T : unmanaged
{
    /// <summary>How many columns are read.</summary>
    static abstract int Columns { get; }

    static abstract unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T>;
}

/// <summary>x.</summary>
readonly struct Element<T> : ITerm<T> where T : unmanaged
{
    public static int Columns => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T> =>
        V.Load(in *source.X, (nuint)place);
}

/// <summary>x·y.</summary>
readonly struct Product<T> : ITerm<T> where T : unmanaged
{
    public static int Columns => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T> =>
        V.Load(in *source.X, (nuint)place) * V.Load(in *source.Y, (nuint)place);
}

/// <summary>(x − center)².</summary>
readonly struct SquaredDistance<T> : ITerm<T> where T : unmanaged
{
    public static int Columns => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T>
    {
        V distance = V.Load(in *source.X, (nuint)place) - V.Spread(in source.Center);
        return distance * distance;
    }
}

/// <summary>(x − center)·y.</summary>
readonly struct DistanceProduct<T> : ITerm<T> where T : unmanaged
{
    public static int Columns => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T> =>
        (V.Load(in *source.X, (nuint)place) - V.Spread(in source.Center)) * V.Load(in *source.Y, (nuint)place);
}

/// <summary>(x − center)·(y·z).</summary>
readonly struct DistanceProducts<T> : ITerm<T> where T : unmanaged
{
    public static int Columns => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T> =>
        (V.Load(in *source.X, (nuint)place) - V.Spread(in source.Center))
        * (V.Load(in *source.Y, (nuint)place) * V.Load(in *source.Z, (nuint)place));
}

/// <summary>1 where x is the center, else 0.</summary>
readonly struct IsCenter<T> : ITerm<T> where T : unmanaged
{
    public static int Columns => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe V At<V>(in TermSource<T> source, nint place) where V : struct, ISimd<V, T> =>
        V.Equal(V.Load(in *source.X, (nuint)place), V.Spread(in source.Center)) & 1.0;
}
