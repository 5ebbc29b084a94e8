using Seno.Core;

namespace Seno.Imaging;

/// <summary>Values that are numbers: one NaN makes every mean NaN, and with it a whole normalised image, which no viewer shows.</summary>
public static class Finite
{
    /// <summary>Asked wherever intensities enter that are computed with.</summary>
    /// <param name="image">Intensities.</param>
    /// <param name="source">Named in the message: a case or file.</param>
    /// <param name="file">Named too, where the source is a case.</param>
    /// <exception cref="DataException">A voxel is NaN or infinite: how many are, and where the first is.</exception>
    public static void Require(Volume<float> image, string source, string? file = null)
    {
        if (First(image) is not { } first)
            return;
        var count = Count(image.Span);
        var size = image.Size;
        var place = FormattableString.Invariant($"({first % size.X}, {first / size.X % size.Y}, {first / size.X / size.Y})");
        var what = count == 1 ? $"voxel that is NaN or infinite, at {place}" : $"voxels that are NaN or infinite, the first at {place}";
        throw new DataException(source, FormattableString.Invariant($"has {count} {what}{(file is null ? "" : $" ({file})")}"),
            "Replace them, or leave the image out");
    }

    /// <returns>Whether every voxel is a number.</returns>
    public static bool Is(Volume<float> image) => First(image) is null;

    private static int? First(Volume<float> image)
    {
        var values = image.Array;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }
        return null;
    }

    private static long Count(ReadOnlySpan<float> values)
    {
        long count = 0;
        foreach (var value in values)
            count += float.IsFinite(value) ? 0 : 1;
        return count;
    }
}
