namespace Seno.Studies;

/// <summary>One part.</summary>
/// <param name="Part">What was looked at.</param>
/// <param name="State">What it is, or what is wrong with it.</param>
/// <param name="Cure">What to do; null if all is well.</param>
public sealed record Finding(string Part, string State, string? Cure = null);
