using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Nabla.Tests.Cli.Png;

/// <summary>A PNG read back by the letter of the standard, apart from the code under test.</summary>
sealed class DecodedPng
{
    readonly byte[] pixels;

    public DecodedPng(byte[] file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file, 0, 8));
        var data = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            var body = file.AsSpan(at + 8, length);
            Assert.Equal(Checksum(file.AsSpan(at + 4, length + 4)),
                BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            Types.Add(type);
            if (type == "IHDR")
            {
                (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(body),
                    BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                Assert.Equal([8, 2, 0, 0, 0], body[8..].ToArray());
            }
            if (type == "IDAT")
                data.Write(body);
            if (type == "iTXt")
                Texts.Add(Encoding.UTF8.GetString(body));
            at += 12 + length;
        }
        data.Position = 0;
        var raw = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress))
            zlib.CopyTo(raw);
        Assert.Equal(Height * (Width * 3 + 1), raw.Length);
        pixels = Unfilter(raw.ToArray());
    }

    public int Width { get; }
    public int Height { get; }
    public List<string> Types { get; } = [];
    public List<string> Texts { get; } = [];

    public (byte R, byte G, byte B) this[int x, int y] =>
        (pixels[3 * (y * Width + x)], pixels[3 * (y * Width + x) + 1], pixels[3 * (y * Width + x) + 2]);

    byte[] Unfilter(byte[] raw)
    {
        var (stride, result) = (Width * 3, new byte[Height * Width * 3]);
        for (var y = 0; y < Height; y++)
        {
            var type = raw[y * (stride + 1)];
            for (var i = 0; i < stride; i++)
            {
                int a = i >= 3 ? result[y * stride + i - 3] : 0, b = y > 0 ? result[(y - 1) * stride + i] : 0;
                int c = i >= 3 && y > 0 ? result[(y - 1) * stride + i - 3] : 0;
                int[] near = [a, b, c];
                var guess = type switch
                {
                    0 => 0,
                    1 => a,
                    2 => b,
                    3 => (a + b) / 2,
                    4 => near.MinBy(v => Math.Abs(a + b - c - v)),
                    _ => throw new InvalidDataException($"filter {type}"),
                };
                result[y * stride + i] = (byte)(raw[y * (stride + 1) + 1 + i] + guess);
            }
        }
        return result;
    }

    /// <summary>The check bit by bit, as the standard defines it.</summary>
    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
