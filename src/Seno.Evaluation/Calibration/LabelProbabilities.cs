using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Calibration;

/// <summary>One label's probabilities over an image, and those of everything else.</summary>
internal sealed record LabelProbabilities(byte Label, float[] Probability, float[] Complement)
{
    /// <summary>How far from the reference a voxel counts as near it, in the grid's unit. Ours.</summary>
    private const double Reach = 5;

    /// <param name="reference">Labels.</param>
    /// <param name="leftOut">Not 0 at voxels that do not count; null where all do.</param>
    public BinaryForecast Whole(Volume<byte> reference, Volume<byte>? leftOut)
    {
        var truth = reference.Map(label => label == Label ? (byte)1 : (byte)0).Array;
        return leftOut is null
            ? new(Probability, Complement, truth)
            : new(Annotated(Probability, leftOut), Annotated(Complement, leftOut), Annotated(truth, leftOut));
    }

    private static T[] Annotated<T>(T[] values, Volume<byte> leftOut) => [.. values.Where((_, i) => leftOut.Array[i] == 0)];

    /// <summary>Over the reference's mask dilated by 5 mm (px), where calibration is decided: elsewhere is background that nobody doubts.</summary>
    /// <param name="reference">Labels.</param>
    /// <param name="box">Of the label in them.</param>
    /// <param name="threads">How many at most.</param>
    /// <param name="leftOut">Not 0 at voxels that do not count; null where all do.</param>
    public BinaryForecast Near(Volume<byte> reference, Extent box, int threads, Volume<byte>? leftOut)
    {
        var (size, spacing) = (reference.Size, reference.Geometry.Spacing);
        int Low(int index, int axis) => Math.Max(0, index - (int)(Reach / spacing[axis]));
        int High(int index, int axis) => Math.Min(size[axis] - 1, index + (int)(Reach / spacing[axis]));
        var first = new Size3(Low(box.X0, 0), Low(box.Y0, 1), Low(box.Z0, 2));
        var last = new Size3(High(box.X1, 0), High(box.Y1, 1), High(box.Z1, 2));
        var mask = Crop.To(reference, first, new(last.X - first.X + 1, last.Y - first.Y + 1, last.Z - first.Z + 1)).Map(label => label == Label ? (byte)1 : (byte)0);
        var distance = DistanceTransform.ToMask(mask, threads);
        List<float> probability = [], complement = [];
        List<byte> truth = [];
        for (var i = 0; i < distance.Array.Length; i++)
        {
            if (!(distance.Array[i] <= Reach))
                continue;
            var (x, y, z) = (first.X + i % mask.Size.X, first.Y + i / mask.Size.X % mask.Size.Y, first.Z + i / mask.Size.X / mask.Size.Y);
            var at = x + size.X * (y + size.Y * z);
            if (leftOut is not null && leftOut.Array[at] != 0)
                continue;
            probability.Add(Probability[at]);
            complement.Add(Complement[at]);
            truth.Add(mask.Array[i]);
        }
        return new(probability.ToArray(), complement.ToArray(), truth.ToArray());
    }
}
