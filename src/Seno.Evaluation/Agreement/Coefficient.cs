namespace Seno.Evaluation.Agreement;

/// <summary>A coefficient of agreement, or why there is none.</summary>
/// <param name="Value">At most 1; 0 is chance; NaN where it is not defined.</param>
/// <param name="Undefined">The reason; null where there is a value.</param>
public readonly record struct Coefficient(double Value, string? Undefined = null)
{
    internal static Coefficient None(string reason) => new(double.NaN, reason);
}
