namespace Nabla.Cli;

/// <summary>What was found can't be given: stdout is full or closed.</summary>
sealed class OutputException(string message, Exception inner) : Exception(message, inner);

/// <summary>stdout or stderr as they fail: an answer that can't be written is an error, a remark that can't is lost.</summary>
sealed class StandardStream(Stream inner, bool isAnswer) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isAnswer) throw new OutputException("stdout can't be written: " + (e.InnerException ?? e).Message, e);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
