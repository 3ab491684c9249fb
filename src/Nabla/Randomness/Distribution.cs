using System.Globalization;
using Nabla.Tensors;

namespace Nabla.Randomness;

/// <summary>What a key draws; the text is that of graphs.</summary>
abstract record Distribution
{
    /// <summary>Writes numbers 0 … count − 1 of the key to a contiguous tensor of a type that the distribution has.</summary>
    public abstract void Fill(KeyWords key, Tensor y, nint offset, nint count);

    static Span<T> Elements<T>(Tensor y, nint offset, nint count) where T : unmanaged => y.Storage.AsSpan<T>(y.Offset + offset, count);

    /// <summary>int32 of 32 random bits.</summary>
    public sealed record Bits : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count) =>
            Samples.Bits(key, 0, System.Runtime.InteropServices.MemoryMarshal.Cast<int, uint>(Elements<int>(y, offset, count)));

        public override string ToString() => "bits";
    }

    /// <summary>Keys, int32 of shape (n, 2).</summary>
    public sealed record Keys : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count)
        {
            for (nint i = 0; i < count / 2; i++) key.Child(i).Write(y, offset / 2 + i);
        }

        public override string ToString() => "keys";
    }

    /// <summary>Uniform on [0, 1).</summary>
    public sealed record Uniform : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count)
        {
            if (y.DType == DType.Float32) Samples.Uniform(key, 0, Elements<float>(y, offset, count));
            else Samples.Uniform(key, 0, Elements<double>(y, offset, count));
        }

        public override string ToString() => "uniform";
    }

    /// <summary>Standard normal.</summary>
    public sealed record Normal : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count)
        {
            if (y.DType == DType.Float32) Samples.Normal(key, 0, Elements<float>(y, offset, count));
            else Samples.Normal(key, 0, Elements<double>(y, offset, count));
        }

        public override string ToString() => "normal";
    }

    /// <summary>A distribution whose i-th number is computed in double.</summary>
    public sealed record Single(string Name, Func<KeyWords, long, double> Number) : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count)
        {
            if (y.DType == DType.Float32)
            {
                var elements = Elements<float>(y, offset, count);
                for (var i = 0; i < elements.Length; i++) elements[i] = (float)Number(key, i);
            }
            else
            {
                var elements = Elements<double>(y, offset, count);
                for (var i = 0; i < elements.Length; i++) elements[i] = Number(key, i);
            }
        }

        public override string ToString() => Name;
    }

    /// <summary>Integers of [low, high), int32 or int64.</summary>
    public sealed record Integers(long Low, long High) : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count)
        {
            if (y.DType == DType.Int32) Samples.Integers(key, 0, (int)Low, High, Elements<int>(y, offset, count));
            else Samples.Integers(key, 0, Low, High, Elements<long>(y, offset, count));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"integers {Low}..{High}");
    }

    /// <summary>The numbers 0 … n − 1 in random order, int32 of shape (n).</summary>
    public sealed record Permutation : Distribution
    {
        public override void Fill(KeyWords key, Tensor y, nint offset, nint count) =>
            Samples.Permutation(key, Elements<int>(y, offset, count));

        public override string ToString() => "permutation";
    }
}
