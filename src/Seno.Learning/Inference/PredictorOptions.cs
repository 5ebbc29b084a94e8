namespace Seno.Learning.Inference;

/// <summary>How to predict.</summary>
public sealed record PredictorOptions
{
    /// <value>Average over mirror images too. Default false.</value>
    public bool Mirror { get; init; }

    /// <value>Share of a window that the next one covers again. Default 0.5 (nnU-Net).</value>
    public double Overlap { get; init; } = 0.5;
}
