namespace Seno.Evaluation.Detection;

/// <summary>A predicted lesion and the reference lesion it has found.</summary>
public readonly record struct LesionMatch(double Dice, double IntersectionOverUnion);
