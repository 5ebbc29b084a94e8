namespace Seno.Data;

/// <summary>Masks that picture programs save as black and white, 0 and 255, where label maps count 0, 1, 2.</summary>
internal static class MaskValues
{
    public const byte White = 255;

    /// <value>What to do about such a mask.</value>
    public const string Cure = "It is a mask of 0 and 255: write its label (1, say) for 255, or add the label to dataset.json";
}
