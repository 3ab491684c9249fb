using System.IO.Compression;
using Nabla.Randomness;

/// <summary>28 × 28 images of ten kinds of clothes from IDX files, or ten patterns under noise where the files are missing.</summary>
/// <param name="Images">784 numbers of [0, 1] for each image.</param>
/// <param name="Labels">0 … 9 for each image.</param>
sealed record FashionMnist(float[] Images, int[] Labels)
{
    /// <summary>60,000 images to learn from.</summary>
    public static FashionMnist Train(string? folder) => Load(folder, "train", 6000);

    /// <summary>10,000 others.</summary>
    public static FashionMnist Test(string? folder) => Load(folder, "t10k", 1000);

    static FashionMnist Load(string? folder, string name, int count)
    {
        folder ??= Find();
        if (folder is null) return Synthetic(name.Length, count);
        var pixels = Read(Path.Combine(folder, $"{name}-images-idx3-ubyte.gz"), header: 16);
        var labels = Read(Path.Combine(folder, $"{name}-labels-idx1-ubyte.gz"), header: 8);
        return new([.. pixels.Select(pixel => pixel / 255f)], [.. labels.Select(label => (int)label)]);
    }

    static byte[] Read(string file, int header)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress)) packed.CopyTo(bytes);
        return bytes.ToArray()[header..];
    }

    static FashionMnist Synthetic(int seed, int count)
    {
        Console.WriteLine("The data folder is missing, so the images are synthetic.");
        var patterns = Key.Of(0).Normal([10, 784]).ToArray<float>();
        var noise = Key.Of(seed).Normal([count, 784]).ToArray<float>();
        var pixels = noise.Select((z, i) => 0.3f + 0.2f * (z + 0.3f * patterns[i / 784 % 10 * 784 + i % 784]));
        return new([.. pixels], [.. Enumerable.Range(0, count).Select(i => i % 10)]);
    }

    static string? Find()
    {
        for (var at = Environment.CurrentDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (Path.Combine(at, "shared", "data", "fashion-mnist") is var found && Directory.Exists(found)) return found;
        return null;
    }
}
