namespace Seno.Benchmarks.Field;

/// <param name="What">In words.</param>
/// <param name="Right">As it should be.</param>
/// <param name="Detail">What was found, where it is not.</param>
internal sealed record FieldCheck(string What, bool Right, string Detail);
