using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nabla.Randomness;

/// <summary>
/// Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011): a
/// cipher of a 64-bit counter under a 64-bit key. The i-th number is a function of key and i alone, so any order, batch or
/// number of threads draws the same.
/// </summary>
static class Threefry
{
    const uint Parity = 0x1BD11BDA;

    /// <summary>The block of one counter. As in the published vectors the first word is the low half, in and out.</summary>
    public static ulong Block(KeyWords key, ulong counter)
    {
        uint k0 = key.Low, k1 = key.High, k2 = Parity ^ k0 ^ k1;
        var x = (uint)counter + k0;
        var y = (uint)(counter >> 32) + k1;
        FourRounds(ref x, ref y, 13, 15, 26, 6, k1, k2 + 1);
        FourRounds(ref x, ref y, 17, 29, 16, 24, k2, k0 + 2);
        FourRounds(ref x, ref y, 13, 15, 26, 6, k0, k1 + 3);
        FourRounds(ref x, ref y, 17, 29, 16, 24, k1, k2 + 4);
        FourRounds(ref x, ref y, 13, 15, 26, 6, k2, k0 + 5);
        return (ulong)y << 32 | x;
    }

    /// <summary>The blocks of consecutive counters.</summary>
    public static void Fill(KeyWords key, ulong first, Span<ulong> blocks)
    {
        var lanes = Vector<uint>.Count;
        var done = 0;
        for (; done + lanes <= blocks.Length; done += lanes)
        {
            var counter = first + (ulong)done;
            if ((uint)counter > uint.MaxValue - (uint)lanes) Scalars(key, counter, blocks.Slice(done, lanes));
            else Vectors(key, counter, blocks.Slice(done, lanes));
        }

        Scalars(key, first + (ulong)done, blocks[done..]);
    }

    static void Scalars(KeyWords key, ulong first, Span<ulong> blocks)
    {
        for (var i = 0; i < blocks.Length; i++) blocks[i] = Block(key, first + (ulong)i);
    }

    static void Vectors(KeyWords key, ulong first, Span<ulong> blocks)
    {
        uint k0 = key.Low, k1 = key.High, k2 = Parity ^ k0 ^ k1;
        var x = Vector<uint>.Indices + new Vector<uint>((uint)first + k0);
        var y = new Vector<uint>((uint)(first >> 32) + k1);
        FourRounds(ref x, ref y, 13, 15, 26, 6, k1, k2 + 1);
        FourRounds(ref x, ref y, 17, 29, 16, 24, k2, k0 + 2);
        FourRounds(ref x, ref y, 13, 15, 26, 6, k0, k1 + 3);
        FourRounds(ref x, ref y, 17, 29, 16, 24, k1, k2 + 4);
        FourRounds(ref x, ref y, 13, 15, 26, 6, k2, k0 + 5);
        Vector.Widen(x, out var xLow, out var xHigh);
        Vector.Widen(y, out var yLow, out var yHigh);
        (xLow | yLow << 32).CopyTo(blocks);
        (xHigh | yHigh << 32).CopyTo(blocks[Vector<ulong>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FourRounds(ref uint x, ref uint y, int r0, int r1, int r2, int r3, uint keyX, uint keyY)
    {
        x += y; y = BitOperations.RotateLeft(y, r0) ^ x;
        x += y; y = BitOperations.RotateLeft(y, r1) ^ x;
        x += y; y = BitOperations.RotateLeft(y, r2) ^ x;
        x += y; y = BitOperations.RotateLeft(y, r3) ^ x;
        x += keyX;
        y += keyY;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FourRounds(ref Vector<uint> x, ref Vector<uint> y, int r0, int r1, int r2, int r3, uint keyX, uint keyY)
    {
        x += y; y = (y << r0 | y >>> (32 - r0)) ^ x;
        x += y; y = (y << r1 | y >>> (32 - r1)) ^ x;
        x += y; y = (y << r2 | y >>> (32 - r2)) ^ x;
        x += y; y = (y << r3 | y >>> (32 - r3)) ^ x;
        x += new Vector<uint>(keyX);
        y += new Vector<uint>(keyY);
    }
}
