namespace Seno.Benchmarks.Losses;

/// <summary>A setting's outcome, as it is kept.</summary>
/// <param name="Setting">Its id.</param>
/// <param name="TrainingSeconds">Processor time since the training was last begun or resumed.</param>
/// <param name="PredictionSeconds">Processor time of measuring all volumes.</param>
/// <param name="Loss">Mean over the last fifty steps.</param>
/// <param name="Cases">One a held-out volume.</param>
internal sealed record TinyResult(string Setting, double TrainingSeconds, double PredictionSeconds, double Loss, IReadOnlyList<TinyCase> Cases)
{
    public int Lesions => Cases.Sum(item => item.Lesions);

    public int Found => Cases.Sum(item => item.Found);

    public int Touched => Cases.Sum(item => item.Touched);

    public double FalseAlarms => Cases.Average(item => item.FalseAlarms);

    /// <value>Of voxels, over all volumes; NaN where none is called lesion.</value>
    public double Precision => Called == 0 ? double.NaN : (double)Cases.Sum(item => item.Overlap) / Called;

    public double Dsc => Cases.Average(item => item.Dsc);

    public int Empty => Cases.Count(item => item.Called == 0);

    /// <value>Voxels called lesion, for each voxel that is one.</value>
    public double Excess => (double)Called / Cases.Sum(item => item.Wanted);

    /// <summary>Collapsed: nothing is called lesion in any volume. Flooded: ten false alarms a volume, or more.</summary>
    public string Verdict => Called == 0 ? "collapsed" : FalseAlarms >= 10 ? "flooded" : 2 * Found >= Lesions ? "finds most" : Found == 0 ? "finds none" : "finds few";

    private long Called => Cases.Sum(item => item.Called);
}
