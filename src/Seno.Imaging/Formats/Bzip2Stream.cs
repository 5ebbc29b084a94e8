using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;

namespace Seno.Imaging.Formats;

/// <summary>bzip2 through SharpZipLib, whose failures on damaged input become <see cref="InvalidDataException"/>.</summary>
internal sealed class Bzip2Stream(Stream source) : Stream
{
    private readonly BZip2InputStream inner = Started(() => new BZip2InputStream(source));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Started(() => inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>It checks its checksums, but not that a damaged table stays inside its arrays.</summary>
    private static T Started<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is SharpZipBaseException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new InvalidDataException("the bzip2 stream is damaged", failure);
        }
    }
}
