namespace Seno.Studies;

/// <summary>What was simulated.</summary>
public sealed record PhantomResult(string Folder, int Cases, int Lesions, IReadOnlyList<string> Readers);
