namespace Seno.Benchmarks.Losses;

/// <summary>What a loss made of one image that its run had not seen.</summary>
/// <param name="Id">Case id.</param>
/// <param name="Group">Patient or near-duplicates: never on both sides of a fold, and resampled together.</param>
/// <param name="Quartile">Of the lesion's share of the image among the lesions of the whole data set, 0 the smallest; null where there is no lesion.</param>
/// <param name="Dsc">1 for an empty answer to an image without a lesion.</param>
/// <param name="Hd95">In px of the image; its diagonal where nothing was marked.</param>
/// <param name="Missed">The answer does not touch the lesion.</param>
internal sealed record StudiedCase(string Id, string Group, int? Quartile, double Dsc, double Hd95, bool Missed)
{
    public bool FalseAlarm => Quartile is null && Dsc == 0;
}
