using System.Buffers.Binary;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>Splits bytes into elements (DICOM PS3.5 chapter 7), bounded by what is there: nothing is allocated for what a length merely claims.</summary>
/// <remarks>
/// Our own rather than GDCM's: headers are where hostile files bite, and managed bounds checks cannot be crashed; a series is sorted from its
/// headers without starting a process. Sequences of defined length are stepped over and parsed when asked for.
/// </remarks>
internal ref struct DicomParser
{
    /// <summary>Deepest nesting followed; real objects stay below ten.</summary>
    private const int DeepestNesting = 32;

    private const uint Undefined = 0xFFFFFFFF;

    private readonly byte[] bytes;
    private readonly string path;
    private readonly DicomEncoding encoding;
    private readonly int end;
    private int position;

    public DicomParser(byte[] bytes, int start, int end, DicomEncoding encoding, string path)
    {
        this.bytes = bytes;
        this.path = path;
        this.encoding = encoding;
        this.end = end;
        position = start;
    }

    /// <summary>Where parsing stopped: at the value of the pixel data, or the end.</summary>
    public readonly int Position => position;

    /// <summary>The tag, representation and length of the pixel data at whose value parsing stopped; tag 0 where there is none.</summary>
    public (uint Tag, ushort Vr, uint Length) Pixels { get; private set; }

    /// <summary>The file meta information: explicit little endian until group 2 ends.</summary>
    public static (DicomDataSet Meta, int End) Meta(byte[] bytes, int start, int end, string path)
    {
        var parser = new DicomParser(bytes, start, end, DicomEncoding.ExplicitLittle, path);
        var elements = new Dictionary<uint, DicomElement>();
        while (parser.position + 8 <= end && parser.UInt16(parser.position) == 2)
            parser.Element(elements, 0);
        return (new(bytes, DicomEncoding.ExplicitLittle, elements, path, 0), parser.position);
    }

    /// <summary>A whole data set, up to its pixel data.</summary>
    /// <exception cref="EndOfStreamException">An element runs over the end: the bytes are a part, or the file is truncated.</exception>
    /// <exception cref="DataException">Nested too deeply.</exception>
    public DicomDataSet DataSet()
    {
        var elements = new Dictionary<uint, DicomElement>();
        while (position < end && Pixels.Tag == 0)
            Element(elements, 0);
        return new(bytes, encoding, elements, path, 0);
    }

    /// <returns>The items of a sequence element.</returns>
    public static IReadOnlyList<DicomDataSet> Items(byte[] bytes, DicomElement sequence, DicomEncoding encoding, string path, int depth)
    {
        // an unknown representation is in implicit little endian, whatever surrounds it
        var inner = sequence.Vr == DicomElement.Unknown ? DicomEncoding.ImplicitLittle : encoding;
        var parser = new DicomParser(bytes, sequence.Offset, sequence.Offset + sequence.Length, inner, path);
        var items = new List<DicomDataSet>();
        try
        {
            while (parser.position + 8 <= parser.end && parser.Tag() == DicomTag.Item)
            {
                var elements = new Dictionary<uint, DicomElement>();
                parser.ItemContent(elements, depth);
                items.Add(new(bytes, inner, elements, path, depth));
            }
        }
        catch (EndOfStreamException failure)
        {
            throw new DataException(path, "has a sequence that runs over its own end", "The file is damaged: export or copy it again", failure);
        }
        return items;
    }

    private void Element(Dictionary<uint, DicomElement> elements, int depth)
    {
        var tag = Tag();
        var (vr, length) = Header(tag);
        if (depth == 0 && tag is DicomTag.PixelData or DicomTag.FloatPixelData or DicomTag.DoublePixelData)
        {
            Pixels = (tag, vr, length);
            return;
        }
        var value = position;
        if (length == Undefined)
            SkipSequence(vr, depth + 1);
        else
            Skip(length);
        var size = length == Undefined ? Math.Max(0, position - value - 8) : (int)length;
        elements[tag] = new(vr, value, size);
    }

    private (ushort Vr, uint Length) Header(uint tag)
    {
        Need(8);
        if (!encoding.ExplicitVr || tag >> 16 == 0xFFFE)
            return (0, Long(4, 8));
        var (first, second) = (bytes[position + 4], bytes[position + 5]);
        // some writers slip into implicit for one element; two letters cannot be part of a sane length
        if (!IsLetter(first) || !IsLetter(second))
            return (0, Long(4, 8));
        var vr = (ushort)(first << 8 | second);
        if (HasLongLength(first, second))
        {
            Need(12);
            return (vr, Long(8, 12));
        }
        var length = UInt16(position + 6);
        position += 8;
        return (vr, length);
    }

    private uint Long(int at, int advance)
    {
        var length = UInt32(position + at);
        position += advance;
        return length;
    }

    private static bool IsLetter(byte value) => value is >= (byte)'A' and <= (byte)'Z';

    /// <summary>OB OD OF OL OV OW SQ SV UC UN UR UT UV: a reserved pair of bytes, then four of length.</summary>
    private static bool HasLongLength(byte first, byte second) => first switch
    {
        (byte)'O' => true,
        (byte)'S' => second is (byte)'Q' or (byte)'V',
        (byte)'U' => second is (byte)'C' or (byte)'N' or (byte)'R' or (byte)'T' or (byte)'V',
        _ => false,
    };

    /// <summary>Walks a sequence of undefined length to behind its delimiter.</summary>
    private void SkipSequence(ushort vr, int depth)
    {
        if (depth > DeepestNesting)
            throw new DataException(path, $"nests sequences more than {DeepestNesting} deep", "The file is damaged: export or copy it again");
        var inner = new DicomParser(bytes, position, end, vr == DicomElement.Unknown ? DicomEncoding.ImplicitLittle : encoding, path);
        while (true)
        {
            inner.Need(8);
            var tag = inner.Tag();
            if (tag == DicomTag.SequenceEnd)
            {
                position = inner.position + 8;
                return;
            }
            if (tag != DicomTag.Item)
                throw new DataException(path, $"has {DicomTag.Text(tag)} where a sequence item belongs", "The file is damaged: export or copy it again");
            inner.ItemContent(null, depth);
        }
    }

    /// <summary>One item, from its tag to behind its end; its elements are kept where there is somewhere to keep them.</summary>
    private void ItemContent(Dictionary<uint, DicomElement>? elements, int depth)
    {
        if (depth > DeepestNesting)
            throw new DataException(path, $"nests sequences more than {DeepestNesting} deep", "The file is damaged: export or copy it again");
        Need(8);
        var length = Long(4, 8);
        if (length != Undefined)
        {
            var start = position;
            Skip(length);
            if (elements is null)
                return;
            var inner = new DicomParser(bytes, start, position, encoding, path);
            while (inner.position < inner.end)
                inner.Element(elements, depth);
            return;
        }
        elements ??= [];
        while (true)
        {
            Need(8);
            if (Tag() == DicomTag.ItemEnd)
            {
                position += 8;
                return;
            }
            Element(elements, depth);
        }
    }

    private readonly uint Tag()
    {
        Need(4);
        return (uint)UInt16(position) << 16 | UInt16(position + 2);
    }

    private void Skip(uint length)
    {
        Need(length);
        position += (int)length;
    }

    private readonly void Need(uint length)
    {
        if (length > end - position)
            throw new EndOfStreamException();
    }

    private readonly ushort UInt16(int at) => encoding.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private readonly uint UInt32(int at) => encoding.BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
