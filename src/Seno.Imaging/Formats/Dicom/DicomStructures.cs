using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Structures;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>A DICOM RTSTRUCT: regions drawn as contours, slice by slice.</summary>
public sealed class DicomStructures
{
    /// <summary>Part of a slice's distance by which a contour may lie beside it.</summary>
    private const double OffSlice = 0.25;

    private readonly StructureReferences references;

    private DicomStructures(string path, IReadOnlyList<DicomRegion> regions, StructureReferences references)
    {
        Path = path;
        Regions = regions;
        this.references = references;
    }

    public string Path { get; }

    public IReadOnlyList<DicomRegion> Regions { get; }

    /// <value>Series it says it was drawn on.</value>
    public IReadOnlyList<string> SourceSeriesUids => references.Series;

    /// <exception cref="DataException">No RTSTRUCT, or damaged.</exception>
    public static DicomStructures Read(string path) => DicomGuard.Run(path, () =>
    {
        var file = DicomFile.Open(path);
        if (ObjectKinds.Of(file) != ObjectKind.Structures)
            throw new DataException(path, "is no DICOM structure set (RTSTRUCT)", "Give the RTSTRUCT object; images and segmentations are read as such");
        return new DicomStructures(path, StructureReader.Regions(file.DataSet), StructureReferences.Of(file.DataSet));
    });

    /// <summary>Writes the outlines of a label map, along the edges of its voxels, with references to the source.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">On the source's grid; labels that no region has are left out.</param>
    /// <param name="regions">Number, name and how it was made; their codes have no place in an RTSTRUCT.</param>
    /// <param name="source">The image it belongs to.</param>
    /// <param name="description">Of the new series, at most 64 characters.</param>
    /// <exception cref="ArgumentException">Another size than the source.</exception>
    /// <exception cref="DataException">The source has no place in the patient.</exception>
    public static void Write(string path, Volume<byte> labels, IReadOnlyList<DicomSegment> regions, DicomSeries source, string description = "Contours by Seno") =>
        StructureWriter.Write(path, labels, regions, source, description);

    /// <summary>The mask of one region on an image it was drawn on.</summary>
    /// <exception cref="DataException">
    /// The image is not the one it refers to; or as <see cref="Mask(int, Geometry, Action{string})"/>.
    /// </exception>
    public Volume<byte> Mask(int region, DicomSeries image, Action<string>? warn = null)
    {
        references.Require(image, Path);
        return Mask(region, image.Geometry, warn);
    }

    /// <summary>Every voxel's region number on the image it was drawn on, 0 for none.</summary>
    /// <exception cref="DataException">
    /// The image is not the one it refers to; or as <see cref="LabelMap(Geometry, Action{string})"/>.
    /// </exception>
    public Volume<byte> LabelMap(DicomSeries image, Action<string>? warn = null)
    {
        references.Require(image, Path);
        return LabelMap(image.Geometry, warn);
    }

