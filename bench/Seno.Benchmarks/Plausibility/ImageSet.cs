namespace Seno.Benchmarks.Plausibility;

/// <summary>Images of one origin.</summary>
/// <param name="Name">In tables and legends.</param>
/// <param name="Samples">Read when they are asked for.</param>
internal sealed record ImageSet(string Name, IEnumerable<Sample> Samples);
