namespace Seno.Imaging.Operators;

/// <summary>What <see cref="Registration"/> found.</summary>
/// <param name="Transform">From a point of the fixed image to the one of the moving image that shows the same, both LPS+ in mm: <see cref="Affine.At"/>.</param>
/// <param name="MutualInformation">At the finest level, in nats; 0 if the images say nothing about each other.</param>
/// <param name="Iterations">Over all levels.</param>
public sealed record RegistrationResult(Affine Transform, double MutualInformation, int Iterations);
