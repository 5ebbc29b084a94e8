using System.Globalization;
using System.Text;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>A NRRD header as ITK and 3D Slicer read it: LPS, volumes along a slowest axis of kind list.</summary>
internal static class NrrdHeaderWriter
{
    /// <param name="image">What follows the header.</param>
    /// <param name="type">NRRD's name of the voxel type.</param>
    /// <param name="dataFile">Where the voxels are, if not behind the header.</param>
    public static byte[] Header(ImageToWrite image, string type, string? dataFile)
    {
        var (size, several) = (image.Size, image.Count > 1);
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line("NRRD0005");
        Line($"type: {type}");
        Line($"dimension: {(several ? 4 : 3)}");
        if (image.Geometry.SpacingKnown)
            Line("space: left-posterior-superior");
        Line(string.Create(CultureInfo.InvariantCulture, $"sizes: {size.X} {size.Y} {size.Z}{(several ? $" {image.Count}" : "")}"));
        if (image.Geometry.SpacingKnown)
            Line($"space directions: {Directions(image.Geometry)}{(several ? " none" : "")}");
        Line($"kinds: domain domain domain{(several ? " list" : "")}");
        Line("endian: little");
        Line("encoding: gzip");
        if (image.Geometry.SpacingKnown)
        {
            Line("space units: \"mm\" \"mm\" \"mm\"");
            Line($"space origin: ({HeaderText.Text(image.Geometry.Origin, ",")})");
        }
        foreach (var (key, value) in image.Pairs.Concat(NrrdPairs.Of(image)))
            Line($"{key}:={value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}");
        if (dataFile is not null)
            Line($"data file: {dataFile}");
        Line("");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Directions(Geometry geometry)
    {
        var affine = Affine.Of(geometry);
        return string.Join(" ", Enumerable.Range(0, 3).Select(axis => $"({HeaderText.Text(affine[axis], ",")})"));
    }
}
