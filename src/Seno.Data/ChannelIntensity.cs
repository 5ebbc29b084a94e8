namespace Seno.Data;

/// <summary>Mean and standard deviation, in the file's own unit.</summary>
public sealed record ChannelIntensity(double Mean, double StandardDeviation);
