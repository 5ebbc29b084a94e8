namespace Seno.Studies;

/// <summary>What cohort is to be simulated.</summary>
public sealed record PhantomRequest
{
    /// <value>"sbct".</value>
    public string Modality { get; init; } = "sbct";

    /// <value>How many cases, one to a patient.</value>
    public int Cases { get; init; } = 20;

    public int Readers { get; init; }

    public int Centres { get; init; } = 1;

    /// <value>Voxels along each axis.</value>
    public int Size { get; init; } = 160;

    /// <value>Cubes about one lesion each instead of whole breasts.</value>
    public bool VolumesOfInterest { get; init; }

    /// <value>Lesions in a breast; null for one to three.</value>
    public int? Lesions { get; init; }

    /// <value>mm; drawn evenly on a logarithmic scale.</value>
    public (double Low, double High) Diameter { get; init; } = (4, 20);

    /// <value>'a' to 'd'; null to draw it for each breast.</value>
    public char? Density { get; init; }

    public ulong Seed { get; init; } = 1;

    public required string Output { get; init; }

    public int Threads { get; init; }
}
