namespace Seno.Imaging.Formats.Nifti;

/// <summary>What the header extensions of a NIfTI file say.</summary>
/// <param name="Labels">Names of labels that hold for every volume.</param>
/// <param name="Layers">Names of labels volume by volume; empty where they have none of their own.</param>
/// <param name="Times">Seconds after the first volume, where they are not equally spaced.</param>
/// <param name="Others">Extensions of others.</param>
internal sealed record NiftiMeaning(
    IReadOnlyDictionary<byte, string> Labels,
    IReadOnlyList<IReadOnlyDictionary<byte, string>> Layers,
    IReadOnlyList<double>? Times,
    IReadOnlyList<HeaderExtension> Others);
