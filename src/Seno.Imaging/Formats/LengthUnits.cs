namespace Seno.Imaging.Formats;

/// <summary>The names that files give to units of length.</summary>
internal static class LengthUnits
{
    /// <returns>mm per unit; null where the name is none of a length.</returns>
    public static double? Millimetres(string? unit) => unit?.Trim().ToLowerInvariant() switch
    {
        "nm" or "nanometer" or "nanometers" => 1e-6,
        "um" or "µm" or "μm" or @"\u00b5m" or "micron" or "microns" or "micrometer" or "micrometers" => 1e-3,
        "mm" or "millimeter" or "millimeters" or "millimetre" or "millimetres" => 1,
        "cm" or "centimeter" or "centimeters" => 10,
        "in" or "inch" or "inches" or "\"" => 25.4,
        "m" or "meter" or "meters" => 1000,
        _ => null,
    };
}
