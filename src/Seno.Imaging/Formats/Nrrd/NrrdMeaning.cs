namespace Seno.Imaging.Formats.Nrrd;

/// <summary>What the key/value pairs of a NRRD say.</summary>
/// <param name="Labels">Names of labels that hold for every volume.</param>
/// <param name="Layers">Names of labels volume by volume, where segments name their layer and there are several.</param>
/// <param name="Times">Seconds after the first volume.</param>
/// <param name="Others">Pairs that say other things.</param>
internal sealed record NrrdMeaning(
    IReadOnlyDictionary<byte, string> Labels,
    IReadOnlyList<IReadOnlyDictionary<byte, string>> Layers,
    IReadOnlyList<double>? Times,
    IReadOnlyList<KeyValuePair<string, string>> Others);
