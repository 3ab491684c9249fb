using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nabla.Execution.Kernels;

/// <summary>Work that is done by tiles, whatever their kind.</summary>
interface ITiled<T> where T : unmanaged
{
    void Run<TTile>() where TTile : struct, ITile<T>;
}

/// <summary>Chooses the kind of tiles that this CPU multiplies with.</summary>
static class Tiles
{
    /// <summary>The width in bits of the vectors that this CPU multiplies with: 512, 256 or 128.</summary>
    public static int PreferredWidth =>
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512 : Avx2.IsSupported && Fma.IsSupported ? 256 : 128;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunSingle<TWork>(TWork work, int width = 0) where TWork : struct, ITiled<float>
    {
        if (width == 0) width = PreferredWidth;
        if (width == 512) work.Run<Tile512Single>();
        else if (width == 256) work.Run<Tile256Single>();
        else work.Run<Tile128Single>();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunDouble<TWork>(TWork work, int width = 0) where TWork : struct, ITiled<double>
    {
        if (width == 0) width = PreferredWidth;
        if (width == 512) work.Run<Tile512Double>();
        else if (width == 256) work.Run<Tile256Double>();
        else work.Run<Tile128Double>();
    }
}
