namespace Seno.Studies.Calibration;

/// <summary>Where calibration is measured and maps are fitted.</summary>
public static class CalibrationRegions
{
    /// <summary>Every voxel.</summary>
    public const string Image = "image";

    /// <summary>Within 5 mm (px) of the reference's lesions; cases without a lesion have none.</summary>
    public const string Lesion = "lesion";

    /// <summary>mm (px where the spacing is unknown), as in the metrics near the lesion.</summary>
    internal const double Reach = 5;

    public static IReadOnlyList<string> All { get; } = [Image, Lesion];
}
