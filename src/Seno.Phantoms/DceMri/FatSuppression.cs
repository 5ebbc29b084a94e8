using Seno.Imaging;

namespace Seno.Phantoms.DceMri;

/// <summary>What suppression leaves of the fat, from place to place.</summary>
/// <param name="Scanner">How much, and how unevenly.</param>
/// <param name="Unevenness">About −1..1.</param>
internal sealed record FatSuppression(DceMriScanner Scanner, SmoothField Unevenness)
{
    /// <param name="place">mm.</param>
    /// <returns>Share of the signal, 0..1.</returns>
    public float LeftAt(Vector3 place) => (float)(1 - Math.Pow(Scanner.FatSuppression, Math.Exp(Scanner.FatUnevenness * Unevenness.At(place.X, place.Y, place.Z))));
}
