namespace Seno.Studies;

/// <summary>What cohort is to be simulated.</summary>
public sealed record PhantomRequest
{
    /// <value>A name of <see cref="PhantomStudy.Modalities"/>.</value>
    public string Modality { get; init; } = "sbct";

    /// <value>How many cases: one to a patient, in mammography two, one of each view.</value>
    public int Cases { get; init; } = 20;

    public int Readers { get; init; }

    public int Centres { get; init; } = 1;

    /// <value>Voxels along each axis; of a whole mammogram, rows. Null: 160, in mammography the unit's own pixels or squares of 512.</value>
    public int? Size { get; init; }

    /// <value>Cubes, or squares, about one lesion each instead of whole breasts.</value>
    public bool VolumesOfInterest { get; init; }

    /// <value>Breast CT from simulated projections instead of in the image domain.</value>
    public bool Projection { get; init; }

    /// <value>Mammograms as for processing (counted quanta) instead of for presentation.</value>
    public bool Raw { get; init; }

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
