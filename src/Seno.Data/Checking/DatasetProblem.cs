using System.Text.Json.Serialization;

namespace Seno.Data.Checking;

/// <summary>Something about a data set that its owner should know.</summary>
/// <param name="Severity">Error: training would stop at it, or its numbers would mislead. Warning: may be meant.</param>
/// <param name="Kind">One word for all problems of a kind: "missing", "geometry", "duplicate", …</param>
/// <param name="Case">Case id; null for the data set as a whole.</param>
/// <param name="File">The file to look at.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Cure">What to do.</param>
public sealed record DatasetProblem([property: JsonConverter(typeof(JsonStringEnumConverter<ProblemSeverity>))] ProblemSeverity Severity, string Kind, string? Case, string File, string Problem, string Cure);
