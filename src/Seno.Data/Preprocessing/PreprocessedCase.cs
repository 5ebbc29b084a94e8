namespace Seno.Data.Preprocessing;

/// <summary>A case as the network sees it: slices on the plan's grid.</summary>
public sealed record PreprocessedCase(string Id, IReadOnlyList<PreprocessedSlice> Slices);
