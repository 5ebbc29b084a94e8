using System.Text.Json;

namespace Seno.Imaging.Formats.Raster;

/// <summary>The JSON that tifffile leaves in a TIFF's description: {"shape": [2, 8, 32, 32], "axes": "TZYX"}, slowest axis first.</summary>
internal static class ShapedDescription
{
    /// <summary>Without "axes" the axis next to the page is z and the others count volumes, as in a NumPy array.</summary>
    /// <returns>Null where the shape is not the pages' (a later edit).</returns>
    public static PageAxes? Read(string description, TiffPage page, int pages)
    {
        try
        {
            using var json = JsonDocument.Parse(description);
            var shape = json.RootElement.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
            var named = json.RootElement.TryGetProperty("axes", out var axes) && axes.GetString()?.Length == shape.Length;
            var leading = shape.Length - AxesOf(page, shape);
            if (leading < 0 || shape[..leading].Aggregate(1.0, (product, length) => product * length) != pages)
                return null;
            var letters = named ? axes.GetString()![..leading].ToUpperInvariant() : Unnamed(leading);
            return PageAxes.Along(new([.. letters.Reverse()]), [.. shape[..leading].Reverse()]);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <returns>How many axes at the end of a shape lie within a page; more than there are where they do not fit it.</returns>
    private static int AxesOf(TiffPage page, int[] shape) => shape switch
    {
        [.., var height, var width, var samples] when page.Samples > 1
            && (height, width, samples) == (page.Height, page.Width, page.Samples) => 3,
        [.., var samples, var height, var width] when page.Samples > 1
            && (height, width, samples) == (page.Height, page.Width, page.Samples) => 3,
        [.., var height, var width] when page.Samples == 1 && (height, width) == (page.Height, page.Width) => 2,
        _ => shape.Length + 1,
    };

    private static string Unnamed(int count) => count == 0 ? "" : new string('Q', count - 1) + "Z";
}
