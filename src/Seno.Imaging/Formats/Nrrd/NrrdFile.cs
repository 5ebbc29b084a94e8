using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>NRRD (teem.sourceforge.net/nrrd/format.html): attached .nrrd or detached .nhdr; raw, gzip, bzip2 or text.</summary>
internal static class NrrdFile
{
    private static readonly (string[] Names, VoxelType Type)[] Types =
    [
        (["uchar", "unsigned char", "uint8", "uint8_t"], VoxelType.UInt8),
        (["signed char", "int8", "int8_t"], VoxelType.Int8),
        (["ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"], VoxelType.UInt16),
        (["short", "short int", "signed short", "signed short int", "int16", "int16_t"], VoxelType.Int16),
        (["uint", "unsigned int", "uint32", "uint32_t"], VoxelType.UInt32),
        (["int", "signed int", "int32", "int32_t"], VoxelType.Int32),
        (["ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"], VoxelType.UInt64),
        (["longlong", "long long", "long long int", "signed long long", "signed long long int", "int64", "int64_t"], VoxelType.Int64),
        (["float"], VoxelType.Float32),
        (["double"], VoxelType.Float64),
    ];

    /// <exception cref="DataException">Missing, truncated, hostile, or not of this kind.</exception>
    public static ImageContent Read(string path, ImageReadOptions options, Action<string>? warn) => ReadGuard.Run(path, () =>
    {
        var fields = NrrdFields.Read(path);
        var axes = new NrrdAxes(fields);
        var layout = new FileLayout(path, axes.FileAxes);
        var type = TypeOf(fields.Required("type"), path);
        if (axes.ForeignSpace)
            warn?.Invoke($"{path}: its space '{fields["space"] ?? "of numbers only"}' is not the patient's; its axes are taken for left, posterior and superior");
        var data = NrrdData.Of(fields, layout.Elements, type);
        var meaning = NrrdPairs.Split(fields.Pairs, layout.Volumes);
        var image = new StoredImage
        {
            Path = path,
            Format = data.Detached ? "NRRD, detached" : "NRRD",
            Data = data.IsText ? null : data.Block,
            Layout = layout,
            Type = type,
            BigEndian = data.BigEndian,
            Affine = axes.Affine(),
            Times = meaning.Times ?? (axes.TimeStep is { } step && layout.Volumes > 1 ? [.. Enumerable.Range(0, layout.Volumes).Select(i => i * step)] : null),
            Components = axes.Components,
            LabelNames = meaning.Labels,
            LayerNames = meaning.Layers,
            Pairs = meaning.Others,
            // behind raw voxels in the same file editors leave a line end
            NothingFollows = data.Block.Skip >= 0 && (data.Detached || data.Block.Compression != Compression.None),
        };
        return data.IsText ? ReadText(image, data.Block, options, warn) : image.Read(options, warn);
    });

    /// <summary>gzip; with the voxels in NAME.raw.gz beside it where the name ends in .nhdr.</summary>
    public static void Write(string path, ImageToWrite image)
    {
        var detached = path.EndsWith(".nhdr", StringComparison.OrdinalIgnoreCase);
        var voxels = detached ? Path.ChangeExtension(path, ".raw.gz") : path;
        if (detached)
            AtomicFile.Write(voxels, stream => WriteVoxels(stream, image));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(NrrdHeaderWriter.Header(image, NameOf(image.VoxelType), detached ? Path.GetFileName(voxels) : null));
            if (!detached)
                WriteVoxels(stream, image);
        });
    }

    private static void WriteVoxels(Stream stream, ImageToWrite image)
    {
        using var gzip = new ParallelGzipStream(stream, image.VoxelType.Width());
        image.WriteVoxels(gzip);
    }

    private static ImageContent ReadText(StoredImage image, DataBlock block, ImageReadOptions options, Action<string>? warn)
    {
        TextNumbers.RequireRoom(image.Layout.Elements, RegularFile.Length(block.Path) - block.Start, image.Path);
        using var stream = block.Unpacked();
        stream.Position += block.Skip;
        var numbers = new TextNumbers(stream, block.Path);
        var content = (image with { Text = numbers.Read }).Read(options, warn);
        return numbers.AtEnd() ? content : throw new DataException(block.Path, $"holds more than the {image.Layout.Elements} numbers that its header's sizes make", "Correct the sizes");
    }

    private static VoxelType TypeOf(string name, string path)
    {
        var wanted = name.ToLowerInvariant();
        foreach (var (names, type) in Types)
        {
            if (names.Contains(wanted))
                return type;
        }
        throw new DataException(path, string.Create(CultureInfo.InvariantCulture, $"has the voxel type '{name}', {(wanted == "block" ? "whose meaning NRRD leaves open" : "which NRRD does not define")}"), "Export it in a type of numbers");
    }

    private static string NameOf(VoxelType type) => type switch { VoxelType.Float32 => "float", VoxelType.Float64 => "double", _ => type.Name() };
}