    /// <summary>The mask of one region: voxels whose centres its contours enclose.</summary>
    /// <remarks>
    /// Contours across each other are united, one within another is a hole, the same one stored twice is one; contours of the type
    /// CLOSEDPLANAR_XOR combine by exclusive or. Contours beyond the grid are left out.
    /// </remarks>
    /// <param name="region">Its number.</param>
    /// <param name="grid">LPS+, with known spacing.</param>
    /// <param name="warn">Told of contours doubled, overlapping, or left out.</param>
    /// <exception cref="ArgumentException">No such region, or a grid without spacing.</exception>
    /// <exception cref="DataException">Contours that do not lie on the grid's slices, or all beyond it.</exception>
    public Volume<byte> Mask(int region, Geometry grid, Action<string>? warn = null)
    {
        var drawn = Regions.FirstOrDefault(one => one.Number == region) ?? throw new ArgumentException($"there is no region {region}", nameof(region));
        if (!grid.SpacingKnown)
            throw new ArgumentException("a grid without spacing has no place for contours", nameof(grid));
        var mask = new Volume<byte>(grid);
        var plane = grid.Size.X * grid.Size.Y;
        var slices = new SortedDictionary<int, SliceContours>();
        var outside = 0;
        foreach (var contour in drawn.Contours)
        {
            if (Project(contour, grid, drawn) is var (slice, polygon))
                (slices.TryGetValue(slice, out var on) ? on : slices[slice] = new()).Add(polygon);
            else
                outside++;
        }
        foreach (var (slice, contours) in slices)
            contours.Fill(mask.Array.AsSpan(slice * plane, plane), grid.Size.X, grid.Size.Y, drawn.ExclusiveOr);
        outside += slices.Values.Sum(contours => contours.Outside);
        if (outside > 0 && outside == drawn.Contours.Count)
            throw new DataException(
                Path,
                $"has all contours of region {drawn.Number} '{drawn.Name}' outside the image",
                "Give the image it was drawn on");
        Warn(warn, drawn, outside, "outside the image: left out");
        Warn(
            warn,
            drawn,
            slices.Values.Sum(contours => contours.Doubled),
            drawn.ExclusiveOr ? "stored twice: by their type, CLOSEDPLANAR_XOR, they cancel each other" : "stored twice: taken once");
        Warn(warn, drawn, slices.Values.Sum(contours => contours.Overlapping), "across another one on their slice: united");
        return mask;
    }

    /// <summary>Every voxel's region number, 0 for none.</summary>
    /// <exception cref="DataException">
    /// As <see cref="Mask(int, Geometry, Action{string})"/>; regions overlap; a number outside 1..255.
    /// </exception>
    public Volume<byte> LabelMap(Geometry grid, Action<string>? warn = null)
    {
        var labels = new Volume<byte>(grid);
        foreach (var region in Regions.Where(region => region.Contours.Count > 0))
        {
            if (region.Number is < 1 or > byte.MaxValue)
                throw new DataException(
                    Path,
                    $"has a region number {region.Number}, which no label map of Seno can hold",
                    "Read the regions one by one with --component NUMBER");
            var mask = Mask(region.Number, grid, warn);
            for (var i = 0; i < mask.Array.Length; i++)
            {
                if (mask.Array[i] == 0)
                    continue;
                if (labels.Array[i] != 0)
                    throw new DataException(
                        Path,
                        $"has overlapping regions ({labels.Array[i]} and {region.Number}), which one label map cannot hold",
                        "Read the regions one by one with --component NUMBER");
                labels.Array[i] = (byte)region.Number;
            }
        }
        return labels;
    }

    private void Warn(Action<string>? warn, DicomRegion region, int count, string what)
    {
        if (count > 0)
            warn?.Invoke($"{Path}: region {region.Number} '{region.Name}' has {count} contour{(count == 1 ? "" : "s")} {what}");
    }

    /// <returns>The slice a contour lies on, and its corners in pixels; null where it lies beyond the first or the last slice.</returns>
    private (int Slice, (double X, double Y)[] Polygon)? Project(IReadOnlyList<Vector3> contour, Geometry grid, DicomRegion region)
    {
        var polygon = new (double X, double Y)[contour.Count];
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < contour.Count; i++)
        {
            var offset = contour[i] - grid.Origin;
            polygon[i] = (offset.Dot(grid.Direction.X) / grid.Spacing.X, offset.Dot(grid.Direction.Y) / grid.Spacing.Y);
            var z = offset.Dot(grid.Direction.Z) / grid.Spacing.Z;
            (low, high) = (Math.Min(low, z), Math.Max(high, z));
        }
        var slice = Math.Round((low + high) / 2);
        if (high < -0.5 || low > grid.Size.Z - 0.5)
            return null;
        return low >= slice - OffSlice && high <= slice + OffSlice
            ? ((int)slice, polygon)
            : throw new DataException(
                Path,
                $"has a contour of region {region.Number} '{region.Name}' that does not lie on a slice of the image",
                "Give the image it was drawn on");
    }
}
