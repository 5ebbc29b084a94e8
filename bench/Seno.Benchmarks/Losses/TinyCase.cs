namespace Seno.Benchmarks.Losses;

/// <summary>What became of one held-out volume.</summary>
/// <param name="Case">Its id: a patient each.</param>
/// <param name="Lesions">Lesions in it.</param>
/// <param name="Touched">Of these, with at least a voxel called lesion.</param>
/// <param name="Found">Of these, overlapped by the called regions that touch it with an IoU of at least 0.1.</param>
/// <param name="FalseAlarms">Called regions that find no lesion.</param>
/// <param name="Overlap">Voxels rightly called lesion.</param>
/// <param name="Called">Voxels called lesion.</param>
/// <param name="Wanted">Voxels of lesions.</param>
/// <param name="Voxels">Of the volume.</param>
internal sealed record TinyCase(string Case, int Lesions, int Touched, int Found, int FalseAlarms, long Overlap, long Called, long Wanted, long Voxels)
{
    /// <value>0 for an empty answer: every volume has lesions.</value>
    public double Dsc => 2.0 * Overlap / (Called + Wanted);
}
