using Seno.Imaging;

namespace Seno.Learning.Inference;

/// <summary>A prediction on the input image's own grid.</summary>
/// <param name="Labels">The likeliest class of each voxel.</param>
/// <param name="Probabilities">One volume a class, background first, each in [0, 1].</param>
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
}
