namespace Seno.Imaging.Formats.Dicom;

/// <summary>One region of interest of an RTSTRUCT.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Contours">Closed planar polygons: points in mm, LPS+. Points and open lines are left out.</param>
public sealed record DicomRegion(int Number, string Name, IReadOnlyList<IReadOnlyList<Vector3>> Contours)
{
    /// <value>Whether its contours combine by exclusive or (CLOSEDPLANAR_XOR). Default: united, one within another being a hole.</value>
    public bool ExclusiveOr { get; init; }
}
