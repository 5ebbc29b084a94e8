using Seno.Core;
using Seno.Imaging;

namespace Seno.Evaluation.Calibration;

/// <summary>The probability of every class at every voxel of an image.</summary>
public sealed class ClassProbabilities
{
    /// <summary>By how much the probabilities of a voxel may miss 1: what half-precision files and interpolation leave.</summary>
    public const double Tolerance = 0.01;

    private readonly IReadOnlyList<Volume<float>> classes;

    /// <param name="classes">One volume a class on one grid, in the order of the label values, background first.</param>
    /// <param name="source">Named in messages: a case or file.</param>
    /// <exception cref="DataException">Grids differ; a probability is NaN or outside [0, 1]; those of a voxel do not add up to 1.</exception>
    public ClassProbabilities(IReadOnlyList<Volume<float>> classes, string source)
    {
        if (classes.Count < 2)
            throw new DataException(source, $"has probabilities of {classes.Count} class", "Give one file a class, background first");
        foreach (var other in classes.Skip(1))
            GridComparison.Require(other, classes[0].Geometry, reorient: false, source, ("a probability map", "that of the background"));
        this.classes = classes;
        Check(source);
    }

    public Geometry Geometry => classes[0].Geometry;

    /// <value>One volume a class, background first.</value>
    public IReadOnlyList<Volume<float>> Classes => classes;

    /// <param name="label">Not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    internal LabelProbabilities Of(byte label) => label > 0 && label < classes.Count
        ? new(label, classes[label].Array, Others(label))
        : throw new ArgumentOutOfRangeException(nameof(label), $"there are probabilities of {classes.Count} classes, none of label {label}");

    private float[] Others(byte label)
    {
        if (classes.Count == 2)
            return classes[1 - label].Array;
        var sum = new float[classes[0].Array.Length];
        foreach (var other in classes.Where((_, value) => value != label))
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] += other.Array[i];
        }
        return sum;
    }

    private void Check(string source)
    {
        var arrays = classes.Select(volume => volume.Array).ToArray();
        for (var i = 0; i < arrays[0].Length; i++)
        {
            var sum = 0.0;
            foreach (var array in arrays)
            {
                if (!(array[i] >= 0 && array[i] <= 1))
                    throw new DataException(source, FormattableString.Invariant($"has {array[i]} for a probability at voxel {Place(i)}"), "Give probabilities from 0 to 1, not logits");
                sum += array[i];
            }
            if (Math.Abs(sum - 1) > Tolerance)
                throw new DataException(source, FormattableString.Invariant($"has probabilities that add up to {sum:G4}, not 1, at voxel {Place(i)}"), "Give the probabilities of all classes, background included");
        }
    }

    private string Place(int i)
    {
        var size = Geometry.Size;
        return FormattableString.Invariant($"({i % size.X}, {i / size.X % size.Y}, {i / size.X / size.Y})");
    }
}
