using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>Reads and writes an image by its file name's ending: the one door to every format.</summary>
public static class ImageFile
{
    /// <summary>Endings that can be read, longest first.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".nii.gz", ".jpeg", ".tiff", ".nii", ".png", ".jpg", ".tif"];

    /// <returns>The ending of <paramref name="path"/> as listed in <see cref="Endings"/>, or null.</returns>
    public static string? EndingOf(string path) =>
        Endings.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Intensities in the file's own unit (rescaled where the format says so).</summary>
    /// <param name="path">The file.</param>
    /// <param name="warn">Told of what was done to the image that its owner may not expect, naming the file.</param>
    /// <exception cref="DataException">Missing, truncated, hostile or of an unknown format.</exception>
    public static Volume<float> Read(string path, Action<string>? warn = null)
    {
        Require(path);
        return EndingOf(path) is ".nii" or ".nii.gz" ? NiftiFile.Read(path) : RasterFile.Read(path, warn);
    }

    /// <summary>A label map: whole numbers 0..255.</summary>
    /// <exception cref="DataException">As <see cref="Read"/>, or a voxel that is not a whole number in 0..255.</exception>
    public static Volume<byte> ReadLabels(string path)
    {
        var image = Read(path);
        var labels = new Volume<byte>(image.Geometry);
        for (var i = 0; i < image.Array.Length; i++)
        {
            var value = image.Array[i];
            if (!(value >= 0 && value <= 255 && value == MathF.Floor(value)))
                throw new DataException(path, FormattableString.Invariant($"holds {value} where a label (a whole number from 0 to 255) is expected"), "Export the label map as integers");
            labels.Array[i] = (byte)value;
        }
        return labels;
    }

    /// <summary>Writes float intensities: NIfTI as float32, PNG and JPEG rounded and clipped to 0..255, TIFF as float32.</summary>
    public static void Write(string path, Volume<float> image)
    {
        if (EndingOf(path) is ".nii" or ".nii.gz")
            NiftiFile.Write(path, image);
        else
            RasterFile.Write(path, image);
    }

    /// <summary>Writes a label map as 8-bit integers; geometry is kept where the format has room for it.</summary>
    public static void Write(string path, Volume<byte> labels)
    {
        if (EndingOf(path) is ".nii" or ".nii.gz")
            NiftiFile.Write(path, labels);
        else
            RasterFile.Write(path, labels);
    }

    private static void Require(string path)
    {
        if (!File.Exists(path))
            throw new DataException(path, "does not exist", "Check the path");
        if (EndingOf(path) is null)
            throw new DataException(path, "has no ending of a known image format", $"Known: {string.Join(" ", Endings)}");
    }
}
