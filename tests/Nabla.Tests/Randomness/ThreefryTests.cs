using Nabla.Randomness;

namespace Nabla.Tests.Randomness;

public class ThreefryTests
{
    [Theory]
    // The published vectors of Random123 (tests/kat_vectors, threefry2x32 with 20 rounds): counter, key, block, low word first.
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6b200159, 0x99ba4efe)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0)]
    public void Blocks_are_the_published_ones(uint c0, uint c1, uint k0, uint k1, uint y0, uint y1)
    {
        var key = new KeyWords(k1, k0);
        var counter = (ulong)c1 << 32 | c0;
        Assert.Equal((ulong)y1 << 32 | y0, Threefry.Block(key, counter));
        var blocks = new ulong[100];
        Threefry.Fill(key, counter - 37, blocks);
        Assert.Equal((ulong)y1 << 32 | y0, blocks[37]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(0xfffffff0)]
    [InlineData(0x1fffffff3)]
    public void Filling_gives_the_block_of_each_counter(long first)
    {
        var key = new KeyWords(1, 2);
        foreach (var length in (int[])[0, 1, 7, 8, 16, 31, 64, 100])
        {
            var blocks = new ulong[length];
            Threefry.Fill(key, (ulong)first, blocks);
            for (var i = 0; i < length; i++) Assert.Equal(Threefry.Block(key, (ulong)(first + i)), blocks[i]);
        }
    }

    [Fact]
    public void Flipping_one_bit_of_key_or_counter_flips_half_of_the_block()
    {
        var flips = 0;
        for (var bit = 0; bit < 64; bit++)
        {
            var block = Threefry.Block(new(77), 1234);
            flips += (int)ulong.PopCount(block ^ Threefry.Block(new(77 ^ 1ul << bit), 1234));
            flips += (int)ulong.PopCount(block ^ Threefry.Block(new(77), 1234 ^ 1ul << bit));
        }

        // 8192 fair coins: four standard deviations are 181.
        Assert.InRange(flips, 4096 - 181, 4096 + 181);
    }

    [Fact]
    public void Children_and_folded_keys_are_distinct_and_differ_from_what_the_parent_draws()
    {
        var key = new KeyWords(42);
        var seen = new HashSet<ulong>();
        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(seen.Add(Threefry.Block(key, (ulong)i)));
            Assert.True(seen.Add(Bits(key.Child(i))));
            Assert.True(seen.Add(Bits(key.FoldIn(i))));
        }

        static ulong Bits(KeyWords k) => (ulong)k.High << 32 | k.Low;
    }
}
