namespace Seno.Studies;

/// <summary>Whose agreement is measured.</summary>
public sealed record AgreementRequest
{
    public required string Dataset { get; init; }

    public required string Output { get; init; }

    /// <value>Folder of predicted label maps, or null.</value>
    public string? Model { get; init; }

    /// <value>DSC by which a model may be worse than a reader. Default 0.05.</value>
    public double Margin { get; init; } = 0.05;

    /// <value>Only this label; null for each.</value>
    public string? Label { get; init; }

    /// <value>Null for all of the data set.</value>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <value>How far about everything drawn kappa and alpha are measured, in the grid's unit; null for 1 mm or 3 px.</value>
    public double? Dilation { get; init; }

    /// <value>As <see cref="ConsensusRequest.Reorient"/>.</value>
    public bool Reorient { get; init; }

    public int Threads { get; init; } = 1;
}
