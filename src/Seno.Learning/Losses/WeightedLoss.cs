namespace Seno.Learning.Losses;

/// <summary>A loss and its weight in a sum.</summary>
/// <param name="Loss">The term.</param>
/// <param name="From">Weight when training begins, 0 or more.</param>
/// <param name="To">Weight when training ends; between, it goes linearly with the share of the steps done.</param>
public sealed record WeightedLoss(SegmentationLoss Loss, double From = 1, double To = 1)
{
    /// <param name="done">Share of the training done, 0 to 1.</param>
    public double At(double done) => From + (To - From) * Math.Clamp(done, 0, 1);
}
