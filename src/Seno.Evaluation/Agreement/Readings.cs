using System.Globalization;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Evaluation.Agreement;

/// <summary>One case as several readers drew it, all on one grid.</summary>
/// <param name="Case">Plain case id.</param>
/// <param name="Group">Patient, or what else must be resampled together.</param>
/// <param name="Readers">Their names.</param>
/// <param name="Masks">Their label maps, in the readers' order.</param>
public sealed record Readings(string Case, string Group, IReadOnlyList<string> Readers, IReadOnlyList<Volume<byte>> Masks)
{
    private const double Tolerance = 1e-3;

    /// <value>Not 0 where a reader did not annotate, and where all masks are background therefore; null where all readers annotated
    /// everything.</value>
    public Volume<byte>? LeftOut { get; init; }

    public Geometry Geometry => Masks[0].Geometry;

    /// <param name="id">Of the case.</param>
    /// <param name="group">Of the case.</param>
    /// <param name="files">A label map a reader.</param>
    /// <exception cref="DataException">A file is unreadable, or lies on another grid than the first: both are named.</exception>
    public static Readings Read(string id, string group, IReadOnlyList<(string Reader, string File)> files)
    {
        var masks = files.Select(file => ImageFile.ReadLabels(file.File)).ToArray();
        for (var i = 1; i < masks.Length; i++)
        {
            if (!SameGrid(masks[0].Geometry, masks[i].Geometry))
                throw new DataException($"case {id}", $"'{files[0].Reader}' drew on {Described(masks[0].Geometry)} ({files[0].File}), '{files[i].Reader}' on {Described(masks[i].Geometry)} ({files[i].File})", "Resample one of them to the other's grid, or leave that reader out with --readers");
        }
        return new(id, group, [.. files.Select(file => file.Reader)], masks);
    }

    /// <summary>The masks of all readers but some.</summary>
    public IReadOnlyList<Volume<byte>> Without(params int[] readers) => [.. Masks.Where((_, i) => !readers.Contains(i))];

    /// <returns>Whether two grids lie alike, but for a tenth of a voxel over the whole grid: files round their numbers.</returns>
    internal static bool SameGrid(Geometry a, Geometry b)
    {
        if (a.Size != b.Size || a.SpacingKnown != b.SpacingKnown)
            return false;
        if (!a.SpacingKnown)
            return true;
        for (var axis = 0; axis < 3; axis++)
        {
            var flat = axis == 2 && a.Dimensions == 2;
            if (!flat && Math.Abs(a.Spacing[axis] - b.Spacing[axis]) * a.Size[axis] > 0.1 * a.Spacing[axis])
                return false;
            if (Math.Abs(a.Origin[axis] - b.Origin[axis]) > 0.1 * a.Spacing[axis] || (a.Direction[axis] + -1 * b.Direction[axis]).Length > Tolerance)
                return false;
        }
        return true;
    }

    private static string Described(Geometry geometry)
    {
        static string Numbers(Vector3 vector) => string.Create(CultureInfo.InvariantCulture, $"{vector.X:0.####}, {vector.Y:0.####}, {vector.Z:0.####}");
        return geometry.SpacingKnown
            ? $"{geometry.Size} voxels of ({Numbers(geometry.Spacing)}) mm from ({Numbers(geometry.Origin)}) mm along ({Numbers(geometry.Direction.X)}; {Numbers(geometry.Direction.Y)}; {Numbers(geometry.Direction.Z)})"
            : $"{geometry.Size} pixels of unknown size";
    }
}
