using System.Text.Json;

namespace Seno.Imaging.Formats.Raster;

/// <summary>The JSON that tifffile leaves in a TIFF's description: {"shape": [2, 8, 32, 32], "axes": "TZYX"}, slowest axis first.</summary>
internal static class ShapedDescription
{
    /// <summary>Without "axes" the axis next to the page is z and the others count volumes, as in a NumPy array.</summary>
    /// <returns>Null where the shape is not the pages' (a later edit).</returns>
    /// <exception cref="Core.DataException">The axes stated do not make the pages.</exception>
    public static PageAxes? Read(string path, string description, int pages)
    {
        try
        {
            using var json = JsonDocument.Parse(description);
            var shape = json.RootElement.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
            var named = json.RootElement.TryGetProperty("axes", out var axes) && axes.GetString()?.Length == shape.Length;
            var (leading, product) = (0, 1L);
            while (leading < shape.Length && (product < pages || shape[leading] == 1) && shape[leading] > 0)
                product *= shape[leading++];
            if (product != pages)
                return null;
            var letters = named ? axes.GetString()![..leading].ToUpperInvariant() : Unnamed(leading);
            return PageAxes.Along(new([.. letters.Reverse()]), [.. shape[..leading].Reverse()]);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static string Unnamed(int count) => count == 0 ? "" : new string('Q', count - 1) + "Z";
}
