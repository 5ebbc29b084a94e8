namespace Seno.Imaging.Tests.Formats;

/// <summary>What opening one damaged file came to.</summary>
/// <param name="Read">An image came out.</param>
/// <param name="Time">From opening to the end.</param>
/// <param name="Allocated">Bytes of managed memory on the thread that read.</param>
/// <param name="Wrong">What should not have happened; null where all is well.</param>
internal sealed record FuzzOutcome(bool Read, TimeSpan Time, long Allocated, string? Wrong);
