namespace Seno.Imaging.Formats.Dicom.Segmentation;

/// <summary>Where one frame of a SEG lies.</summary>
internal sealed record SegmentationFrame
{
    /// <value>The segment it shows; 0 in label maps.</value>
    public required int Segment { get; init; }

    public required int Columns { get; init; }

    public required int Rows { get; init; }

    /// <value>mm; null where the object has no place in the patient.</value>
    public Vector3? Position { get; init; }

    /// <value>mm from pixel to pixel along a row; zero without a place.</value>
    public Vector3 Row { get; init; }

    /// <value>mm from pixel to pixel down a column.</value>
    public Vector3 Column { get; init; }

    /// <value>Of a tile of a slide: its first pixel within the whole, from 0.</value>
    public (int X, int Y)? Tile { get; init; }

    public bool IsTile => Tile is not null;

    public Vector3 Normal => Row.Cross(Column) is { Length: > 0 } normal ? 1 / normal.Length * normal : new(0, 0, 1);

    /// <returns>Null where its pixels and the grid's voxels do not coincide.</returns>
    public PlaneOnGrid? On(Geometry grid)
    {
        if (Tile is var (x, y))
            return new((x, y, 0), (1, 0, 0), (0, 1, 0));
        if (Position is { } position)
            return PlaneOnGrid.Of(position, Row, Column, Columns, Rows, grid);
        // without a place only a picture of the same size can be meant
        return grid.Size == new Size3(Columns, Rows, 1) ? new((0, 0, 0), (1, 0, 0), (0, 1, 0)) : null;
    }
}
