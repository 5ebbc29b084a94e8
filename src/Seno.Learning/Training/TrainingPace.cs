namespace Seno.Learning.Training;

/// <summary>What steps, validations and checkpoints of a training cost, as this process last measured them.</summary>
public sealed class TrainingPace
{
    /// <summary>Steps that a process warms up with.</summary>
    private const int Unsteady = 3;
    private const int Recent = 32;
    private readonly Queue<double> recent = new();
    private double saving;

    /// <summary>Steps measured, those of the warming up among them.</summary>
    public long Steps { get; private set; }

    /// <summary>Seconds of a step, its data included: mean over the last ones.</summary>
    public double Step { get; private set; }

    /// <summary>Seconds of a step's share of the checkpoints between validations.</summary>
    public double Saving => Steps == 0 ? 0 : saving / Steps;

    /// <summary>Seconds of the last validation with its checkpoints; null before the first.</summary>
    public double? Closing { get; private set; }

    /// <summary>Seconds that so many steps more will take.</summary>
    /// <param name="steps">Steps to come.</param>
    /// <param name="open">Steps of the running epoch that are done.</param>
    /// <param name="epochLength">Steps between validations.</param>
    public double SecondsFor(long steps, long open, int epochLength) =>
        steps * (Step + Saving) + Math.Ceiling((double)(open + steps) / epochLength) * (Closing ?? 0);

    public void AddStep(double seconds)
    {
        if (++Steps == Unsteady + 1)
            recent.Clear();
        recent.Enqueue(seconds);
        if (recent.Count > Recent)
            recent.Dequeue();
        Step = recent.Average();
    }

    public void AddSaving(double seconds) => saving += seconds;

    public void AddClosing(double seconds) => Closing = seconds;
}
