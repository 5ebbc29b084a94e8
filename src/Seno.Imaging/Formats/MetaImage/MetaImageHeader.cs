using Seno.Core;

namespace Seno.Imaging.Formats.MetaImage;

/// <summary>The header of a MetaImage: lines "Key = Value" up to ElementDataFile. Each row of TransformMatrix is the direction of one axis of the grid.</summary>
internal sealed class MetaImageHeader
{
    private const int MostAxes = 4;

    private static readonly (string Name, VoxelType Type)[] Types =
    [
        ("MET_UCHAR", VoxelType.UInt8),
        ("MET_CHAR", VoxelType.Int8),
        ("MET_USHORT", VoxelType.UInt16),
        ("MET_SHORT", VoxelType.Int16),
        ("MET_UINT", VoxelType.UInt32),
        ("MET_INT", VoxelType.Int32),
        ("MET_ULONG_LONG", VoxelType.UInt64),
        ("MET_LONG_LONG", VoxelType.Int64),
        ("MET_FLOAT", VoxelType.Float32),
        ("MET_DOUBLE", VoxelType.Float64),
        // 32 bits in a file, whatever the machine that wrote it (MetaIO's metaTypes.h)
        ("MET_ULONG", VoxelType.UInt32),
        ("MET_LONG", VoxelType.Int32),
        ("MET_ASCII_CHAR", VoxelType.Int8),
    ];

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly long end;

    private MetaImageHeader(string path, IReadOnlyList<string> lines, long end)
    {
        (this.path, this.end) = (path, end);
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw new DataException(path, "is not a MetaImage file", "Check what the file is; export it as .mha");
            values[line[..equals].Trim()] = line[(equals + 1)..].Trim();
        }
    }

    public bool IsText => !Flag("BinaryData", absent: true);

    public static string NameOf(VoxelType type) => Types.First(each => each.Type == type).Name;

    /// <exception cref="DataException">No MetaImage.</exception>
    public static MetaImageHeader Read(string path)
    {
        var (lines, end) = HeaderText.Read(path, static line => line.Split('=')[0].Trim() == "ElementDataFile");
        return end < 0
            ? throw new DataException(path, "has no ElementDataFile, so it is not a MetaImage file or truncated", "Check what the file is; export it as .mha")
            : new(path, lines, end);
    }

    /// <exception cref="DataException">Fields that are missing or cannot be.</exception>
    public StoredImage Describe()
    {
        var (layout, type) = (Layout(), Type());
        return new()
        {
            Path = path,
            Format = Required("ElementDataFile") == "LOCAL" ? "MetaImage" : "MetaImage, detached",
            Data = IsText ? null : Block(),
            Layout = layout,
            Type = type,
            BigEndian = Flag("BinaryDataByteOrderMSB", absent: Flag("ElementByteOrderMSB", absent: false)),
            Affine = Affine(),
        };
    }

    /// <exception cref="DataException">Voxels in several files, or in one that is absent.</exception>
    public DataBlock Block()
    {
        var name = Required("ElementDataFile");
        if (HeaderText.NamesSeveralFiles(name) || name.Contains('\0', StringComparison.Ordinal))
            throw new DataException(path, $"has its voxels in several files ('{name.Replace('\0', '?')}')", "Join them into one data file");
        var local = string.Equals(name, "LOCAL", StringComparison.OrdinalIgnoreCase);
        var file = local ? path : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
        if (!File.Exists(file))
            throw new DataException(path, $"has its voxels in '{name}', which does not exist", "Put the data file beside the header");
        var header = values.TryGetValue("HeaderSize", out var text) ? HeaderText.Whole(text, "HeaderSize", path) : 0;
        if (header < -1 || header > long.MaxValue / 4)
            throw HeaderText.Wrong(path, "HeaderSize", text!);
        var start = local ? end : 0;
        var compression = Packing(file, start + Math.Max(0, header));
        return compression == Compression.None
            ? new(file, compression, start, header, Layout().Elements * Type().Width())
            : new(file, compression, start + Math.Max(0, header), 0, Layout().Elements * Type().Width());
    }

    /// <summary>MetaIO writes zlib, and reads gzip too.</summary>
    private Compression Packing(string file, long start) =>
        !Flag("CompressedData", absent: false) ? Compression.None : DataBlock.Sniff(file, start) == Compression.Gzip ? Compression.Gzip : Compression.Zlib;

    private VoxelType Type()
    {
        var name = Required("ElementType");
        var index = Array.FindIndex(Types, each => each.Name == name);
        return index >= 0 ? Types[index].Type : throw new DataException(path, $"has the ElementType '{name}'", $"Export it as one of {string.Join(", ", Types.Select(each => each.Name))}");
    }

    private FileLayout Layout()
    {
        var sizes = HeaderText.Exactly(Axes(), [.. Required("DimSize").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => HeaderText.Whole(word, "DimSize", path))], "DimSize", path);
        var channels = values.TryGetValue("ElementNumberOfChannels", out var text) ? HeaderText.Whole(text, "ElementNumberOfChannels", path) : 1;
        FileAxis[] perVoxel = channels == 1 ? [] : [new(channels, Spatial: false)];
        return new(path, [.. perVoxel, .. sizes.Select((size, axis) => new FileAxis(size, axis < 3))]);
    }

    private int Axes()
    {
        var axes = HeaderText.Whole(Required("NDims"), "NDims", path);
        return axes is >= 1 and <= MostAxes ? (int)axes : throw new DataException(path, $"has {axes} axes", $"Seno reads 1 to {MostAxes}: split it");
    }

    /// <summary>Null where no spacing is given; ElementSize, the older word, serves as well.</summary>
    private Affine? Affine()
    {
        var (axes, grid) = (Axes(), Math.Min(Axes(), 3));
        var spacing = Vector(axes, "ElementSpacing", "ElementSize");
        if (spacing is null)
            return null;
        var matrix = Vector(axes * axes, "TransformMatrix", "Rotation", "Orientation");
        var offset = Vector(axes, "Offset", "Position", "Origin") ?? new double[axes];
        double Part(int axis, int row) => row >= grid ? 0 : matrix is null ? (axis == row ? 1 : 0) : matrix[axis * axes + row];
        var columns = Enumerable.Range(0, grid).Select(axis => spacing[axis] * new Vector3(Part(axis, 0), Part(axis, 1), Part(axis, 2))).ToArray();
        return AxisCompletion.Complete(columns, new(offset[0], grid > 1 ? offset[1] : 0, grid > 2 ? offset[2] : 0));
    }

    private double[]? Vector(int count, params string[] names)
    {
        var name = names.FirstOrDefault(values.ContainsKey);
        return name is null ? null : HeaderText.Exactly(count, HeaderText.Numbers(values[name], name, path), name, path);
    }

    private bool Flag(string name, bool absent) => values.TryGetValue(name, out var value) ? value.StartsWith("T", StringComparison.OrdinalIgnoreCase) || value == "1" : absent;

    private string Required(string name) => values.TryGetValue(name, out var value) ? value : throw new DataException(path, $"has no {name} in its header", "Export it again");
}
