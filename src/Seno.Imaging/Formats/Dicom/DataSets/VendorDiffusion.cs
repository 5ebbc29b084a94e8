namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>The b-value where vendors put it who leave the standard's attribute out.</summary>
internal static class VendorDiffusion
{
    public const uint Philips = 0x20011003;

    /// <summary>Siemens (0019,100C), Philips (2001,1003), GE (0043,1039): the attribute, and its group's private creator.</summary>
    private static readonly (uint Tag, uint Owner, string Creator)[] Places =
    [
        (0x0019100C, 0x00190010, "SIEMENS MR HEADER"),
        (Philips, 0x20010010, "Philips Imaging DD 001"),
        (0x00431039, 0x00430010, "GEMS_PARM_01"),
    ];

    /// <summary>GE adds it to the number of slices' directions so.</summary>
    private const double GeOffset = 1e9;

    /// <returns>s/mm²; null where no vendor states it.</returns>
    public static double? Of(DicomDataSet data)
    {
        foreach (var (tag, owner, creator) in Places)
        {
            if (data.Text(owner) == creator && data.NumberIfAny(tag) is { } value)
                return value >= GeOffset ? value % GeOffset : value;
        }
        return null;
    }
}
