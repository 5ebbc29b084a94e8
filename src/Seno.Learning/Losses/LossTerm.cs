namespace Seno.Learning.Losses;

/// <summary>One term of a loss expression, as written.</summary>
/// <param name="Name">In the table of losses.</param>
/// <param name="Options">Those given, by name.</param>
/// <param name="From">Its weight when training begins.</param>
/// <param name="To">Its weight when training ends.</param>
public sealed record LossTerm(string Name, IReadOnlyDictionary<string, string> Options, double From, double To);
