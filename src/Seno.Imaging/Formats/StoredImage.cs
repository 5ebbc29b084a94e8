using System.Globalization;
using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Formats;

/// <summary>What a format's reader found in a header, checked; the voxels are still in the file.</summary>
internal sealed record StoredImage
{
    public required string Path { get; init; }

    public required string Format { get; init; }

    /// <value>Where the elements lie; null for text, which <see cref="Text"/> then reads.</value>
    public required DataBlock? Data { get; init; }

    public required FileLayout Layout { get; init; }

    public required VoxelType Type { get; init; }

    /// <value>A name other than that of <see cref="Type"/>: rgb24, complex64.</value>
    public string? TypeName { get; init; }

    public bool BigEndian { get; init; }

    public double Slope { get; init; } = 1;

    public double Intercept { get; init; }

    /// <value>Null where the spacing is unknown.</value>
    public required Affine? Affine { get; init; }

    public IReadOnlyList<double>? Times { get; init; }

    /// <value>What the fastest of the axes that are not the grid's counts; null where that has no names.</value>
    public ComponentSet? Components { get; init; }

    public IReadOnlyDictionary<byte, string> LabelNames { get; init; } = new Dictionary<byte, string>();

    /// <value>As <see cref="ImageContent.LayerNames"/>.</value>
    public IReadOnlyList<IReadOnlyDictionary<byte, string>> LayerNames { get; init; } = [];

    public IReadOnlyList<HeaderExtension> Extensions { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; init; } = [];

    /// <value>Reads the elements where they are text.</value>
    public NextElements? Text { get; init; }

    /// <value>Whether bytes after the voxels are a sign that the header is wrong.</value>
    public bool NothingFollows { get; init; }

    /// <exception cref="DataException">Colour or complex and no component asked for; sheared; truncated.</exception>
    public ImageContent Read(ImageReadOptions options, Action<string>? warn)
    {
        if (options.Colour && Components is not { Coloured: true })
            throw new DataException(Path, $"is no colour image ({StoredAs})", "Give one file a channel, or an image in RGB");
        Components?.RequireChoice(Path, options);
        var geometry = GeometryOf(options);
        var volumes = ReadVolumes(geometry);
        Type.TellOfRounding(Path, volumes, warn);
        if (options.Unshear is not null && Affine is not { Sheared: true })
            warn?.Invoke($"{Path}: is not sheared, so --resample-sheared leaves it as it is");
        if (Affine is { Sheared: true } affine)
            volumes = Unsheared(volumes, affine, options.Unshear!.Value);
        var chosen = ComponentSet.Choose(Path, volumes, Components, options);
        return new()
        {
            Format = Format,
            Images = new(chosen.Volumes, Times?.Count == chosen.Volumes.Count && !options.Colour ? Times : null),
            StoredAs = StoredAs,
            VoxelType = chosen.Whole && Slope == 1 && Intercept == 0 ? Type : VoxelType.Float32,
            Components = chosen.Names,
            LabelNames = chosen.Number is { } layer && layer < LayerNames.Count ? LayerNames[layer] : LabelNames,
            LayerNames = chosen.Volumes.Count == LayerNames.Count ? LayerNames : [],
            Extensions = Extensions,
            Pairs = Pairs,
        };
    }

    private string StoredAs => (TypeName ?? Type.Name())
        + (Slope == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" × {Slope:G7}"))
        + (Intercept == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {(Intercept < 0 ? "−" : "+")} {Math.Abs(Intercept):G7}"));

    private Volume<float>[] ReadVolumes(Geometry geometry)
    {
        ReadGuard.RequireMemory(Path, Layout.Elements);
        if (Data is null)
            return Layout.Read(Text!, geometry);
        using var stream = Data.Open(Layout.Elements);
        var volumes = Layout.Read(new VoxelReader(stream, Type, BigEndian, Slope, Intercept).Read, geometry);
        if ((Data.Compression != Compression.None || NothingFollows) && !DataBlock.AtEnd(stream) && NothingFollows)
            throw new DataException(Data.Path, $"holds more than the {Data.Bytes} bytes that its header's sizes make", "Correct the sizes, or say how many bytes come first");
        return volumes;
    }

    private Geometry GeometryOf(ImageReadOptions options)
    {
        if (Affine is not { } affine)
            return new(Layout.Size);
        if (!affine.Regular)
            throw new DataException(Path, "has an orientation with a zero or non-finite axis", "Correct the orientation and spacing in its header");
        if (!affine.Sheared)
            return affine.ToGeometry(Layout.Size);
        if (options.Unshear is not null)
            return new(Layout.Size);
        var (a, b, cosine) = affine.Shear;
        throw new DataException(
            Path,
            string.Create(CultureInfo.InvariantCulture, $"is sheared: its axes {"xyz"[a]} and {"xyz"[b]} meet at {Math.Acos(Math.Clamp(cosine, -1, 1)) * 180 / Math.PI:0.###}° (cosine {cosine:0.####}) where a grid needs 90°"),
            "Resample it: seno convert --resample-sheared");
    }

    private Volume<float>[] Unsheared(Volume<float>[] volumes, Affine affine, Interpolation interpolation)
    {
        try
        {
            return [.. volumes.Select(volume => Unshear.To(volume, affine, interpolation))];
        }
        catch (ArgumentException failure)
        {
            throw new DataException(Path, $"is sheared so that it cannot be resampled ({failure.Message})", "Correct the orientation in its header", failure);
        }
    }
}
