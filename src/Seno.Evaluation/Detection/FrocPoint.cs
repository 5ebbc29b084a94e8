namespace Seno.Evaluation.Detection;

/// <summary>One operating point.</summary>
/// <param name="Threshold">Candidates of this score or above count.</param>
/// <param name="FalsePositivesPerImage">Mean over all images, those without a lesion included.</param>
/// <param name="Sensitivity">Share of all lesions found.</param>
public readonly record struct FrocPoint(double Threshold, double FalsePositivesPerImage, double Sensitivity);
