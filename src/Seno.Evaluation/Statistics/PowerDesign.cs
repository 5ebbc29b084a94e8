namespace Seno.Evaluation.Statistics;

/// <summary>What a planned paired study assumes; scores' unit throughout, higher being better.</summary>
public sealed record PowerDesign
{
    /// <value>How much worse is still acceptable (or, for equivalence, what difference does not matter). Positive.</value>
    public required double Margin { get; init; }

    /// <value>Standard deviation of a lesion's paired difference. Positive.</value>
    public required double Deviation { get; init; }

    /// <value>True mean difference, new less reference. Default 0.</value>
    public double ExpectedDifference { get; init; }

    /// <value>Lesions (or slices) of each patient. Default 1.</value>
    public int LesionsPerPatient { get; init; } = 1;

    /// <value>ρ in [0, 1]: correlation of two differences of one patient. Default 0.5.</value>
    public double Intraclass { get; init; } = 0.5;

    /// <value>One-sided level. Default 0.025.</value>
    public double Alpha { get; init; } = 0.025;

    /// <value>Both sides of the margin are tested. Default: one.</value>
    public bool Equivalence { get; init; }

    /// <summary>Standard deviation of a patient's mean: σ √((1 + (m − 1)ρ)/m).</summary>
    public double PatientDeviation => Deviation * Math.Sqrt((1 + (LesionsPerPatient - 1) * Intraclass) / LesionsPerPatient);
}
