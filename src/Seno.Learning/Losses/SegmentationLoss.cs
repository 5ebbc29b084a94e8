using Seno.Core;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>A loss of logits against a reference that may be soft.</summary>
public abstract class SegmentationLoss
{
    /// <value>Whether it reads <see cref="LossTarget.Distances"/>: only then are they computed and carried along. A loss that finds none computes them with <see cref="DistanceMaps.Of"/>.</value>
    public virtual bool NeedsDistances => false;

    /// <value>Whether its value follows lengths in mm, so that px in their place must be said.</value>
    public virtual bool HasLengths => NeedsDistances;

    /// <summary>Refuses options that do not fit the data.</summary>
    /// <param name="classes">Of the data set, background included.</param>
    /// <param name="source">Where the loss was named.</param>
    /// <exception cref="DataException">As when there are three weights for two classes.</exception>
    public virtual void Check(int classes, string source)
    {
    }

    /// <summary>Refuses regions that may overlap where the loss needs a background that excludes them. Default: takes them.</summary>
    /// <param name="source">Where the loss was named.</param>
    /// <exception cref="DataException">As above.</exception>
    public virtual void CheckRegions(string source)
    {
    }

    /// <param name="logits">Float32 or float64 [batch, classes, (z,) y, x].</param>
    /// <param name="target">On the same grid.</param>
    /// <returns>A scalar.</returns>
    public abstract Tensor Of(Tensor logits, LossTarget target);

    private protected static DataException NoBackground(string loss, string source, string cure) =>
        new(source, $"loss '{loss}' weighs the background as a class, but the data set has regions that overlap, and no such class", cure);

    /// <summary>As the other, where nothing but the reference is known.</summary>
    public Tensor Of(Tensor logits, Tensor reference) => Of(logits, new LossTarget(reference));
}
