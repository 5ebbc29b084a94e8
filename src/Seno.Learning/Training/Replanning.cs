namespace Seno.Learning.Training;

/// <summary>Another number of steps, decided on the way: what it takes to decide alike again.</summary>
/// <param name="Iteration">Steps done when it takes effect.</param>
/// <param name="Epoch">Epochs closed by then.</param>
/// <param name="Done">Share of the training done by then, 0 to below 1.</param>
/// <param name="Steps">Steps in all from now on; <paramref name="Iteration"/> where no time is left.</param>
/// <param name="EpochLength">Steps between validations from now on.</param>
/// <param name="Seconds">Time of training by then.</param>
public sealed record Replanning(long Iteration, long Epoch, double Done, long Steps, int EpochLength, double Seconds)
{
    internal bool IsPossible =>
        Iteration > 0 && Epoch >= 0 && Done is > 0 and < 1 && Steps >= Iteration && EpochLength > 0 && Seconds is >= 0 and < 1e9;
}
