using System.Runtime.CompilerServices;
using Nabla.Tensors;

namespace Nabla.Tests.Tensors;

[Collection(nameof(Alone))]
public unsafe class StorageTests
{
    [Fact]
    public void Storage_holds_what_is_asked_for_at_every_size()
    {
        foreach (nint size in (nint[])[0, 1, 63, 64, 65, Storage.SmallBytes, Storage.SmallBytes + 1, 10_000, 1 << 20, (1 << 20) + 1, 50_000_001])
        {
            var storage = Storage.Allocate(size, zeroed: true);
            Assert.Equal(size, storage.ByteLength);
            var span = storage.AsSpan<byte>(0, size);
            Assert.Equal(-1, span.IndexOfAnyExcept((byte)0));
            span.Fill(7);
            GC.KeepAlive(storage);
        }
    }

    [Fact]
    public void Blocks_are_aligned_to_64_bytes()
    {
        var kept = new List<Storage>();
        for (nint size = Storage.SmallBytes + 1; size < 1 << 22; size = size * 3 / 2 + 13)
        {
            var storage = Storage.Allocate(size);
            fixed (byte* p = storage) Assert.Equal(0, (nint)p % 64);
            kept.Add(storage);
        }
    }

    [Fact]
    public void Storages_in_use_never_overlap()
    {
        var storages = Enumerable.Range(0, 500).Select(i => Storage.Allocate(3000 + i * 37)).ToArray();
        for (var i = 0; i < storages.Length; i++) storages[i].AsSpan<byte>(0, storages[i].ByteLength).Fill((byte)i);
        for (var i = 0; i < storages.Length; i++) Assert.Equal(-1, storages[i].AsSpan<byte>(0, storages[i].ByteLength).IndexOfAnyExcept((byte)i));
    }

    [Fact]
    public void Every_size_class_holds_its_sizes_and_wastes_at_most_a_quarter()
    {
        for (nint bytes = Storage.SmallBytes + 1; bytes < (nint)1 << 36; bytes += 1 + bytes / 7)
        {
            var block = StoragePool.Lines(StoragePool.Class(bytes)) * CacheLine.Bytes;
            Assert.InRange(block, bytes, bytes * 1.25 + 64);
            Assert.Equal(StoragePool.Class(bytes), StoragePool.Class((nint)block));
        }
    }

    [Fact]
    public void A_block_beyond_any_array_is_refused() =>
        Assert.Throws<InsufficientMemoryException>(() => Storage.Allocate((nint)1 << 60));

    [Fact]
    public void Spans_outside_are_refused()
    {
        var storage = Storage.Allocate(40);
        Assert.Equal(10, storage.AsSpan<float>(0, 10).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.AsSpan<float>(0, 11).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.AsSpan<float>(11, 0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => storage.AsSpan<float>(-1, 1).Length);
    }

    [Fact]
    public void An_unreachable_block_is_used_again_and_memory_stays_flat()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 4000; i++) Storage.Allocate(1 << 20).AsSpan<byte>(0, 1)[0] = 1;
        Assert.InRange(StoragePool.LentBytes + StoragePool.FreeBytes, 0, 384L << 20);
        Collect();
        Assert.InRange(StoragePool.LentBytes, 0, 64L << 20);
        for (var i = 0; i < 12; i++) Collect();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64L << 20);
    }

    [Fact]
    public void A_span_given_away_outlives_its_storage()
    {
        var span = Exposed(1 << 16, 42);
        Collect();
        for (var i = 0; i < 200; i++) Storage.Allocate(1 << 16).AsSpan<byte>(0, 1 << 16).Fill(1);
        Assert.Equal(-1, span.IndexOfAnyExcept((byte)42));
    }

    [Fact]
    public void Memory_is_the_storage_itself_and_can_be_pinned()
    {
        foreach (var count in (int[])[10, 10_000])
        {
            var storage = Storage.Allocate(4 * count, zeroed: true);
            var memory = storage.AsMemory<float>(2, count - 2);
            memory.Span[0] = 5;
            Assert.Equal(5, storage.AsSpan<float>(0, count)[2]);
            using var pin = memory[1..].Pin();
            ((float*)pin.Pointer)[0] = 6;
            Assert.Equal(6, storage.AsSpan<float>(0, count)[3]);
        }
    }

    [Fact]
    public void Threads_allocate_at_the_same_time()
    {
        Parallel.For(0, 64, i =>
        {
            for (var k = 0; k < 50; k++)
            {
                var storage = Storage.Allocate(100_000 + k);
                storage.AsSpan<byte>(0, storage.ByteLength).Fill((byte)i);
                Assert.Equal(-1, storage.AsSpan<byte>(0, storage.ByteLength).IndexOfAnyExcept((byte)i));
                GC.KeepAlive(storage);
            }
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Span<byte> Exposed(nint size, byte content)
    {
        var span = Storage.Allocate(size).Expose().AsSpan<byte>(0, size);
        span.Fill(content);
        return span;
    }

    static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
