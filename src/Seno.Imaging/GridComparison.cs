using System.Globalization;
using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging;

/// <summary>
/// Whether two images lie on one grid, voxel on voxel: the one answer for channels, label maps, readers, predictions and probability maps.
/// </summary>
/// <remarks>
/// An image that does not say where it lies is taken to lie where one of its size does (a PNG; a header without spacing), or one of its
/// size and spacing (a TIFF with spacing; a DICOM picture without a place).
/// </remarks>
public static class GridComparison
{
    /// <summary>
    /// How far a corner may lie from its own place, as a share of the finest spacing: headers in single precision, and rounded ones, leave
    /// that much.
    /// </summary>
    public const double Tolerance = 0.05;

    /// <returns>True where sizes agree, and places too as far as both are known.</returns>
    public static bool Same(Geometry one, Geometry other) =>
        one.Size == other.Size && (!one.SpacingKnown || !other.SpacingKnown
            || (one.PlaceKnown && other.PlaceKnown ? Coincide(one, other) : SameSpacing(one, other)));

    /// <returns>True for grids that are not the same, but hold the same voxels in another order: axes exchanged or reversed.</returns>
    public static bool Reordered(Geometry one, Geometry other) =>
        !Same(one, other) && Reorient.Grid(one, other) is { } turned && Coincide(turned, other);

    /// <returns>"has another spacing, 1 × 1 × 2 mm instead of 1 × 1 × 1 mm", said of the first; null for the same grid.</returns>
    public static string? Difference(Geometry one, Geometry other)
    {
        if (Same(one, other))
            return null;
        if (Reordered(one, other))
            return $"differs only by the order of its axes {Codes(one, other)}";
        if (one.Size != other.Size)
            return $"is {one.Size}, another size ({other.Size})";
        if (!SameSpacing(one, other))
            return $"has another spacing, {Numbers(one.Spacing, " × ")} mm instead of {Numbers(other.Spacing, " × ")} mm";
        if (Enumerable.Range(0, 3).Any(axis => Apart(
            one,
            other,
            axis,
            (one.Direction[axis] - other.Direction[axis]).Length * one.Spacing[axis])))
            return $"has another direction, {Directions(one)} instead of {Directions(other)}";
        return $"has another origin, ({Numbers(one.Origin, ", ")}) mm instead of ({Numbers(other.Origin, ", ")}) mm";
    }

    /// <summary>
    /// The image on the other grid: as it is where both are the same, in the grid's order where that is all that differs and it is asked
    /// for.
    /// </summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="grid">Where it has to lie.</param>
    /// <param name="reorient">Turn the image to the grid's order of axes, without interpolation.</param>
    /// <param name="source">Named in the message: a file, or a case.</param>
    /// <param name="what">
    /// What the image is, and what lies on the grid: "reference (labelsTr/a.nii)", "its image (imagesTr/a_0000.nii)".
    /// </param>
    /// <exception cref="DataException">Another grid.</exception>
    public static Volume<T> Require<T>(Volume<T> image, Geometry grid, bool reorient, string source, (string Image, string Grid) what)
        where T : unmanaged
    {
        if (Same(image.Geometry, grid))
            return image.Geometry == grid ? image : image.With(grid);
        if (Reordered(image.Geometry, grid))
        {
            return reorient
                ? Reorient.Like(image, grid).With(grid)
                : throw new DataException(
                    source,
                    $"{what.Image} differs from {what.Grid} only by the order of its axes {Codes(image.Geometry, grid)}",
                    "Repeat with --reorient, which turns it without interpolation, or turn the file with 'seno convert --orient'");
        }
        throw image.Size != grid.Size
            ? new DataException(
                source,
                $"{what.Image} is {image.Size} but {what.Grid} is {grid.Size}: {Described(image.Geometry)} against {Described(grid)}",
                "Use the map that belongs to this image, or resample one of them to the other's grid")
            : new DataException(
                source,
                $"{what.Image} and {what.Grid} lie on different grids: {Described(image.Geometry)} against {Described(grid)}",
                "Resample one of them to the other's grid, or correct the wrong header");
    }

    private static string Codes(Geometry one, Geometry other) => $"({AxisCodes.Of(one)} against {AxisCodes.Of(other)})";

    private static bool Coincide(Geometry one, Geometry other)
    {
        if (one.Size != other.Size)
            return false;
        var (a, b, allowed) = (Affine.Of(one), Affine.Of(other), Allowed(other));
        var corners = Enumerable.Range(0, 8).Select(corner => Corner(one.Size, corner));
        return corners.All(corner => (a.At(corner) - b.At(corner)).Length <= allowed)
            && !Enumerable.Range(0, 3).Any(axis => one.Size[axis] == 1 && Apart(
                one,
                other,
                axis,
                Math.Abs(one.Spacing[axis] - other.Spacing[axis])));
    }

    private static bool SameSpacing(Geometry one, Geometry other) =>
        !Enumerable.Range(0, 3).Any(axis => Apart(one, other, axis, Math.Abs(one.Spacing[axis] - other.Spacing[axis])));

    /// <summary>
    /// Whether a difference a voxel adds up to another place at the axis' end. How thick the slice of a 2-D image is does not matter.
    /// </summary>
    private static bool Apart(Geometry one, Geometry other, int axis, double perVoxel) =>
        !(axis == 2 && one.Dimensions == 2) && perVoxel * Math.Max(1, one.Size[axis] - 1) > Allowed(other);

    private static Vector3 Corner(Size3 size, int corner) => new(
        (corner & 1) * (size.X - 1),
        (corner >> 1 & 1) * (size.Y - 1),
        (corner >> 2) * (size.Z - 1));

    private static double Allowed(Geometry grid)
    {
        var spacing = grid.Spacing;
        return Tolerance * Math.Min(spacing.X, grid.Dimensions == 2 ? spacing.Y : Math.Min(spacing.Y, spacing.Z));
    }

    private static string Described(Geometry grid)
    {
        if (!grid.SpacingKnown)
            return $"{grid.Size} px";
        var turned = grid.Direction == Direction.Identity ? "" : $", axes {Directions(grid)}";
        return $"{grid.Size} of ({Numbers(grid.Spacing, ", ")}) mm from ({Numbers(grid.Origin, ", ")}){turned}";
    }

    private static string Directions(Geometry grid) => string.Join(
        " ",
        Enumerable.Range(0, 3).Select(axis => $"({Numbers(grid.Direction[axis], ", ")})"));

    private static string Numbers(Vector3 vector, string between)
    {
        static string Text(double value) => (Math.Abs(value) < 5e-5 ? 0 : value).ToString("0.####", CultureInfo.InvariantCulture);
        return string.Join(between, [Text(vector.X), Text(vector.Y), Text(vector.Z)]);
    }
}
