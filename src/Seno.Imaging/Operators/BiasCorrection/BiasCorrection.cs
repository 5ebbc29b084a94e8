namespace Seno.Imaging.Operators;

/// <summary>What <see cref="BiasField"/> found.</summary>
/// <param name="Image">The image divided by the field.</param>
/// <param name="Field">A factor above 0 at every voxel; its geometric mean over the mask is 1.</param>
/// <param name="Iterations">Over all levels.</param>
public sealed record BiasCorrection(Volume<float> Image, Volume<float> Field, int Iterations);
