using System.IO.Compression;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>One DICOM file: its header, and where its pixel data lies. Nothing of the pixel data is read.</summary>
internal sealed class DicomFile
{
    /// <summary>Bytes looked at first: the header of an ordinary slice fits.</summary>
    private const int FirstWindow = 1 << 14;

    /// <summary>Deflate cannot do better than 1032 : 1.</summary>
    private const long LargestExpansion = 1100;

    private const int PreambleLength = 128;

    private const string Damaged = "The file is damaged: export or copy it again";

    private readonly byte[]? inflated;

    private DicomFile(string path, TransferSyntax syntax, DicomDataSet dataSet, PixelLocation? pixels, byte[]? inflated)
    {
        Path = path;
        Syntax = syntax;
        DataSet = dataSet;
        Pixels = pixels;
        this.inflated = inflated;
    }

    public string Path { get; }

    public TransferSyntax Syntax { get; }

    public DicomDataSet DataSet { get; }

    /// <value>Null where the object has no pixel data.</value>
    public PixelLocation? Pixels { get; }

    /// <returns>Whether the file may be DICOM: it has the mark, or starts like a data set that was stored without one.</returns>
    public static bool LooksLikeDicom(string path)
    {
        using var file = Opened(path);
        Span<byte> start = stackalloc byte[PreambleLength + 4];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return HasMark(start[..read]) || GuessedEncoding(start[..read]) is not null;
    }

    /// <exception cref="DataException">Missing, no DICOM, truncated before its pixel data, or in an unknown transfer syntax.</exception>
    public static DicomFile Open(string path)
    {
        using var file = Opened(path);
        var length = file.Length;
        for (var window = Math.Min(FirstWindow, length); ; window = Math.Min(4 * window, length))
        {
            if (window > Array.MaxLength)
                throw new DataException(path, "has a header longer than 2 GB", Damaged);
            var bytes = new byte[window];
            file.Position = 0;
            file.ReadExactly(bytes);
            try
            {
                return Parsed(path, bytes, length);
            }
            catch (EndOfStreamException) when (window < length)
            {
                // the header is longer than what was read: look at more
            }
            catch (EndOfStreamException failure)
            {
                throw Truncated(path, failure);
            }
        }
    }

    /// <summary>A stream of the data set's own bytes, in which <see cref="PixelLocation.Offset"/> counts.</summary>
    public Stream OpenContent() => inflated is null ? Opened(Path) : new MemoryStream(inflated, writable: false);

    public static DataException Truncated(string path, Exception? inner = null) => new(path, "is truncated", "Copy or export it again", inner);

    private static FileStream Opened(string path) => RegularFile.Open(path, bufferSize: 1);

    private static DicomFile Parsed(string path, byte[] bytes, long fileLength)
    {
        var (syntax, start) = Start(path, bytes);
        if (syntax.Deflated)
        {
            if (bytes.Length < fileLength)
                throw new EndOfStreamException();
            var inflated = Inflate(bytes, start, path);
            return Parsed(path, syntax, inflated, 0, inflated.Length, inflated);
        }
        return Parsed(path, syntax, bytes, start, fileLength, null);
    }

    private static DicomFile Parsed(string path, TransferSyntax syntax, byte[] bytes, int start, long length, byte[]? inflated)
    {
        var parser = new DicomParser(bytes, start, bytes.Length, syntax.Encoding, path);
        var dataSet = parser.DataSet();
        var (tag, vr, claimed) = parser.Pixels;
        if (tag == 0 && bytes.Length < length)
            throw new EndOfStreamException();
        var pixels = tag == 0 ? null : new PixelLocation(tag, vr, parser.Position, claimed == uint.MaxValue ? null : claimed, length);
        return new(path, syntax, dataSet, pixels, inflated);
    }

    private static (TransferSyntax Syntax, int Start) Start(string path, byte[] bytes)
    {
        if (!HasMark(bytes))
            return (SyntaxOf(GuessedEncoding(bytes) ?? throw new DataException(path, "is no DICOM file", "Check what the file is")), 0);
        var (meta, end) = DicomParser.Meta(bytes, PreambleLength + 4, bytes.Length, path);
        if (end + 8 > bytes.Length)
            throw new EndOfStreamException();
        if (meta.Has(DicomTag.TransferSyntax))
            return (TransferSyntax.Of(meta.Text(DicomTag.TransferSyntax), path), end);
        var guess = GuessedEncoding(bytes.AsSpan(end)) ?? throw new DataException(path, "states no transfer syntax", "The file is damaged: export it again");
        return (SyntaxOf(guess), end);
    }

    private static TransferSyntax SyntaxOf(DicomEncoding encoding) => encoding switch
    {
        { BigEndian: true } => TransferSyntax.ExplicitBig,
        { ExplicitVr: true } => TransferSyntax.ExplicitLittle,
        _ => TransferSyntax.ImplicitLittle,
    };

    private static bool HasMark(ReadOnlySpan<byte> bytes) => bytes.Length >= PreambleLength + 4 && bytes.Slice(PreambleLength, 4).SequenceEqual("DICM"u8);

    /// <returns>The encoding of a bare data set, which starts in group 0008 with a plausible element; null where it does not.</returns>
    private static DicomEncoding? GuessedEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return null;
        var explicitVr = bytes[4] is >= (byte)'A' and <= (byte)'Z' && bytes[5] is >= (byte)'A' and <= (byte)'Z';
        if (bytes[0] == 8 && bytes[1] == 0)
            return explicitVr || bytes[6] == 0 && bytes[7] == 0 ? new(explicitVr, false) : null;
        return bytes[0] == 0 && bytes[1] == 8 && explicitVr ? new(true, true) : null;
    }

    private static byte[] Inflate(byte[] bytes, int start, string path)
    {
        using var source = new DeflateStream(new MemoryStream(bytes, start, bytes.Length - start), CompressionMode.Decompress);
        using var target = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
            {
                if (target.Length + read > Math.Min(Array.MaxLength / 2, bytes.Length * LargestExpansion))
                    throw new DataException(path, "inflates to more than its length can hold", Damaged);
                target.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException failure)
        {
            throw new DataException(path, "has a damaged deflate stream", Damaged, failure);
        }
        return target.ToArray();
    }
}
