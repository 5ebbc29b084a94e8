namespace Seno.Imaging.Formats;

/// <summary>What remains of a file's volumes when a component was asked for.</summary>
/// <param name="Volumes">At least one.</param>
/// <param name="Names">Of components, where they have names.</param>
/// <param name="Number">Of the only volume taken out, from 0; null where all are there.</param>
/// <param name="Whole">Whether they are still in the stored type.</param>
internal sealed record ChosenVolumes(IReadOnlyList<Volume<float>> Volumes, IReadOnlyList<string>? Names, int? Number, bool Whole);
