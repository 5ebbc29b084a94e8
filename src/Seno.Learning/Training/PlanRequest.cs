namespace Seno.Learning.Training;

/// <summary>What the user fixed; everything else is planned.</summary>
public sealed record PlanRequest
{
    public string Network { get; init; } = "unet";

    /// <value>As <see cref="Losses.LossExpression"/> reads it; null to plan it.</value>
    public string? Loss { get; init; }

    /// <value>2: slices; 3: volumes.</value>
    public int Dimensions { get; init; } = 2;

    /// <value>Steps; null to plan them.</value>
    public long? Iterations { get; init; }

    /// <value>Passes over the training cases; null to plan them.</value>
    public double? Epochs { get; init; }

    /// <value>Time for the training of a fold, its validations included; null for none.</value>
    public TimeSpan? TimeLimit { get; init; }

    public ulong Seed { get; init; } = 1;

    public int Folds { get; init; } = 5;

    /// <value>Longer side of the network's input in pixels; null to plan it.</value>
    public int? InputSize { get; init; }

    /// <value>Features of the finest resolution; null to plan it.</value>
    public int? Width { get; init; }

    public int? BatchSize { get; init; }

    /// <value>Share of each batch that is sure to show foreground, 0 to 1. Default ⅓ (nnU-Net).</value>
    public double ForegroundOversampling { get; init; } = 1.0 / 3;

    /// <value>"none", "gentle", "strong" or "full"; null to plan it from the modality.</value>
    public string? Augmentation { get; init; }

    /// <value>Name in the table of normalisations, for every channel; null to plan it from the modality.</value>
    public string? Normalisation { get; init; }

    public string Optimiser { get; init; } = "adamw";

    public string Schedule { get; init; } = "cosine";

    /// <value>At the start; null for the optimiser's own.</value>
    public double? LearningRate { get; init; }
}
