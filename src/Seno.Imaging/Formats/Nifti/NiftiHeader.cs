using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>What a NIfTI header means, checked.</summary>
internal static class NiftiHeader
{
    private const int TimeAxis = 3;
    private const int MostAxes = 5;

    /// <exception cref="DataException">More than 5-D, a voxel type that is not read, a slope without an intercept, or numbers that cannot
    /// be.</exception>
    public static StoredImage Describe(NiftiFields fields, IReadOnlyList<HeaderExtension> extensions, string path, string dataPath, Compression compression)
    {
        var lengths = LengthsOf(fields, path);
        var (type, name, components) = NiftiDataTypes.Of(fields.DataType, path);
        FileAxis[] perVoxel = components is null ? [] : [new(components.Count, Spatial: false)];
        var layout = new FileLayout(path, [.. perVoxel, .. lengths.Select((length, axis) => new FileAxis(length, axis < TimeAxis))]);
        var start = StartOf(fields, path);
        var scaled = fields.Slope != 0 && double.IsFinite(fields.Slope);
        if (scaled && !double.IsFinite(fields.Intercept))
        {
            var problem = string.Create(
                CultureInfo.InvariantCulture,
                $"has a slope of {fields.Slope} and an intercept (scl_inter) of {fields.Intercept}: what its values mean is lost");
            throw new DataException(path, problem, "Set scl_inter to 0, or export the file again");
        }
        var meaning = NiftiExtensions.Split(extensions);
        return new()
        {
            Path = path,
            Format = $"NIfTI-{fields.Version}{(fields.Pair ? " pair" : "")}",
            Data = new(dataPath, compression, compression == Compression.None ? start : 0, compression == Compression.None ? 0 : start, layout.Elements * type.Width()),
            Layout = layout,
            Type = type,
            TypeName = name,
            BigEndian = fields.BigEndian,
            Slope = scaled ? fields.Slope : 1,
            Intercept = scaled ? fields.Intercept : 0,
            Affine = NiftiForms.Of(fields, layout.Size),
            Times = TimesOf(fields, lengths, meaning.Times),
            Components = components,
            LabelNames = meaning.Labels,
            LayerNames = meaning.Layers.Count == layout.Volumes ? meaning.Layers : [],
            Extensions = meaning.Others,
        };
    }

    private static long[] LengthsOf(NiftiFields fields, string path)
    {
        var dimensions = fields.Dim[0];
        if (dimensions is < 1 or > 7)
            throw Damaged(path, $"{dimensions} dimensions");
        var lengths = fields.Dim[1..(int)(dimensions + 1)];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] == 0 && axis >= TimeAxis)
                lengths[axis] = 1;
            if (lengths[axis] > 1 && axis >= MostAxes)
                throw new DataException(path, $"has {lengths[axis]} entries along axis {axis + 1}: it is {dimensions}-D, where an image ends at {MostAxes}-D (CIFTI files look like this)", "Convert it to volumes on a grid");
        }
        return lengths[..Math.Min(lengths.Length, MostAxes)];
    }

    /// <summary>The voxels' first byte: in a single file behind the header, in a pair's .img usually 0.</summary>
    private static long StartOf(NiftiFields fields, string path)
    {
        var least = fields.Pair ? 0 : fields.HeaderLength + 4;
        if (fields.VoxOffset == 0)
            return least;
        if (!(fields.VoxOffset >= least && fields.VoxOffset <= long.MaxValue / 4))
            throw Damaged(path, string.Create(CultureInfo.InvariantCulture, $"its voxels to start at byte {fields.VoxOffset}"));
        return (long)fields.VoxOffset;
    }

    /// <summary>Seconds, only where the header states a unit of time, for bare numbers are often not times at all.</summary>
    private static IReadOnlyList<double>? TimesOf(NiftiFields fields, long[] lengths, IReadOnlyList<double>? stored)
    {
        if (lengths.Length <= TimeAxis || lengths[TimeAxis] < 2 || lengths.Skip(TimeAxis + 1).Any(length => length > 1))
            return null;
        if (stored?.Count == lengths[TimeAxis])
            return stored;
        var seconds = (fields.Units & 0x38) switch { 8 => 1.0, 16 => 1e-3, 24 => 1e-6, _ => 0 };
        var step = seconds * fields.PixDim[TimeAxis + 1];
        return step > 0 && double.IsFinite(step) ? [.. Enumerable.Range(0, (int)lengths[TimeAxis]).Select(i => i * step)] : null;
    }

    private static DataException Damaged(string path, string claim) =>
        new(path, $"has a header that claims {claim}", "The file is damaged: export or copy it again");
}
