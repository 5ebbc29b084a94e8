using Seno.Benchmarks.Plausibility;
using Seno.Studies.Reports;

namespace Seno.Benchmarks.Phantoms;

/// <summary>Four simulated cases of each modality, with their true contours: a row each.</summary>
internal static class PhantomPicture
{
    private const int Columns = 4;

    /// <summary>Folder of a cohort, what its row is called, and the channel shown.</summary>
    private static readonly (string Folder, string Name, int Channel)[] Rows =
    [
        ("sbct", "breast CT", 0),
        ("us", "ultrasound", 0),
        ("dce", "DCE-MRI, first phase after contrast medium", 1),
        ("mammo", "mammogram", 0),
    ];

    /// <param name="folder">Holds a cohort a modality.</param>
    /// <param name="picture">PNG to write.</param>
    public static int Run(string folder, string picture)
    {
        ContactSheet.Write(picture, [.. Rows.SelectMany(row => PhantomsAgainstReal.Shown(Path.Combine(folder, row.Folder), row.Channel, Columns).Select(shown => shown with { Id = row.Name }))], Columns);
        return 0;
    }
}
