using System.Globalization;
using Seno.Imaging;

namespace Seno.Studies.Reports;

/// <summary>One plane through a volume in LPS: which axes run across and down the picture, and whether down is reversed.</summary>
internal sealed record SlicePlane(string Name, int Across, int Down, bool Upward, string Letters)
{
    private int Through => 3 - Across - Down;

    /// <returns>Three planes; one for a single slice. Without a place in the patient they are named by the grid's axes.</returns>
    public static IReadOnlyList<SlicePlane> Of(Size3 size, bool placed)
    {
        SlicePlane[] planes = placed
            ? [new("axial", 0, 1, Upward: false, "RLAP"), new("coronal", 0, 2, Upward: true, "RLSI"), new("sagittal", 1, 2, Upward: true, "APSI")]
            : [new("x–y plane", 0, 1, Upward: false, ""), new("x–z plane", 0, 2, Upward: false, ""), new("y–z plane", 1, 2, Upward: false, "")];
        var flat = planes.Where(plane => size[plane.Through] == 1).ToArray();
        return flat.Length > 0 ? flat[..1] : planes;
    }

    public int Columns(Size3 size) => size[Across];

    /// <returns>In mm, or px where the spacing is unknown.</returns>
    public (double Width, double Height) Extent(Geometry geometry) =>
        (geometry.Size[Across] * geometry.Spacing[Across], geometry.Size[Down] * geometry.Spacing[Down]);

    public (int Width, int Height) Pixels(Geometry geometry, double scale)
    {
        var (width, height) = Extent(geometry);
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>The voxel whose slices are shown: the middle; of a label map, along each axis, where most is labelled.</summary>
    public static Size3 Focus(Volume<float> image, bool labels)
    {
        var size = image.Size;
        var counts = new[] { new int[size.X], new int[size.Y], new int[size.Z] };
        for (var i = 0; labels && i < image.Array.Length; i++)
        {
            if (image.Array[i] == 0)
                continue;
            counts[0][i % size.X]++;
            counts[1][i / size.X % size.Y]++;
            counts[2][i / size.X / size.Y]++;
        }
        int Fullest(int axis) => counts[axis].Max() > 0 ? Array.IndexOf(counts[axis], counts[axis].Max()) : size[axis] / 2;
        return new(Fullest(0), Fullest(1), Fullest(2));
    }

    /// <returns>The slice through <paramref name="focus"/>, row by row from the top of the picture.</returns>
    public float[] Take(Volume<float> image, Size3 focus)
    {
        var size = image.Size;
        var values = new float[size[Across] * size[Down]];
        Span<int> index = [0, 0, 0];
        index[Through] = focus[Through];
        for (var row = 0; row < size[Down]; row++)
        {
            index[Down] = Upward ? size[Down] - 1 - row : row;
            for (index[Across] = 0; index[Across] < size[Across]; index[Across]++)
                values[row * size[Across] + index[Across]] = image[index[0], index[1], index[2]];
        }
        return values;
    }

    /// <returns>Which slice of how many, and where it lies.</returns>
    public string Place(Geometry geometry, Size3 focus)
    {
        var index = focus[Through];
        if (geometry.Size[Through] == 1)
            return "the only slice";
        var text = string.Create(CultureInfo.InvariantCulture, $"slice {index} of 0 to {geometry.Size[Through] - 1}");
        if (!geometry.SpacingKnown)
            return text;
        var position = (geometry.Origin + index * geometry.Spacing[Through] * geometry.Direction[Through])[Through];
        var side = Math.Abs(position) < 0.05 ? "" : " " + (position > 0 ? "LPS" : "RAI")[Through];
        return text + string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(position):0.#} mm{side}");
    }
}
