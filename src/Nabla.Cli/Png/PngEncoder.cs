using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Nabla.Cli.Png;

/// <summary>Writes opaque 8-bit RGB pixels as a PNG file (W3C Portable Network Graphics, second edition).</summary>
static class PngEncoder
{
    static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// Writes the file; <paramref name="scale"/> pixels make one of 1/96 inch, and the texts go along for readers of
    /// metadata.
    /// </summary>
    public static void Write(Stream to, Canvas canvas, double scale, string title, string description)
    {
        to.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), canvas.Height);
        (header[8], header[9]) = (8, 2);
        Chunk(to, "IHDR", header);
        Chunk(to, "sRGB", [0]);

        var density = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(density, (int)Math.Round(scale * 96 / 0.0254));
        BinaryPrimitives.WriteInt32BigEndian(density.AsSpan(4), (int)Math.Round(scale * 96 / 0.0254));
        density[8] = 1;
        Chunk(to, "pHYs", density);
        Chunk(to, "iTXt", InternationalText("Title", title));
        Chunk(to, "iTXt", InternationalText("Description", description));
        Chunk(to, "IDAT", Compress(canvas));
        Chunk(to, "IEND", []);
    }

    static void Chunk(Stream to, string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4),
            Crc32.Of(chunk.AsSpan(4, data.Length + 4)));
        to.Write(chunk);
    }

    /// <summary>Keyword, uncompressed, no language, no translated keyword, text.</summary>
    static byte[] InternationalText(string keyword, string text) =>
        [.. Encoding.ASCII.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text.Replace('\0', ' '))];

    static byte[] Compress(Canvas canvas)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var filters = new RowFilters(canvas.Width * 3);
            for (var y = 0; y < canvas.Height; y++)
                zlib.Write(filters.Best(canvas.Row(y)));
        }
        return compressed.ToArray();
    }
}
