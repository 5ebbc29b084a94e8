namespace Seno.Phantoms.DceMri;

/// <summary>How strongly normal fibroglandular tissue takes up contrast medium: the four grades of BI-RADS.</summary>
public enum BackgroundEnhancement
{
    Minimal,
    Mild,
    Moderate,
    Marked,
}
