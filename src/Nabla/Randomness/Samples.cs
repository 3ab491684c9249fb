using System.Runtime.InteropServices;

namespace Nabla.Randomness;

/// <summary>Draws into spans, one bounded piece of the key's stream per number; bits agree on every machine.</summary>
/// <remarks>
/// Number i of 32 bits is half of block i / 2 (low half first), number i of 64 bits is block i. Each method draws numbers
/// from <c>first</c> on, so that pieces of a tensor may be drawn apart.
/// </remarks>
static class Samples
{
    const int Chunk = 256;

    /// <summary>Words of 32 random bits.</summary>
    public static void Bits(KeyWords key, long first, Span<uint> words)
    {
        if (words.IsEmpty) return;
        if ((first & 1) != 0)
        {
            words[0] = (uint)(Threefry.Block(key, (ulong)first >> 1) >> 32);
            first++;
            words = words[1..];
        }

        Span<ulong> blocks = stackalloc ulong[Chunk];
        for (var done = 0; done < words.Length; done += 2 * Chunk)
        {
            var part = words[done..Math.Min(words.Length, done + 2 * Chunk)];
            var used = blocks[..((part.Length + 1) / 2)];
            Threefry.Fill(key, (ulong)(first + done) >> 1, used);
            for (var i = 0; i < part.Length; i++) part[i] = (uint)(used[i >> 1] >> (32 * (i & 1)));
        }
    }

    /// <summary>Uniform on [0, 1): multiples of 2⁻²⁴.</summary>
    public static void Uniform(KeyWords key, long first, Span<float> values)
    {
        var words = MemoryMarshal.Cast<float, uint>(values);
        Bits(key, first, words);
        for (var i = 0; i < values.Length; i++) values[i] = (int)(words[i] >> 8) * TwoToMinus24;
    }

    /// <summary>Uniform on [0, 1): multiples of 2⁻⁵³.</summary>
    public static void Uniform(KeyWords key, long first, Span<double> values)
    {
        var blocks = MemoryMarshal.Cast<double, ulong>(values);
        Threefry.Fill(key, (ulong)first, blocks);
        for (var i = 0; i < values.Length; i++) values[i] = Unit(blocks[i]);
    }

    /// <summary>Standard normal numbers: the quantile at the middle of one of 2³² equal parts of (0, 1).</summary>
    public static void Normal(KeyWords key, long first, Span<float> values)
    {
        var words = MemoryMarshal.Cast<float, uint>(values);
        Bits(key, first, words);
        for (var i = 0; i < values.Length; i++) values[i] = (float)NormalQuantile.Of((words[i] + 0.5) * TwoToMinus32);
    }

    /// <summary>Standard normal numbers: the quantile at the middle of one of 2⁵² equal parts of (0, 1).</summary>
    public static void Normal(KeyWords key, long first, Span<double> values)
    {
        var blocks = MemoryMarshal.Cast<double, ulong>(values);
        Threefry.Fill(key, (ulong)first, blocks);
        for (var i = 0; i < values.Length; i++) values[i] = NormalOf(blocks[i]);
    }

    /// <summary>Exponential with mean 1: −ln of a uniform number of (0, 1).</summary>
    public static double Exponential(KeyWords key, long i) => -PortableMath.Log(OpenUnit(Threefry.Block(key, (ulong)i)));

    /// <summary>Gumbel with location 0 and scale 1: −ln of an exponential number.</summary>
    public static double Gumbel(KeyWords key, long i) => -PortableMath.Log(Exponential(key, i));

    /// <summary>Integers of [low, high), each as probable as the others to 2⁻³² of its probability.</summary>
    public static void Integers(KeyWords key, long first, int low, long high, Span<int> values)
    {
        if (high <= low) throw Empty(low, high);
        var range = (ulong)(high - low);
        for (var i = 0; i < values.Length; i++)
            values[i] = (int)(low + (long)Math.BigMul(Threefry.Block(key, (ulong)(first + i)), range, out _));
    }

    /// <summary>Integers of [low, high), each as probable as the others to 2⁻⁶⁴ of its probability.</summary>
    public static void Integers(KeyWords key, long first, long low, long high, Span<long> values)
    {
        if (high <= low) throw Empty(low, high);
        var range = (ulong)high - (ulong)low;
        for (var i = 0; i < values.Length; i++)
        {
            var block = 2 * (ulong)(first + i);
            var upper = Math.BigMul(Threefry.Block(key, block), range, out var lower);
            var carry = Math.BigMul(Threefry.Block(key, block + 1), range, out _);
            if (lower + carry < lower) upper++;
            values[i] = low + (long)upper;
        }
    }

    /// <summary>The numbers 0 … n − 1 in random order, by exchanging each with one before it.</summary>
    public static void Permutation(KeyWords key, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var j = (int)Math.BigMul(Threefry.Block(key, (ulong)i), (ulong)i + 1, out _);
            order[i] = order[j];
            order[j] = i;
        }
    }

    internal static double Unit(ulong block) => (block >> 11) * TwoToMinus53;

    internal static double OpenUnit(ulong block) => ((block >> 12) + 0.5) * TwoToMinus52;

    internal static double NormalOf(ulong block) => NormalQuantile.Of(OpenUnit(block));

    const float TwoToMinus24 = 1f / (1 << 24);
    const double TwoToMinus32 = 1.0 / (1L << 32);
    const double TwoToMinus52 = 1.0 / (1L << 52);
    const double TwoToMinus53 = 1.0 / (1L << 53);

    internal static ArgumentException Empty(long low, long high) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"There is no integer in [{low}, {high}): give low < high."));
}
