using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>NumPy's .npy (numpy.lib.format, versions 1 to 3). The axis that is contiguous in memory is x: an array in C order is [z, y, x], one in Fortran order [x, y, z]; a fourth axis, slowest, counts volumes.</summary>
internal static partial class NumpyFile
{
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    private const int Alignment = 64;
    private const int MostHeaderBytes = 1 << 16;

    private static readonly (string Code, VoxelType Type, string? Name, ComponentSet? Components)[] Types =
    [
        ("u1", VoxelType.UInt8, null, null),
        ("i1", VoxelType.Int8, null, null),
        ("u2", VoxelType.UInt16, null, null),
        ("i2", VoxelType.Int16, null, null),
        ("u4", VoxelType.UInt32, null, null),
        ("i4", VoxelType.Int32, null, null),
        ("u8", VoxelType.UInt64, null, null),
        ("i8", VoxelType.Int64, null, null),
        ("f4", VoxelType.Float32, null, null),
        ("f8", VoxelType.Float64, null, null),
        ("b1", VoxelType.UInt8, "bool", null),
        ("c8", VoxelType.Float32, "complex64", ComponentSet.Complex),
        ("c16", VoxelType.Float64, "complex128", ComponentSet.Complex),
    ];

    /// <exception cref="DataException">Missing, truncated, hostile, or an array of other things than numbers.</exception>
    public static ImageContent Read(string path, ImageReadOptions options, Action<string>? warn) => ReadGuard.Run(path, () =>
    {
        var (header, end) = Header(path);
        var code = Field(Descr(), header, path);
        var index = Array.FindIndex(Types, each => each.Code == code[1..]);
        if (index < 0)
            throw new DataException(path, $"holds the NumPy type '{code}'", $"Save it as one of {string.Join(", ", Types.Select(each => each.Code))}");
        var (_, type, name, components) = Types[index];
        var layout = new FileLayout(path, Axes(header, components, path));
        var image = new StoredImage
        {
            Path = path,
            Format = "NumPy",
            Data = new(path, Compression.None, end, 0, layout.Elements * type.Width()),
            Layout = layout,
            Type = type,
            TypeName = name,
            BigEndian = code[0] == '>',
            Affine = null,
            Components = components,
        };
        return image.Read(options, warn);
    });

    /// <summary>C order, [volume, z, y, x]; a single picture is [y, x].</summary>
    public static void Write(string path, ImageToWrite image) => AtomicFile.Write(path, stream =>
    {
        var code = Types.First(each => each.Type == image.VoxelType && each.Name is null).Code;
        var size = image.Size;
        int[] shape = image.Count > 1 ? [image.Count, size.Z, size.Y, size.X] : size.Z > 1 ? [size.Z, size.Y, size.X] : [size.Y, size.X];
        var text = $"{{'descr': '{(image.VoxelType.Width() == 1 ? '|' : '<')}{code}', 'fortran_order': False, 'shape': ({string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}), }}";
        var padded = text.PadRight((10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - 10 - 1) + "\n";
        stream.Write([.. Magic, 1, 0, (byte)(padded.Length % 256), (byte)(padded.Length / 256)]);
        stream.Write(Encoding.ASCII.GetBytes(padded));
        image.WriteVoxels(stream);
    });

    private static (string Header, long End) Header(string path)
    {
        using var file = RegularFile.Open(path);
        Span<byte> start = stackalloc byte[12];
        var got = file.ReadAtLeast(start, 12, throwOnEndOfStream: false);
        if (got < 10 || !start[..6].SequenceEqual(Magic) || start[6] is < 1 or > 3)
            throw new DataException(path, "is not a NumPy array file", "Check what the file is; write it with numpy.save");
        var prefix = start[6] == 1 ? 10 : 12;
        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MostHeaderBytes)
            throw new DataException(path, $"has a header of {length} bytes", "Save it as an array of plain numbers");
        var bytes = new byte[length];
        file.Position = prefix;
        file.ReadExactly(bytes);
        return (Encoding.Latin1.GetString(bytes), prefix + length);
    }

    /// <summary>Fastest first.</summary>
    private static IReadOnlyList<FileAxis> Axes(string header, ComponentSet? components, string path)
    {
        var lengths = Field(Shape(), header, path).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => HeaderText.Whole(word.TrimEnd('L'), "shape", path)).ToArray();
        if (lengths.Length > 4)
            throw new DataException(path, $"is an array of {lengths.Length} axes", "Save three axes, or four of which the slowest counts volumes");
        if (Field(Order(), header, path) == "False")
            Array.Reverse(lengths);
        FileAxis[] perVoxel = components is null ? [] : [new(components.Count, Spatial: false)];
        return [.. perVoxel, .. lengths.Select((length, axis) => new FileAxis(length, axis < 3))];
    }

    private static string Field(Regex pattern, string header, string path) => pattern.Match(header) is { Success: true } match
        ? match.Groups[1].Value
        : throw new DataException(path, "is not an array of plain numbers", "Save one array of numbers, without fields or Python objects");

    [GeneratedRegex("'descr'\\s*:\\s*'([<>|=][a-zA-Z0-9]{1,8})'")]
    private static partial Regex Descr();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)")]
    private static partial Regex Shape();
}
