namespace Seno.Data.Preprocessing;

/// <summary>How one channel's values become what the network sees: decided in planning, kept in the plan.</summary>
/// <param name="Scheme">Name in the table of normalisations.</param>
/// <param name="Foreground">What the channel holds within the training data's foreground; null where the scheme does not need it.</param>
public sealed record ChannelNormalisation(string Scheme, ChannelIntensity? Foreground = null);
