using Seno.Core;
using Seno.Imaging.Formats.Nifti;

namespace Seno.Imaging.Formats;

/// <summary>Reads and writes an image by its file name's ending: the one door to every format of <see cref="ImageFormatTable"/>.</summary>
public static class ImageFile
{
    /// <summary>Endings that can be read, longest first. The .img of a NIfTI pair is not among them: its .hdr stands for both.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. ImageFormatTable.All.SelectMany(format => format.Endings).OrderByDescending(ending => ending.Length)];

    /// <returns>The ending of <paramref name="path"/> as listed in <see cref="Endings"/>, or null.</returns>
    public static string? EndingOf(string path) =>
        Endings.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <returns>Whether the format of <paramref name="path"/> has room for spacing, origin and orientation.</returns>
    /// <exception cref="DataException">Of an unknown format.</exception>
    public static bool KeepsPlace(string path) => FormatOf(path, mustExist: false).KeepsPlace;

    /// <summary>Intensities in the file's own unit (rescaled where the format says so).</summary>
    /// <param name="path">The file.</param>
    /// <param name="warn">Told of what was done to the image that its owner may not expect, naming the file.</param>
    /// <exception cref="DataException">Missing, truncated, hostile, of an unknown format, or more than one volume.</exception>
    public static Volume<float> Read(string path, Action<string>? warn = null) => Only(path, ReadContent(path, null, warn));

    /// <summary>All volumes of a file: the phases of a dynamic series, the components of a vector image, or the only one.</summary>
    /// <exception cref="DataException">As <see cref="Read"/>, but for the number of volumes.</exception>
    public static VolumeSequence ReadSequence(string path, Action<string>? warn = null) => ReadContent(path, null, warn).Images;

    /// <summary>All that the file holds and says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to take from it. Default: everything.</param>
    /// <param name="warn">As for <see cref="Read"/>.</param>
    /// <exception cref="DataException">As <see cref="ReadSequence"/>, or a component that is not there.</exception>
    public static ImageContent ReadContent(string path, ImageReadOptions? options = null, Action<string>? warn = null)
    {
        var header = NiftiPair.HeaderOf(path);
        return FormatOf(header, mustExist: true).Read(header, options ?? ImageReadOptions.Default, warn);
    }

    /// <summary>Red, green and blue of one colour image, whatever it stores them as; alpha is left out.</summary>
    /// <returns>Three volumes on one grid.</returns>
    /// <exception cref="DataException">As <see cref="Read"/>, or the image has no colour.</exception>
    public static IReadOnlyList<Volume<float>> ReadColour(string path, Action<string>? warn = null)
    {
        var volumes = ReadContent(path, new() { Colour = true }, warn).Images.Volumes;
        return volumes.Count == 3
            ? volumes
            : throw new DataException(
                path,
                $"holds {volumes.Count} volumes where the three of one colour image are expected",
                "Save one colour image a file");
    }

    /// <summary>A label map as it is stored, whatever its values: of a picture with a palette the indices.</summary>
    /// <exception cref="DataException">As <see cref="Read"/>.</exception>
    public static Volume<float> ReadLabelValues(string path, Action<string>? warn = null) =>
        Only(path, ReadContent(path, new() { Labels = true }, warn));

    /// <summary>A label map: whole numbers 0..255; of a picture with a palette the indices.</summary>
    /// <exception cref="DataException">As <see cref="Read"/>, or a voxel that is not a whole number in 0..255.</exception>
    public static Volume<byte> ReadLabels(string path, Action<string>? warn = null)
    {
        var notes = new List<string>();
        var image = ReadLabelValues(path, note =>
        {
            notes.Add(note);
            warn?.Invoke(note);
        });
        var labels = new Volume<byte>(image.Geometry);
        for (var i = 0; i < image.Array.Length; i++)
        {
            var value = image.Array[i];
            if (!(value >= 0 && value <= 255 && value == MathF.Floor(value)))
                throw new DataException(
                    path,
                    FormattableString.Invariant($"holds {value} where a label (a whole number from 0 to 255) is expected"),
                    string.Join("; ", ["Export the label map as integers", .. notes]));
            labels.Array[i] = (byte)value;
        }
        return labels;
    }

    /// <summary>Writes float intensities: float32, but for PNG, JPEG and PGM, which get them rounded and clipped to 0..255.</summary>
    /// <exception cref="DataException">The format cannot hold the image, or the file cannot be written.</exception>
    public static void Write(string path, Volume<float> image) =>
        FormatOf(path, mustExist: false).Write(path, new(new ImageContent { Format = "", StoredAs = "", Images = new([image]) }) { Clip = true });

    /// <summary>Writes a label map as 8-bit integers; geometry and names are kept where the format has room for them.</summary>
    /// <exception cref="DataException">As for intensities.</exception>
    public static void Write(string path, Volume<byte> labels, IReadOnlyDictionary<byte, string>? names = null) =>
        FormatOf(path, mustExist: false).Write(path, new(labels, names));

    /// <summary>Writes several volumes as float32.</summary>
    /// <exception cref="DataException">As for intensities.</exception>
    public static void Write(string path, VolumeSequence images) =>
        Write(path, new ImageContent { Format = "", StoredAs = "", Images = images });

    /// <summary>Writes all that was read, in its own voxel type where that holds the values. Nothing is rounded or clipped.</summary>
    /// <exception cref="DataException">As for intensities, or values that the format cannot hold.</exception>
    public static void Write(string path, ImageContent content) =>
        FormatOf(path, mustExist: false).Write(path, new ImageToWrite(content));

    internal static Volume<float> Only(string path, ImageContent content) => content.Images.Volumes.Count == 1
        ? content.Images.Volumes[0]
        : throw new DataException(path, $"holds {content.Images.Volumes.Count} volumes where one is expected", "Take one out: seno convert IN OUT --component 0");

    private static ImageFormat FormatOf(string path, bool mustExist)
    {
        if (mustExist)
            RegularFile.Require(path);
        var ending = EndingOf(path) ?? throw new DataException(path, "has no ending of a known image format", $"Known: {string.Join(" ", Endings)}");
        return ImageFormatTable.All.First(format => format.Endings.Contains(ending));
    }
}
