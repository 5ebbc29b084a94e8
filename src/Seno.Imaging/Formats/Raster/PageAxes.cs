using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>Which page is which slice of which volume, and what the file says of distances, times and units of intensity.</summary>
internal sealed record PageAxes
{
    public static PageAxes Single { get; } = new() { Slices = 1, Order = [0] };

    public required int Slices { get; init; }

    /// <value>A page for every slice of the first volume, then of the second, and so on.</value>
    public required IReadOnlyList<int> Order { get; init; }

    public int Volumes => Order.Count / Slices;

    /// <value>mm; null where a distance or its unit is not stated.</value>
    public Vector3? Spacing { get; init; }

    /// <value>Seconds between volumes; null where not stated, or where the volumes are no phases.</value>
    public double? TimeStep { get; init; }

    /// <value>Intensity = slope · stored + intercept.</value>
    public (double Slope, double Intercept) Scale { get; init; } = (1, 0);

    /// <summary>By what the first page's description states (ImageJ, OME, tifffile's shape); pages of which nothing is stated are
    /// slices.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pages">Without smaller copies, all of one size and type.</param>
    /// <param name="warn">Told of what is assumed.</param>
    /// <exception cref="DataException">What is stated does not fit the pages.</exception>
    public static PageAxes Of(string path, IReadOnlyList<TiffPage> pages, Action<string>? warn)
    {
        var description = pages[0].Description;
        if (description.StartsWith("ImageJ=", StringComparison.Ordinal))
            return ImageJDescription.Read(path, description, pages, warn);
        if (description.Contains("<OME", StringComparison.Ordinal))
            return OmeDescription.Read(path, description, pages);
        if (description.StartsWith("{\"", StringComparison.Ordinal) && description.Contains("\"shape\"", StringComparison.Ordinal))
            return ShapedDescription.Read(description, pages[0], pages.Count) ?? Stack(pages.Count);
        return Stack(pages.Count);
    }

    /// <summary>Planes that are counted along named axes. Whatever their order, volumes are numbered with components first and times
    /// last.</summary>
    /// <param name="fastestFirst">Letters of axes: Z slices, T times, C and others components.</param>
    /// <param name="lengths">Of each.</param>
    public static PageAxes Along(string fastestFirst, IReadOnlyList<int> lengths)
    {
        var z = fastestFirst.IndexOf('Z', StringComparison.Ordinal);
        var slices = z < 0 ? 1 : lengths[z];
        var steps = VolumeSteps(fastestFirst, lengths);
        var order = new int[lengths.Aggregate(1, (product, length) => product * length)];
        for (var page = 0; page < order.Length; page++)
        {
            var (rest, slice, volume) = (page, 0, 0);
            for (var axis = 0; axis < lengths.Count; axis++)
            {
                var index = rest % lengths[axis];
                rest /= lengths[axis];
                slice += axis == z ? index : 0;
                volume += steps[axis] * index;
            }
            order[volume * slices + slice] = page;
        }
        return new() { Slices = slices, Order = order };
    }

    /// <returns>How many volumes lie between neighbours along each axis; 0 along z.</returns>
    private static int[] VolumeSteps(string axes, IReadOnlyList<int> lengths)
    {
        var steps = new int[axes.Length];
        var step = 1;
        foreach (var axis in Enumerable.Range(0, axes.Length).Where(axis => axes[axis] != 'Z').OrderBy(axis => axes[axis] switch { 'C' => 0, 'T' => 2, _ => 1 }))
        {
            steps[axis] = step;
            step *= lengths[axis];
        }
        return steps;
    }

    /// <returns>What a file states that does not fit its pages.</returns>
    public static DataException Mismatch(string path, string stated, int pages) => new(
        path,
        string.Create(CultureInfo.InvariantCulture, $"states {stated} where it has {pages} {(pages == 1 ? "page" : "pages")}"),
        "Save it again with one page a plane; ImageJ writes stacks of more than 4 GB as one page, which .nii or .nrrd hold better");

    private static PageAxes Stack(int pages) => new() { Slices = pages, Order = [.. Enumerable.Range(0, pages)] };
}
