namespace Seno.Imaging.Formats.Dicom.Segmentation;

/// <summary>Where the pixels of a frame fall in another grid's memory, where they fall on its voxels.</summary>
/// <param name="First">Index of the first pixel along each axis of the grid.</param>
/// <param name="Along">Steps of the index for one pixel along a row: ±1 along one axis.</param>
/// <param name="Down">Steps for one pixel down a column.</param>
internal readonly record struct PlaneOnGrid((int X, int Y, int Z) First, (int X, int Y, int Z) Along, (int X, int Y, int Z) Down)
{
    /// <summary>Part of a voxel by which positions may be off: what rounding in headers leaves.</summary>
    private const double Tolerance = 0.1;

    /// <param name="position">mm, of the first pixel.</param>
    /// <param name="row">mm from pixel to pixel along a row.</param>
    /// <param name="column">mm from pixel to pixel down a column.</param>
    /// <param name="columns">Pixels in a row.</param>
    /// <param name="rows">Pixels in a column.</param>
    /// <param name="grid">Whose voxels are asked for.</param>
    /// <returns>Null where pixels and voxels do not coincide, whatever axis of the grid they run along.</returns>
    public static PlaneOnGrid? Of(Vector3 position, Vector3 row, Vector3 column, int columns, int rows, Geometry grid)
    {
        var first = Index(position - grid.Origin, grid);
        var along = Index(row, grid);
        var down = Index(column, grid);
        var result = new PlaneOnGrid(Round(first), Round(along), Round(down));
        return IsUnit(result.Along) && IsUnit(result.Down)
            && Near(first, result.First, 1) && Near(along, result.Along, columns) && Near(down, result.Down, rows)
            ? result
            : null;
    }

    /// <returns>Where a pixel lies in the grid's memory; −1 outside it.</returns>
    public int IndexOf(int column, int row, Size3 size)
    {
        var x = First.X + column * Along.X + row * Down.X;
        var y = First.Y + column * Along.Y + row * Down.Y;
        var z = First.Z + column * Along.Z + row * Down.Z;
        return (uint)x < (uint)size.X && (uint)y < (uint)size.Y && (uint)z < (uint)size.Z ? x + size.X * (y + size.Y * z) : -1;
    }

    private static Vector3 Index(Vector3 vector, Geometry grid) => new(
        vector.Dot(grid.Direction.X) / grid.Spacing.X,
        vector.Dot(grid.Direction.Y) / grid.Spacing.Y,
        vector.Dot(grid.Direction.Z) / grid.Spacing.Z);

    private static (int X, int Y, int Z) Round(Vector3 v) => (Whole(v.X), Whole(v.Y), Whole(v.Z));

    private static int Whole(double value) => (int)Math.Clamp(Math.Round(value), -1e9, 1e9);

    private static bool IsUnit((int X, int Y, int Z) step) => Math.Abs(step.X) + Math.Abs(step.Y) + Math.Abs(step.Z) == 1;

    /// <summary>Rounded steps may not have drifted a tenth of a voxel after so many.</summary>
    private static bool Near(Vector3 exact, (int X, int Y, int Z) whole, int steps) =>
        steps * Math.Max(Math.Abs(exact.X - whole.X), Math.Max(Math.Abs(exact.Y - whole.Y), Math.Abs(exact.Z - whole.Z))) <= Tolerance;
}
