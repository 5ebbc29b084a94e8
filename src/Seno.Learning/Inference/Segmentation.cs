using Seno.Data;
using Seno.Imaging;

namespace Seno.Learning.Inference;

/// <summary>A prediction on the input image's own grid.</summary>
/// <param name="Labels">The likeliest class of each voxel, or the value of the last region found there.</param>
/// <param name="Probabilities">One volume a class, background first, or one a region; each in [0, 1].</param>
public sealed record Segmentation(Volume<byte> Labels, IReadOnlyList<Volume<float>> Probabilities)
{
    /// <summary>The likeliest class of each voxel; the lower label where two are equally likely.</summary>
    /// <param name="probabilities">One volume a class, background first.</param>
    public static Segmentation Of(IReadOnlyList<Volume<float>> probabilities)
    {
        var labels = new Volume<byte>(probabilities[0].Geometry);
        for (var i = 0; i < labels.Array.Length; i++)
        {
            for (var label = 1; label < probabilities.Count; label++)
            {
                if (probabilities[label].Array[i] > probabilities[labels.Array[i]].Array[i])
                    labels.Array[i] = (byte)label;
            }
        }
        return new(labels, probabilities);
    }

    /// <summary>Regions written one after the other where they are likelier than not, so that those within others come last
    /// (nnU-Net).</summary>
    /// <param name="probabilities">One volume a region.</param>
    /// <param name="regions">In the same order.</param>
    public static Segmentation Of(IReadOnlyList<Volume<float>> probabilities, IReadOnlyList<LabelRegion> regions)
    {
        var labels = new Volume<byte>(probabilities[0].Geometry);
        foreach (var (probability, region) in probabilities.Zip(regions))
        {
            for (var i = 0; i < labels.Array.Length; i++)
            {
                if (probability.Array[i] > 0.5f)
                    labels.Array[i] = region.Written;
            }
        }
        return new(labels, probabilities);
    }
}
